import type { Nature } from './clauses.ts'

/** What somebody promised, as it is read alone: what is refrained from may be written with or without its 不. */
export const whatOwed = (nature: Nature, what: string): string =>
  nature === 'refrain' && what !== '' && !/^(不|别|勿|停止)/.test(what) ? `不${what}` : what
