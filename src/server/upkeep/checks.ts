import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import { dayIn } from '#domain/clocks/calendar.ts'
import { isTestTime, now, secondsAfter } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import { checkFile } from '../disputes/check-invariants.ts'
import { newId } from '../ids.ts'
import type { World } from '../world.ts'

const EVERY_SECONDS = 3600
const AT_LEAST = 300
/** More in an hour would be felt by whoever works: a county of more than a million files takes longer than the two weeks. */
const AT_MOST = 3_000
const HOURS_OF_ROUND = 14 * 24
/** Between two files, so that whoever works is let through. Milliseconds. */
const PAUSE = 10

/** How many files an hour are checked, so that all are gone through in two weeks where the cap allows. */
export const sampleOf = (files: number): number =>
  Math.min(AT_MOST, Math.max(AT_LEAST, Math.ceil(files / HOURS_OF_ROUND)))
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Any fixed number: held while a sample is written down, as two workers that end at once must not both find that nobody did. */
export const WRITES_ITS_SAMPLE = 990348
const ONE_AT_A_TIME = sql`select pg_advisory_xact_lock(${sql.lit(WRITES_ITS_SAMPLE)})`

/** Whether a sample was written down within the hour before this instant, or since. */
async function wasTaken(trx: Trx, at: string): Promise<boolean> {
  const row = await trx
    .selectFrom('checks')
    .select('id')
    .where('kind', '=', 'sample')
    .where('at', '>', secondsAfter(at, -EVERY_SECONDS))
    .where('at', '<=', now())
    .executeTakeFirst()
  return row !== undefined
}

/** What npm run verify found, in counts. */
export type WholeCheck = { files: number; events: number; days: number; findings: number }

/**
 * Once an hour some files are checked against their records, each sample beginning where the last ended, so that all are gone
 * through by and by. Told to stop, it writes down how far it came. @param most files; otherwise after how many there are
 * @returns how many findings; null where the hour is not over yet
 */
export async function checkSome(
  world: World,
  { most, stop }: { most?: number; stop?: AbortSignal } = {},
): Promise<number | null> {
  const at = now()
  const scope = wholeCounty(dayIn(at))
  const sample = await inScope(world.pool, scope, async (trx) => {
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
    const { files } = await trx
      .selectFrom('files')
      .select((eb) => eb.fn.countAll<number>().as('files'))
      .executeTakeFirstOrThrow()
    const atOnce = most ?? sampleOf(Number(files))
    const next = await trx
      .selectFrom('files')
      .select('id')
      .where('id', '>', last?.last_file ?? FIRST)
      .orderBy('id')
      .limit(atOnce)
      .execute()
    return { ids: next.map(({ id }) => id), isLast: next.length < atOnce }
  })
  if (sample === null) return null
  const { ids, isLast } = sample
  let [done, findings] = [0, 0]
  for (const id of ids) {
    if (stop?.aborted) break
    findings += (await checkFile(world, id)).length
    done += 1
    await sleep(PAUSE, undefined, { signal: stop }).catch(() => {})
  }
  if (stop?.aborted && done === 0) return null
  await inScope(world.pool, scope, async (trx) => {
    // Two workers may have taken the same sample: it is one, but what either found is told.
    await ONE_AT_A_TIME.execute(trx)
    if (findings === 0 && (await wasTaken(trx, at))) return
    await trx
      .insertInto('checks')
      .values({
        id: newId(at),
        kind: 'sample',
        at,
        files: done,
        findings,
        // Behind the last file the next sample begins again with the first.
        last_file: isLast && done === ids.length ? null : (ids[done - 1] ?? null),
        test_time: isTestTime(),
      })
      .execute()
  })
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
