import type { z } from 'zod'
import type { OversightView, PackageView, SupervisionView } from '#contract/oversight.ts'
import { clockRule } from '#domain/clocks/rules.ts'
import { canTake } from '#domain/decide.ts'
import { type Part, partsOf, STATUSES } from '#domain/disputes/parts.ts'
import { COLOUR_DUTIES, COLOUR_GROUNDS, COLOURS } from '#domain/ledger/colours.ts'
import { LACKING_RESULT, LEDGER_STATES, lackingResult, ledgerStateOf } from '#domain/ledger/result.ts'
import { overdueDuties, passedAround } from '#domain/ledger/what-owed.ts'
import type { Here } from '#domain/step.ts'
import { OFFERED } from '#domain/table.ts'
import { maskNamesIn } from '../identity/masks.ts'

/** What the reader may read: names of units by number, names that stay hidden from her, and how a name stands before her. */
type Reading = { units: ReadonlyMap<number, string>; hidden: readonly string[]; named: (name: string) => string }

/** The units whose duties are overdue or that were sent a task back and forth: their names are looked up for the page. */
export const unitsOverdue = (here: Pick<Here, 'parts' | 'clocks' | 'now' | 'today'>): number[] => [
  ...overdueDuties(here).map((it) => it.unit_id),
  ...passedAround(here),
]

function supervision(here: Here, it: Part<'supervision'>, says: (text: string) => string) {
  const { unit_name, by_unit_name, by, on, duty, reason, ask, answers, sent_back, ended } = it.facts
  return {
    id: it.id,
    status: it.status,
    status_says: STATUSES.supervision[it.status],
    ...{ unit_name, by_unit_name, by, on },
    duty: duty && { says: clockRule(duty.rule)?.says ?? duty.rule, due_on: duty.due_on },
    reason: says(reason),
    ask: says(ask),
    answers: answers.map((one) => ({ ...one, done: says(one.done), next: says(one.next) })),
    sent_back: sent_back.map((one) => ({ ...one, because: says(one.because) })),
    ended: ended ? { ...ended, note: says(ended.note) } : null,
    clock: here.clocks.find((clock) => clock.part_id === it.id && clock.state === 'running')?.id ?? null,
    can: canTake(OFFERED, here, it),
  } satisfies z.input<typeof SupervisionView>
}

function pack(here: Here, it: Part<'package'>, says: (text: string) => string) {
  const { leader, leader_post, unit_name, by_unit_name, members, on, by, ended, milestones, log } = it.facts
  return {
    id: it.id,
    status: it.status,
    status_says: STATUSES.package[it.status],
    ...{ leader, leader_post, unit_name, by_unit_name, members, on, by },
    because: says(it.facts.because),
    plan: says(it.facts.plan),
    release_when: says(it.facts.release_when),
    milestones: milestones.map(({ clock: _, ...one }) => ({
      ...one,
      what: says(one.what),
      late: one.done === null && one.by < here.today,
    })),
    log: log.map((one) => ({ ...one, text: says(one.text) })),
    ended: ended ? { ...ended, note: says(ended.note) } : null,
    can: canTake(OFFERED, here, it),
  } satisfies z.input<typeof PackageView>
}

/** What leaders and supervisors see of a file. Whoever does not handle it reads nobody's name in it whole. */
export function oversightView(here: Here, { units, hidden, named }: Reading): z.input<typeof OversightView> {
  const says = (text: string): string => maskNamesIn(text, hidden)
  const [dispute] = partsOf(here.parts, 'dispute')
  if (!dispute) throw new Error('a dispute’s page without its dispute')
  const { colour, colours_before = [], progress = [], major_reports = [], verified } = dispute.facts
  const state = ledgerStateOf(here.parts)
  const over = state === 'gone' || state === 'struck_off'
  const lacking = over ? [] : lackingResult(here.parts)
  const open = dispute.status !== 'closed' && dispute.status !== 'archived'
  const name = (unit: number): string => units.get(unit) ?? ''
  return {
    ledger: {
      state,
      says: LEDGER_STATES[state],
      lacking: over ? [] : [...lacking, ...(open ? (['not_closed'] as const) : [])].map((it) => LACKING_RESULT[it]),
    },
    colour: colour
      ? {
          colour: colour.colour,
          says: COLOURS[colour.colour],
          grounds: colour.grounds.map((it) => COLOUR_GROUNDS[it]),
          words: says(colour.words),
          ...{ on: colour.on, by: colour.by, reviewed_on: colour.reviewed_on },
          owner: COLOUR_DUTIES[colour.colour].owner,
          conference: COLOUR_DUTIES[colour.colour].conference.says,
          lowered_by: COLOUR_DUTIES[colour.colour].lowered_says,
        }
      : null,
    colours_before: colours_before.map((it) => ({
      ...{ says: COLOURS[it.colour], on: it.on, until: it.until, changed_by: it.changed_by },
      because: says(it.because),
    })),
    progress: progress.map((it) => ({ ...it, text: says(it.text), next: says(it.next) })),
    reports: major_reports.map(({ id, at, by, by_unit, to, received, situation, measures, needs }) => ({
      ...{ id, at, by, by_unit, to },
      ...{ situation: says(situation), measures: says(measures), needs: says(needs) },
      received: received && { ...received, note: says(received.note) },
    })),
    verified: verified
      ? {
          ...{ on: verified.on, by: verified.by, how: verified.how },
          whom: partsOf(here.parts, 'party')
            .filter((it) => verified.whom.includes(it.id))
            .map((it) => named(it.facts.name))
            .join('、'),
          found: says(verified.found),
        }
      : null,
    overdue: [
      ...overdueDuties(here).map(({ clock, unit_id }) => ({
        clock_id: clock.id,
        unit_id,
        unit_name: name(unit_id),
        says: `${clockRule(clock.rule)?.says ?? clock.act}，${clock.due_on} 到期`,
      })),
      ...passedAround(here).map((unit_id) => ({
        clock_id: null,
        unit_id,
        unit_name: name(unit_id),
        says: '办理事项来回退单',
      })),
    ],
    supervisions: partsOf(here.parts, 'supervision').map((it) => supervision(here, it, says)),
    packages: partsOf(here.parts, 'package').map((it) => pack(here, it, says)),
  }
}
