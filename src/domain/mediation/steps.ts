import { addDays } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { mediationOver } from '../disputes/ending.ts'
import { askPaper, openLink, startClock, stopClocks, tell } from '../disputes/make.ts'
import type { Attempt, Consent, MediationFacts, Part } from '../disputes/parts.ts'
import { actorName, idsOf, namesOf, ownUnit, partiesAmong, responsibleUnit } from '../disputes/people.ts'
import { field, paragraph, rightsBlock, routesBlock, whomToCall } from '../documents/forms.ts'
import { REFUSAL_GROUNDS } from '../intake/inputs.ts'
import { COMMITTEE_KINDS } from '../organisations/words.ts'
import { type Here, step } from '../step.ts'
import {
  AcceptMediationInput,
  CannotReachInput,
  CONTACT_HOWS,
  CONTACT_RESULTS,
  ContactInput,
  DeclineInput,
  ENDING_REASONS,
  EndInput,
  InviteInput,
  ProposeInput,
  SettledThemselvesInput,
} from './desk-inputs.ts'
import { AgreeInput, LeaveInput, OtherTimeInput, RefuseMediationInput } from './inputs.ts'

export type Mediation = Part<'mediation'>
export const LIVE = ['seeking_consent', 'accepted', 'assigned', 'notified', 'in_session', 'suspended'] as const
/** After everybody has agreed, and before there is an agreement. */
export const UNDER_WAY = ['accepted', 'assigned', 'notified', 'in_session', 'suspended'] as const

/** How long an invitation waits for an answer (本县约定); another can be sent at any time. */
const DAYS_OPEN = 60

const code = (here: Here): string => here.file?.short_code ?? ''

export const change = (part: Mediation, facts: Partial<MediationFacts>): Consequence => ({
  kind: 'change_facts',
  part: 'mediation',
  id: part.id,
  facts,
})

/** Tells everybody a mediation is between, but not who says it. At most so many messages a step. */
export const tellAll = (
  here: Here,
  next: () => string,
  part: Mediation,
  wording: string,
  but?: string,
): Consequence[] =>
  partiesAmong(here, part.facts.parties)
    .filter((party) => party.id !== but && party.facts.reach_id !== null)
    .slice(0, 12)
    .map((party) => tell(next(), party, wording))

/** Who is speaking: the party herself, or the one staff name. The rows' guards have seen to it that there is one. */
export const speakerOf = (here: Here, input: { said_by?: string | undefined }): string =>
  here.actor.kind === 'party' ? here.actor.party_id : (input.said_by ?? '')

export const propose_mediation = step({
  on: 'task',
  from: ['in_handling'],
  to: null,
  by: ['handler'],
  needs: ['may_be_mediated', 'two_sides', 'in_no_other_mediation'],
  asks: ['committee'],
  input: ProposeInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const unit = ownUnit(here)
    const id = next()
    const parties = partiesAmong(here, input.parties)
    const asked: Consent = { answer: 'asked', how: null, at: null, note: '' }
    const peoples = COMMITTEE_KINDS.includes(unit.kind) || unit.kind.endsWith('_centre')
    const facts: MediationFacts = {
      task_id: part.id,
      unit_id: part.facts.unit_id,
      kind: peoples ? 'peoples' : 'administrative',
      in_name_of: here.named.committee ?? unit.name,
      matter: input.matter,
      parties: parties.map((party) => party.id),
      consents: Object.fromEntries(parties.map((party) => [party.id, asked])),
      attempts: [],
      invitations: {},
      mediators: [],
      slots: [],
      sessions: [],
    }
    return [
      { kind: 'open_part', part: 'mediation', id, status: 'seeking_consent', facts },
      startClock(here, next(), 'T-07', { part: 'mediation', id }, { unit: unit.id }, 'record_contact'),
      askPaper(
        next(),
        'D-03',
        namesOf(here, facts.parties),
        [
          field('编号', code(here)),
          field('调解组织', facts.in_name_of),
          field('事由', input.matter),
          rightsBlock(),
          whomToCall(unit),
          routesBlock(),
        ],
        facts.parties,
      ),
      ...parties
        .filter((party) => party.facts.side === 'applicant' && party.facts.reach_id !== null)
        .slice(0, 5)
        .map((party) =>
          tell(
            next(),
            party,
            `${unit.name}：您的请求（编号 ${code(here)}）可以调解，要双方都同意才开始。请打开回执上的链接回复，或拨打 ${unit.phone}。`,
          ),
        ),
    ]
  },
  ids: 16,
  law: ['人民调解法 第十七条', '人民调解法 第二十三条'],
  carries_out: '9',
  says: '征询调解意愿',
})

const attempted = (part: Mediation, attempt: Attempt): Consequence =>
  change(part, { attempts: [...part.facts.attempts, attempt] })

/** Reached or not, the first attempt to reach the other side is what T-07 asks for. */
const contacted = (here: Here, part: Mediation, partyId: string): Consequence[] =>
  partiesAmong(here, [partyId]).some((party) => party.facts.side !== 'applicant') ? stopClocks(here, 'T-07', part) : []

export const record_contact = step({
  on: 'mediation',
  from: [...LIVE],
  to: null,
  by: ['handler', 'mediator'],
  needs: ['party_in_mediation'],
  input: ContactInput,
  then: (here, part, input) => [
    attempted(part, {
      party_id: input.party_id,
      at: here.occurred_at,
      how: CONTACT_HOWS[input.how],
      by: actorName(here),
      result: input.result === 'reached' ? 'reached' : CONTACT_RESULTS[input.result],
      note: input.note,
    }),
    ...contacted(here, part, input.party_id),
  ],
  law: ['人民调解法 第十七条', '在线调解规则 第十五条（参照）'],
  carries_out: '每次联系都要留痕（domain 2.4 第 9 行：时间、方式、人、结果）',
  says: '登记联系情况',
  told: 'office',
})

export const invite = step({
  on: 'mediation',
  from: [...LIVE],
  to: null,
  by: ['handler', 'mediator'],
  needs: ['party_in_mediation'],
  input: InviteInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const [party] = partiesAmong(here, [input.party_id])
    if (!party) throw new Error('an invitation for nobody')
    const link = next()
    const before = here.links.filter(
      (it) => it.party_id === party.id && it.purpose === 'invitation' && (it.until === null || it.until >= here.today),
    )
    const sent = input.how === 'text_message'
    return [
      // One invitation at a time: the older one opens nothing from this moment.
      ...before.map(
        (it): Consequence => ({
          kind: 'involve',
          id: it.id,
          who: { holder: it.party_id },
          purpose: it.purpose,
          until: addDays(here.today, -1),
        }),
      ),
      openLink(link, party, 'invitation', addDays(here.today, DAYS_OPEN)),
      change(part, {
        invitations: { ...part.facts.invitations, [party.id]: link },
        attempts: [
          ...part.facts.attempts,
          {
            party_id: party.id,
            at: here.occurred_at,
            how: sent ? '发短信邀请' : input.how === 'qr' ? '当面扫码邀请' : '书面邀请',
            by: actorName(here),
            result: input.how === 'qr' ? 'reached' : CONTACT_RESULTS.sent,
            note: '',
          },
        ],
      }),
      ...contacted(here, part, party.id),
      askPaper(
        next(),
        'F-09',
        party.facts.name,
        [
          field('编号', code(here)),
          field('调解组织', part.facts.in_name_of),
          field('事由', part.facts.matter),
          paragraph('请您回复：同意调解、换个时间，或者不同意。不同意不用说理由，也不会有任何不利后果。'),
          rightsBlock(),
          whomToCall(ownUnit(here)),
          routesBlock(),
        ],
        [party.id],
      ),
      ...(sent
        ? ([
            {
              kind: 'send_effect',
              id: next(),
              effect: 'text_message',
              to_party: party.id,
              wording: `${part.facts.in_name_of}：有一件和您有关的事想请您来谈（${part.facts.matter.slice(0, 40)}）。同意、换时间、不同意都可以，请打开 {link} 回复，或拨打 ${ownUnit(here).phone}。`,
              link_id: link,
            },
          ] satisfies Consequence[])
        : []),
    ]
  },
  law: ['人民调解法 第十七条', '人民调解法 第二十三条'],
  carries_out: '9',
  says: '邀请参加调解',
  told: 'office',
})

const consent = (here: Here, part: Mediation, party: string, answer: Consent): Consequence =>
  change(part, { consents: { ...part.facts.consents, [party]: { ...answer, at: here.occurred_at } } })

/** Staff who write it down heard or read it; nobody can click for somebody else. */
const heardHow = (here: Here, how: 'spoken' | 'written' | 'clicked') =>
  here.actor.kind === 'staff' && how === 'clicked' ? 'spoken' : how

export const agree_to_mediation = step({
  on: 'mediation',
  from: ['seeking_consent'],
  to: null,
  by: ['party', 'handler', 'mediator'],
  needs: ['speaker_named'],
  input: AgreeInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const party = speakerOf(here, input)
    const own = here.links.some((link) => link.party_id === party && link.purpose === 'own')
    return [
      consent(here, part, party, { answer: 'agreed', how: heardHow(here, input.how), at: null, note: '' }),
      ...contacted(here, part, party),
      // From now on it is her matter too: a door of her own, as the applicant has.
      ...(own ? [] : [openLink(next(), { id: party }, 'own')]),
    ]
  },
  law: ['人民调解法 第十七条、第二十三条'],
  carries_out: '每一位当事人的同意是单独的一步（domain 2.4 第 11 行：consents）',
  says: '同意调解',
})

export const ask_other_time = step({
  on: 'mediation',
  from: ['seeking_consent'],
  to: null,
  by: ['party', 'handler', 'mediator'],
  needs: ['speaker_named'],
  input: OtherTimeInput,
  then: (here, part, input) => {
    const party = speakerOf(here, input)
    return [
      consent(here, part, party, {
        answer: 'another_time',
        how: heardHow(here, input.how),
        at: null,
        note: input.note,
      }),
      ...contacted(here, part, party),
    ]
  },
  law: ['人民调解法 第十七条'],
  carries_out: '想换个时间再谈，不等于不同意（issue: A dispute walks, 6）',
  says: '想换个时间',
})

/** What is told to everybody when a mediation is over without agreement: never without the other routes (INV-2). */
const overPaper = (
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
    [
      field('编号', code(here)),
      field('调解组织', part.facts.in_name_of),
      field('事由', part.facts.matter),
      field('为什么结束', because),
      ...(note ? [field('说明', note)] : []),
      paragraph('调解到此结束，不影响任何一方的权利。不同意调解不会有任何不利后果。'),
      whomToCall(responsibleUnit(here)),
      routesBlock(),
    ],
    part.facts.parties,
  )

const OVER = '调解到此结束。您还有别的途径，请打开链接查看，或者打电话问。'
const overNews = (here: Here, part: Mediation): string =>
  `${part.facts.in_name_of}：编号 ${code(here)} 的${OVER}电话 ${responsibleUnit(here).phone}。`

export const refuse_mediation = step({
  on: 'mediation',
  from: ['seeking_consent'],
  to: 'refused',
  by: ['party', 'handler', 'mediator'],
  needs: ['speaker_named'],
  input: RefuseMediationInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const party = speakerOf(here, input)
    return [
      consent(here, part, party, {
        answer: 'refused',
        how: heardHow(here, input.how),
        at: null,
        note: input.note,
      }),
      ...contacted(here, part, party),
      ...mediationOver(here, part, { reason: input.reason, note: input.note, party_id: party }),
      overPaper(here, next(), 'D-13n', part, `${namesOf(here, [party])}不同意调解（不需要理由）`, ''),
      ...tellAll(here, next, part, overNews(here, part)),
    ]
  },
  ids: 20,
  law: ['人民调解法 第十七条（一方明确拒绝的不得调解）', '人民调解法 第二十六条'],
  carries_out: '10',
  says: '不同意调解',
})

export const cannot_reach = step({
  on: 'mediation',
  from: ['seeking_consent'],
  to: 'refused',
  by: ['handler', 'mediator'],
  needs: ['party_in_mediation', 'tried_enough'],
  input: CannotReachInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      ...mediationOver(here, part, {
        reason: 'cannot_reach',
        note: input.note,
        party_id: input.party_id,
      }),
      overPaper(here, next(), 'D-13n', part, `联系不上${namesOf(here, [input.party_id])}`, ''),
      ...tellAll(here, next, part, overNews(here, part)),
    ]
  },
  ids: 20,
  law: ['人民调解法 第二十六条', '本县约定：至少两个不同的日子联系过，可以调整'],
  carries_out: '10',
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
    const next = idsOf(here)
    const ground = REFUSAL_GROUNDS[input.ground]
    return [
      ...mediationOver(here, part, {
        reason: input.ground,
        note: input.explanation,
        party_id: null,
      }),
      overPaper(here, next(), 'D-16', part, `${ground.says}（${ground.law}）`, input.explanation),
      ...tellAll(here, next, part, overNews(here, part)),
    ]
  },
  ids: 20,
  law: ['人民调解工作若干规定 第二十二条', '人民调解法 第二十六条（告知其他途径）'],
  carries_out: '12',
  says: '调解不予受理',
})

export const accept_mediation = step({
  on: 'mediation',
  from: ['seeking_consent'],
  to: 'accepted',
  by: ['handler', 'mediator'],
  needs: ['everybody_agreed', 'may_be_mediated', 'after_consents'],
  input: AcceptMediationInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      ...stopClocks(here, 'T-07', part),
      startClock(here, next(), 'T-11', part, { unit: part.facts.unit_id }, 'put_in_effect'),
      askPaper(
        next(),
        'D-02m',
        namesOf(here, part.facts.parties),
        [
          field('编号', code(here)),
          field('调解组织', part.facts.in_name_of),
          field('事由', part.facts.matter),
          field('同意调解', namesOf(here, part.facts.parties)),
          ...(input.note ? [field('说明', input.note)] : []),
          paragraph('调解不收任何费用。任何一方随时可以退出，不用说理由。'),
          whomToCall(ownUnit(here)),
        ],
        part.facts.parties,
      ),
      ...tellAll(
        here,
        next,
        part,
        `${part.facts.in_name_of}：双方都同意调解了（编号 ${code(here)}），接下来会和您约时间。`,
      ),
    ]
  },
  ids: 20,
  law: ['人民调解法 第十七条'],
  carries_out: '11',
  says: '受理调解',
})

export const leave = step({
  on: 'mediation',
  from: [...UNDER_WAY],
  to: 'failed',
  by: ['party', 'handler', 'mediator'],
  // Nobody can be refused leaving: staff only have to say whose words they write down.
  needs: ['speaker_named'],
  input: LeaveInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const party = speakerOf(here, input)
    return [
      consent(here, part, party, {
        answer: 'refused',
        how: heardHow(here, input.how),
        at: null,
        note: input.note,
      }),
      ...mediationOver(here, part, { reason: 'party_left', note: input.note, party_id: party }),
      overPaper(here, next(), 'D-13', part, `${namesOf(here, [party])}退出调解（不需要理由）`, ''),
      ...tellAll(here, next, part, overNews(here, part)),
    ]
  },
  ids: 20,
  law: ['人民调解法 第二十三条第二项', '人民调解法 第二十六条'],
  carries_out: '23',
  says: '退出调解',
})

export const end_mediation = step({
  on: 'mediation',
  from: [...UNDER_WAY],
  to: 'failed',
  by: ['mediator', 'handler'],
  needs: [],
  input: EndInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      ...mediationOver(here, part, { reason: input.reason, note: input.note, party_id: null }),
      overPaper(
        here,
        next(),
        'D-13',
        part,
        // Who is suspected of a sham is not told so while it is looked into (INV-12).
        input.reason === 'sham_suspected' ? '需要核实有关情况' : ENDING_REASONS[input.reason],
        input.reason === 'sham_suspected' ? '' : input.note,
      ),
      ...tellAll(here, next, part, overNews(here, part)),
    ]
  },
  ids: 20,
  law: ['人民调解法 第二十六条'],
  carries_out: '23',
  says: '调解不成，终止调解',
})

export const settle_themselves = step({
  on: 'mediation',
  from: [...LIVE],
  to: 'self_settled',
  by: ['handler', 'mediator'],
  needs: ['speaker_named'],
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
        [
          field('编号', code(here)),
          field('结果', '双方自己说好了'),
          field('谁说的', namesOf(here, [input.said_by])),
          field('怎样说好的', input.account),
          paragraph('自己说好的，也可以请我们写成协议。以后有变化，不影响任何一方的权利。'),
          whomToCall(responsibleUnit(here)),
          routesBlock(),
        ],
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
  carries_out: '自己和解了要能如实登记（domain 2.2a：self_settled）',
  says: '双方自行和解',
})
