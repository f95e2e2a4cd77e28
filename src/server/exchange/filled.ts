import { sql } from 'kysely'
import { question, type Trx } from '../db/connection.ts'
import { isOver, linkAddress } from '../identity/links.ts'
import { codeDigits } from '../identity/one-time-codes.ts'
import type { World } from '../world.ts'

/** A message with its secrets, as it goes out: it exists in memory alone, for the length of one delivery. */
export type Filled = { wording: string } | { over: 'link' | 'code' }

/** The wording as staff may read it: marks where the secrets will stand. */
export const withMarks = (wording: string): string =>
  wording.replaceAll('{link}', '〔链接〕').replaceAll('{code}', '〔验证码〕')

/** What has to be known of an effect to fill it in and to send it, by the statement that reads it; the phone it goes to is sealed still. */
export async function effectToSend(trx: Trx, id: string) {
  const [row] = await effectRows(trx, id)
  return row
}
const effectRows = question((trx, id: string) =>
  trx
    .selectFrom('effects')
    .leftJoin('parties', 'parties.id', 'effects.to_party')
    .leftJoin('links', 'links.id', 'effects.link_id')
    .leftJoin('one_time_codes as code', 'code.id', 'effects.code_id')
    // A code goes to the phone it was asked for, also where the party's phone was changed since. Not by coalesce: PostgreSQL does not
    // trust it to keep what the policies hide, judges every phone of the county first, and only then looks for this one.
    .leftJoin('sealed_values as phone', (on) =>
      on.on(
        'phone.id',
        '=',
        sql<string>`case when code.reach_id is not null then code.reach_id else parties.reach_id end`,
      ),
    )
    .select([
      'effects.id',
      'effects.kind',
      'effects.state',
      'effects.attempts',
      'effects.due_at',
      'effects.wording',
      'effects.link_id',
      'effects.code_id',
      'links.until as link_until',
      'links.revoked_at as link_revoked_at',
      'code.until as code_until',
      'code.used_at as code_used_at',
      'phone.id as phone_id',
      'phone.kind as phone_kind',
      'phone.sealed as phone_sealed',
    ])
    .where('effects.id', '=', id),
)
export type EffectToSend = NonNullable<Awaited<ReturnType<typeof effectToSend>>>

/**
 * Puts link and code into a message. One whose link or code is over is not sent: it would only mislead.
 * @param at the present instant (ISO), `today` its day
 */
export function filled(
  world: Pick<World, 'keys' | 'publicUrl'>,
  row: EffectToSend,
  { at, today }: { at: string; today: string },
): Filled {
  const { link_id, code_id } = row
  if (link_id !== null && isOver({ until: row.link_until, revoked_at: row.link_revoked_at }, today))
    return { over: 'link' }
  if (code_id !== null && (row.code_used_at !== null || (row.code_until ?? '') < at)) return { over: 'code' }
  let wording = row.wording
  if (link_id !== null) wording = wording.replaceAll('{link}', () => linkAddress(world, link_id))
  if (code_id !== null) wording = wording.replaceAll('{code}', () => codeDigits(world, code_id))
  return { wording }
}
