import { addDays } from '#domain/clocks/calendar.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { COLOUR_GROUND_NAMES, COLOUR_NAMES, isHigher } from '#domain/ledger/colours.ts'
import { overdueDuties, passedAround } from '#domain/ledger/what-owed.ts'
import type { StepName } from '#domain/table.ts'
import { type Asked, anyOne, facts, unitId } from './walk-answers.ts'
import { STRANGER, UNITS } from './world-of-rules.ts'

/** A unit whose duty is overdue; not honest: another one, a stranger, or a duty of nobody. */
function supervise(it: Asked) {
  const said = { reason: '到期没有办。', ask: '三日内办出结果。' }
  const late = it.pick(overdueDuties(it.here))
  const around = it.pick(passedAround(it.here))
  if (!it.honest)
    return it.pick([
      { unit_id: 99, clock_id: STRANGER, ...said },
      { unit_id: it.pick(UNITS.map(({ id }) => id)) ?? 1, clock_id: null, ...said },
      { unit_id: it.pick(UNITS.map(({ id }) => id)) ?? 1, clock_id: late?.clock.id ?? STRANGER, ...said },
    ])
  if (late) return { unit_id: late.unit_id, clock_id: late.clock.id, ...said }
  return { unit_id: around ?? 1, clock_id: null, ...said }
}

const plan = (it: Asked) => ({
  members: '',
  plan: '先修沟，再算账。',
  release_when: '两家不再争。',
  milestones: [
    { what: '修沟', by: addDays(it.here.today, it.honest ? it.pick([0, 3]) : -1) },
    { what: '算账', by: addDays(it.here.today, 20) },
  ],
})

export const LEDGER_INPUTS = {
  supervise,
  answer_supervision: () => ({ done: '已经去办。', next: '' }),
  accept_supervision: () => ({ note: '' }),
  send_back_supervision: () => ({ because: '还没有办到。' }),
  lift_supervision: () => ({ because: '另有单位在办。' }),
  open_package: (it) => ({
    leader: '岳镇长',
    leader_post: '镇长',
    unit_id: it.honest ? it.pick([1, 2, 3, 5, 6]) : it.pick([99, unitId(it)]),
    because: '久拖不决。',
    ...plan(it),
  }),
  revise_package: (it) => ({ ...plan(it), because: '天气不好。' }),
  log_package: (it) => ({
    text: '去看了。',
    milestone_id: it.honest
      ? (it.pick((facts('package', it.part)?.milestones ?? []).filter(({ done }) => done === null))?.id ?? null)
      : it.pick([STRANGER, null]),
  }),
  release_package: () => ({ note: '沟修好了，两家都说行。' }),
  give_colour: (it) => {
    const now = partsOf(it.here.parts, 'dispute')[0]?.facts.colour?.colour ?? null
    const may = COLOUR_NAMES.filter((colour) => it.honest === !isHigher(now, colour))
    return {
      colour: it.pick(may) ?? it.pick(COLOUR_NAMES) ?? 'blue',
      grounds: [it.pick(COLOUR_GROUND_NAMES) ?? 'long'],
      words: '',
    }
  },
  lower_colour: (it) => {
    const now = partsOf(it.here.parts, 'dispute')[0]?.facts.colour?.colour ?? null
    const lower = COLOUR_NAMES.filter((colour) => isHigher(now, colour))
    return { colour: it.honest ? it.pick([null, ...lower]) : 'red', because: '平下来了。' }
  },
  note_progress: () => ({ text: '去看了，两家都在。', next: '' }),
  report_major: (it) => ({
    to: it.pick(['town', 'county'] as const),
    situation: '两家争水，人越来越多。',
    measures: '已经分开劝。',
    needs: '',
  }),
  receive_report: () => ({ note: '知道了。' }),
  verify_result: (it) => ({
    how: 'visit',
    visited: [it.honest ? anyOne(it) : STRANGER],
    found: '沟通了，水走得下去。',
  }),
} as const satisfies Partial<Record<StepName, (it: Asked) => unknown>>
