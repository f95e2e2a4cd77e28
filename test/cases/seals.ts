import type { Tools, Walk } from '../ways.ts'
import type { Cases } from './case.ts'

const ONLOOKERS = ['applicant', 'respondent', 'peer', 'second', 'town', 'county', 'justice', 'leader'] as const

/** What the director may put her seal on, or has put it on. */
const seals = async (on: Walk, { as }: Tools) =>
  ((await (await as('director')).get(`/api/disputes/${on.file_id}`)).json() as {
    seals: { issued: { id: string }[]; sealable: { paper_id: string }[] }
  }).seals

/** Rows of seals on papers. */
export const SEALS: Cases = {
  seal_agreement: {
    from: 'all_signed',
    by: 'director',
    hat: 'seal_keeper',
    body: () => ({ edition: 1 }),
    second: 'already_sealed',
    wrong: 'in_effect',
    closed: ONLOOKERS,
  },
  seal_paper: {
    from: 'in_effect',
    by: 'director',
    hat: 'seal_keeper',
    body: async (on, tools) => ({
      paper_id: (on.kept.sealable ??= (await seals(on, tools)).sealable.at(-1)?.paper_id ?? ''),
      because: '当事人要盖章的一份。',
    }),
    second: 'already_sealed',
    wrong: 'registered',
    late: () => ({ paper_id: '019cb000-0000-7000-8000-000000000000', because: '当事人要。' }),
    closed: ONLOOKERS,
  },
  revoke_seal: {
    from: 'paper_sealed',
    by: 'director',
    hat: 'seal_keeper',
    body: async (on, tools) => ({
      seal_id: (on.kept.seal ??= (await seals(on, tools)).issued.at(-1)?.id ?? ''),
      because: '盖错了一份。',
    }),
    second: 'no_seal_stands',
    wrong: 'registered',
    late: () => ({ seal_id: '019cb000-0000-7000-8000-000000000000', because: '盖错了。' }),
    closed: ONLOOKERS,
  },
}
