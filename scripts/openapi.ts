/** `npm run openapi`: writes docs/openapi.json from the contract. A test fails when it is stale. */
import { writeFileSync } from 'node:fs'
import { compose } from '#app/server/compose.ts'
import { openApiOf } from '#app/server/openapi.ts'
import { diskBlobStore } from '#platform/server/blobs/index.ts'
import { rolePasswords } from '#platform/server/db/roles.ts'
import { epochKeys, newKey, newPrivateKey } from '#platform/server/keys/index.ts'
import manifest from '../package.json' with { type: 'json' }

const application = compose({
  adminUrl: 'postgres://nobody@127.0.0.1:1/none', // pools connect when they are used, and none is
  passwords: rolePasswords(),
  blobs: diskBlobStore('/nowhere'),
  keys: epochKeys(new Map([[1, newKey()]])),
  instanceKey: newPrivateKey('p256'),
  random: (n) => new Uint8Array(n),
  now: () => new Date(),
  demo: false,
  secureCookie: false,
  onBug: () => undefined,
})
writeFileSync('docs/openapi.json', `${JSON.stringify(openApiOf(application.operations, manifest.version), null, 2)}\n`)
await application.close()
