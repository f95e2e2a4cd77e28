import { afterAll, expect, test } from 'vitest'
import { INVARIANTS } from '#test/invariants.ts'
import { shortened, tryOrder } from '#test/shorten.ts'
import { type Command, chance, type Order, type Tried, Walk } from '#test/walk.ts'
import { CLAUSE_REFUSALS } from './agreements/clauses.ts'
import { UNLAWFUL } from './agreements/unlawful.ts'
import { WRITING_FORCED, type WritingForced } from './agreements/writing.ts'
import { canTake } from './decide.ts'
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
    aimed: random() < 0.9,
  }))
}

/** How often each thing was met: the walk fails where something the table speaks of was never reached. */
const met = {
  tried: 0,
  taken: 0,
  refused: new Map<string, number>(),
  taking: new Map<string, number>(),
  kinds: new Map<string, number>(),
  statuses: new Map<string, number>(),
  stages: new Map<string, number>(),
}
const count = (list: Map<string, number>, what: string) => list.set(what, (list.get(what) ?? 0) + 1)

/** Asked before any input is known, these cannot be told: they are about what is said or when it happened. */
const ABOUT_INPUT: ReadonlySet<string> = new Set<RefusalCode>([
  ...(['occurred_in_future', 'occurred_before_request', 'speaker_not_named', 'speaker_not_in_file'] as const),
  ...([
    'party_not_in_file',
    'no_own_link',
    'no_such_unit',
    'unit_is_own',
    'unit_holds_task',
    'lead_exists',
    'lead_missing',
  ] as const),
  ...(['file_self', 'not_merged_here', 'party_has_left', 'one_side_missing', 'already_in_mediation'] as const),
  ...(['attempts_too_few', 'not_a_mediator', 'mediator_is_party', 'relation_not_waived', 'no_such_time'] as const),
  ...(['too_early', 'terms_changed', 'code_not_proved', 'signer_not_in_agreement', 'already_signed'] as const),
  ...(['condition_waits_for_clause', 'amount_not_known', 'reminded_already', 'amount_agreed', 'comers_bound'] as const),
  ...([
    'obligations_too_many',
    'speaker_not_applicant',
    'confirmed_already',
    'not_a_colleague',
    'given_already',
  ] as const),
  ...(Object.keys({ ...CLAUSE_REFUSALS, ...UNLAWFUL }) as RefusalCode[]),
  ...(Object.keys(WRITING_FORCED) as WritingForced[]).map((reason): RefusalCode => `writing_${reason}`),
])

/** The input as a person would send it: secrets not yet sealed. */
const unsealed = (input: unknown): unknown =>
  JSON.parse(JSON.stringify(input), (_, it) => (typeof it?.sealed === 'string' ? '13900001111' : it))

function judge(walk: Walk, tried: Tried): string | null {
  const { name, row, here, part, decision, before } = tried
  met.tried += 1
  // The walk sends nothing that would not come through the door.
  if (met.tried % 20 === 0) {
    const { error } = row.input.safeParse(unsealed(tried.input))
    if (error) return `${name}: no form would send this: ${error.message}`
  }
  const status = part?.status ?? 'nothing'
  const offered = part !== null && row.on === part.part ? canTake(TABLE, here, part).includes(name) : null
  if (!decision.ok) {
    count(met.refused, decision.why)
    // Letting go names the file whose people go with it.
    const aboutInput = ABOUT_INPUT.has(decision.why) || (name === 'let_go' && decision.why === 'last_applicant')
    if (offered && !aboutInput) return `${name} was offered and then refused: ${decision.why}`
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

/** Statuses no row leads to yet; each will come with the part of the law that needs it. */
const NOT_YET: readonly string[] = [
  ...[
    'dispute archived',
    'task coordinating',
    'task diverted',
    'task returned',
    'mediation expired',
    'agreement replaced',
  ],
]
const unmet = (wanted: readonly string[], list: ReadonlyMap<string, number>) => wanted.filter((it) => !list.has(it))

test('the walk took every row from every status it can be taken from', () => {
  const wanted = STEP_NAMES.flatMap((name) => {
    const row: Row = TABLE[name]
    return row.on === 'nothing' ? [`${name} from nothing`] : row.from.map((status) => `${name} from ${status}`)
  })
  expect(unmet(wanted, met.taking)).toEqual([])
})

/** Only a mistaken import could make an open dispute that nobody handles; the seal is asked for by the schema. */
// No trade committee stands in the walk's world: its guard has a test of its own.
const NEVER: readonly RefusalCode[] = ['nothing_handled', 'seal_missing', 'not_of_its_kind']

test('the walk met every reason to refuse', () => {
  expect(unmet(Object.keys(REFUSALS), met.refused).sort()).toEqual([...NEVER].sort())
})

test('the walk reached every status of every part, every stage and every kind of consequence', () => {
  const wanted = (Object.keys(STATUSES) as PartKind[]).flatMap((part) =>
    Object.keys(STATUSES[part]).map((status) => `${part} ${status}`),
  )
  expect(unmet(wanted, met.statuses).sort()).toEqual([...NOT_YET].sort())
  expect(unmet(Object.keys(STAGES), met.stages)).toEqual(['archived'])
  expect(unmet(CONSEQUENCE_KINDS, met.kinds)).toEqual([])
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
