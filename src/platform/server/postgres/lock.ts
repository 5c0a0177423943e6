import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hasCode } from '../error-code.ts'

/** A process as nobody can mistake it: its number and, where the system tells, when it started (numbers are used again). */
function processMark(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}` // field 22: start time in clock ticks
  } catch {
    return `${pid}`
  }
}

/** Whether the system knows a process with this number, whoever owns it; also one that ended and that nobody has collected yet. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

/** Whether a process with this number runs. */
export function isAlive(pid: number): boolean {
  return exists(pid) && !/^State:\s+Z/m.test(read(`/proc/${pid}/status`) ?? '')
}

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function holderOf(mark: string): number | undefined {
  const pid = Number.parseInt(mark, 10)
  return Number.isInteger(pid) && isAlive(pid) && processMark(pid) === mark.trim() ? pid : undefined
}

export type Lock = { readonly ok: true; readonly release: () => void } | { readonly ok: false; readonly holder: number }

/**
 * Takes the lock file for this process. A lock whose process is gone is taken over; one whose process lives is refused.
 * The file appears with its content (link), and a stale one is moved away before it is judged, so that two starts never both win.
 */
export function takeLock(path: string): Lock {
  const mine = `${path}.${process.pid}`
  const mark = processMark(process.pid)
  writeFileSync(mine, `${mark}\n`)
  try {
    for (;;) {
      try {
        linkSync(mine, path)
        return { ok: true, release: () => read(path)?.trim() === mark && rmSync(path, { force: true }) }
      } catch (error) {
        if (!hasCode(error, 'EEXIST')) throw error
      }
      const seen = read(path)
      if (seen === undefined) continue
      const holder = holderOf(seen)
      if (holder !== undefined) return { ok: false, holder }
      moveAway(path, `${mine}.stale`, seen)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Removes the stale lock, unless another start has put its own there in the meantime: that one is put back. */
function moveAway(path: string, aside: string, seen: string): void {
  try {
    renameSync(path, aside)
    if (read(aside) !== seen) linkSync(aside, path)
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'EEXIST')) throw error
  }
  rmSync(aside, { force: true })
}
