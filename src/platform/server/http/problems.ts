import type { Problem } from '#platform/pure/problem.ts'

/** The answer for a problem: RFC 9457 `application/problem+json`, never cached. */
export function problemAnswer(problem: Problem): Response {
  return new Response(JSON.stringify(problem.toBody()), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}
