import type { Role } from '../organisations/words.ts'

/** Tables of rules a county keeps itself, as stored, with the words people see and who may make a new edition (本县约定). */
export const EDITION_KINDS = {
  guess_words: { says: '第一猜测的词表', by: ['county_dispatcher'] },
  self_help: { says: '自助问答', by: ['justice_officer'] },
} as const satisfies Record<string, { says: string; by: readonly Role[] }>
export type EditionKind = keyof typeof EDITION_KINDS

/** Whether this role may make a new edition of it; everybody who handles files may read it. */
export const mayEdit = (kind: EditionKind, role: Role): boolean =>
  (EDITION_KINDS[kind].by as readonly Role[]).includes(role)
