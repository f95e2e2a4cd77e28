import type { Row } from '#domain/step.ts'
import { TABLE } from '#domain/table.ts'
import { faultOf, tryOrder } from './shorten.ts'
import { chance, commandFrom, type Order, type Tried, Walk } from './walk.ts'

/** What became of races over the pure table. */
export type Raced = {
  /** Two who both read that they may, and of whom only one can have it. */
  races: number
  /** What the second heard once she had the lock. */
  heard: Map<string, number>
  /** Both taken, or none: what must never be. */
  faults: string[]
}

/** Whether only one of two steps on a part can be taken, whichever comes first. */
export const excludes = (one: Row, other: Row): boolean =>
  one.on === other.on &&
  one.to !== null &&
  other.to !== null &&
  !other.from.includes(one.to) &&
  !one.from.includes(other.to)

/** Another order on the same part at the same moment, that excludes the first or is the very same. */
function rival(walk: Walk, first: Order, random: () => number): Order {
  for (let tries = 0; tries < 4; tries += 1) {
    const other = walk.order({ ...commandFrom(random), aimed: true })
    const same = other.part?.kind === first.part?.kind && other.part?.at === first.part?.at
    if (same && excludes(TABLE[first.name], TABLE[other.name])) return { ...other, later: first.later }
  }
  return { ...first, variant: Math.floor(random() * 0x7fffffff) }
}

/**
 * The lock of a file, modelled: two read the same version and decide upon it; whoever writes first raises the version, so
 * that the other, who finds it raised, reads and decides anew. `locked: false` lets both write what they decided.
 */
export function raceOn(wanted: number, seed: number, { locked = true } = {}): Raced {
  const raced: Raced = { races: 0, heard: new Map(), faults: [] }
  const random = chance(seed)
  let walk = new Walk()
  for (let steps = 0; raced.races < wanted && raced.faults.length === 0; steps += 1) {
    if (walk.ended || steps % 120 === 0) walk = new Walk()
    const order = walk.order(commandFrom(random))
    const row: Row = TABLE[order.name]
    // Each moment is raced from several times over, on copies; the walk itself goes on by the first.
    if (walk.state.file && excludes(row, row))
      for (let at = 0; at < AT_ONE_MOMENT && raced.races < wanted; at += 1)
        raceAt(walk, { ...order, variant: order.variant + at }, random, locked, raced)
    walk.take(order)
  }
  return raced
}
const AT_ONE_MOMENT = 8

function raceAt(moment: Walk, first: Order, random: () => number, locked: boolean, raced: Raced): void {
  const second = rival(moment, first, random)
  // Both read the same version, and both would be told yes.
  const version = moment.events.length
  const read: { walk: Walk; tried: Tried }[] = []
  for (const order of [first, second]) {
    const walk = moment.copy()
    const tried = walk.take(order)
    if (!tried.decision.ok || !tried.kept) return
    read.push({ walk, tried })
  }
  raced.races += 1
  const [winner, late] = (random() < 0.5 ? read : read.reverse()) as [(typeof read)[0], (typeof read)[0]]
  // What the winner decided upon what she read is what she writes.
  const { walk, tried } = winner
  const fault = faultOf(walk, tried)
  if (fault) raced.faults.push(fault)
  if (!locked) walk.force(late.tried)
  else {
    const loser = tryOrder(walk, { ...late.tried.order, later: 0 })
    if (loser.fault) raced.faults.push(loser.fault)
    const heard = loser.tried?.decision.ok === false ? loser.tried.decision.why : 'taken'
    raced.heard.set(heard, (raced.heard.get(heard) ?? 0) + 1)
  }
  const written = walk.events.length - version
  if (written !== 1) raced.faults.push(`${tried.name} and ${late.tried.name}: ${written} were taken`)
}
