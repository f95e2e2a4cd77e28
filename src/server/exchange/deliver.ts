import { dayIn } from '#domain/clocks/calendar.ts'
import { phoneDigits } from '#domain/identity/inputs.ts'
import { now, secondsAfter } from '../clock.ts'
import { crashPoint } from '../crash.ts'
import type { Statement, Trx } from '../db/connection.ts'
import { byKey, inScope, wholeCounty } from '../db/scope.ts'
import { standbyHasIt } from '../db/standby.ts'
import { openSecret } from '../identity/write.ts'
import { makeCopy } from '../seals/make-copy.ts'
import type { World } from '../world.ts'
import { type EffectToSend, effectToSend, filled } from './filled.ts'
import { addEffectJobs, claimEffect, countAttempt, settleEffect } from './write.ts'

/** The county's gateway for text messages; null where it has none. */
export type Gateway = { url: string; token: string | null } | null

const MOST_ATTEMPTS = 10
const TIMEOUT_MS = 10_000
/** Longer than drawing, signing and keeping ever take. */
const COPY_SECONDS = 300

/** Waits longer after each failure: 30 s, 1 min, 2 min … at most an hour. */
const pauseSeconds = (attempts: number): number => Math.min(30 * 2 ** Math.min(attempts, 10), 3600)

type Outcome = { kind: 'sent' | 'no_channel' | 'refused' | 'failed'; answer: string }

/** Hands one message to the gateway. Our id is its idempotency key, so that a repeat after a crash is no second message. */
async function hand(gateway: NonNullable<Gateway>, id: string, to: string, text: string): Promise<Outcome> {
  try {
    const response = await fetch(gateway.url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(gateway.token ? { authorization: `Bearer ${gateway.token}` } : {}),
      },
      body: JSON.stringify({ id, to, text }),
    })
    await response.body?.cancel()
    if (response.ok) return { kind: 'sent', answer: `HTTP ${response.status}` }
    const final = response.status >= 400 && response.status < 500 && response.status !== 429 && response.status !== 408
    return { kind: final ? 'refused' : 'failed', answer: `HTTP ${response.status}` }
  } catch (error) {
    return { kind: 'failed', answer: error instanceof Error ? error.name : 'unknown' }
  }
}

/** The copy of a sealed paper: why it was not made stands in the row, without a word of the paper. */
async function copied(world: World, id: string): Promise<Outcome> {
  if (!world.copies) return { kind: 'failed', answer: 'no drawer' }
  try {
    await makeCopy(world, world.copies, id)
    return { kind: 'sent', answer: 'made' }
  } catch (error) {
    console.error('盖章件没有做成，稍后再做：', error instanceof Error ? error.name : error)
    const reason = error instanceof Error && 'reason' in error ? String(error.reason) : 'failed'
    return { kind: 'failed', answer: reason }
  }
}

type Ready = { gateway: NonNullable<Gateway>; phone: string; wording: string }

/** A message as it is to be handed over; or what becomes of it without anybody being spoken to. */
function readied(world: World, gateway: Gateway, row: EffectToSend, at: string): Ready | Outcome {
  // No county has given us a way into the police's own system: said at once, so that somebody phones (人民调解法 25).
  if (row.kind === 'police_report') return { kind: 'no_channel', answer: 'no police channel' }
  const message = filled(world, row, { at, today: dayIn(at) })
  if ('over' in message) return { kind: 'refused', answer: `${message.over} over` }
  if (!gateway) return { kind: 'no_channel', answer: 'no gateway' }
  const { phone_id: id, phone_kind: kind, phone_sealed: sealed } = row
  const phone = id && kind && sealed ? phoneDigits(openSecret(world, { id, kind, sealed })) : null
  return phone === null ? { kind: 'no_channel', answer: 'no phone' } : { gateway, phone, wording: message.wording }
}

async function outcomeOf(id: string, ready: Ready | Outcome): Promise<Outcome> {
  if ('kind' in ready) return ready
  crashPoint('effect_before_send')
  const outcome = await hand(ready.gateway, id, ready.phone, ready.wording)
  crashPoint('effect_after_send')
  return outcome
}

const claimCopy = (trx: Trx, { id, due_at }: EffectToSend): Promise<boolean> =>
  due_at > now()
    ? Promise.resolve(false)
    : claimEffect(trx, id, { seen: due_at, until: secondsAfter(now(), COPY_SECONDS) })

/** What is written down of an attempt: that it is over, or when the next is due. */
function endOf(trx: Trx, { id, kind: what, attempts }: EffectToSend, { kind, answer }: Outcome, at: string): Statement {
  if (kind === 'sent' || kind === 'no_channel') return settleEffect(id, { state: kind, answer, at })
  // A message is too late some day; a copy that was promised never is.
  if (kind === 'refused' || (what !== 'sealed_copy' && attempts + 1 >= MOST_ATTEMPTS))
    return settleEffect(id, { state: 'given_up', answer, at })
  return countAttempt(trx, id, { answer, dueAt: secondsAfter(at, pauseSeconds(attempts)) })
}

/**
 * Delivers one effect, once. The row decides: a job that comes twice, or late, finds it settled and does nothing.
 * No transaction is open while the outside is spoken to, and nothing is said there of a row that no standby has.
 * @throws Indeterminate where that is not known: the job comes again
 */
export async function deliverEffect(world: World, gateway: Gateway, id: string): Promise<void> {
  const scope = wholeCounty(dayIn(now()))
  const row = await inScope(world.pool, scope, async (trx, last) => {
    const [, row] = await Promise.all([byKey(trx), effectToSend(trx, id)])
    const ready = row?.state === 'waiting' && row.kind !== 'sealed_copy' ? readied(world, gateway, row, now()) : null
    // What becomes of it is known: where nobody is spoken to, one transaction is enough.
    const over = row && ready && 'kind' in ready ? endOf(trx, row, ready, now()) : null
    last([over ?? standbyHasIt])
    return row?.state === 'waiting' && !over ? row : null
  })
  if (!row) return
  // A standby may have been waited for since, nobody knows how long: a code lives ten minutes.
  const ready = row.kind === 'sealed_copy' ? null : readied(world, gateway, row, now())
  // Drawing takes longer than the sweep waits: whoever is at it has it to himself.
  if (!ready && !(await inScope(world.pool, scope, (trx) => claimCopy(trx, row)))) return
  const outcome = ready ? await outcomeOf(id, ready) : await copied(world, id)
  const at = now()
  await inScope(world.pool, scope, async (trx, last) => last([endOf(trx, row, outcome, at)]))
}

/**
 * Adds the jobs of waiting effects whose time has come again: the row is the truth, the job only a courtesy. Each by itself: several
 * in one transaction would wait for those whose end is being written down, and those for them.
 */
export async function sweepEffects(world: World): Promise<number> {
  const scope = wholeCounty(dayIn(now()))
  const late = await inScope(world.pool, scope, (trx) =>
    trx
      .selectFrom('effects')
      .select('id')
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now())
      .orderBy('due_at')
      .limit(500)
      .execute(),
  )
  for (const { id } of late) await inScope(world.pool, scope, async (_, last) => last([addEffectJobs([id])]))
  return late.length
}
