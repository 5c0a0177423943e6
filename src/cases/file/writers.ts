import type { Writer } from './kind.ts'

/** Who is responsible for the file: its owner, and the supervisor of their team. */
export const isResponsible = ({ reasons }: Pick<Writer, 'reasons'>): boolean =>
  reasons.includes('owner') || reasons.includes('supervisor')

/** Whose work is helping children, whatever they may open: asked where a stream begins and there is no grant on it yet. */
export const isHelper = ({ roles }: Pick<Writer, 'roles'>): boolean =>
  roles.includes('caseworker') || roles.includes('supervisor')
