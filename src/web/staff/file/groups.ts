import type { StaffDispute } from '#contract/disputes.ts'
import type { StepName } from '#domain/table.ts'
import { TABLE } from '#domain/table.ts'
import { canBeAsked } from '../acts/about.ts'
import { freeIn } from '../acts/consent-forms.tsx'
import { FORMS } from '../acts/forms.ts'
import { isLed } from '../acts/triage-unit-forms.tsx'
import type { Taking } from './file-page.tsx'

export type Open = Taking & {
  /** Of which of several the step would be, where there are several. */
  of?: string
}
export type Group = { name: string; main: Open[]; plain: Open[]; grave: Open[] }

/** Where somebody did not want mediation, nothing on the page pushes for another try. */
export const isUndecided = ({ mediations, agreements }: StaffDispute): boolean =>
  mediations.length > 0 &&
  agreements.every(({ status }) => status === 'void') &&
  mediations.every(({ ended }) => ended !== null)

/** Steps about one of the people: their buttons stand beside her. */
const ABOUT_PEOPLE: readonly StepName[] = [
  'record_identity',
  'name_party',
  'correct_party',
  'renew_link',
  'record_service',
]
const BESIDE_HER = (step: StepName): boolean => TABLE[step].on === 'party' && step !== 'step_back'
/** Their buttons stand beside what they are about: the question that was asked, the court's person, who has it in hand, the request. */
const BESIDE_IT: readonly StepName[] = [
  ...(['give_guidance', 'end_guidance', 'name_court_person', 'change_court_person'] as const),
  ...(['take_on', 'give_to', 'give_back'] as const),
  ...(['grant_other_mediator', 'keep_mediator', 'drop_other_mediator', 'void_docket'] as const),
  ...(['seal_paper', 'revoke_seal'] as const),
]
/** Steps about a meeting that was arranged: they stand beside it. */
const ABOUT_MEETING: readonly StepName[] = ['cannot_come', 'cancel_session', 'record_no_show']
const ABOUT_TWICE: readonly StepName[] = ['suspect_duplicate', 'not_duplicate', 'merge', 'unmerge']
const ABOUT_DANGER: readonly StepName[] = ['police_told', 'no_report_because']
const WRITING: readonly StepName[] = ['draft_agreement', 'agree_orally']

/** What leaders and supervisors do stands in a card of its own. */
const OVERSIGHT: readonly StepName[] = [
  ...(['supervise', 'open_package', 'give_colour', 'lower_colour', 'note_progress', 'report_major'] as const),
  ...(['receive_report', 'verify_result'] as const),
]
/** The groups in the order they stand: what is furthest along first. */
const NAMES = ['激化风险', '协议', '调解', '回访', '办理', '查重'] as const
type Name = (typeof NAMES)[number]

function nameOf(step: StepName): Name | null {
  const on: string = TABLE[step].on
  if (on === 'obligation' || BESIDE_HER(step) || ABOUT_PEOPLE.includes(step) || BESIDE_IT.includes(step)) return null
  if (ABOUT_MEETING.includes(step)) return null
  if (ABOUT_DANGER.includes(step)) return '激化风险'
  if (on === 'agreement' || WRITING.includes(step)) return '协议'
  if (on === 'mediation' || step === 'propose_mediation') return '调解'
  // What is out has its buttons beside it, in the card.
  if (on === 'evidence' || step === 'provide_evidence') return null
  if (on === 'referral' || on === 'supervision' || on === 'package' || OVERSIGHT.includes(step)) return null
  if (on === 'visit') return '回访'
  if (ABOUT_TWICE.includes(step)) return '查重'
  return '办理'
}

/** The parts a step of this page may be taken on, each with the name that tells it from its like. */
const partsOf = ({ tasks, mediations, agreements, visits }: StaffDispute) => [
  ...tasks.map(({ id, can, unit_name }) => ({ id, can, says: unit_name })),
  ...mediations.map(({ id, can, parties }) => ({ id, can, says: parties.map(({ name }) => name).join('、') })),
  ...agreements.map(({ id, can, edition, effective_on }) => ({ id, can, says: effective_on ?? `第 ${edition} 版` })),
  ...visits.map(({ id, can, round }) => ({ id, can, says: `第 ${round} 次` })),
]

/** A mediation is offered only where there are two sides who are in none. */
function mayPropose(dispute: StaffDispute): boolean {
  const sides = new Set(freeIn({ dispute }).map(({ side }) => side))
  return sides.has('applicant') ? sides.size > 1 : dispute.mediations.length === 0
}

function mayGoOn(dispute: StaffDispute, left: readonly string[]): boolean {
  const sides = new Set(freeIn({ dispute }).flatMap(({ id, side }) => (left.includes(id) ? [side] : [])))
  return sides.has('applicant') && sides.size > 1
}

/** What I may do now, as the server says for each part. What is owed has its own buttons, beside each bar; so has each person. */
export function openTo(dispute: StaffDispute): Open[] {
  const parts = partsOf(dispute)
  // Where everybody has said yes or no there is nobody to invite.
  const asked = new Set(dispute.mediations.flatMap((it) => (it.parties.some(canBeAsked) ? [] : [it.id])))
  const unlikely = (step: StepName, id: string): boolean => {
    const of = dispute.mediations.find((it) => it.id === id)
    // Asked for where somebody is in danger, and nowhere else; going on needs two sides that are left.
    if (step === 'invite' && asked.has(id)) return true
    return (step === 'wish_joint' && !of?.joint) || (step === 'go_on' && !mayGoOn(dispute, of?.may_go_on ?? []))
  }
  const led = isLed(dispute)
  return FORMS.flatMap((it): Open[] => {
    // Where somebody leads, sending it to another unit is asking for help.
    const form = led && it.step === 'dispatch' ? { ...it, title: '请别的单位协助', tone: 'plain' as const } : it
    if (nameOf(form.step) === null || (form.step === 'propose_mediation' && !mayPropose(dispute))) return []
    if (dispute.dispute.can.includes(form.step)) return [{ form }]
    const theirs = parts.filter(({ id, can }) => can.includes(form.step) && !unlikely(form.step, id))
    return theirs.map(({ id, says }) => ({ form, part_id: id, ...(theirs.length > 1 ? { of: says } : {}) }))
  })
}

/** The same, in groups; those that move the file on stand apart from those that end it. */
export function groupsOf(dispute: StaffDispute): Group[] {
  const open = openTo(dispute)
  return NAMES.flatMap((name): Group[] => {
    const mine = open.filter(({ form }) => nameOf(form.step) === name)
    // Once the rules have answered, what moves the file on is to act on it: asking them again stands small.
    const toneOf = ({ form }: Open) => (form.step === 'triage' && dispute.dispute.triage ? 'plain' : form.tone)
    const of = (tone: 'main' | 'plain' | 'grave') => mine.filter((it) => toneOf(it) === tone)
    return mine.length > 0 ? [{ name, main: of('main'), plain: of('plain'), grave: of('grave') }] : []
  })
}
