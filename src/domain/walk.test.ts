import { afterAll, expect, test } from 'vitest'
import { INVARIANTS } from '#test/invariants.ts'
import { shortened, tryOrder } from '#test/shorten.ts'
import { type Command, chance, type Order, type Tried, Walk } from '#test/walk.ts'
import { staffAt } from '#test/world-of-rules.ts'
import { CLAUSE_REFUSALS } from './agreements/clauses.ts'
import { UNLAWFUL } from './agreements/unlawful.ts'
import { WRITING_FORCED, type WritingForced } from './agreements/writing.ts'
import { canTake, decide } from './decide.ts'
import { CONSEQUENCE_KINDS } from './disputes/consequences.ts'
import { type PartKind, STATUSES } from './disputes/parts.ts'
import { STAGES, stageOf } from './disputes/stage.ts'
import { REFUSALS, type RefusalCode } from './refusals.ts'
import type { Row } from './step.ts'
import { STEP_NAMES, TABLE } from './table.ts'

/** `WALK_STEPS` walks further, `WALK_SEED` elsewhere: the suite's own walk is the same every time. */
const STEPS = Number(process.env.WALK_STEPS ?? 60_000)
const SEED = Number(process.env.WALK_SEED ?? 20_260_303)
const LENGTH = 120

/** A walk's commands, all from one number. Aims change with every step taken, so orders are shortened, not these. */
function commandsOf(seed: number): Command[] {
  const random = chance(seed)
  const below = (most: number): number => Math.floor(random() * most)
  return Array.from({ length: LENGTH }, () => ({
    step: below(0x7fffffff),
    actor: below(0x7fffffff),
    part: below(0x7fffffff),
    variant: below(0x7fffffff),
    later: below(0x7fffffff),
    occurred: below(0x7fffffff),
    aimed: random() < 0.85,
  }))
}

/** How often each thing was met: the walk fails where something the table speaks of was never reached. */
const met = {
  tried: 0,
  taken: 0,
  refused: new Map<string, number>(),
  taking: new Map<string, number>(),
  trying: new Map<string, number>(),
  kinds: new Map<string, number>(),
  statuses: new Map<string, number>(),
  stages: new Map<string, number>(),
}
const count = (list: Map<string, number>, what: string) => list.set(what, (list.get(what) ?? 0) + 1)

/** Asked before any input is known, these cannot be told: they are about what is said or when it happened. */
const ABOUT_INPUT: ReadonlySet<string> = new Set<RefusalCode>([
  ...(['occurred_in_future', 'occurred_before_request', 'speaker_not_named', 'speaker_not_in_file'] as const),
  ...(['party_not_in_file', 'no_such_unit', 'unit_is_own', 'unit_holds_task', 'lead_exists', 'lead_missing'] as const),
  ...(['file_self', 'not_merged_here', 'party_has_left', 'one_side_missing', 'already_in_mediation'] as const),
  ...(['attempts_too_few', 'not_a_mediator', 'mediator_is_party', 'relation_not_waived', 'no_such_time'] as const),
  ...(['too_early', 'terms_changed', 'code_not_proved', 'signer_not_in_agreement', 'already_signed'] as const),
  ...(['condition_waits_for_clause', 'amount_not_known', 'reminded_already', 'amount_agreed', 'comers_bound'] as const),
  ...(['obligations_too_many', 'speaker_not_applicant'] as const),
  ...(Object.keys({ ...CLAUSE_REFUSALS, ...UNLAWFUL }) as RefusalCode[]),
  ...(Object.keys(WRITING_FORCED) as WritingForced[]).map((reason): RefusalCode => `writing_${reason}`),
])

function judge(walk: Walk, tried: Tried): string | null {
  const { name, row, here, part, decision, before } = tried
  met.tried += 1
  const status = part?.status ?? 'nothing'
  if (part?.part === row.on) count(met.trying, `${status} × ${name}`)
  const offered = part !== null && row.on === part.part ? canTake(TABLE, here, part).includes(name) : null
  if (!decision.ok) {
    count(met.refused, decision.why)
    if (offered && !ABOUT_INPUT.has(decision.why)) return `${name} was offered and then refused: ${decision.why}`
    return walk.state === before || row.on === 'nothing' ? null : 'a refusal changed something'
  }
  if (offered === false) return `${name} was taken though it was not offered`
  if (!tried.kept) return null
  met.taken += 1
  for (const { kind } of decision.consequences) count(met.kinds, kind)
  count(met.taking, `${name} from ${status}`)
  for (const it of walk.state.parts) count(met.statuses, `${it.part} ${it.status}`)
  count(met.stages, stageOf(walk.state.parts))
  return null
}

function walkThrough(seed: number): void {
  let walk = new Walk()
  let orders: Order[] = []
  let afterEnd = 0
  for (const each of commandsOf(seed)) {
    const order = walk.order(each)
    orders.push(order)
    const { tried, fault } = tryOrder(walk, order)
    const broken = fault ?? (tried && judge(walk, tried))
    if (broken) throw new Error(`WALK_SEED=${seed}: ${fault ? shortened(orders, fault) : broken}`)
    // An ended file is knocked at a few times more, then the next one begins.
    if (walk.ended) afterEnd += 1
    if (afterEnd > 6) {
      walk = new Walk()
      orders = []
      afterEnd = 0
    }
  }
}

test(`${STEPS.toLocaleString('en')} random steps, by anybody, with any input, at any time, keep every invariant`, {
  timeout: 3_600_000,
}, () => {
  expect(Object.keys(INVARIANTS).length).toBeGreaterThan(40)
  for (let walk = 0; walk < STEPS / LENGTH; walk += 1) walkThrough(SEED + walk)
})

afterAll(() => {
  const list = (counts: Map<string, number>) =>
    [...counts]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([what, n]) => `${what} ${n}`)
      .join(' · ')
  console.log(`walk: seed ${SEED}, ${met.tried} steps tried, ${met.taken} taken`)
  for (const name of ['taking', 'refused', 'statuses', 'stages', 'kinds'] as const)
    console.log(`walk: ${name}: ${list(met[name])}`)
})
