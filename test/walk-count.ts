import { canTake } from '#domain/decide.ts'
import { stageOf } from '#domain/disputes/stage.ts'
import type { RefusalCode } from '#domain/refusals.ts'
import type { Row } from '#domain/step.ts'
import { STEP_NAMES, TABLE } from '#domain/table.ts'
import { readPapersAnew } from './invariants.ts'
import { movedIn } from './moved.ts'
import { shortened, tryOrder } from './shorten.ts'
import { chance, commandFrom, type Order, type Tried, Walk } from './walk.ts'

/** Commands from one number. */
export const LENGTH = 120

export type Counts = Map<string, number>
/** How often each thing was met: the walk fails where something the table speaks of was never reached. */
export type Met = {
  tried: number
  taken: number
  refused: Counts
  /** Steps taken, by the status of the part they were taken on. */
  taking: Counts
  /** Steps tried on a part of the kind they stand on, whatever its status and whatever the answer. */
  pairs: Counts
  kinds: Counts
  statuses: Counts
  stages: Counts
}
export const nothingMet = (): Met => ({
  tried: 0,
  taken: 0,
  refused: new Map(),
  taking: new Map(),
  pairs: new Map(),
  kinds: new Map(),
  statuses: new Map(),
  stages: new Map(),
})
/** One row as a table of its own, made once: what is found out about a table is kept with it. */
const ALONE = new Map(STEP_NAMES.map((name) => [name, { [name]: TABLE[name] as Row }]))
/** Every pair of words that was ever counted, strung together once: a text that is known is found many times as fast. */
const SAID = new Map<string, Map<string, string>>()
function said(first: string, last: string): string {
  const known = SAID.get(first)?.get(last)
  if (known !== undefined) return known
  const text = `${first} ${last}`
  SAID.set(first, (SAID.get(first) ?? new Map<string, string>()).set(last, text))
  return text
}
const takenFrom = (name: string, status: string): string => said(said(name, 'from'), status)
const count = (list: Counts, what: string, times = 1): void => {
  list.set(what, (list.get(what) ?? 0) + times)
}

/** What several walks met, as if they had been one. */
export function together(all: readonly Met[]): Met {
  const sum = nothingMet()
  for (const one of all) {
    sum.tried += one.tried
    sum.taken += one.taken
    for (const list of ['refused', 'taking', 'pairs', 'kinds', 'statuses', 'stages'] as const)
      for (const [what, times] of one[list]) count(sum[list], what, times)
  }
  return sum
}

/** What stands in a secret field where not any words do. */
const IN_THE_OPEN: Readonly<Record<string, string>> = { question: '水沟怎样改？', sealed_kind: 'health' }
/** The input as a person would send it: secrets not yet sealed. */
const unsealed = (input: unknown): unknown =>
  JSON.parse(JSON.stringify(input), (name, it) =>
    typeof it?.sealed === 'string' ? (IN_THE_OPEN[name] ?? '10000001111') : it,
  )

/** Says what is wrong with an answer, or null; and counts it. */
function judge(met: Met, tried: Tried, walk: Walk, aboutInput: ReadonlySet<string>): string | null {
  const { name, row, here, part, decision, before } = tried
  met.tried += 1
  // The walk sends nothing that would not come through the door.
  if (met.tried % 40 === 0) {
    const { error } = row.input.safeParse(unsealed(tried.input))
    if (error) return `${name}: no form would send this: ${error.message}`
  }
  const status = part?.status ?? 'nothing'
  const fits = part !== null && row.on === part.part
  if (fits) count(met.pairs, said(said(part.part, status), name))
  const offered = fits ? canTake(ALONE.get(name) ?? {}, here, part).length > 0 : null
  if (!decision.ok) {
    count(met.refused, decision.why)
    // Letting go names the file whose people go with it.
    const told = aboutInput.has(decision.why) || (name === 'let_go' && decision.why === 'last_applicant')
    if (offered && !told) return `${name} was offered and then refused: ${decision.why}`
    return walk.state === before || row.on === 'nothing' ? null : 'a refusal changed something'
  }
  if (offered === false) return `${name} was taken though it was not offered`
  if (!tried.kept) return null
  met.taken += 1
  for (const { kind } of decision.consequences) count(met.kinds, kind)
  count(met.taking, takenFrom(name, status))
  for (const it of movedIn(before.parts, walk.state.parts)) count(met.statuses, said(it.part, it.status))
  count(met.stages, stageOf(walk.state.parts))
  return null
}

/** A file on its way, and what was done to bring it there. */
type OnItsWay = { walk: Walk; orders: readonly Order[] }
/** Files that one step led to from one status: how often it did, and how often a walk went on from here. */
type Kept = { seen: number; from: number; files: OnItsWay[] }

/**
 * Files kept just after a step was taken: later walks go on from where seldom anybody came. What random walks reach once
 * in a million steps is then met from every side, whatever rows the table gains.
 */
class Memory {
  readonly #kept = new Map<string, Kept>()
  /** The same, in the order they were first met. */
  readonly #all: Kept[] = []

  /** Of everything a step led to from one status, so many files are kept, each as likely as any other. */
  remember(taking: string, walk: Walk, orders: readonly Order[], random: () => number): void {
    const kept = this.#kept.get(taking) ?? this.#firstMet(taking)
    kept.seen += 1
    const at = Math.floor(random() * kept.seen)
    const place = kept.files.length < 4 ? kept.files.length : at
    if (place < 4) kept.files[place] = { walk: walk.copy(), orders: [...orders] }
  }

  #firstMet(taking: string): Kept {
    const kept: Kept = { seen: 0, from: 0, files: [] }
    this.#kept.set(taking, kept)
    this.#all.push(kept)
    return kept
  }

  /** A file where the fewest walks went on from. */
  goOn(random: () => number): OnItsWay | null {
    let least = this.#all[0]
    for (const it of this.#all) if (least && it.from < least.from) least = it
    if (!least) return null
    least.from += 1
    const file = least.files[Math.floor(random() * least.files.length)]
    return file ? { walk: file.walk.copy(), orders: file.orders } : null
  }
}

/**
 * One walk after another from `seed`, and what they met.
 * @param aboutInput refusals that cannot be told before the input is known
 * @throws with the shortest walk found, where an invariant breaks
 */
export function walkAll(seed: number, walks: number, aboutInput: ReadonlySet<RefusalCode | string>): Met {
  const met = nothingMet()
  const memory = new Memory()
  readPapersAnew()
  for (let each = seed; each < seed + walks; each += 1) walkThrough(met, memory, each, aboutInput)
  return met
}

/** So many steps on from a file that was kept, one walk in two: far enough to see what follows. */
const ONWARD = 30

function walkThrough(met: Met, memory: Memory, seed: number, aboutInput: ReadonlySet<string>): void {
  const random = chance(seed)
  let walk = new Walk()
  let orders: Order[] = []
  let [left, afterEnd] = [0, 0]
  const begin = (): void => {
    const on = random() < 0.5 ? memory.goOn(random) : null
    walk = Object.assign(on?.walk ?? new Walk(), { known: met.pairs })
    orders = [...(on?.orders ?? [])]
    left = on ? ONWARD : LENGTH
    afterEnd = 0
  }
  for (let at = 0; at < LENGTH; at += 1) {
    // An ended file is knocked at a few times more, then the next one begins.
    if (left === 0 || afterEnd > 14) begin()
    const order = walk.order(commandFrom(random))
    orders.push(order)
    const { tried, fault } = tryOrder(walk, order)
    const broken = fault ?? (tried && judge(met, tried, walk, aboutInput))
    if (broken) throw new Error(`WALK_SEED=${seed}: ${fault ? shortened(orders, fault) : broken}`)
    if (tried?.kept && tried.decision.ok)
      memory.remember(takenFrom(tried.name, tried.part?.status ?? 'nothing'), walk, orders, random)
    left -= 1
    if (walk.ended) afterEnd += 1
  }
}
