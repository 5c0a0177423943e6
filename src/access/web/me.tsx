import { createContext, useContext } from 'react'
import type { AnswerOf } from '#platform/pure/contract.ts'
import type { readSession } from '../contract.ts'

/** Who is signed in, as the server says. */
export type Me = AnswerOf<typeof readSession>

/** Who is signed in, and how to leave. Filled by `Gate`; nothing below it is shown to anybody else. */
export type Signed = {
  readonly me: Me
  /** Ends the session. Rejects when the office cannot be reached. */
  readonly leave: () => Promise<void>
}

export const SignedContext = createContext<Signed | null>(null)

/** Who is signed in. Only below `Gate`. */
export function useSigned(): Signed {
  const signed = useContext(SignedContext)
  if (signed === null) throw new Error('useSigned stands outside Gate')
  return signed
}

export const useMe = (): Me => useSigned().me
