import type { KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type EpochKeys, epochKeys } from './epoch.ts'
import { KeyError } from './errors.ts'
import { parseKey } from './key-files.ts'

/**
 * Epoch keys that the operator gives: `NUMBER:BASE64`, one or more, separated by commas or white space. The highest number wraps.
 * To rotate, add the next one and restart; Lindung re-wraps; then take the old one away and restart again.
 * Throws `KeyError`: 'key-file-malformed', 'no-epoch-key'.
 */
export function givenEpochKeys(text: string): EpochKeys {
  const keys = new Map<number, KeyObject>()
  for (const item of text.split(/[\s,]+/).filter((part) => part !== '')) {
    const [, number, key] = /^([1-9][0-9]{0,14}):(.+)$/.exec(item) ?? []
    if (number === undefined || keys.has(Number(number))) throw new KeyError('key-file-malformed')
    keys.set(Number(number), parseKey(key ?? ''))
  }
  return epochKeys(keys)
}

/**
 * The same text from a systemd credential (`LoadCredential=NAME:…`), a file in `$CREDENTIALS_DIRECTORY`, which `app` hands in.
 * systemd keeps that directory to the service alone, so the file mode is not judged (its access list shows as group bits).
 */
export async function credentialEpochKeys(credentialsDirectory: string, name: string): Promise<EpochKeys> {
  if (!/^[\w.-]+$/.test(name) || name.startsWith('.')) throw new RangeError('credential name')
  return givenEpochKeys(await readFile(join(credentialsDirectory, name), 'utf8'))
}
