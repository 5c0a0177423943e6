/** The screens of the gallery, by the last part of their address. */
export const SCREEN_NAMES = [
  'caseload',
  'caseload-empty',
  'file',
  'file-notices',
  'file-new',
  'conflict',
  'conflict-errors',
  'outbox',
  'outbox-empty',
  'refer',
  'inbox',
  'hand-over',
  'access-log',
  'health',
  'people',
  'sign-in',
] as const

export type ScreenName = (typeof SCREEN_NAMES)[number]
