import type { z } from 'zod'
import type { Beside, MemberLine, MyBeside } from '#contract/beside.ts'
import type { Day } from '#domain/clocks/calendar.ts'
import type { Part } from '#domain/disputes/parts.ts'
import {
  AGENT_KINDS,
  type Agent,
  HELPER_KINDS,
  inForce,
  type Member,
  POWERS,
  SPECIAL,
  TICKS,
} from '#domain/identity/beside.ts'
import { CAPACITIES, capacityOf, FINDINGS } from '#domain/identity/capacity.ts'
import { maskReach } from './masks.ts'

/** How a name and a way to be reached stand before this reader. */
type Reader = { named: (name: string) => string; plain: boolean; secrets: ReadonlyMap<string, string> }

const reachFor = ({ plain, secrets }: Reader, id: string | null): string | null => {
  const found = id === null ? undefined : secrets.get(id)
  return found === undefined ? null : plain ? found : maskReach(found)
}

/** Every secret kept for the people beside a party. */
export const secretsBeside = ({ facts }: Part<'party'>): string[] =>
  [
    ...(facts.agents ?? []).map((it) => it.reach_id),
    ...(facts.representatives ?? []).map((it) => it.reach_id),
    facts.guardian?.reach_id ?? null,
  ].filter((id) => id !== null)

const capacityIn = (facts: Part<'party'>['facts'], today: Day): string | null => {
  const said = facts.capacity
  if (!said) return null
  const how = said.finding === 'by_age' ? `${said.born ?? ''} 出生` : `${FINDINGS[said.finding]}（${said.basis}）`
  return `${CAPACITIES[capacityOf(said, today)]}（${how}${said.lives_by_own_work ? '，以自己的劳动收入为主要生活来源' : ''}）`
}

const agentView = (it: Agent, named: (name: string) => string, now: string) => ({
  id: it.id,
  name: named(it.name),
  kind_says: AGENT_KINDS[it.kind],
  powers: it.powers,
  powers_say: it.powers.map((power) => POWERS[power]),
  special: SPECIAL.every((power) => it.powers.includes(power)),
  paper: it.paper,
  until: it.until,
  in_force: inForce(it, now),
  ended: it.ended,
})

export function besideView(
  party: Part<'party'>,
  parties: readonly Part<'party'>[],
  at: { now: string; today: Day },
  reader: Reader,
): z.input<typeof Beside> {
  const { facts } = party
  const { named } = reader
  return {
    agents: (facts.agents ?? []).map((it) => ({
      ...agentView(it, named, at.now),
      reach: reachFor(reader, it.reach_id),
    })),
    capacity: capacityOf(facts.capacity, at.today),
    capacity_says: capacityIn(facts, at.today),
    guardian: facts.guardian
      ? {
          name: named(facts.guardian.name),
          relation: facts.guardian.relation,
          paper: facts.guardian.paper,
          reach: reachFor(reader, facts.guardian.reach_id),
        }
      : null,
    helpers: (facts.helpers ?? []).map(({ agreed_by, kind, how: _, ...it }) => ({
      ...it,
      name: named(it.name),
      kind_says: HELPER_KINDS[kind],
      agreed_by: parties.filter((each) => agreed_by.includes(each.id)).map((each) => named(each.facts.name)),
    })),
    representatives: (facts.representatives ?? []).map(({ name, paper, reach_id }) => ({
      name: named(name),
      paper,
      reach: reachFor(reader, reach_id),
    })),
  }
}

export function myBeside({ facts }: Part<'party'>, at: { now: string; today: Day }): z.input<typeof MyBeside> {
  return {
    agents: (facts.agents ?? []).map((it) => agentView(it, (name) => name, at.now)),
    helpers: (facts.helpers ?? []).map(({ agreed_by: _, kind, how: __, ...it }) => ({
      ...it,
      kind_says: HELPER_KINDS[kind],
    })),
    guardian: facts.guardian ? { name: facts.guardian.name, relation: facts.guardian.relation } : null,
    capacity_says: capacityIn(facts, at.today),
  }
}

export const memberLine = (it: Member, reader: Reader): z.input<typeof MemberLine> => ({
  id: it.id,
  number: it.number,
  name: reader.named(it.name),
  reach: reachFor(reader, it.reach_id),
  amount: it.amount,
  ticked: it.ticked && { ...it.ticked, says: TICKS[it.ticked.what] },
})
