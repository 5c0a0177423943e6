/** SQLSTATEs by which the database refuses, raised by the functions of `migrations/`. */

/** PostgreSQL's own: there is a row with this key already. */
export const UNIQUE = '23505'
/** What the caller stood on has changed meanwhile: the stream's place, the state of an import. */
export const MOVED = 'LD002'
/** It does not exist, or is not the caller's. */
export const DENIED = 'LD003'
/** A file has one identity stream. */
export const SECOND_IDENTITY = 'LD004'
/** A key was wrapped under an epoch that is over. */
export const EPOCH_OVER = 'LD005'

/** A team or person that does not exist. */
export const NOBODY = '23503'
