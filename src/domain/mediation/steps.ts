import { addDays } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, entitled, openLink, startClock, stopClocks, tell } from '../disputes/make.ts'
import type { Attempt, Consent, MediationFacts, Part } from '../disputes/parts.ts'
import { actorName, idsOf, namesOf, ownUnit, partiesAmong } from '../disputes/people.ts'
import { giveDocket } from '../documents/docket-steps.ts'
import { paragraph, rightsBlock, routesBlock, whomToCall } from '../documents/forms.ts'
import { partiesSign, sealOf, signing } from '../documents/pieces.ts'
import { COMMITTEE_KINDS } from '../organisations/words.ts'
import { type Here, step } from '../step.ts'
import {
  AcceptMediationInput,
  CONTACT_HOWS,
  CONTACT_RESULTS,
  ContactInput,
  InviteInput,
  ProposeInput,
} from './desk-inputs.ts'
import { AgreeInput, OtherTimeInput } from './inputs.ts'
import { openMediation } from './opening.ts'
import { acceptedPaper, matterBox, titleOf } from './papers.ts'

export type Mediation = Part<'mediation'>
export const LIVE = ['seeking_consent', 'accepted', 'assigned', 'notified', 'in_session', 'suspended'] as const
/** After everybody has agreed, and before there is an agreement. */
export const UNDER_WAY = ['accepted', 'assigned', 'notified', 'in_session', 'suspended'] as const

/** How long an invitation waits for an answer (本县约定); another can be sent at any time. */
const DAYS_OPEN = 60

export const code = (here: Here): string => here.file?.short_code ?? ''

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

/** Which agent said it for her: the one staff name, or the one whose link was shown. */
export const byAgent = (here: Here, input: { by_agent?: string | undefined }): { by_agent?: string } => {
  const by_agent = here.actor.kind === 'party' ? here.actor.agent_id : input.by_agent
  return by_agent ? { by_agent } : {}
}

export const propose_mediation = step({
  on: 'task',
  from: ['in_handling'],
  to: null,
  by: ['handler'],
  needs: ['may_be_mediated', 'two_sides', 'in_no_other_mediation'],
  asks: ['committee'],
  input: ProposeInput,
  then: (here, part, input) => {
    const unit = ownUnit(here)
    const peoples = COMMITTEE_KINDS.includes(unit.kind) || unit.kind.endsWith('_centre')
    return openMediation(here, idsOf(here), unit, {
      task_id: part.id,
      unit_id: part.facts.unit_id,
      kind: peoples ? 'peoples' : 'administrative',
      in_name_of: here.named.committee?.name ?? unit.name,
      committee_id: here.named.committee?.id ?? null,
      matter: input.matter,
      parties: input.parties,
      begun_by: input.begun_by,
    }).consequences
  },
  ids: 16,
  law: ['人民调解法 第十七条', '人民调解法 第二十三条'],
  carries_out: { rows: [9] },
  says: '征询调解意愿',
})

const attempted = (part: Mediation, attempt: Attempt): Consequence =>
  change(part, { attempts: [...part.facts.attempts, attempt] })

/** Reached or not, the first attempt to reach the other side is what T-07 asks for. */
export const contacted = (here: Here, part: Mediation, partyId: string): Consequence[] =>
  partiesAmong(here, [partyId]).some((party) => party.facts.side !== 'applicant') ? stopClocks(here, 'T-07', part) : []

export const record_contact = step({
  on: 'mediation',
  from: [...LIVE],
  to: null,
  by: ['handler', 'mediator', 'assisting_mediator'],
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
  carries_out: { rows: [9] },
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
          matterBox(here, part.facts),
          paragraph('请您回复：同意调解、换个时间，或者不同意。不同意不用说理由，也不会有任何不利后果。'),
          paragraph('我的意见：□同意调解　□同意，但要换个时间　□不同意调解'),
          signing(partiesSign(here, [party])),
          rightsBlock(),
          whomToCall(ownUnit(here)),
          routesBlock(),
          sealOf(part.facts.in_name_of, here.today),
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
  carries_out: { rows: [9] },
  says: '邀请参加调解',
  told: 'office',
})

export const consent = (here: Here, part: Mediation, party: string, answer: Consent): Consequence =>
  change(part, { consents: { ...part.facts.consents, [party]: { ...answer, at: here.occurred_at } } })

/** Staff who write it down heard or read it; nobody can click for somebody else. */
export const heardHow = (here: Here, how: 'spoken' | 'written' | 'clicked') =>
  here.actor.kind === 'staff' && how === 'clicked' ? 'spoken' : how

export const agree_to_mediation = step({
  on: 'mediation',
  from: ['seeking_consent'],
  to: null,
  by: ['party', 'handler', 'mediator'],
  needs: ['speaker_named', 'agent_may_apply_end', 'guardian_with_her'],
  input: AgreeInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const party = speakerOf(here, input)
    const own = here.links.some((link) => link.party_id === party && link.purpose === 'own')
    return [
      consent(here, part, party, {
        answer: 'agreed',
        how: heardHow(here, input.how),
        at: null,
        note: '',
        ...byAgent(here, input),
        ...(input.with_guardian ? { with_guardian: true } : {}),
      }),
      ...contacted(here, part, party),
      // From now on it is her matter too: a door of her own, as the applicant has.
      ...(own ? [] : [openLink(next(), { id: party }, 'own')]),
    ]
  },
  law: ['人民调解法 第十七条、第二十三条'],
  carries_out: { rows: [11] },
  says: '同意调解',
})

export const ask_other_time = step({
  on: 'mediation',
  from: ['seeking_consent'],
  to: null,
  by: ['party', 'handler', 'mediator'],
  needs: ['speaker_named', 'agent_may_take_part'],
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
  carries_out: { because: '想换个时间再谈，不等于不同意（issue: A dispute walks, 6）' },
  says: '想换个时间',
})

export const accept_mediation = step({
  on: 'mediation',
  from: ['seeking_consent'],
  to: 'accepted',
  by: ['handler', 'mediator'],
  needs: ['everybody_agreed', 'may_be_mediated', 'after_consents', 'guardians_agreed'],
  asks: ['docket'],
  input: AcceptMediationInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      ...giveDocket(here, part),
      ...stopClocks(here, 'T-07', part),
      startClock(here, next(), 'T-11', part, { unit: part.facts.unit_id }, 'put_in_effect'),
      entitled(
        askPaper(
          next(),
          'D-02m',
          namesOf(here, part.facts.parties),
          acceptedPaper(here, part, actorName(here), input.note),
          part.facts.parties,
        ),
        titleOf(part.facts, '调解受理登记表'),
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
  carries_out: { rows: [11] },
  says: '受理调解',
})
