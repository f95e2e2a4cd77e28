import { isDisputed } from '#domain/agreements/payments.ts'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { type ClockRule, clockRule, dueAt, dueOn, isTimed, pausedDaysOf } from '#domain/clocks/rules.ts'
import type { Folded } from '#domain/disputes/consequences.ts'
import { isUnderTask } from '#domain/disputes/held.ts'
import {
  type Clock,
  ENDED_COMPLAINT,
  ENDED_DISPUTE,
  ENDED_TASK,
  LIVE_MEDIATION,
  LIVE_REFERRAL,
  type Part,
  partsOf,
} from '#domain/disputes/parts.ts'
import { CONFERENCE_RULES, FIRST_RULES, PROGRESS_RULES, REPORT_RULES, REVIEW_RULE } from '#domain/ledger/colours.ts'
import { referralKind } from '#domain/referrals/kinds.ts'
import { VISIT_RULES } from '#domain/visits/schedule.ts'
import type { Invariant } from './invariants.ts'

const isLive = (clock: Clock): boolean => clock.state === 'running' || clock.state === 'paused'
/** The rules of the live clocks of each part that has any, in their order. */
function liveRules(state: Folded): ReadonlyMap<string, string[]> {
  const rules = new Map<string, string[]>()
  for (const clock of state.clocks) {
    if (!isLive(clock)) continue
    const known = rules.get(clock.part_id)
    if (known) known.push(clock.rule)
    else rules.set(clock.part_id, [clock.rule])
  }
  for (const of of rules.values()) of.sort()
  return rules
}
const NONE: readonly string[] = []
const FIRST: readonly string[] = ['T-02', 'T-06', 'T-06e']

/** Which live clocks a part must have in its status: one of each list, and none besides but those that may be. */
function duties(part: Part, state: Folded): { each: string[][]; may: string[] } {
  switch (part.part) {
    case 'dispute': {
      const { colour } = part.facts
      // A colour keeps what it asks for, and a look at it again; a report upward waits for its receipt.
      const kept = colour ? [[...FIRST_RULES, ...PROGRESS_RULES], [REVIEW_RULE]] : []
      const police = ['T-52', 'R-53', ...(colour ? [...CONFERENCE_RULES, ...REPORT_RULES] : [])]
      const first = [['T-02', 'T-06', 'T-06e'], ...kept]
      if (part.status === 'clue') return { each: [['T-02'], ...kept], may: police }
      if (part.status === 'supplementing') return { each: [...first, ['T-05']], may: police }
      if (part.status === 'checking_duplicates') return { each: [...first, ['R-04']], may: police }
      if (part.status === 'registered' || part.status === 'triaging') return { each: first, may: police }
      if (part.status !== 'open') return { each: [], may: ['T-52'] }
      return { each: [...kept, ...(nothingLeft(state) ? [['R-31']] : [])], may: police }
    }
    case 'task':
      if (part.status === 'dispatched')
        return {
          // Where a superior has decided there is nothing left to object to; passed on, the result is owed all along.
          each: [['T-03', 'T-03r'], ...(part.facts.decided ? [] : [['T-04', 'T-04p']])],
          may: ['T-85'],
        }
      if (part.status === 'objected') return { each: [['R-08']], may: ['T-85'] }
      if (part.status !== 'in_handling' && part.status !== 'coordinating') return { each: [], may: [] }
      return { each: [['T-85']], may: ['R-24'] }
    case 'mediation':
      if (part.status === 'seeking_consent') return { each: [], may: ['T-07'] }
      return LIVE_MEDIATION.includes(part.status) ? { each: [['T-11', 'T-11e']], may: ['R-14'] } : { each: [], may: [] }
    case 'agreement':
      // The window for confirmation is open until the file is closed.
      return { each: [], may: part.status === 'in_effect' ? ['T-33'] : [] }
    case 'obligation': {
      const owing = ['due', 'claimed', 'breached'].includes(part.status) && part.facts.due_on !== null
      const open = partsOf(state.parts, 'dispute')[0]?.status === 'open'
      const lasts = part.facts.runs !== null && part.facts.runs.until === null
      // A lasting duty said to be over: somebody has to ask.
      const asked = part.status === 'claimed' && lasts && open
      return {
        each: [...(owing ? [['T-54']] : []), ...(asked ? [['R-27']] : [])],
        // Two stories about one payment are heard by the office; once it is closed, nobody owes it that.
        may: isDisputed(part.facts) ? ['R-54'] : [],
      }
    }
    case 'visit':
      return { each: part.status === 'due' ? [[...VISIT_RULES]] : [], may: [] }
    case 'complaint':
      return { each: part.status === 'received' || part.status === 'examining' ? [['R-15']] : [], may: [] }
    case 'referral': {
      const { done, then } = referralKind(part.facts.kind)
      if (part.status === 'sent') return { each: [['R-64']], may: [] }
      if (part.status === 'taken') return { each: [[done]], may: [] }
      return { each: part.status === 'decided' ? [[then?.rule ?? '']] : [], may: [] }
    }
    case 'supervision':
      if (part.status === 'asked') return { each: [['R-12']], may: [] }
      return { each: part.status === 'answered' ? [['R-12c']] : [], may: [] }
    case 'package':
      return { each: [], may: part.status === 'going_on' ? ['R-78'] : [] }
    case 'party':
    case 'evidence':
      return { each: [], may: [] }
  }
}

/** A lasting duty that is kept, or what waits for something that went to court, holds nothing open. */
function nothingLeft(state: Folded): boolean {
  const owed = partsOf(state.parts, 'obligation')
  const lost = (waiting: Part<'obligation'>): boolean =>
    owed.some(
      (it) =>
        it.status === 'sent_to_enforcement' &&
        it.facts.agreement_id === waiting.facts.agreement_id &&
        it.facts.clause === waiting.facts.waiting_for?.after_clause,
    )
  return (
    partsOf(state.parts, 'task').every((task) => ENDED_TASK.includes(task.status)) &&
    partsOf(state.parts, 'visit').every((visit) => visit.status !== 'due') &&
    partsOf(state.parts, 'referral').every((it) => !LIVE_REFERRAL.includes(it.status)) &&
    owed.every(
      (it) =>
        ['performed', 'waived', 'sent_to_enforcement'].includes(it.status) ||
        (it.facts.runs !== null && it.facts.runs.until === null && it.status === 'due') ||
        (it.status === 'waiting' && lost(it)),
    )
  )
}

/** The day all of them agreed to: for what is owed, or for a limit that was put off and stood still since. */
function agreedFor(state: Folded, clock: Clock): string | null | undefined {
  if (clock.rule === 'R-24')
    return partsOf(state.parts, 'task')
      .flatMap((it) => it.facts.duties ?? [])
      .find((it) => it.id === clock.id)?.by
  if (clock.rule === 'R-78')
    return (
      partsOf(state.parts, 'package')
        .flatMap((it) => it.facts.milestones)
        // A plan that was changed since: its old days stand in the events alone.
        .find((it) => it.clock === clock.id)?.by ?? (isLive(clock) ? undefined : clock.due_on)
    )
  if (clock.rule !== 'T-11e') {
    const owed = partsOf(state.parts, 'obligation').find((it) => it.id === clock.part_id)?.facts
    // A day both changed since stands with what was agreed before.
    const before = isLive(clock) ? [] : (owed?.changes ?? []).map((it) => it.before.due_on)
    return before.includes(clock.due_on) ? clock.due_on : owed?.due_on
  }
  const mediation = partsOf(state.parts, 'mediation').find((it) => it.id === clock.part_id)
  const until = mediation?.facts.extensions?.find((it) => it.clock_id === clock.id)?.until
  return until && addDays(until, clock.paused_days)
}

/** What sets the day of a clock. */
const SETS_DAY: readonly string[] = ['start_clock', 'resume_clock']

export const CLOCK_INVARIANTS: Readonly<Record<string, Invariant>> = {
  I20_a_live_file_owes_something_and_an_ended_one_nothing: ({ after }) => {
    const [complaint] = partsOf(after.parts, 'complaint')
    const over = complaint
      ? ENDED_COMPLAINT.includes(complaint.status)
      : ENDED_DISPUTE.includes(partsOf(after.parts, 'dispute')[0]?.status ?? 'clue')
    // What is owed to the police outlives the file (threats I38).
    if (over) return after.clocks.some((it) => isLive(it) && it.rule !== 'T-52') ? 'ended with a live clock' : null
    return after.clocks.some((clock) => clock.state === 'running') ? null : 'nobody owes anything'
  },
  I20_every_part_has_the_clocks_of_its_status: ({ after }) => {
    const live = liveRules(after)
    for (const part of after.parts) {
      const { each, may } = duties(part, after)
      const have = live.get(part.id) ?? NONE
      if (have.length === 0 && each.length === 0) continue
      const missing = each.find((one) => have.filter((rule) => one.includes(rule)).length !== 1)
      if (missing) return `${part.part} in ${part.status}: of ${missing.join('/')} it has [${have}]`
      const extra = have.filter((rule) => !may.includes(rule) && !each.some((one) => one.includes(rule)))
      if (extra.length > 0) return `${part.part} in ${part.status} has ${extra}`
      // Conferences may lay several things on one unit; several parties may ask about a mediator.
      const once = have.filter((rule) => rule !== 'R-24' && rule !== 'R-14')
      if (new Set(once).size < once.length) return `${part.part} has a clock twice: ${have}`
    }
    return null
  },
  I20_a_clock_stands_still_only_while_something_is_awaited: ({ after }) => {
    const still = after.clocks.filter((clock) => clock.state === 'paused')
    return still.every((clock) => {
      const part = after.parts.find((it) => it.id === clock.part_id)
      return part?.status === 'supplementing' || part?.status === 'suspended'
    })
      ? null
      : 'a clock is paused for nothing'
  },
  I20_what_is_under_a_held_task_is_owed_by_who_holds_it: ({ before, after, moved }) => {
    const tasks = partsOf(after.parts, 'task')
    for (const clock of after.clocks.filter(isLive)) {
      const task = tasks.find((it) => isUnderTask(after, clock, it))
      if ('party' in clock.owes) continue
      if (!task) {
        if ('person' in clock.owes) return `${clock.rule} is owed by a person for no task`
        continue
      }
      const { unit_id, held_by } = task.facts
      const unit = 'unit' in clock.owes ? clock.owes.unit : clock.owes.for_unit
      const person = 'person' in clock.owes ? clock.owes.person : undefined
      if (unit === unit_id && person !== held_by?.person_id) return `${clock.rule} is not owed by who holds its task`
      if (unit !== unit_id && person !== undefined) return `${clock.rule} is owed by a person of another unit`
    }
    // Who owes may change, the day may not.
    return moved.clocks.every((clock) => {
      const then = before.clocks.find((it) => it.id === clock.id)
      const changed = then && then.owes !== clock.owes && JSON.stringify(then.owes) !== JSON.stringify(clock.owes)
      return !changed || (then.due_on === clock.due_on && then.due_at === clock.due_at && then.state === clock.state)
    })
      ? null
      : 'a day moved with who owes'
  },
  I20_settled_once: ({ before, after, moved }) => {
    for (const [at, clock] of before.clocks.entries()) {
      if (clock.settled_event === null || after.clocks[at] === clock) continue
      const now = after.clocks.find((it) => it.id === clock.id)
      if (JSON.stringify(clock) !== JSON.stringify(now)) return 'a settled clock changed'
    }
    return moved.clocks.every(
      (clock) =>
        (clock.settled_event === null) === isLive(clock) && (clock.state === 'paused') === (clock.paused_on !== null),
    )
      ? null
      : 'a clock that is settled and not'
  },
  I20_late_is_told_late: ({ before, moved, here }) => {
    for (const clock of moved.clocks) {
      const then = before.clocks.find((it) => it.id === clock.id)
      if (then?.settled_event !== null || !['met', 'met_late'].includes(clock.state)) continue
      const late = clock.due_at === null ? clock.due_on < (then.paused_on ?? here.today) : clock.due_at < here.now
      if ((clock.state === 'met_late') !== late) return `${clock.rule} due ${clock.due_on} is told ${clock.state}`
    }
    return null
  },
  I21_due_days_count_again_to_the_same: ({ before, after, here, name, consequences }) => {
    for (const [at, clock] of after.clocks.entries()) {
      const rule: ClockRule | undefined = clockRule(clock.rule)
      if (!rule) return `an unknown rule ${clock.rule}`
      // A clock no step touched is the very same value; only what was agreed may be compared with something that moved.
      if (rule.unit !== 'agreed' && before.clocks[at] === clock) continue
      const then = before.clocks.find((it) => it.id === clock.id)
      const said = `${clock.rule} started ${clock.started_on} is due ${clock.due_on}`
      if (rule.unit === 'agreed') {
        const agreed = agreedFor(after, clock)
        if (agreed !== clock.due_on) return `${said}, agreed for ${agreed}`
      } else if (isTimed(rule)) {
        if (!then && clock.due_at !== dueAt(rule, here.now).due_at) return `${said} at ${clock.due_at}`
        if (clock.due_on !== dayIn(clock.due_at ?? '')) return `${said}, another day than ${clock.due_at}`
      } else if (!consequences.some((it) => SETS_DAY.includes(it.kind) && 'id' in it && it.id === clock.id)) {
        // Counted when its day was set, by the holidays of that day: nothing else moves it.
        if (clock.due_on !== then?.due_on) return said
      } else {
        const counted = dueOn(rule, clock.started_on, clock.paused_days, here.calendar)
        // Holidays published anew take no promised day from anybody; a day of the law itself is never moved into the past.
        const promised = then !== undefined && rule.nature === 'local' && clock.due_on > counted
        const spared = name === 'recount' && rule.nature !== 'local' && counted < here.today
        const kept = then !== undefined && clock.due_on >= then.due_on
        const today = then !== undefined && clock.due_on === (here.today < then.due_on ? here.today : then.due_on)
        if (clock.due_on !== counted && !(promised && kept) && !(spared && today)) return said
      }
      const resumed = then?.state === 'paused' && clock.state === 'running'
      // Begun anew in the place of another it has stood still as long as that one, by one pause that is over at once.
      const [still] = then
        ? []
        : consequences.flatMap((it) => (it.kind === 'pause_clock' && it.id === clock.id ? [it.on] : []))
      const carried = consequences.some((it) => it.kind === 'resume_clock' && it.id === clock.id) ? still : undefined
      if (carried !== undefined && !['take_in', 'let_go', 'unmerge'].includes(name)) return `${said}, paused by ${name}`
      const stood =
        carried !== undefined
          ? pausedDaysOf(rule, carried, here.today, here.calendar)
          : resumed
            ? pausedDaysOf(rule, then.paused_on ?? '', here.today, here.calendar)
            : 0
      if (clock.paused_days !== (then?.paused_days ?? 0) + stood) return `${said}, ${clock.paused_days} days paused`
    }
    // What was agreed and what the law gives count from the day of effect, the visit too.
    if (!['seal_agreement', 'put_in_effect', 'agree_orally'].includes(name)) return null
    const on = dayIn(here.occurred_at)
    const fresh = after.clocks.filter((it) => !before.clocks.some((old) => old.id === it.id))
    return fresh.some((it) => ['T-33', ...VISIT_RULES].includes(it.rule) && it.started_on !== on)
      ? `counted from another day than ${addDays(on, 0)}`
      : null
  },
  I22_starts_never_move: ({ before, after, moved }) => {
    for (const [at, clock] of before.clocks.entries()) {
      if (after.clocks[at] === clock) continue
      const now = after.clocks.find((it) => it.id === clock.id)
      const { started_on, start_event, rule, part_id } = clock
      if (!now || now.started_on !== started_on || now.start_event !== start_event) return `the start of ${rule} moved`
      if (now.rule !== rule || now.part_id !== part_id) return `${rule} became another`
    }
    const begun = moved.clocks.filter((it) => FIRST.includes(it.rule) && !before.clocks.some((old) => old.id === it.id))
    if (begun.length === 0) return null
    // Begun again after a merge or an un-merge, what the office owes first does not begin later than it did of its own:
    // a day that came with another file goes with it.
    const { borrowed_starts = [] } = partsOf(after.parts, 'dispute')[0]?.facts ?? {}
    const own = before.clocks.filter(
      (it) => FIRST.includes(it.rule) && !borrowed_starts.some((by) => by.clock === it.id),
    )
    const earliest = own.map((it) => it.started_on).sort()[0]
    return earliest !== undefined && begun.some((it) => it.started_on > earliest)
      ? 'the first duty began anew and later'
      : null
  },
  I22_the_first_duty_runs_from_the_earliest_of_all_that_is_merged_here: ({ after }) => {
    const held = partsOf(after.parts, 'dispute')[0]?.facts.merged_here ?? []
    const late = after.clocks.find(
      (it) =>
        FIRST.includes(it.rule) && isLive(it) && held.some(({ since }) => since !== undefined && since < it.started_on),
    )
    return late ? `${late.rule} runs from ${late.started_on}, and what was merged in came earlier` : null
  },
}
