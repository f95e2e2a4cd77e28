import { sql } from 'kysely'
import type { z } from 'zod'
import type { openSealedNote } from '#contract/sealed.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { SEALED_KINDS, type SealedKind } from '#domain/sealed/inputs.ts'
import { opensNote, opensSession } from '#domain/sealed/who-opens.ts'
import type { Here } from '#domain/step.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { writeLook } from '../disputes/looks.ts'
import { hereFor } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { openSecrets } from '../identity/write.ts'
import { unitById } from '../organisations/find.ts'
import type { World } from '../world.ts'

/** The most looks at one note that are shown. */
const MOST = 50

/** The note under this id, and whether who asks may open it; null where the file has none. */
function noteIn(here: Here, id: string) {
  for (const note of partsOf(here.parts, 'dispute')[0]?.facts.sealed_notes ?? [])
    if (note.id === id) return { ...note, kind: note.kind.sealed, opens: opensNote(here, note) }
  for (const referral of partsOf(here.parts, 'referral'))
    for (const note of referral.facts.session_notes ?? [])
      if (note.id === id) return { ...note, kind: null, opens: opensSession(here, referral, note) }
  return null
}

/** Who opened this note so far, newest first. */
const looksAtNote = async (trx: Trx, noteId: string) => {
  const rows = await trx
    .selectFrom('looks')
    .innerJoin('people', 'people.id', 'looks.person_id')
    .innerJoin('posts', 'posts.id', 'looks.post_id')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select(['looks.at', 'looks.reason', 'people.name', 'units.name as unit_name'])
    .where('looks.of_note', '=', noteId)
    .orderBy('looks.at', 'desc')
    .orderBy('looks.id', 'desc')
    .limit(MOST)
    .execute()
  return rows.map(({ name, unit_name, at, reason }) => ({ who: `${unit_name} ${name}`, at, reason: reason ?? '' }))
}

/**
 * One sealed note, opened with its reason: one look, which no party reads, for that there is such a note may already harm her; whoever
 * may open the note reads who did. @throws Problem not_found, not_yours
 */
export const openNote = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  fileId: string,
  { note_id, reason }: { note_id: string; reason: string },
): Promise<z.input<typeof openSealedNote.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    if (!loaded) throw new Problem('not_found')
    const here = hereFor(world, loaded, asker.actor, await unitById(trx, asker.actor.unit_id))
    const note = noteIn(here, note_id)
    if (!note) throw new Problem('not_found')
    if (!note.opens) throw new Problem('not_yours')
    await sql`select set_config('app.looks_at', 'sealed_note', true)`.execute(trx)
    const secrets = await openSecrets(world, trx, [note.text.sealed, ...(note.kind === null ? [] : [note.kind])])
    const text = secrets.get(note.text.sealed)
    // The database narrows further than a page may have known a moment ago: what it does not give was not looked at.
    if (text === undefined) throw new Problem('not_yours')
    await writeLook(trx, fileId, asker, 'sealed_note', { party: null, reason, note: note_id })
    const kind = note.kind === null ? null : (secrets.get(note.kind) as SealedKind | undefined)
    return {
      kind_says: kind ? SEALED_KINDS[kind] : '心理疏导的记录',
      text,
      by: note.by,
      at: note.at,
      looked: await looksAtNote(trx, note_id),
    }
  })
