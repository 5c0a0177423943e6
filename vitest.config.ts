import { defineConfig } from 'vitest/config'

const never = ['**/node_modules/**', 'dist/**', '.tmp/**']

// the launcher tests both versions itself, proofs start servers of their own on 18, and the matrix asks the same of every version: the
// second run, on PostgreSQL 15, leaves them out
const onlyOnce =
  process.env['LINDUNG_TEST_POSTGRES'] === '15'
    ? ['src/platform/server/postgres/**', 'test/prove/**', 'test/denials/matrix.db.test.ts']
    : []

/** `unit` needs nothing, `db` a PostgreSQL (test/support/cluster.ts), `browser` a Chromium (test/support/chromium.ts) and a PostgreSQL. */
export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,verifier,scripts,bench,test}/**/*.test.{ts,tsx}'],
          exclude: [...never, '**/*.db.test.ts', '**/*.browser.test.{ts,tsx}'],
        },
      },
      {
        test: {
          name: 'db',
          include: ['{src,test}/**/*.db.test.ts'],
          exclude: [...never, ...onlyOnce],
          globalSetup: ['test/support/cluster.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['{src,test}/**/*.browser.test.{ts,tsx}'],
          exclude: never,
          globalSetup: ['test/support/cluster.ts', 'test/support/chromium-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // two cores: one file waits for its page while the other computes
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
