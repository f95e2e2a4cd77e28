import type { Consequence, PaperContent } from '#domain/disputes/consequences.ts'
import type { Part } from '#domain/disputes/parts.ts'
import type { FileOnPaper, MadePaper } from '#domain/documents/file-on-paper.ts'
import type { Here } from '#domain/step.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import * as one from './parts.ts'
import { act, pay } from './terms.ts'
import { uuid } from './world-of-rules.ts'

const { APPLICANT, RESPONDENT, THIRD } = one
const AGENT = uuid(31)
const AT = '2026-03-02T02:30:00.000Z'

/** A file in which everything was said that a form asks for. */
const FULL_PEOPLE: Part<'party'>[] = [
  one.party(APPLICANT, 'applicant', {
    name: '苗秀禾',
    identity_paper: 'resident_card',
    details: { sex: 'female', ethnicity: '汉族', occupation: '务农', address: '枫溪县柳河镇石桥村二组 12 号' },
    capacity: { born: '1968-05-01', finding: 'by_age', lives_by_own_work: true, basis: '' },
    agents: [
      {
        ...{ id: AGENT, name: '毛律师', kind: 'lawyer', powers: ['settle', 'take_part', 'receive_papers'] },
        ...{
          paper: { number: '枫法委〔2026〕7号', on: '2026-02-20' },
          until: '2026-12-31',
          reach_id: null,
          ended: null,
        },
      },
    ],
  }),
  one.party(RESPONDENT, 'respondent', {
    name: '枫溪县柳河石料厂',
    kind: 'organisation',
    speaks: '邢大山',
    identity_paper: 'unified_social_credit',
    details: { legal_representative: '邢大山', post_title: '厂长', address: '柳河镇工业路 3 号' },
  }),
  one.party(THIRD, 'third', { name: '石桥村二组', kind: 'group', members: 36, speaks: '宋春生' }),
]
/** One in which nobody said more than had to be. */
const EMPTY_PEOPLE: Part<'party'>[] = [
  one.party(APPLICANT, 'applicant', { name: '苗秀禾', reach_id: null }),
  one.party(RESPONDENT, 'respondent', { name: '某单位', kind: 'organisation', reach_id: null }),
  one.party(THIRD, 'third', { name: '一群人', kind: 'group', reach_id: null }),
]
export type Fullness = 'full' | 'empty'

const CLAUSES = [
  pay(RESPONDENT, APPLICANT, { amount: '3000', due: { kind: 'on', day: '2026-05-01' } }),
  act(APPLICANT, RESPONDENT, { nature: 'release', what: '不再追究以前的误工' }),
]
const DOCKET = { committee: 5, year: 2026, n: 3, no: '（2026）石桥村人调字第3号' }
const mediationOf = (how: Fullness, status: Parameters<typeof one.mediation>[0]) =>
  one.mediation(status, {
    ...(how === 'full'
      ? {
          begun_by: 'committee' as const,
          ...(status === 'seeking_consent' ? {} : { docket: DOCKET }),
          rights_told: { by: '周调解', at: AT, present: [APPLICANT] },
          sessions: [
            {
              at: AT,
              place: '村委会',
              mode: 'joint',
              present: [APPLICANT, RESPONDENT],
              with: null,
              text: '谈了。',
              notes: null,
              result: 'goes_on' as const,
            },
          ],
          mediators: [
            { person_id: one.CLERK.person_id, name: one.CLERK.name },
            { person_id: uuid(888), name: '季春分' },
          ],
        }
      : { mediators: [{ person_id: one.CLERK.person_id, name: one.CLERK.name }] }),
  })
const agreementOf = (how: Fullness, status: Parameters<typeof one.agreement>[0]) =>
  one.agreement(status, {
    clauses: CLAUSES,
    dispute_facts: '石料厂的车压坏了水沟，双方对修沟的钱有争议。',
    signatures: [
      { ...one.signedBy({ party: APPLICANT }), name: '苗秀禾' },
      { ...one.signedBy({ party: RESPONDENT }), name: '枫溪县柳河石料厂' },
      { ...one.signedBy({ person: one.CLERK.person_id }), name: one.CLERK.name, how: 'on_screen' as const },
    ],
    ...(status === 'in_effect' ? { effective_on: '2026-03-02', sealed: { by: '石桥村人民调解委员会', at: AT } } : {}),
    ...(how === 'full'
      ? {
          undertakings: [{ who: '村委会', what: '帮着找人修沟' }],
          outside_facts: [{ authority: '柳河镇水利站', what: '认定沟宽一米', paper: '柳水〔2026〕3号' }],
        }
      : {}),
  })

/** The file as somebody of the office stands before it. */
export function fileFor(how: Fullness, parts: readonly Part[], more: Partial<Here> = {}): Here {
  const people = how === 'full' ? FULL_PEOPLE : EMPTY_PEOPLE
  const dispute = one.dispute('open', {
    other_side: how === 'full' ? '柳河石料厂' : '还不知道',
    what_happened: how === 'full' ? '石料厂的车压坏了我家门前的水沟。\n雨天水漫进院子。' : '沟坏了。',
    wish: how === 'full' ? '1、修好水沟\n2、赔 3000 元' : '还不知道',
    dispute_type: how === 'full' ? 'M02' : null,
  })
  const here = one.hereWith([...people, dispute, one.task('in_handling'), ...parts], more)
  return {
    ...here,
    named: { ...here.named, docket: DOCKET },
    parts: [...people, dispute, one.task('in_handling'), ...parts],
  }
}

/** The papers a step makes; one that is refused is a fault of the test. */
export function papersOf(
  name: StepName,
  here: Here,
  part: Part | null,
  input: object,
): Extract<Consequence, { kind: 'ask_paper' }>[] {
  const row = TABLE[name]
  const answer = row.then(here, part, row.input.parse(input) as never)
  return answer.flatMap((it) => (it.kind === 'ask_paper' ? [it] : []))
}

export type Made = (how: Fullness) => PaperContent
export const only = (form: string, made: ReturnType<typeof papersOf>): PaperContent => {
  const found = made.find((it) => it.form === form)
  if (!found) throw new Error(`the step makes no ${form}`)
  return found.content
}
const inMediation =
  (form: string, name: StepName, status: Parameters<typeof one.mediation>[0], input: (how: Fullness) => object): Made =>
  (how) => {
    const part = mediationOf(how, status)
    return only(form, papersOf(name, fileFor(how, [part], { clocks: [one.clock('T-11', part)] }), part, input(how)))
  }
const onAgreement =
  (form: string, name: StepName, status: Parameters<typeof one.agreement>[0], input: object): Made =>
  (how) => {
    const part = agreementOf(how, status)
    return only(form, papersOf(name, fileFor(how, [mediationOf(how, 'in_session'), part]), part, input))
  }
const onDispute =
  (form: string, name: StepName, input: (how: Fullness) => object): Made =>
  (how) => {
    const here = fileFor(how, [mediationOf(how, 'agreed')])
    const part = here.parts.find((it) => it.part === 'dispute')
    if (!part) throw new Error('no dispute')
    return only(form, papersOf(name, here, part, input(how)))
  }
const session = (how: Fullness) => ({
  ...{ mode: 'joint', place: '村委会', present: [APPLICANT, RESPONDENT], result: 'agreed' },
  ...(how === 'full'
    ? {
        helpers: '村民小组长',
        helpers_agreed: true,
        text: '苗秀禾：水漫进院子了。\n邢大山：车是我们的。\n双方看了现场。',
      }
    : { text: '谈成了。' }),
})

/** The papers of the ministry's set that steps make, each from a full and from an empty file. */
export const MADE: Readonly<Record<string, Made>> = {
  'D-02m': inMediation('D-02m', 'accept_mediation', 'seeking_consent', (how) =>
    how === 'full' ? { note: '双方都到村委会说的。' } : {},
  ),
  'D-03': inMediation('D-03', 'begin_session', 'notified', () => ({
    rights_told: true,
    present: [APPLICANT, RESPONDENT],
  })),
  'D-05': onDispute('D-05', 'record_inquiry', (how) => ({
    ...{ person: '季老五', place: '季老五家', told: true },
    ...(how === 'full' ? { relation: '邻居，当天在场', others: '村民小组长' } : {}),
    lines: [{ asks: '那天您看见了什么？', says: '看见石料厂的车压过水沟。' }],
  })),
  'D-07': inMediation('D-07', 'record_session', 'in_session', session),
  'D-08 签字稿': onAgreement('D-08', 'lay_out_agreement', 'drafting', { edition: 2 }),
  'D-08': onAgreement('D-08', 'put_in_effect', 'signing', { sealed: true }),
  'D-09': inMediation('D-09', 'agree_orally', 'in_session', () => ({
    ...{
      dispute_facts: '占了路口。',
      clauses: [pay(RESPONDENT, APPLICANT, { amount: '100' })],
      undertakings: [],
      outside_facts: [],
    },
    a_party_asks_for_writing: false,
  })),
  'D-12': (how) => {
    const part = one.visit('due')
    const here = fileFor(how, [mediationOf(how, 'agreed'), agreementOf(how, 'in_effect'), part])
    const said =
      how === 'full' ? { satisfaction: 'satisfied', satisfaction_by: APPLICANT, satisfaction_words: '修得好。' } : {}
    return only(
      'D-12',
      papersOf('record_visit', here, part, {
        how: 'visit',
        visited: [APPLICANT],
        performance: 'all',
        account: '沟修好了。',
        ...said,
      }),
    )
  },
  'D-13': inMediation('D-13', 'end_mediation', 'in_session', (how) => ({
    reason: 'too_far_apart',
    ...(how === 'full' ? { note: '差两千元。' } : {}),
  })),
  'D-17': inMediation('D-17', 'extend_mediation', 'in_session', (how) => ({
    days: 20,
    agreed: [APPLICANT, RESPONDENT].map((party_id) => ({ party_id, how: 'spoken' })),
    ...(how === 'full' ? { because: '等鉴定。' } : {}),
  })),
  'D-18': inMediation('D-18', 'notify_session', 'assigned', (how) => ({
    ...{ at: '2026-03-05T01:30:00.000Z', place: '村委会', mode: 'joint', minutes: 90 },
    ...(how === 'full'
      ? { guests: [{ name: '宋春生', as_what: 'relative' }], guests_agreed: true, bring: '身份证' }
      : {}),
  })),
  'D-20': onDispute('D-20', 'close', (how) => (how === 'full' ? { note: '都做到了。' } : {})),
}

/** Papers of a file as the dossier lists them. */
export const listed = (...forms: string[]): MadePaper[] =>
  forms.map((form, at) => ({ id: uuid(600 + at), form, title: form, made_at: `2026-03-02T0${at % 10}:00:00.000Z` }))

/** A file in which an agreement binds, for the forms that are drawn from it. */
export function drawnFrom(how: Fullness, more: Partial<Here> = {}): FileOnPaper {
  const bound = agreementOf(how, 'in_effect')
  const here = fileFor(how, [mediationOf(how, 'agreed'), bound], {
    clocks: [one.clock('T-33', bound, { due_on: '2026-04-01' })],
    ...more,
  })
  const dispute = listed('D-02m', 'D-03', 'D-07', 'D-08', 'F-05', 'D-12')
  return {
    here,
    papers: how === 'full' ? dispute : [],
    ways: ({ facts }) => ({ reach: how === 'full' ? '0990-7654321' : '', home: facts.details?.address ?? '' }),
  }
}
export const IDS = { APPLICANT, RESPONDENT, AGENT, AGREEMENT: one.AGREEMENT, FILE: one.file().id }
