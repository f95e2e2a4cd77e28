import type { Story } from '#demo/story.ts'
import type { Clause } from '#domain/agreements/clauses.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'

/** A story as it stands when it has been told: its parts and its events. */
export type Told = { story: Story; parts: readonly Part[]; events: { step: string; input: Record<string, unknown> }[] }

const clausesOf = ({ parts }: Told): Clause[] =>
  partsOf(parts, 'agreement')
    .filter((it) => it.status === 'in_effect')
    .flatMap((it) => it.facts.clauses)
const clause =
  (is: (clause: Clause) => boolean) =>
  (told: Told): boolean =>
    clausesOf(told).some(is)
const took = (told: Told, ...steps: string[]): boolean =>
  steps.every((step) => told.events.some((it) => it.step === step))
const before = (told: Told, first: string, then: string): boolean => {
  const steps = told.events.map((it) => it.step)
  return steps.includes(first) && steps.lastIndexOf(then) > steps.indexOf(first)
}
const refused = ({ story }: Told, code: string): boolean => story.deeds.some((deed) => deed[4]?.refused === code)
const ended =
  (status: Part<'mediation'>['status'], reason?: string) =>
  ({ parts }: Told): boolean =>
    partsOf(parts, 'mediation').some(
      (it) => it.status === status && (reason === undefined || it.facts.ended?.reason === reason),
    )
const channel =
  (code: string) =>
  ({ parts }: Told): boolean =>
    partsOf(parts, 'dispute').some((it) => it.facts.channel === code && it.facts.hand_over !== undefined)
const same = (one: readonly string[], other: readonly string[]): boolean => one.join() === other.join()
const debtors = (it: Clause): string[] => it.debtors.map((debtor) => debtor.party_id)

/** What real cases force a product to handle (data README), and the ways they end that published successes never tell. */
export const SHAPES: Readonly<Record<string, (told: Told) => boolean>> = {
  // What is agreed
  'several respondents with own shares': clause(
    (it) => it.debtors.filter((debtor) => debtor.amount !== null).length > 1,
  ),
  'owed jointly': clause((it) => it.joint),
  'instalments with dates': (told) => {
    const dated = clausesOf(told).filter((it) => it.nature === 'pay' && it.due.kind === 'on')
    return dated.some((it) => dated.filter((other) => same(debtors(it), debtors(other))).length > 1)
  },
  'an amount that is known later': clause((it) => it.amount_later !== null),
  'a duty that waits for a condition': clause((it) => it.due.kind === 'when' && it.due.condition !== ''),
  'mutual conditions': clause((it) => it.due.kind === 'when' && it.due.after_clause !== null),
  'a guarantor': clause((it) => it.guarantors.length > 0),
  'a deposit held by somebody else': clause((it) => it.held_by !== null),
  'a duty without money that lasts': clause((it) => it.nature === 'continue' && it.amount === null),
  'a duty until a day': clause((it) => it.due.kind === 'ongoing' && it.due.until !== null),
  'owed each time': clause((it) => it.nature === 'continue' && it.amount !== null),
  'a promise of both to each other': clause((it) => it.creditors.some((id) => debtors(it).includes(id))),
  decimals: clause((it) => it.amount !== null && !/^\d+(\.00?)?$/.test(it.amount)),
  'a promise of a helper': ({ parts }) => partsOf(parts, 'agreement').some((it) => it.facts.undertakings.length > 0),
  'a decision of another authority': ({ parts }) =>
    partsOf(parts, 'agreement').some((it) => it.facts.outside_facts.length > 0),
  'an agreement by word of mouth': ({ parts }) =>
    partsOf(parts, 'agreement').some((it) => it.status === 'in_effect' && it.facts.form === 'oral'),
  'signed on a screen': (told) => took(told, 'ask_code', 'sign_agreement'),
  'signed on paper only': (told) => refused(told, 'paper_only') && took(told, 'put_in_effect'),
  'a clause that may not stand': (told) => refused(told, 'gives_up_petition') && took(told, 'put_in_effect'),
  'a prosecution that is no clause': (told) => refused(told, 'criminal_liability'),
  'taken back and changed': (told) => took(told, 'take_back_agreement'),
  // How it comes
  'handed over by the petition office': channel('CH07'),
  'handed over by the police': channel('CH08'),
  'handed over by a court': channel('CH09'),
  'handed over by the procurator': channel('CH10'),
  'a clue that becomes a dispute': (told) => took(told, 'report_clue', 'take_up_clue'),
  'a clue that was nothing': (told) => took(told, 'dismiss_clue'),
  'a crowd': ({ parts }) => partsOf(parts, 'party').some((it) => (it.facts.members ?? 0) >= 10),
  'another language, with an interpreter': ({ parts, events }) =>
    partsOf(parts, 'mediation').length > 0 &&
    events.some((it) => it.step === 'record_session' && String(it.input.helpers ?? '').includes('翻译')),
  'settled on the spot': ({ story }) => story.deeds.some((deed) => deed[2] === 'on_the_spot'),
  'the same matter twice': (told) => took(told, 'merge'),
  'a merge that was wrong': (told) => took(told, 'merge', 'unmerge'),
  'a second dispute of the same event': (told) => took(told, 'suspect_duplicate', 'not_duplicate', 'propose_mediation'),
  // Who carries it
  'an objection and reassignment': (told) => took(told, 'object_dispatch', 'reassign', 'sign_off'),
  'land taking goes to the department': ({ parts }) =>
    partsOf(parts, 'dispute').some((it) => it.facts.triage?.may_be_mediated === false) &&
    partsOf(parts, 'task').some((it) => it.facts.route === 'administrative_mediation'),
  'land taking is not for the village': (told) => refused(told, 'not_for_mediation'),
  'the police first, then the table': ({ parts }) =>
    partsOf(parts, 'task').some((it) => it.facts.route === 'police' && it.status === 'resolved') &&
    partsOf(parts, 'agreement').some((it) => it.status === 'in_effect'),
  'a mediator related to a party': (told) =>
    refused(told, 'relation_not_waived') && took(told, 'assign_mediator', 'replace_mediator'),
  'not taken on, and told why': ended('not_accepted'),
  // How it goes wrong, or another way
  'refused by her link': ended('refused', 'not_said'),
  'cannot be reached after two days': (told) =>
    refused(told, 'attempts_too_few') && ended('refused', 'cannot_reach')(told),
  'too far apart': ended('failed', 'too_far_apart'),
  'left in the middle, the draft is void': (told) =>
    ended('failed', 'party_left')(told) && partsOf(told.parts, 'agreement').some((it) => it.status === 'void'),
  withdrawn: ended('withdrawn', 'applicant_withdrew'),
  'settled between themselves': ended('self_settled'),
  'another way than mediation': ({ parts }) =>
    partsOf(parts, 'task').some((it) => it.facts.outcome === 'goes_another_way'),
  'failed, and tried again': (told) => before(told, 'end_mediation', 'put_in_effect'),
  'most settle, the rest sue': (told) => ended('failed', 'party_left')(told) && took(told, 'put_in_effect', 'close'),
  'one of two who asked steps back': (told) => took(told, 'step_back'),
  'another time': (told) => took(told, 'ask_other_time'),
  'waits for an appraisal': (told) => took(told, 'suspend_mediation', 'resume_mediation', 'put_in_effect'),
  'kept apart': (told) => told.events.some((it) => it.step === 'record_session' && it.input.mode === 'back_to_back'),
  // After the agreement
  'breaks down at the second instalment': (told) =>
    took(told, 'confirm_performed', 'breach', 'send_to_enforcement', 'close'),
  'said to be paid, and was not': (told) => before(told, 'deny_performed', 'confirm_performed'),
  'owed to several, who confirm each for herself': ({ parts, ...told }) =>
    took({ parts, ...told }, 'confirm_share') &&
    partsOf(parts, 'obligation').some((it) => it.facts.creditors.length > 1 && it.facts.received_by !== undefined),
  'taken on by one of the unit': (told) => took(told, 'take_on'),
  'a share is forgiven': (told) => took(told, 'waive', 'close'),
  'nobody to visit': (told) => took(told, 'visit_not_reached', 'close'),
  'closed while it lasts': ({ parts, ...told }) =>
    took({ parts, ...told }, 'close') && partsOf(parts, 'obligation').some((it) => it.status === 'due'),
  'a supplement nobody brought': (told) => took(told, 'lapse_supplement'),
}
