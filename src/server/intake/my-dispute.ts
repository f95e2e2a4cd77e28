import type { MyDispute } from '#contract/intake.ts'
import { dayIn, daysBetween } from '#domain/clocks/calendar.ts'
import { canTake } from '#domain/decide.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { STAGES, stageOf } from '#domain/disputes/stage.ts'
import { MISSING, type Missing } from '#domain/intake/inputs.ts'
import { TABLE } from '#domain/table.ts'
import { LAWFUL_ROUTES } from '#domain/triage/routes.ts'
import { now } from '../clock.ts'
import { clockCard } from '../clocks/card.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { looksAt } from '../disputes/looks.ts'
import { hereFor, owedBy } from '../disputes/page.ts'
import { lastWorkOn, storyOf } from '../disputes/story.ts'
import { papersOf } from '../documents/find.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { openSecrets } from '../identity/write.ts'
import { placeNames } from '../organisations/find.ts'
import type { World } from '../world.ts'

type PartyAsker = Extract<Asker, { kind: 'party' }>

/** The party's own page. Its reply has a schema of its own: nothing of the staff's page can slip into it. */
export const myPage = (world: World, asker: PartyAsker): Promise<MyDispute> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, asker.file_id, false)
    if (!loaded) throw new Problem('not_found')
    const { file, parts, responsible } = loaded
    const parties = partsOf(parts, 'party')
    const me = parties.find((party) => party.id === asker.actor.party_id)
    const [dispute] = partsOf(parts, 'dispute')
    if (!me || !dispute) throw new Problem('not_found')
    const here = hereFor(world, loaded, asker.actor)
    const [place, owes, story, papers, secrets, worked] = await Promise.all([
      placeNames(trx, file.place_code),
      owedBy(trx, loaded),
      storyOf(trx, file.id, parties),
      papersOf(trx, file.id),
      openSecrets(world, trx, me.facts.reach_id === null ? [] : [me.facts.reach_id]),
      lastWorkOn(trx, file.id),
    ])
    const stage = stageOf(parts)
    // Only what a person in an office did counts as work: neither her own steps nor the system's.
    const lastWork = worked?.at ?? file.received_at
    const { other_side, where_text, what_happened, wish, missing } = dispute.facts
    return {
      file_id: file.id,
      party_id: me.id,
      code: file.code,
      short_code: file.short_code,
      received_at: file.received_at,
      stage,
      stage_says: STAGES[stage],
      place,
      unit: responsible,
      said: {
        your_name: me.facts.name,
        reach: me.facts.reach_id === null ? '' : (secrets.get(me.facts.reach_id) ?? ''),
        other_side,
        where_text,
        what_happened,
        wish,
      },
      missing: (missing ?? []).filter((code): code is Missing => code in MISSING),
      clocks: loaded.clocks.map((clock) => clockCard(clock, owes(clock), here.today, world.calendar)),
      idle_days: daysBetween(dayIn(lastWork), dayIn(now())),
      story,
      papers,
      can: canTake(TABLE, here, dispute),
      routes: [...LAWFUL_ROUTES],
    }
  })

/** Who looked at my file: names of people and units, never hidden from the person it is about. */
export const looksAtMine = (world: World, asker: PartyAsker) =>
  inScope(world.pool, asker.scope, async (trx) => ({ looks: await looksAt(trx, asker.file_id) }))
