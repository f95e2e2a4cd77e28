import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { ACTORS, type Command, staffAt, type Tried, Walk } from '#test/walk.ts'
import { calendar } from './clocks/calendar-data.ts'
import { clockRule, dueOn } from './clocks/rules.ts'
import { canTake, decide } from './decide.ts'
import { CONSEQUENCE_KINDS, type Consequence, type Folded } from './disputes/consequences.ts'
import { partsOf } from './disputes/parts.ts'
import { drawn } from './documents/forms.ts'
import { fold } from './fold.ts'
import { REFUSALS } from './refusals.ts'
import type { Row } from './step.ts'
import { STEP_NAMES, TABLE } from './table.ts'
import { LAWFUL_ROUTES } from './triage/routes.ts'

const STEPS = Number(process.env.WALK_STEPS ?? 200_000)
const LENGTH = 40

const command: fc.Arbitrary<Command> = fc
  .tuple(fc.nat(STEP_NAMES.length * 10), fc.nat(ACTORS * 10), fc.nat(4), fc.nat(59), fc.nat(4), fc.nat(7), fc.boolean())
  .map(([step, actor, part, variant, later, occurred, aimed]) => ({
    step,
    actor,
    part,
    variant,
    later,
    occurred,
    aimed,
  }))

/** How often each thing was met: the walk fails where something the table speaks of was never reached. */
const met = {
  tried: 0,
  taken: 0,
  refused: new Map<string, number>(),
  pairs: new Map<string, number>(),
  kinds: new Map<string, number>(),
}
const count = (list: Map<string, number>, what: string) => list.set(what, (list.get(what) ?? 0) + 1)

const MAKERS: ReadonlySet<string> = new Set(['open_part', 'start_clock', 'ask_paper', 'send_effect'])
const live = (state: Folded) => state.clocks.filter((clock) => clock.state === 'running' || clock.state === 'paused')
const statusOf = (state: Folded) => partsOf(state.parts, 'dispute')[0]?.status

/** A failure in a hundred thousand steps is told by its sentence; `expect` at every step would be most of the time. */
function hold(truth: boolean, sentence: string): void {
  if (!truth) throw new Error(sentence)
}

function listsRoutes(consequences: readonly Consequence[]): boolean {
  return consequences.some(
    (it) =>
      it.kind === 'ask_paper' &&
      drawn(it.content).blocks.some((block) => block.kind === 'list' && block.items.length === LAWFUL_ROUTES.length),
  )
}

/** Only rows of the table occur: the part moves as its row says; no other part moves but a task a withdrawal ends. */
function movesAsTheRowSays({ name, row, part, before }: Tried, after: Folded): void {
  for (const now of after.parts) {
    const was = before.parts.find((it) => it.id === now.id)
    if (!was) continue
    const addressed = now.id === part?.id
    if (addressed) hold(row.from.includes(was.status), `${name}: ${was.status} is not in from`)
    const to = addressed ? (row.to ?? was.status) : was.status
    const ended = name === 'withdraw' && was.status === 'in_handling' && now.status === 'unresolved'
    hold(now.status === to || ended, `${name}: ${was.part} went ${was.status} → ${now.status}`)
    hold(now.version === was.version + (addressed ? 1 : 0), `${name}: version of ${was.part}`)
  }
  hold(
    before.parts.every((was) => after.parts.some((it) => it.id === was.id)),
    `${name}: a part is gone`,
  )
}

/** I22: nothing moves the time of the request, the code, or a clock's start. */
function keepsWhatNeverChanges(before: Folded, after: Folded): void {
  const [was, now] = [before.file, after.file]
  if (was)
    hold(
      was.received_at === now?.received_at && was.code === now.code && was.short_code === now.short_code,
      'I22: the file',
    )
  for (const clock of before.clocks) {
    const it = after.clocks.find((each) => each.id === clock.id)
    hold(
      it?.started_on === clock.started_on && it.start_event === clock.start_event && it.rule === clock.rule,
      'I22: a clock',
    )
    if (clock.settled_event !== null) hold(JSON.stringify(clock) === JSON.stringify(it), 'a settled clock changed')
  }
}

function clocksAreTrue(state: Folded): void {
  const status = statusOf(state) ?? ''
  for (const clock of state.clocks) {
    const rule = clockRule(clock.rule)
    hold(
      rule !== undefined && clock.due_on === dueOn(rule, clock.started_on, clock.paused_days, calendar),
      'I21: due day',
    )
    hold((clock.state === 'paused') === (clock.paused_on !== null), 'a clock paused without a day')
    hold(
      (clock.settled_event === null) === ['running', 'paused'].includes(clock.state),
      'a clock settled without an event',
    )
  }
  const running = state.clocks.filter((clock) => clock.state === 'running')
  const rules = live(state).map((clock) => clock.rule)
  hold(new Set(rules).size === rules.length, 'I20: two live clocks of one rule')
  if (['closed', 'withdrawn', 'not_accepted'].includes(status))
    hold(live(state).length === 0, `${status} with a live clock`)
  else hold(running.length > 0, `I20: ${status} and nobody owes anything`)
  // A paused clock resumes: it stands still only while the applicant is asked.
  if (status !== 'supplementing')
    hold(
      live(state).every((clock) => clock.state === 'running'),
      `${status} with a paused clock`,
    )
}

function holdsTogether(state: Folded): void {
  const responsible = state.involvements.filter((it) => it.as_what === 'responsible' && it.until === null)
  const [only] = responsible
  hold(
    responsible.length === 1 &&
      only !== undefined &&
      'unit' in only.who &&
      only.who.unit === state.file?.responsible_unit,
    'I8',
  )
  const open = partsOf(state.parts, 'task').filter((task) => task.status === 'in_handling')
  const status = statusOf(state)
  if (status !== 'open') hold(open.length === 0, `I7: ${status} with an open task`)
  hold(
    partsOf(state.parts, 'dispute').length === 1 && partsOf(state.parts, 'party').length >= 1,
    'one dispute, with its applicant',
  )
}

function check(walk: Walk, tried: Tried): void {
  const { name, row, here, part, input, decision, before } = tried
  met.tried += 1
  count(met.pairs, `${part?.status ?? 'nothing'} × ${name}`)
  if (part && row.on === part.part) {
    const told = canTake(TABLE, here, part).includes(name)
    if (decision.ok) hold(told, `${name} was taken though it was not offered`)
    const aboutMoment = [
      'occurred_in_future',
      'occurred_before_request',
      'speaker_not_named',
      'speaker_not_in_file',
      'party_not_in_file',
    ]
    if (!decision.ok && told)
      hold(aboutMoment.includes(decision.why), `${name} was offered and then refused: ${decision.why}`)
  }
  if (!decision.ok) {
    count(met.refused, decision.why)
    hold(walk.state === before || row.on === 'nothing', 'a refusal changed something')
    return
  }
  met.taken += 1
  for (const { kind } of decision.consequences) count(met.kinds, kind)
  if (met.taken % 50 === 0) expect(decide(row, here, part, input)).toEqual(decision)
  if (walk.events.at(-1)?.consequences !== decision.consequences) return
  count(met.pairs, `${part?.status ?? 'nothing'} × ${name} taken`)
  const after = walk.state
  movesAsTheRowSays(tried, after)
  keepsWhatNeverChanges(before, after)
  clocksAreTrue(after)
  holdsTogether(after)
  if (['withdraw', 'refuse', 'leave_unresolved'].includes(name))
    hold(listsRoutes(decision.consequences), `I11: ${name} without the routes`)
  const made = decision.consequences.filter((it) => MAKERS.has(it.kind)).map((it) => it.id)
  hold(new Set(made).size === made.length, `${name}: one identifier given twice`)
}

/** I1 and I2 over the whole file: what was kept step by step is what its events say. */
function checkWhole(walk: Walk): void {
  expect(fold(walk.events)).toEqual(walk.state)
  hold(
    walk.events.every((event, at) => event.seq === at + 1),
    'I2: a gap',
  )
  for (const part of walk.state.parts) {
    const steps = walk.events.filter((event) => event.part_id === part.id).length
    const opening = part.part === 'dispute' ? 1 : 0
    hold(part.version === 1 + steps - opening, `I1: version of ${part.part}`)
  }
}

test(`${STEPS.toLocaleString('en')} random steps, by anybody, with any input, at any time, keep every invariant`, {
  timeout: 600_000,
}, () => {
  fc.assert(
    fc.property(fc.array(command, { minLength: LENGTH, maxLength: LENGTH }), (commands) => {
      let walk = new Walk()
      let afterEnd = 0
      for (const each of commands) {
        check(walk, walk.try(each))
        // An ended file is knocked at a few times more, then the next one begins.
        if (walk.ended) afterEnd += 1
        if (afterEnd > 6) {
          checkWhole(walk)
          walk = new Walk()
          afterEnd = 0
        }
      }
      checkWhole(walk)
    }),
    { numRuns: Math.ceil(STEPS / LENGTH) },
  )
})

test('closing an open dispute that has no task, as only a mistaken import could make one, is refused', () => {
  const walk = new Walk()
  walk.try({ step: 0, actor: 0, part: 0, variant: 1, later: 0, occurred: 0, aimed: true })
  const parts = walk.state.parts.map((part) => (part.part === 'dispute' ? { ...part, status: 'open' as const } : part))
  const here = { ...walk.hereFor(staffAt(0, 'village_director')), parts }
  const decision = decide(TABLE.close, here, parts.find((part) => part.part === 'dispute') ?? null, { note: '' })
  expect(decision).toEqual({ ok: false, why: 'nothing_handled' })
  count(met.refused, 'nothing_handled')
})

test('the walk met every step in every status, every reason to refuse and every kind of consequence', () => {
  const reached = {
    dispute: ['registered', 'supplementing', 'open', 'closed', 'withdrawn', 'not_accepted'],
    task: ['in_handling', 'resolved', 'unresolved'],
    party: ['present'],
  }
  for (const name of STEP_NAMES) {
    const row: Row = TABLE[name]
    if (row.on === 'nothing') continue
    for (const status of reached[row.on])
      expect(met.pairs.get(`${status} × ${name}`), `${status} × ${name}`).toBeGreaterThan(0)
    for (const status of row.from)
      expect(met.pairs.get(`${status} × ${name} taken`), `${name} from ${status}`).toBeGreaterThan(0)
  }
  for (const code of Object.keys(REFUSALS)) expect(met.refused.get(code), code).toBeGreaterThan(0)
  for (const kind of CONSEQUENCE_KINDS) expect(met.kinds.get(kind), kind).toBeGreaterThan(0)
})

afterAll(() => {
  const list = (counts: Map<string, number>) =>
    [...counts]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([what, n]) => `${what} ${n}`)
      .join(' · ')
  console.log(`walk: ${met.tried} steps tried, ${met.taken} taken, ${met.pairs.size} pairs`)
  console.log(`walk: refused ${list(met.refused)}`)
})
