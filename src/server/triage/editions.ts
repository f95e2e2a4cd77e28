import { dayIn } from '#domain/clocks/calendar.ts'
import { type EditionKind, mayEdit } from '#domain/triage/editions.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, nobody } from '../db/scope.ts'
import { answerBefore, bodyHash, keepAnswer } from '../disputes/answers.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'

type Staff = Extract<Asker, { kind: 'staff' }>

/** The edition that holds: version 0 and no body where the county has made none, and what came with the program holds. */
export async function currentEdition(trx: Trx, kind: EditionKind): Promise<{ version: number; body: unknown }> {
  const row = await trx
    .selectFrom('rule_editions')
    .select(['version', 'body'])
    .where('kind', '=', kind)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? { version: 0, body: null }
}

const MOST_SHOWN = 50

/** Every edition and why it was made, the newest first. */
export async function editionsOf(trx: Trx, kind: EditionKind) {
  const rows = await trx
    .selectFrom('rule_editions as e')
    .innerJoin('people as p', 'p.id', 'e.by_person')
    .innerJoin('posts', 'posts.id', 'e.by_post')
    .innerJoin('units as u', 'u.id', 'posts.unit_id')
    .select(['e.version', 'e.made_at', 'p.name as by', 'u.name as unit_name', 'e.because', 'e.trial'])
    .where('e.kind', '=', kind)
    .orderBy('e.version', 'desc')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map(({ trial, ...row }) => ({ ...row, trial_says: (trial as { says: string } | null)?.says ?? null }))
}

/** @throws Problem not_yours to whose role this table is not */
export function editing(asker: Staff, kind: EditionKind): void {
  if (!mayEdit(kind, asker.actor.role)) throw new Problem('not_yours')
}

type New = {
  kind: EditionKind
  /** The edition the page was opened with: somebody else's newer one is never written over unseen. */
  base_version: number
  body: object
  reason: string
  trial: { says: string } | null
  /** The key it was sent with. */
  key: string
}

/**
 * The one writer of `rule_editions`: a whole new edition, on top of the one it was made from.
 * @throws Problem not_yours · edition_changed where a newer one stands already · key_reused
 */
export function makeEdition(world: World, asker: Staff, of: New): Promise<{ version: number }> {
  editing(asker, of.kind)
  const { kind, base_version, body, reason, trial, key } = of
  const asking = { actor: asker.actor.person_id, key, bodyHash: bodyHash(world, { kind, base_version, body, reason }) }
  return inScope(world.pool, nobody(dayIn(now())), async (trx, last) => {
    const before = await answerBefore(trx, last, asking)
    if (before) return before.reply as { version: number }
    const held = await currentEdition(trx, kind)
    if (held.version !== base_version) throw new Problem('edition_changed')
    const at = now()
    const row = await trx
      .insertInto('rule_editions')
      .values({
        ...{ kind, version: base_version + 1, body: JSON.stringify(body), because: reason, made_at: at },
        ...{ by_person: asker.actor.person_id, by_post: asker.actor.post_id },
        trial: trial && JSON.stringify(trial),
      })
      // Two at once: whoever comes second is told so, as if she had come a minute later.
      .onConflict((on) => on.columns(['kind', 'version']).doNothing())
      .returning('version')
      .executeTakeFirst()
    if (!row) throw new Problem('edition_changed')
    last([keepAnswer(asking, { status: 200, reply: row }, at)])
    return row
  })
}
