/** The access slice, for others: who acts, what a role permits, and how an operation is declared. */
export {
  type Actor,
  commandsOf,
  type Membership,
  type Permission,
  permissionsOf,
  permits,
  type PermittedCommand,
  ROLE_PERMISSIONS,
  type RoleName,
  todayOf,
} from './model/roles.ts'
export { refusalCounter } from './model/refusals.ts'
export { type AuditDescription, defineOperation, type Policy } from './policy.ts'
