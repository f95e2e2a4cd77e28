import type { FastifyReply } from 'fastify'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'

/** So many papers one asker has drawn at a time, by each server process: else one link in a loop fills the queue of all. */
const MOST = 2
const underWay = new Map<string, number>()

/** A session, a party by whichever of her links, an agent. */
const keyOf = (asker: Asker): string => {
  if (asker.kind === 'staff') return asker.session.token_hash.toString('hex')
  if (asker.kind === 'anyone') return asker.kind
  return asker.kind === 'agent' ? `${asker.actor.party_id} ${asker.actor.agent_id}` : asker.actor.party_id
}

/** Does heavy work for an asker who has not too much of it under way. @throws Problem drawing_already */
export async function inTurn<T>(asker: Asker, work: () => Promise<T>): Promise<T> {
  const key = keyOf(asker)
  const before = underWay.get(key) ?? 0
  if (before >= MOST) throw new Problem('drawing_already', { retryAfter: 5 })
  underWay.set(key, before + 1)
  try {
    return await work()
  } finally {
    const left = (underWay.get(key) ?? 1) - 1
    if (left > 0) underWay.set(key, left)
    else underWay.delete(key)
  }
}

/** Tells when nobody waits for an answer any more: answered, or the one who asked has gone away. */
export function whenLeft(reply: FastifyReply): AbortSignal {
  const left = new AbortController()
  reply.raw.once('close', () => left.abort())
  return left.signal
}
