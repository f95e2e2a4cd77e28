import type { Tools, Walk } from '../ways.ts'
import type { Cases } from './case.ts'

const ONLOOKERS = ['applicant', 'respondent', 'peer', 'second', 'town', 'county', 'justice', 'leader'] as const

/** The last paper the director may put her seal on, or the last seal she put on one: the same for whoever asks twice. */
async function kept(on: Walk, { as }: Tools, which: 'issued' | 'sealable'): Promise<string> {
  if (!on.kept[which]) {
    const { seals } = (await (await as('director')).get(`/api/disputes/${on.file_id}`)).json() as {
      seals: { issued: { id: string }[]; sealable: { paper_id: string }[] }
    }
    on.kept[which] = (which === 'issued' ? seals.issued.at(-1)?.id : seals.sealable.at(-1)?.paper_id) ?? ''
  }
  return on.kept[which] ?? ''
}

/** Rows of seals on papers. */
export const SEALS: Cases = {
  seal_agreement: {
    from: 'all_signed',
    by: 'director',
    hat: 'seal_keeper',
    body: () => ({ edition: 1 }),
    closed: ONLOOKERS,
  },
  seal_paper: {
    from: 'in_effect',
    by: 'director',
    hat: 'seal_keeper',
    body: async (on, tools) => ({ paper_id: await kept(on, tools, 'sealable'), because: '当事人要盖章的一份。' }),
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
      seal_id: await kept(on, tools, 'issued'),
      why: 'sealed_wrongly',
      because: '盖错了一份。',
    }),
    second: 'no_seal_stands',
    wrong: 'registered',
    late: () => ({ seal_id: '019cb000-0000-7000-8000-000000000000', why: 'sealed_wrongly', because: '盖错了。' }),
    closed: ONLOOKERS,
  },
}
