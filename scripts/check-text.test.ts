import { expect, test } from 'vitest'
import { faultsOf, RULES } from './check-text.ts'

const wrong = (path: string, text: string): string[] =>
  RULES.flatMap((rule) => faultsOf(rule, path, text).map((fault) => `${rule.name}:${fault.line}`))

test('SQL outside a store is found, in a store and in prose it is not', () => {
  expect(
    wrong('src/cases/server/append.ts', 'const a = 1\nawait db.query(`insert into app.entry values ($1)`)'),
  ).toEqual(['sql-in-stores:2'])
  expect(wrong('src/cases/server/append.ts', 'await sql<Row>`x`.execute(db)')).toEqual(['sql-in-stores:1'])
  expect(wrong('src/cases/server/store.ts', '`select * from app.entry`')).toEqual([])
  expect(wrong('src/cases/server/append.ts', "throw new Error('select a team first')")).toEqual([])
  expect(wrong('src/cases/server/append.ts', '// select * from x')).toEqual([])
})

test('physical directions are found, logical ones pass', () => {
  const css =
    '.a { margin-left: 1px }\n.b { margin-inline-start: 1px }\n.c { left: 0 }\n.d { inset-inline-start: 0; text-align: start }\n.e { text-align: left }'
  expect(wrong('src/platform/web/a.css', css)).toEqual(['logical-css:1', 'logical-css:3', 'logical-css:5'])
  expect(wrong('src/platform/web/a.tsx', '<Box ml="md" style={{ paddingRight: 3 }} />\n<Box ms="md" />')).toEqual([
    'logical-style:1',
  ])
})
