/**
 * What went wrong with a key. Thrown, not returned: with sound data none of these happens. The message is the code alone,
 * since texts about secrets end up in logs.
 */
export type KeyErrorCode =
  | 'open-failed' // wrong key, wrong associated data, or changed bytes: which of them, the cipher does not tell
  | 'unknown-epoch' // the epoch key was destroyed, or never given
  | 'key-file-unsafe' // readable by others, not a plain file, or not ours
  | 'key-file-malformed'
  | 'key-file-exists' // another key lies under that number
  | 'no-epoch-key'
  | 'provider-read-only' // keys come from outside: a new epoch is given by the operator
  | 'epoch-in-use' // the current epoch is never destroyed
  | 'bundle-malformed'
  | 'bundle-passphrase-wrong' // or the bundle was changed

export class KeyError extends Error {
  override readonly name = 'KeyError'
  readonly code: KeyErrorCode
  constructor(code: KeyErrorCode) {
    super(code)
    this.code = code
  }
}
