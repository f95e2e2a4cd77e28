import { sql } from 'kysely'
import type { z } from 'zod'
import type { dayHeads } from '#contract/administration.ts'
import type { Day } from '#domain/clocks/calendar.ts'
import { dayHeadSheet } from '#domain/documents/day-head-sheet.ts'
import { drawn } from '#domain/documents/forms.ts'
import { isTestTime } from '../clock.ts'
import { printOfKey } from '../crypto/key-print.ts'
import type { Trx } from '../db/connection.ts'
import { Problem } from '../http/problem.ts'
import { command } from '../packed.ts'
import { qrSvg } from '../render/qr.ts'
import type { World } from '../world.ts'

const LISTED = 60
/** What the QR of a printed day says: all that is needed to check it (docs/check-code.md). */
export const dayHeadText = (of: { day: Day; algorithm: string; root: Buffer; signature: Buffer }): string =>
  `fengqiao day ${of.day} ${of.algorithm} ${of.root.toString('hex')} ${of.signature.toString('base64url')}`

/** The signed days, the latest first, and one of them to print: the one asked for, else the latest. @throws Problem not_found */
export async function dayHeadsOf(
  { keys }: Pick<World, 'keys'>,
  trx: Trx,
  asked: Day | undefined,
): Promise<z.input<typeof dayHeads.reply>> {
  const [rows, county] = await Promise.all([
    trx
      .selectFrom('day_heads')
      .select([sql<Day>`to_char(day, 'YYYY-MM-DD')`.as('day'), 'algorithm', 'files', 'looks'])
      .select(['root', 'signature', 'made_at'])
      .orderBy('day_heads.day', 'desc')
      .limit(LISTED)
      .execute(),
    trx.selectFrom('county').select('name').executeTakeFirst(),
  ])
  const row = asked === undefined ? rows[0] : rows.find((it) => it.day === asked)
  if (asked !== undefined && !row) throw new Problem('not_found')
  const content =
    row &&
    dayHeadSheet({
      ...row,
      county: county?.name ?? '',
      root: row.root.toString('hex'),
      signature: row.signature.toString('base64url'),
      key_print: printOfKey(keys.head),
      verify: command('verify'),
    })
  return {
    days: rows.map(({ day, files, looks }) => ({ day, files, looks })),
    shown:
      row && content
        ? {
            day: row.day,
            sheet: { made_at: row.made_at, test_time: isTestTime(), content: drawn(content) },
            qr_svg: qrSvg(dayHeadText(row)),
          }
        : null,
  }
}
