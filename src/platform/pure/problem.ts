/**
 * Problems: what an operation may answer instead of its result (RFC 9457).
 *
 * The code is the contract and never changes; the sentence is translated by the reader's catalogue (`problem.<code>`).
 * A problem never carries what somebody typed: only codes, field names and numbers.
 */
export const problemStatus = {
  'bad-input': 400,
  'not-signed-in': 401,
  'wrong-sign-in': 401,
  'cross-origin': 403,
  'not-allowed': 403,
  'not-found': 404,
  'same-id-other-content': 409,
  'changed-meanwhile': 409,
  'too-large': 413,
  'unreadable-file': 422,
  'refused-step': 422,
  'too-many-requests': 429,
  internal: 500,
  busy: 503,
} as const

/** Stable code of a problem; the keys of the one catalogue. */
export type ProblemCode = keyof typeof problemStatus

/** One fault in the input: where (path of keys) and which rule, without the value. */
export type Fault = { readonly path: readonly (string | number)[]; readonly rule: string }

/** The body of a problem answer, `application/problem+json`. */
export type ProblemBody = {
  readonly type: string
  readonly status: number
  readonly code: ProblemCode
  readonly reason?: string
  readonly faults?: readonly Fault[]
}

/** Thrown by handlers for an expected failure; the wrapper turns it into an answer and a refusal leaf. */
export class Problem extends Error {
  readonly code: ProblemCode
  /** A finer stable code, such as why a step was refused. */
  readonly reason: string | undefined
  readonly faults: readonly Fault[]

  constructor(code: ProblemCode, details: { reason?: string; faults?: readonly Fault[] } = {}) {
    super(details.reason === undefined ? code : `${code}: ${details.reason}`)
    this.name = 'Problem'
    this.code = code
    this.reason = details.reason
    this.faults = details.faults ?? []
  }

  get status(): number {
    return problemStatus[this.code]
  }

  toBody(): ProblemBody {
    return {
      type: `urn:lindung:problem:${this.code}`,
      status: this.status,
      code: this.code,
      ...(this.reason === undefined ? {} : { reason: this.reason }),
      ...(this.faults.length === 0 ? {} : { faults: this.faults }),
    }
  }
}
