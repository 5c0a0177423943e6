import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { rolePasswords, urlForRole, type Role } from '#platform/server/db/roles.ts'
import { databaseUrl, onServer } from './cluster.ts'

/** A migrated database of its own for one test file. */
export type TestDatabase = {
  readonly name: string
  /** Superuser: for arranging and looking behind the curtain, never for what is tested. */
  readonly adminUrl: string
  /** The application's role, under row security. */
  readonly appUrl: string
  /** Any of the roles that sign in. */
  readonly urlFor: (role: Role) => string
  readonly drop: () => Promise<void>
}

/** Copies the migrated template (some 50 ms). Call in `beforeAll`, and `drop` in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl: serverUrl, template } = inject('cluster')
  const name = `lindung_test_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, `create database ${name} template ${template}`)
  const adminUrl = databaseUrl(serverUrl, name)
  const urlFor = (role: Role): string => urlForRole(adminUrl, role, rolePasswords())
  return {
    name,
    adminUrl,
    appUrl: urlFor('lindung_app'),
    urlFor,
    drop: () => onServer(serverUrl, `drop database if exists ${name} with (force)`),
  }
}
