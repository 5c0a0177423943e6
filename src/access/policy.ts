import { operationsWith } from '#platform/pure/contract.ts'
import type { ProblemCode } from '#platform/pure/problem.ts'
import { type Actor, type Permission, permits } from './model/roles.ts'

/**
 * Who may call an operation. Rows are decided a second time, by row security in the database: an operation that reads
 * streams answers "not found" for a stream that was never granted, exactly as for one that does not exist.
 */
export type Policy =
  | { readonly who: 'anyone'; readonly because: string }
  | { readonly who: 'signed-in'; readonly because: string }
  | { readonly who: 'permitted'; readonly needs: Permission }

/** How a call appears in the audit log. `look`: content was read; `change`: something was written; `door`: signing in and out. */
export type AuditDescription = { readonly action: `${string}.${string}`; readonly nature: 'look' | 'change' | 'door' }

/** Declares an operation; policy and audit description are required. */
export const defineOperation = operationsWith<Policy, AuditDescription>()

/** The refusal for this actor, or null when the call may go on. */
export function refusalOf(policy: Policy, actor: Actor | null): ProblemCode | null {
  if (policy.who === 'anyone') return null
  if (actor === null) return 'not-signed-in'
  if (policy.who === 'signed-in') return null
  return permits(actor, policy.needs) ? null : 'not-allowed'
}
