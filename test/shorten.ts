import type { Consequence } from '#domain/disputes/consequences.ts'
import { brokenBy, type Moment } from './invariants.ts'
import { movedIn } from './moved.ts'
import { type Order, type Tried, Walk } from './walk.ts'

/** What the invariants look at after a step was taken on a walk. */
export function momentOf(walk: Walk, tried: Tried, consequences: readonly Consequence[]): Moment {
  const { before, after } = tried
  return {
    ...tried,
    consequences,
    moved: { parts: movedIn(before.parts, after.parts), clocks: movedIn(before.clocks, after.clocks) },
    events: walk.events,
    hereFor: (actor, ids) => walk.hereFor(actor, { ids }),
  }
}

/** Which invariant a step broke that was taken on this walk just now; a refusal and a step that opened another file break none. */
export function faultOf(walk: Walk, tried: Tried): string | null {
  if (!tried.decision.ok || !tried.kept) return null
  return brokenBy(momentOf(walk, tried, tried.decision.consequences))
}

/** Takes one order and says which invariant it broke; a step that throws has broken one too. */
export function tryOrder(walk: Walk, order: Order): { tried: Tried | null; fault: string | null } {
  try {
    const tried = walk.take(order)
    return { tried, fault: faultOf(walk, tried) }
  } catch (error) {
    return { tried: null, fault: `threw: ${order.name}: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** The sentence up to its second colon: which invariant, broken by which step. */
const kindOf = (fault: string): string => fault.split(': ').slice(0, 2).join(': ')

function breaks(orders: readonly Order[], fault: string): boolean {
  const walk = new Walk()
  return orders.some((order) => {
    const found = tryOrder(walk, order).fault
    return found !== null && kindOf(found) === kindOf(fault)
  })
}

/** The shortest walk found that still breaks the same invariant by the same step, as people read it. */
export function shortened(orders: readonly Order[], fault: string): string {
  let kept = [...orders]
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length; ) {
      const fewer = [...kept.slice(0, at), ...kept.slice(at + size)]
      if (breaks(fewer, fault)) kept = fewer
      else at += size
    }
  }
  const walk = new Walk()
  const lines = kept.map((order, at) => {
    const who = walk.actors()[order.actor % walk.actors().length]
    const { tried } = tryOrder(walk, order)
    const by = who?.kind === 'staff' ? `${who.unit_name}的${who.name}` : who?.kind
    const answer = tried === null ? 'threw' : tried.decision.ok ? '' : ` → ${tried.decision.why}`
    return `${at + 1}. ${walk.now} ${order.name} by ${by}${answer} ${JSON.stringify(tried?.input ?? null)}`
  })
  return [fault, ...lines].join('\n')
}
