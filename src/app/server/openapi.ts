import { z } from 'zod'
import type { Operation } from '#platform/pure/contract.ts'
import { problemStatus } from '#platform/pure/problem.ts'

type Schema = Readonly<Record<string, unknown>>

/** JSON Schema 2020-12 of a shape, as OpenAPI 3.1 takes it. `io` says whether it is read or written. */
function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return schema
}

function parametersOf(shape: z.ZodType, where: 'path' | 'query'): readonly Schema[] {
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as {
    properties?: Record<string, Schema>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }))
}

function answersOf(operation: Operation): Schema {
  const ok =
    operation.wire === 'bytes-out'
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : { 'application/json': { schema: schemaOf(operation.answer, 'output') } }
  const problems = Object.groupBy([...operation.problems, 'internal' as const], (code) => String(problemStatus[code]))
  return {
    '200': { description: 'Done', content: ok },
    ...Object.fromEntries(
      Object.entries(problems).map(([status, codes = []]) => [
        status,
        {
          description: codes.join(', '),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
    ),
  }
}

function bodyOf(operation: Operation): Schema {
  if (operation.wire === 'bytes-in') {
    return {
      requestBody: { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } },
    }
  }
  if (operation.method === 'GET') return {}
  return { requestBody: { content: { 'application/json': { schema: schemaOf(operation.body, 'input') } } } }
}

/** What the policy says of who may call, in the description: OpenAPI has no word for it. */
function described(operation: Operation): Schema {
  const { policy, audit } = operation as { policy: Schema; audit: Schema }
  return { 'x-policy': policy, 'x-audit': audit }
}

/** The OpenAPI 3.1 document of these operations, in a stable order. */
export function openApiOf(operations: readonly Operation[], version: string): Schema {
  const sorted = operations.toSorted(
    (a, b) => a.path.localeCompare(b.path, 'en') || a.method.localeCompare(b.method, 'en'),
  )
  const paths: Record<string, Record<string, Schema>> = {}
  for (const operation of sorted) {
    const path = `/api${operation.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = {
      ...paths[path],
      [operation.method.toLowerCase()]: {
        operationId: operation.id,
        summary: operation.summary,
        parameters: [...parametersOf(operation.params, 'path'), ...parametersOf(operation.query, 'query')],
        ...bodyOf(operation),
        responses: answersOf(operation),
        ...described(operation),
      },
    }
  }
  const code = { type: 'string', enum: Object.keys(problemStatus) }
  const fault = { type: 'object', properties: { path: { type: 'array' }, rule: { type: 'string' } } }
  return {
    openapi: '3.1.0',
    info: { title: 'Lindung', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'status', 'code'],
          properties: {
            type: { type: 'string' },
            status: { type: 'integer' },
            code,
            reason: { type: 'string' },
            faults: { type: 'array', items: fault },
          },
        },
      },
    },
  }
}
