import type { z } from 'zod'
import { changeDocketPattern, type docketPattern } from '#contract/dockets.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { keepsTheRules } from '#domain/clocks/keepers.ts'
import { DOCKET_KINDS } from '#domain/documents/docket.ts'
import { isTestTime, now } from '../clock.ts'
import { keep } from '../clocks/keep-rules.ts'
import type { Trx } from '../db/connection.ts'
import { unscoped } from '../db/scope.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { Asked } from '../http/serve.ts'
import type { World } from '../world.ts'

const KIND = 'peoples'
const BUILT_IN = DOCKET_KINDS[KIND].pattern

const chosenOf = (trx: Trx) =>
  trx
    .selectFrom('docket_patterns as v')
    .innerJoin('people as p', 'p.id', 'v.by_person')
    .innerJoin('posts as o', 'o.id', 'v.by_post')
    .innerJoin('units as u', 'u.id', 'o.unit_id')
    .select(['v.version', 'v.pattern', 'v.from_on', 'v.because', 'v.at', 'p.name as by', 'u.name as unit_name'])
    .where('v.kind', '=', KIND)
    .orderBy('v.version', 'desc')
    .execute()

/** How docket numbers are written now, and every pattern there was. */
export const patternOf = (world: World, asker: Asker): Promise<z.input<(typeof docketPattern)['reply']>> =>
  unscoped(world.pool, async (db) => {
    const chosen = await chosenOf(db)
    const today = dayIn(now())
    const history = [
      ...chosen,
      { version: 0, pattern: BUILT_IN, from_on: null, because: '随软件带来的。', at: null, by: '', unit_name: '' },
    ]
    return {
      pattern: chosen.find((it) => it.from_on <= today)?.pattern ?? BUILT_IN,
      version: chosen[0]?.version ?? 0,
      history,
      may_change: asker.kind === 'staff' && keepsTheRules(asker.actor),
    }
  })

/**
 * Chooses another pattern for numbers given from a day on; a number that was given never changes.
 * @throws Problem not_yours · bad_input where the day is past · edition_changed where a newer one stands already
 */
export const patternChanged = (world: World, { asker, key, params, body }: Asked<typeof changeDocketPattern>) =>
  keep(
    world,
    { endpoint: changeDocketPattern, asker, key, of: params, body },
    false,
    async ({ trx, by, at, today }) => {
      const [last] = await chosenOf(trx)
      if ((last?.version ?? 0) !== body.base_version) throw new Problem('edition_changed')
      if (body.from_on < today)
        throw new Problem('bad_input', {
          faults: [{ path: 'from_on', says: '从今天或者以后的日子起用；已经编出的号不变。' }],
        })
      const version = body.base_version + 1
      await trx
        .insertInto('docket_patterns')
        .values({
          ...{ kind: KIND, version, pattern: body.pattern, from_on: body.from_on, because: body.reason, at },
          ...{ by_person: by.person_id, by_post: by.post_id, test_time: isTestTime() },
        })
        .execute()
      return { id: `${KIND} ${version}`, notes: [] }
    },
  )
