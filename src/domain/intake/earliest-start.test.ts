import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clock, dispute, hereWith, PARTIES } from '#test/parts.ts'
import { uuid } from '#test/world-of-rules.ts'
import { addDays, type Day } from '../clocks/calendar.ts'
import { calendar } from '../clocks/calendar-data.ts'
import { CLOCK_RULES, clockRule, dueOn } from '../clocks/rules.ts'
import { decide } from '../decide.ts'
import type { Folded } from '../disputes/consequences.ts'
import type { Clock, Part } from '../disputes/parts.ts'
import { fold, nothingYet } from '../fold.ts'
import { TABLE } from '../table.ts'
import { firstStood } from './earliest-start.ts'
import { firstClock } from './opening.ts'

const OWN: Day = '2026-03-04'
const TODAY: Day = '2026-03-12'
const HERE = { today: TODAY, now: `${TODAY}T04:00:00.000Z`, occurred_at: `${TODAY}T04:00:00.000Z` }

const ruleOf = (rule: string) => clockRule(rule) ?? CLOCK_RULES['T-06']

type Move = { kind: 'take' | 'let_go'; file: number; before: number } | { kind: 'pause' | 'resume' }

/** A file with one clock of its own, and what happens to it: others are merged in and taken out again, in any order. */
class Held {
  state: Folded
  #ids = 1000

  constructor(rule: string) {
    const own = dispute('registered')
    const due_on = dueOn(ruleOf(rule), OWN, 0, calendar)
    this.state = { ...nothingYet, parts: [...PARTIES, own], clocks: [clock(rule, own, { started_on: OWN, due_on })] }
  }

  get dispute(): Part<'dispute'> {
    return this.state.parts.find((part) => part.part === 'dispute') as Part<'dispute'>
  }

  get live(): Clock {
    const live = this.state.clocks.filter((it) => it.state === 'running' || it.state === 'paused')
    if (live.length !== 1 || !live[0]) throw new Error(`${live.length} clocks run`)
    return live[0]
  }

  take(name: 'take_in' | 'let_go', input: object): void {
    const ids = Array.from({ length: 420 }, () => uuid(this.#ids++))
    const here = hereWith(this.state.parts, { ...HERE, clocks: this.state.clocks, ids })
    const decision = decide(TABLE[name], here, this.dispute, input)
    if (!decision.ok) throw new Error(decision.why)
    this.state = fold([{ seq: 2, part_id: this.dispute.id, consequences: decision.consequences }], this.state)
  }

  still(on: Day | null): void {
    const id = this.live.id
    this.state = {
      ...this.state,
      clocks: this.state.clocks.map((it) =>
        it.id === id ? { ...it, paused_on: on, state: on === null ? 'running' : 'paused' } : it,
      ),
    }
  }
}
const takeIn = (file: number, since: Day) => ({
  file_id: uuid(500 + file),
  short_code: 'CCCC-DDDD',
  since,
  reporters: [{ party_id: uuid(600 + file), side: 'applicant', kind: 'person', name: '后来香', reach_from: 'self' }],
})
const letGo = (file: number) => ({ file_id: uuid(500 + file), because: '并错了。' })

const moves = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('take' as const, 'let_go' as const),
      file: fc.nat(3),
      before: fc.integer({ min: -5, max: 40 }),
    }),
    fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const) }),
  ),
  { maxLength: 20 },
)

test('merged in and taken out in any order, a clock runs from the earliest day of all that is held, and from its own when none is', () => {
  fc.assert(
    fc.property(fc.constantFrom('T-02', 'T-06', 'T-85'), moves, (rule, list: Move[]) => {
      const file = new Held(rule)
      const held = new Map<number, Day>()
      let stands: Day | null = null
      const begun = new Map<string, Day>()
      for (const move of list) {
        if (move.kind === 'take' && !held.has(move.file)) {
          const since = addDays(OWN, -move.before)
          file.take('take_in', takeIn(move.file, since))
          held.set(move.file, since)
        } else if (move.kind === 'let_go' && held.delete(move.file)) file.take('let_go', letGo(move.file))
        else if (move.kind === 'pause' || move.kind === 'resume') {
          stands = move.kind === 'pause' ? '2026-03-10' : null
          file.still(stands)
        }
        const [earliest = OWN] = [OWN, ...held.values()].sort()
        const { started_on, due_on, paused_on } = file.live
        expect([started_on, paused_on]).toEqual([earliest, stands])
        expect(due_on).toBe(dueOn(ruleOf(rule), earliest, 0, calendar))
        // What was started is never changed; another begins (I22).
        for (const it of file.state.clocks) {
          expect(it.started_on).toBe(begun.get(it.id) ?? it.started_on)
          begun.set(it.id, it.started_on)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('the file that was let go and itself had held another begins again from its own day', () => {
  const file = new Held('T-06')
  file.take('take_in', takeIn(1, '2026-02-20'))
  file.take('let_go', letGo(1))
  const here = hereWith(file.state.parts, { ...HERE, clocks: file.state.clocks })
  expect(firstClock(here, uuid(1), file.dispute.id)).toMatchObject({ started_on: OWN })
})

test('what was merged before its day was written down lets go without moving anything', () => {
  const old = dispute('registered', { merged_here: [{ file_id: uuid(501), short_code: '' }] })
  const running = clock('T-06', old, { started_on: '2026-02-20' })
  const decision = decide(TABLE.let_go, hereWith([old], { ...HERE, clocks: [running] }), old, letGo(1))
  expect(decision.ok && decision.consequences.filter((it) => it.kind.endsWith('_clock'))).toEqual([])
})

test.each(['T-02', 'T-06', 'T-06e'])('how long the first clock stood still comes along, %s too', (rule) => {
  expect(firstStood({}, [clock(rule, dispute('registered'), { paused_days: 5 })])).toBe(5)
})
