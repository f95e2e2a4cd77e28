import type { Consequence } from '../disputes/consequences.ts'
import { mediationOver } from '../disputes/ending.ts'
import { askPaper } from '../disputes/make.ts'
import type { MediationFacts } from '../disputes/parts.ts'
import { actorName, idsOf, liveMediations, namesOf, responsibleUnit } from '../disputes/people.ts'
import { field, paragraph, routesBlock } from '../documents/forms.ts'
import { REFUSAL_GROUNDS } from '../intake/inputs.ts'
import { type Here, step } from '../step.ts'
import { CannotReachInput, DeclineInput, ENDING_REASONS, EndInput, SettledThemselvesInput } from './desk-inputs.ts'
import { type HowSaid, LeaveInput, RefuseMediationInput } from './inputs.ts'
import { overBlocks, toldBlocks } from './papers.ts'
import { code, consent, contacted, heardHow, LIVE, type Mediation, speakerOf, tellAll, UNDER_WAY } from './steps.ts'

/** What is told to everybody when a mediation is over without agreement: never without the other routes (INV-2). */
export const overPaper = (
  here: Here,
  id: string,
  form: 'D-13n' | 'D-13' | 'D-16',
  part: Mediation,
  because: string,
  note: string,
): Consequence =>
  askPaper(
    id,
    form,
    namesOf(here, part.facts.parties),
    overBlocks(here, part, responsibleUnit(here), {
      ...{ because, note },
      ...(form === 'D-16' ? { registrar: actorName(here) } : {}),
    }),
    part.facts.parties,
  )

const OVER = '调解到此结束。您还有别的途径，请打开链接查看，或者打电话问。'
const overNews = (here: Here, part: Mediation): string =>
  `${part.facts.in_name_of}：编号 ${code(here)} 的${OVER}电话 ${responsibleUnit(here).phone}。`

/** What goes with every ending without agreement: what falls away, the paper with the other routes, word to everybody. */
export const over = (
  here: Here,
  next: () => string,
  part: Mediation,
  ended: NonNullable<MediationFacts['ended']>,
  told: { form: 'D-13n' | 'D-13' | 'D-16'; because: string; note?: string },
): Consequence[] => [
  ...mediationOver(here, part, ended),
  overPaper(here, next(), told.form, part, told.because, told.note ?? ''),
  ...tellAll(here, next, part, overNews(here, part)),
]

/** A party says no: it is kept as her word, in the way she said it. */
const saidNo = (here: Here, part: Mediation, party: string, input: { how: HowSaid; note: string }): Consequence =>
  consent(here, part, party, { answer: 'refused', how: heardHow(here, input.how), at: null, note: input.note })

/**
 * Every other live mediation of this file that a party is in ends with her word, in the same moment (INV-1): refused where
 * it had not begun, failed where it had; each with the other routes to all in it.
 */
const othersEnd = (
  here: Here,
  next: () => string,
  part: Mediation,
  party: string,
  input: { how: HowSaid; note: string },
): Consequence[] =>
  liveMediations(here)
    .filter((it) => it.id !== part.id && it.facts.parties.includes(party))
    .flatMap((it, at, all): Consequence[] => {
      const before = [part, ...all.slice(0, at)].map((each) => each.id)
      const begun = it.status !== 'seeking_consent'
      return [
        { kind: 'move_part', part: 'mediation', id: it.id, status: begun ? 'failed' : 'refused' },
        saidNo(here, it, party, input),
        ...over(
          // Those that ended before it in this very step keep no mediator in the file.
          { ...here, parts: here.parts.filter((other) => !before.includes(other.id)) },
          next,
          it,
          { reason: 'party_left', note: input.note, party_id: party },
          begun
            ? { form: 'D-13', because: `${namesOf(here, [party])}退出调解（不需要理由）` }
            : { form: 'D-13n', because: `${namesOf(here, [party])}不同意调解（不需要理由）` },
        ),
      ]
    })

/** The identifiers of one mediation's ending, for as many as one party could be in. */
const SEVERAL = 60

export const refuse_mediation = step({
  on: 'mediation',
  from: ['seeking_consent'],
  to: 'refused',
  by: ['party', 'handler', 'mediator', 'assisting_mediator'],
  needs: ['speaker_named', 'agent_may_apply_end'],
  input: RefuseMediationInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const party = speakerOf(here, input)
    return [
      saidNo(here, part, party, input),
      ...contacted(here, part, party),
      ...over(
        here,
        next,
        part,
        { reason: input.reason, note: input.note, party_id: party },
        { form: 'D-13n', because: `${namesOf(here, [party])}不同意调解（不需要理由）` },
      ),
      ...othersEnd(here, next, part, party, input),
    ]
  },
  ids: SEVERAL,
  law: ['人民调解法 第十七条（一方明确拒绝的不得调解）', '人民调解法 第二十六条'],
  carries_out: { rows: [10] },
  says: '不同意调解',
})

export const cannot_reach = step({
  on: 'mediation',
  from: ['seeking_consent'],
  to: 'refused',
  by: ['handler', 'mediator'],
  needs: ['party_in_mediation', 'tried_enough'],
  input: CannotReachInput,
  then: (here, part, input) =>
    over(
      here,
      idsOf(here),
      part,
      { reason: 'cannot_reach', note: input.note, party_id: input.party_id },
      { form: 'D-13n', because: `联系不上${namesOf(here, [input.party_id])}` },
    ),
  ids: 20,
  law: ['人民调解法 第二十六条', '本县约定：至少两个不同的日子联系过，可以调整'],
  carries_out: { rows: [10] },
  says: '联系不上对方',
})

export const decline_mediation = step({
  on: 'mediation',
  from: ['seeking_consent'],
  to: 'not_accepted',
  by: ['handler'],
  needs: [],
  input: DeclineInput,
  then: (here, part, input) => {
    const { says, law } = REFUSAL_GROUNDS[input.ground]
    return over(
      here,
      idsOf(here),
      part,
      { reason: input.ground, note: input.explanation, party_id: null },
      { form: 'D-16', because: `${says}（${law}）`, note: input.explanation },
    )
  },
  ids: 20,
  law: ['人民调解工作若干规定 第二十二条', '人民调解法 第二十六条（告知其他途径）'],
  carries_out: { rows: [12] },
  says: '调解不予受理',
})

export const leave = step({
  on: 'mediation',
  from: [...UNDER_WAY],
  to: 'failed',
  by: ['party', 'handler', 'mediator', 'assisting_mediator'],
  // Nobody can be refused leaving: staff only have to say whose words they write down.
  needs: ['speaker_named', 'agent_may_apply_end'],
  input: LeaveInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const party = speakerOf(here, input)
    return [
      saidNo(here, part, party, input),
      ...over(
        here,
        next,
        part,
        { reason: 'party_left', note: input.note, party_id: party },
        { form: 'D-13', because: `${namesOf(here, [party])}退出调解（不需要理由）` },
      ),
      ...othersEnd(here, next, part, party, input),
    ]
  },
  ids: SEVERAL,
  law: ['人民调解法 第二十三条第二项', '人民调解法 第二十六条'],
  carries_out: { rows: [23] },
  says: '退出调解',
})

export const end_mediation = step({
  on: 'mediation',
  from: [...UNDER_WAY],
  to: 'failed',
  by: ['mediator', 'handler'],
  needs: ['sham_looked_into'],
  input: EndInput,
  then: (here, part, input) =>
    over(
      here,
      idsOf(here),
      part,
      { reason: input.reason, note: input.note, party_id: null },
      // Who is suspected of a sham is not told so while it is looked into (INV-12).
      input.reason === 'sham_suspected'
        ? { form: 'D-13', because: '需要核实有关情况' }
        : { form: 'D-13', because: ENDING_REASONS[input.reason], note: input.note },
    ),
  ids: 20,
  law: ['人民调解法 第二十六条'],
  carries_out: { rows: [23] },
  says: '调解不成，终止调解',
})

export const settle_themselves = step({
  on: 'mediation',
  from: [...LIVE],
  to: 'self_settled',
  by: ['handler', 'mediator'],
  needs: ['speaker_named', 'agent_may_settle'],
  input: SettledThemselvesInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      ...mediationOver(here, part, {
        reason: 'settled_between_themselves',
        note: input.account,
        party_id: input.said_by,
      }),
      askPaper(
        next(),
        'D-13r',
        namesOf(here, part.facts.parties),
        toldBlocks(
          here,
          part,
          [
            field('结果', '双方自己说好了'),
            field('谁说的', namesOf(here, [input.said_by])),
            field('怎样说好的', input.account),
            paragraph('自己说好的，也可以请我们写成协议。以后有变化，不影响任何一方的权利。'),
          ],
          [routesBlock()],
          responsibleUnit(here),
        ),
        part.facts.parties,
      ),
      ...tellAll(
        here,
        next,
        part,
        `${part.facts.in_name_of}：编号 ${code(here)} 登记为双方自己说好了。如果不是这样，请拨打 ${responsibleUnit(here).phone}。`,
      ),
    ]
  },
  ids: 20,
  law: ['人民调解法 第二十三条第四项（自愿达成）'],
  carries_out: { because: '自己和解了要能如实登记（domain 2.2a：self_settled）' },
  says: '双方自行和解',
})
