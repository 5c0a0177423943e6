/** Where a running Lindung can be opened, kept beside its data, so that a second start can say it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const fileIn = (dataDir: string): string => join(dataDir, 'address')

/** Keeps the address under the number of the process that answers there. Best effort: nothing but a sentence depends on it. */
export function keepAddress(dataDir: string, pid: number, address: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 })
    writeFileSync(fileIn(dataDir), `${pid} ${address}\n`, { mode: 0o600 })
  } catch {
    // The folder may belong to somebody else; then a second start says what it knows without it.
  }
}

/** Forgets it, unless another process has kept its own meanwhile. */
export function forgetAddress(dataDir: string, pid: number): void {
  if (findAddress(dataDir, pid) === null) return
  try {
    rmSync(fileIn(dataDir), { force: true })
  } catch {
    // Left behind it misleads nobody: it is believed only of the process it names.
  }
}

/** The address that this process kept; null when it kept none, or when what is there is of another one. */
export function findAddress(dataDir: string, pid: number): string | null {
  try {
    const [of = '', address = ''] = readFileSync(fileIn(dataDir), 'utf8').trim().split(' ')
    return of === `${pid}` && URL.canParse(address) ? address : null
  } catch {
    return null
  }
}
