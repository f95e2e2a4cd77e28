import type { Day } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, cancelClocksOf, startClock, tell } from '../disputes/make.ts'
import { type AskedUnit, ENDED_TASK, type Part, partsOf } from '../disputes/parts.ts'
import { applicantsOf, disputeOf, ownUnit, responsibleUnit } from '../disputes/people.ts'
import { field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { notice, slip } from '../documents/notice.ts'
import { cell } from '../documents/pieces.ts'
import { ownStart } from '../intake/earliest-start.ts'
import { colourFollows } from '../ledger/ending.ts'
import { referralsFollow } from '../referrals/ending.ts'
import type { Here, Receiver } from '../step.ts'

/** Papers for the office alone are for no party. */
export const OFFICE: readonly string[] = []
export const shortCodeOf = (here: Here): string => here.file?.short_code ?? ''

/**
 * What a receiving unit owes and may do from the hour it is asked: to sign for it, or in time to object. Where a superior
 * has decided, there is nothing left to object to.
 */
export function asked(here: Here, next: () => string, task: string, unit: number, decided = false): Consequence[] {
  const dispute = disputeOf(here)
  const on = { part: 'task', id: task } as const
  const urgent = dispute.facts.triage?.urgent === true
  // 信访事项的异议期限由条例规定；别的由本县约定。
  const petition = dispute.facts.channel === 'CH07'
  return [
    startClock(here, next(), urgent ? 'T-03r' : 'T-03', on, { unit }, 'sign_off'),
    ...(decided ? [] : [startClock(here, next(), petition ? 'T-04p' : 'T-04', on, { unit }, 'object_dispatch')]),
  ]
}

/** The slip to the unit a matter goes to: who sends it, which way, why. */
export const dispatchPaper = (
  here: Here,
  id: string,
  form: 'F-05' | 'F-08',
  unit: Receiver,
  { because, route, says }: { because: string; route: string; says: string },
): Consequence =>
  askPaper(
    id,
    form,
    unit.name,
    slip(
      here,
      ownUnit(here).name,
      [
        cell(form === 'F-08' ? '决定单位' : '交办单位', ownUnit(here).name),
        cell('承办单位', unit.name),
        cell('途径', route, true),
        cell('理由', because, true),
      ],
      { said: [paragraph(says), whomToCall(ownUnit(here))] },
    ),
    OFFICE,
  )

/** To those who asked: who has it now, why, and that every other way stays open. */
export const passedOnPaper = (here: Here, id: string, unit: Receiver, because: string): Consequence => {
  const applicants = applicantsOf(here)
  return askPaper(
    id,
    'F-05p',
    applicants.map((it) => it.facts.name).join('、'),
    notice(here, (here.own_unit ?? responsibleUnit(here)).name, [
      field('编号', shortCodeOf(here)),
      field('交给哪里办', unit.name),
      field('为什么', because),
      paragraph('这只是我们的建议和安排，您也可以选别的途径，不影响您的权利。'),
      whomToCall(unit),
      routesBlock(),
    ]),
    applicants.map((it) => it.id),
  )
}

/** A message to each who asked; where there are very many, to those who speak for them. */
export const tellApplicants = (here: Here, next: () => string, wording: string): Consequence[] =>
  applicantsOf(here)
    .slice(0, 5)
    .map((it) => tell(next(), it, wording))

/** The unit's eyes on the file as a handler end: it was right that the matter is not its own, or has passed it on. */
export const handlesNoMore = (here: Here, unit: number): Consequence[] =>
  // A unit that took over another one's may have two tasks here: passing on the one, it still handles the other.
  partsOf(here.parts, 'task').filter((it) => it.facts.unit_id === unit && !ENDED_TASK.includes(it.status)).length > 1
    ? []
    : here.involvements
        .filter((it) => it.as_what === 'handling' && it.until === null && 'unit' in it.who && it.who.unit === unit)
        .map((it): Consequence => ({ kind: 'involve', ...it, until: here.today }))

/** From now on this unit answers for the file, and no other (threats I8). */
export const answersFor = (here: Here, next: () => string, unit: number): Consequence[] =>
  here.file?.responsible_unit === unit
    ? []
    : [
        { kind: 'change_facts', part: 'file', id: here.file?.id ?? '', facts: { responsible_unit: unit } },
        ...here.involvements
          .filter((it) => it.as_what === 'responsible' && it.until === null)
          .map((it): Consequence => ({ kind: 'involve', ...it, until: here.today })),
        { kind: 'involve', id: next(), who: { unit }, as_what: 'responsible', until: null },
        ...referralsFollow(here, unit),
        ...colourFollows(here, unit),
      ]

/**
 * Since when a task is being handled: passed on, sent away and taken back, it is no younger (threats I22). A day lent by a
 * matter that is merged in counts for as long as that is held here.
 */
export function handledSince(here: Here, task: Part<'task'>): Day {
  const { facts } = disputeOf(here)
  const own = here.clocks
    .filter((clock) => clock.rule === 'T-85' && clock.part_id === task.id)
    .map((clock) => ownStart(facts, clock))
  const lent = (facts.merged_here ?? []).flatMap(({ since }) => since ?? [])
  return own.length === 0 ? here.today : ([...own, ...lent].sort()[0] ?? here.today)
}

/** What a conference laid on this task falls away with it. */
export const dutiesFallAway = (here: Here, task: { id: string }): Consequence[] => cancelClocksOf(here, 'R-24', task)

/** A unit that is asked to confer or to decide looks at the file until it is not asked any more. */
export const consult = (unit: AskedUnit): Consequence => ({
  kind: 'involve',
  id: unit.involvement,
  who: { unit: unit.unit_id },
  as_what: 'consulted',
  until: null,
})
export const endConsulting = (here: Here, which: (involvement: string) => boolean = () => true): Consequence[] =>
  here.involvements
    .filter((it) => it.as_what === 'consulted' && 'unit' in it.who && it.until === null && which(it.id))
    .map((it): Consequence => ({ kind: 'involve', ...it, until: here.today }))
