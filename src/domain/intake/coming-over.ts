import { z } from 'zod'
import type { Danger, DisputeFacts, Part, PartyFacts, Sealed } from '../disputes/parts.ts'
import { AGENT_KINDS, type Agent, HELPER_KINDS, type Helper, POWERS, type Representative } from '../identity/beside.ts'
import { type CapacityFacts, FINDINGS, type Guardian } from '../identity/capacity.ts'
import { noted, Reach, written } from '../identity/inputs.ts'

/** What comes over with a file that is merged, and goes back with it: the people beside a party, and what is known of danger. */

const keysOf = <T extends string>(words: Readonly<Record<T, unknown>>) => Object.keys(words) as [T, ...T[]]
const name = written(200, '缺少姓名。')
const Ended = z.strictObject({ at: z.string(), by: z.string(), note: z.string() }).nullable()

/** Everybody beside one party. Ways to reach them are sealed anew in the file they come to; an authority keeps its id. */
export const beside = {
  speaks: noted(60).optional(),
  members: z.int().min(2).max(100_000).optional(),
  is_enterprise: z.boolean().optional(),
  agents: z
    .array(
      z.strictObject({
        id: z.uuid(),
        name,
        kind: z.enum(keysOf(AGENT_KINDS)),
        powers: z.array(z.enum(keysOf(POWERS))),
        paper: z.strictObject({ number: z.string(), on: z.iso.date() }),
        until: z.iso.date().nullable(),
        reach: Reach.optional(),
        ended: Ended,
      }),
    )
    .optional(),
  capacity: z
    .strictObject({
      born: z.iso.date().nullable(),
      finding: z.enum(keysOf(FINDINGS)),
      lives_by_own_work: z.boolean(),
      basis: z.string(),
    })
    .optional(),
  guardian: z.strictObject({ name, relation: z.string(), paper: z.string(), reach: Reach.optional() }).optional(),
  helpers: z
    .array(
      z.strictObject({
        id: z.uuid(),
        name,
        kind: z.enum(keysOf(HELPER_KINDS)),
        agreed_by: z.array(z.uuid()),
        how: z.enum(['spoken', 'written']),
        at: z.string(),
        ended: Ended,
      }),
    )
    .optional(),
  representatives: z.array(z.strictObject({ name, paper: z.string(), reach: Reach.optional() })).optional(),
}

const Answer = { by: z.string(), at: z.string() }
/** A danger that was answered for: told to the police, or declined by somebody who says why. */
export const KnownDanger = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['violence', 'public_order', 'crime', 'self_harm', 'minor_abuse', 'dependent_abuse']),
  what: z.string(),
  seen_at: z.string(),
  at: z.string(),
  by: z.string(),
  endangered: z.array(z.uuid()),
  who: z.string(),
  told: z.strictObject({ received_by: z.string(), how: z.string(), ...Answer }).nullable(),
  declined: z.strictObject({ because: z.string(), ...Answer }).nullable(),
})

type Unsealed = { reach?: Sealed | undefined }
/** The same, once ways to reach are sealed. */
export type SealedBeside = {
  speaks?: string | undefined
  members?: number | undefined
  is_enterprise?: boolean | undefined
  agents?: (Omit<Agent, 'reach_id'> & Unsealed)[] | undefined
  capacity?: CapacityFacts | undefined
  guardian?: (Omit<Guardian, 'reach_id'> & Unsealed) | undefined
  helpers?: Helper[] | undefined
  representatives?: (Omit<Representative, 'reach_id'> & Unsealed)[] | undefined
}

const keeping = <T extends Unsealed>({ reach, ...rest }: T) => ({ ...rest, reach_id: reach?.sealed ?? null })
const known = (ids: readonly string[], as: ReadonlyMap<string, string>): string[] =>
  ids.flatMap((id) => as.get(id) ?? [])

/** What stands beside a party as her facts have it, every id of a party by what she is called in this file. */
export function besideFacts(it: SealedBeside, as: ReadonlyMap<string, string>): Partial<PartyFacts> {
  return {
    ...(it.speaks ? { speaks: it.speaks } : {}),
    ...(it.members === undefined ? {} : { members: it.members }),
    ...(it.is_enterprise ? { is_enterprise: true } : {}),
    ...(it.agents?.length ? { agents: it.agents.map(keeping) } : {}),
    ...(it.capacity ? { capacity: it.capacity } : {}),
    ...(it.guardian ? { guardian: keeping(it.guardian) } : {}),
    ...(it.helpers?.length
      ? { helpers: it.helpers.map((helper) => ({ ...helper, agreed_by: known(helper.agreed_by, as) })) }
      : {}),
    ...(it.representatives ? { representatives: it.representatives.map(keeping) } : {}),
  }
}

/** Those of before whom the other does not know by id, and the other's: what was ended elsewhere is ended here too. */
const joined = <T extends { id: string }>(before: readonly T[] = [], now: readonly T[] = []): T[] => [
  ...before.filter((it) => !now.some((one) => one.id === it.id)),
  ...now,
]

/** Hers when she comes back: nobody she had is forgotten, and what changed while she was away is as it was changed. */
export function givenBack({ facts }: Part<'party'>, now: Partial<PartyFacts>): Partial<PartyFacts> {
  const agents = joined(facts.agents, now.agents)
  const helpers = joined(facts.helpers, now.helpers)
  return {
    ...now,
    ...(agents.length > 0 ? { agents } : {}),
    ...(helpers.length > 0 ? { helpers } : {}),
  }
}

/** Dangers that come over stand as reported here from now on: a wish from before is not one that knew of them. */
export const dangersOver = (dangers: readonly Danger[], as: ReadonlyMap<string, string>, at: string): Danger[] =>
  dangers.map((it) => ({ ...it, at, endangered: known(it.endangered, as) }))

export type MergedHere = NonNullable<DisputeFacts['merged_here']>[number]
