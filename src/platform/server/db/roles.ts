import { createHmac } from 'node:crypto'

/** The database roles that sign in; `lindung_owner` owns the tables and cannot. */
export const ROLES = ['lindung_app', 'lindung_door', 'lindung_log'] as const
export type Role = (typeof ROLES)[number]
export type RolePasswords = Readonly<Record<Role, string>>

/** Passwords of the roles, derived from one secret of the instance, so that only that secret is kept. */
export function rolePasswords(secret = 'tests-only'): RolePasswords {
  const derive = (role: Role) => createHmac('sha256', secret).update(`lindung/role/1\n${role}`).digest('base64url')
  return {
    lindung_app: derive('lindung_app'),
    lindung_door: derive('lindung_door'),
    lindung_log: derive('lindung_log'),
  }
}

/** The administrator's connection string, turned into one for `role`. */
export function urlForRole(adminUrl: string, role: Role, passwords: RolePasswords): string {
  const url = new URL(adminUrl)
  url.username = role
  url.password = passwords[role]
  return url.toString()
}
