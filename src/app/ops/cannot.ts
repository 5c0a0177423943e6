import { NotOurs } from '#platform/server/sealed-file.ts'

/** A reason that the operator can do something about, in a whole sentence. */
export class CannotRestore extends Error {
  override readonly name = 'CannotRestore'
}

/** The reason for a backup or copy that was not checked well, in a sentence; anything else goes on as it is. */
export function refuse(error: unknown): never {
  if (error instanceof NotOurs) throw new CannotRestore(REFUSALS[error.reason])
  throw error
}

const REFUSALS = {
  other: 'This is no backup of Lindung.',
  version: 'This backup is of another version of Lindung. Use the version that made it.',
  foreign: 'This backup was made by another instance than the one whose keys are in this bundle. Nothing was restored.',
  changed:
    'This backup is not as it was made: bytes were changed, moved, added or cut off. Nothing was restored. Use another copy of it.',
} as const
