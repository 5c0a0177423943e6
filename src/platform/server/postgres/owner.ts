import { spawnSync } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'

/** The system user that runs PostgreSQL. `switch` is absent when that is who we are already. */
export type Owner = { readonly name: string; readonly switch?: { readonly uid: number; readonly gid: number } }

const NOBODY = 65534

function ownName(): string {
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.() ?? ''}` // containers run under numbers without a name
  }
}

/** PostgreSQL refuses to run as root: then `nobody` does, or whoever owns the cluster that is already there. */
export function ownerOf(cluster: string): Owner {
  if (process.getuid?.() !== 0) return { name: ownName() }
  const found = statSync(cluster, { throwIfNoEntry: false })
  const ids = found !== undefined && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : { uid: NOBODY, gid: NOBODY }
  return { name: ids.uid === NOBODY ? 'nobody' : `user ${ids.uid}`, switch: ids }
}

/** All that PostgreSQL's programs see of our environment: no secret, one language, one time zone. */
export const bareEnv: NodeJS.ProcessEnv = {
  PATH: process.platform === 'win32' ? (process.env['PATH'] ?? '') : '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] ?? '' } : {}),
}

/** `spawn` options under which a program runs as the owner. */
export const as = (owner: Owner, cwd: string): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } => ({
  cwd,
  env: bareEnv,
  ...owner.switch,
})

/** Gives a file or folder to the owner, where there is a difference. */
export function giveTo(owner: Owner, path: string): void {
  if (owner.switch !== undefined) chownSync(path, owner.switch.uid, owner.switch.gid)
}

/** Whether the owner can work in this folder: asked of the system itself, as that user, because every parent folder has a say. */
export function canUse(owner: Owner, folder: string): boolean {
  if (owner.switch === undefined) return true
  const asked = spawnSync('/bin/sh', ['-c', 'test -x "$0" && test -w "$0"', folder], as(owner, '/'))
  return asked.status === 0
}

/** Runs a program as the owner to its end. */
export function runAs(
  owner: Owner,
  cwd: string,
  program: string,
  args: readonly string[],
): { ok: boolean; out: string } {
  const ran = spawnSync(program, args, { ...as(owner, cwd), encoding: 'utf8' })
  return { ok: ran.status === 0, out: ran.error?.message ?? `${ran.stdout}${ran.stderr}`.trim() }
}
