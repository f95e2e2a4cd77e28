import { createHash, randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import type { TestWorld } from '../world.ts'
import type { Caller } from './cells.ts'
import { ROLES_ARE } from './policy.ts'

/** A way to take somebody's right away, and to give it back as it was. */
type Taking = { what: string; take: () => Promise<void>; giveBack: () => Promise<void> }

const changing = (
  { owner }: Pick<TestWorld, 'owner'>,
  what: string,
  taken: [string, unknown[]],
  back: [string, unknown[]],
): Taking => ({
  what,
  take: async () => {
    const { rowCount } = await owner.query(...taken)
    if (!rowCount) throw new Error(`${what}: nothing was taken away`)
  },
  giveBack: async () => void (await owner.query(...back)),
})

/** Every way in which the right of somebody to a file may end. */
export function waysToEnd(world: Pick<TestWorld, 'owner'>, caller: Caller, fileId: string, cookie: string): Taking[] {
  const yesterday = addDays(dayIn(now()), -1)
  if (caller.kind === 'anyone') return []
  if (caller.kind !== 'staff') {
    const hash = createHash('sha256').update(`link ${caller.link}`).digest()
    return [
      changing(
        world,
        'link revoked',
        ['update links set revoked_at = $2 where token_hash = $1', [hash, now()]],
        ['update links set revoked_at = null where token_hash = $1', [hash]],
      ),
    ]
  }
  const { who } = caller
  const token = createHash('sha256').update(`session ${cookie}`).digest()
  const ended: Taking[] = [
    changing(
      world,
      'session ended',
      ['update sessions set ended_at = $2 where token_hash = $1', [token, now()]],
      ['update sessions set ended_at = null where token_hash = $1', [token]],
    ),
    changing(
      world,
      'post ended',
      [
        'update posts set until = $3 where person_id = $1 and unit_id = $2 and until is null',
        [who.person_id, who.unit_id, yesterday],
      ],
      [
        'update posts set until = null where person_id = $1 and unit_id = $2 and until = $3',
        [who.person_id, who.unit_id, yesterday],
      ],
    ),
  ]
  // Whoever sees her whole area needs no involvement to see a file.
  if (ROLES_ARE.get(who.role)?.sees === 'area') return ended
  const involved = '(unit_id = $2 or person_id = $3) and file_id = $1'
  const mine = [fileId, who.unit_id, who.person_id]
  return [
    ...ended,
    changing(
      world,
      'involvement ended',
      [`update involvements set until = $4 where ${involved} and (until is null or until > $4)`, [...mine, yesterday]],
      [`update involvements set until = null where ${involved} and until = $4`, [...mine, yesterday]],
    ),
  ]
}

export type Repeating = (key: string) => Promise<LightMyRequestResponse>

/**
 * Takes the right to a step that was just taken away in each way, and repeats the very request: as the client does that has
 * not heard the answer, and anew. What was answered otherwise than by a refusal that tells nothing.
 */
export async function repeatedWithout(
  takings: readonly Taking[],
  key: string,
  repeat: Repeating,
): Promise<{ cells: number; wrong: string[] }> {
  const wrong: string[] = []
  let cells = 0
  for (const { what, take, giveBack } of takings) {
    await take()
    for (const [how, with_] of [
      ['the very same', key],
      ['a new one', randomUUID()],
    ] as const) {
      const { statusCode, body } = await repeat(with_)
      cells += 1
      if (![401, 403, 404].includes(statusCode)) wrong.push(`${what}, ${how}: ${statusCode} ${body.slice(0, 120)}`)
    }
    await giveBack()
  }
  return { cells, wrong }
}
