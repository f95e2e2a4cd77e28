import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { CodeAsked } from '#contract/links.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { Part } from '#domain/disputes/parts.ts'
import { phoneDigits } from '#domain/identity/inputs.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { type StepReply, type Taking, takeStep } from '../disputes/take-step.ts'
import { effectToSend, filled } from '../exchange/filled.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { demoOpenTo } from './demo.ts'
import { partiesOf } from './find.ts'
import { maskReach } from './masks.ts'
import { guessedTooOften, whyNoCode } from './one-time-codes.ts'
import { openSecrets } from './write.ts'

type PartyAsker = Extract<Asker, { kind: 'party' | 'agent' }>

/** An agent's phone was given by her or her office with his authority, never by the other side. */
const reachOfAgent = ({ facts }: Part<'party'>, agentId: string) => ({
  reach_id: facts.agents?.find((it) => it.id === agentId)?.reach_id ?? null,
  reach_from: undefined,
})

/** Why no code goes to this party's phone; her phone's digits where one may. @throws Problem, each saying how to sign instead */
export async function phoneForCode(
  world: World,
  trx: Trx,
  party: Part<'party'>,
  today: string,
  agentId?: string,
): Promise<string> {
  const { reach_id, reach_from } = agentId === undefined ? party.facts : reachOfAgent(party, agentId)
  // A phone the other side named may be the other side's: what it receives proves nothing about her (threats 13).
  if (reach_from === 'other_side') throw new Problem('phone_from_other_side')
  const [secrets, isClosed] = await Promise.all([
    openSecrets(world, trx, reach_id === null ? [] : [reach_id]),
    guessedTooOften(trx, today),
  ])
  const phone = phoneDigits(reach_id === null ? '' : (secrets.get(reach_id) ?? ''))
  if (phone === null) throw new Problem('no_phone_for_code')
  if (isClosed) throw new Problem('codes_closed')
  return phone
}

/** The message a step sent with a code in it, with until when it works; and its words, where the demo may show them. */
async function sentWith(world: World, trx: Trx, reply: StepReply, mayShow: boolean) {
  const { id, until } = await trx
    .selectFrom('effects')
    .innerJoin('one_time_codes as code', 'code.id', 'effects.code_id')
    .select(['effects.id', 'code.until'])
    .where('effects.file_id', '=', reply.file_id)
    .where('effects.event_seq', '=', reply.event_seq)
    .executeTakeFirstOrThrow()
  const effect = mayShow ? await effectToSend(trx, id) : undefined
  const at = now()
  const message = effect && filled(world, effect, { at, today: dayIn(at) })
  return { until, shown: message && 'wording' in message ? message.wording : null }
}

/**
 * A party asks for a code to sign with: the step, which writes code and message in one transaction, then what she is told.
 * The answer kept under her key holds no secret: what the demo shows is made anew.
 * @throws Problem phone_from_other_side · no_phone_for_code · codes_closed · codes_used_up, and what the step refuses
 */
export async function askCode(
  world: World,
  asker: PartyAsker,
  taking: Taking,
  request: FastifyRequest,
): Promise<z.input<typeof CodeAsked>> {
  const phone = await inScope(world.pool, asker.scope, async (trx) => {
    const party = (await partiesOf(trx, asker.file_id)).find((it) => it.id === asker.actor.party_id)
    if (!party) throw new Problem('not_found')
    return phoneForCode(world, trx, party, dayIn(now()), asker.actor.agent_id)
  })
  const taken = await takeStep(world, taking).catch((error: unknown) => {
    throw whyNoCode(error) ?? error
  })
  const reply = taken.reply as StepReply
  return inScope(world.pool, asker.scope, async (trx) => {
    const mayShow = await demoOpenTo(world, trx, request)
    return { ...reply, phone: maskReach(phone), ...(await sentWith(world, trx, reply, mayShow)) }
  })
}
