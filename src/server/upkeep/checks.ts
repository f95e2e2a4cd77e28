import type pg from 'pg'
import { dayIn } from '#domain/clocks/calendar.ts'
import { isTestTime, now, secondsAfter } from '../clock.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import { checkFile } from '../disputes/check-invariants.ts'
import { newId } from '../ids.ts'
import type { World } from '../world.ts'

const EVERY_SECONDS = 3600
/** Seven thousand files a day: a county is gone through in a week or two, beside everything else. */
const AT_ONCE = 300
const FIRST = '00000000-0000-0000-0000-000000000000'

/** What npm run verify found, in counts. */
export type WholeCheck = { files: number; events: number; days: number; findings: number }

/**
 * Once an hour some files are checked against their records, each sample beginning where the last ended, so that all are gone
 * through by and by. @returns how many findings; null where the hour is not over yet
 */
export async function checkSome(world: World, atOnce = AT_ONCE): Promise<number | null> {
  const at = now()
  const scope = wholeCounty(dayIn(at))
  const ids = await inScope(world.pool, scope, async (trx) => {
    const last = await trx
      .selectFrom('checks')
      .select(['at', 'last_file'])
      .where('kind', '=', 'sample')
      // A clock that was ahead once left samples in the future: the round goes on behind the last before them.
      .where('at', '<=', at)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (last && last.at > secondsAfter(at, -EVERY_SECONDS)) return null
    const next = await trx
      .selectFrom('files')
      .select('id')
      .where('id', '>', last?.last_file ?? FIRST)
      .orderBy('id')
      .limit(atOnce)
      .execute()
    return next.map(({ id }) => id)
  })
  if (ids === null) return null
  let findings = 0
  for (const id of ids) findings += (await checkFile(world, id)).length
  await inScope(world.pool, scope, (trx) =>
    trx
      .insertInto('checks')
      .values({
        id: newId(at),
        kind: 'sample',
        at,
        files: ids.length,
        findings,
        // Behind the last file the next sample begins again with the first.
        last_file: ids.length < atOnce ? null : (ids.at(-1) ?? null),
        test_time: isTestTime(),
      })
      .execute(),
  )
  return findings
}

/** Writes down that everything was verified, and how it ended. @param client the owner's */
export async function recordWholeCheck(client: pg.Client, of: WholeCheck): Promise<void> {
  const at = now()
  await client.query(
    `insert into checks (id, kind, at, files, events, days, findings, test_time) values ($1, 'whole', $2, $3, $4, $5, $6, $7)`,
    [newId(at), at, of.files, of.events, of.days, of.findings, isTestTime()],
  )
}
