import { refusalOf } from '#access/policy.ts'
import type { Actor } from '#access/index.ts'
import type { AnyOperation } from '#access/server/index.ts'
import { OPERATIONS, type Role, ROLES } from '../policy.table.ts'
import { allOperations } from './complete.ts'
import { kindOf } from './entries.ts'
import { permitted } from './expect.ts'
import { newTally, type Tally } from './run.ts'

const REFUSALS = { 'not-signed-in': 'not signed in', 'not-allowed': 'not allowed' } as const

/**
 * What an operation’s own policy says of each role, before any row is looked at: the first of two locks, asked by itself, so that the
 * second does not hide that the first is open. Also of operations that only the demo serves.
 */
export async function runGate(tally: Tally = newTally()): Promise<Tally> {
  for (const operation of await allOperations()) {
    for (const role of [null, ...ROLES]) {
      const [want, got] = [wanted(operation.id, role), gateOf(operation, role)]
      tally.cells += 1
      if (want === 'may') tally.allowed += 1
      else tally.denied += 1
      if (want === got) continue
      tally.failures.push(`${role ?? 'nobody'}: ${operation.id}, its policy: expected "${want}", got "${got}"`)
    }
  }
  return tally
}

/** What the lines of an operation say of a role: it may, when it may in one of the ways. */
function wanted(id: string, role: Role | null): string {
  const subject = role === null ? ({ role, relation: 'nobody' } as const) : ({ role, relation: 'elsewhere' } as const)
  const words = Object.entries(OPERATIONS).flatMap(([line, { who }]) =>
    kindOf(line) === id ? [permitted(who, subject)] : [],
  )
  return words.includes('may') ? 'may' : (words[0] ?? 'no line')
}

function gateOf({ policy }: Pick<AnyOperation, 'policy'>, role: Role | null): string {
  const code = refusalOf(policy, role === null ? null : actorAs(role))
  return code === null ? 'may' : (REFUSALS[code as keyof typeof REFUSALS] ?? code)
}

const actorAs = (role: Role): Actor => ({
  person: 'person',
  name: 'Orang',
  language: 'id',
  session: 'session',
  device: 'device',
  memberships: [
    { team: 'team', teamName: 'Tim', code: 'AWN', zone: 'UTC', role, organisation: 'o', organisationName: 'Kantor' },
  ],
})
