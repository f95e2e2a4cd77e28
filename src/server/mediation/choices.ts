import { CompiledQuery, sql } from 'kysely'
import type { z } from 'zod'
import type { mediatorChoices } from '#contract/mediation.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { canTake } from '#domain/decide.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { type Relation, relationsOf } from '#domain/mediation/relations.ts'
import { whyHer } from '#domain/mediation/why-her.ts'
import type { Language } from '#domain/organisations/languages.ts'
import { mayDo } from '#domain/organisations/mediator-rights.ts'
import { ADVISING_ROLES, MEDIATING_ROLES, ROLES, type Role, type UnitKind } from '#domain/organisations/words.ts'
import { OFFERED } from '#domain/table.ts'
import { servesTypeOf } from '#domain/triage/choose-unit.ts'
import { MATRICES, MATRIX_VERSION } from '#domain/triage/matrix.ts'
import { TriageFactsInput } from '#domain/triage/types.ts'
import { now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { conflicted, handles, hereFor } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { dutiesOf } from '../organisations/duty.ts'
import { upwards } from '../organisations/find.ts'
import type { World } from '../world.ts'

/** How near a unit of this place is: a grid's or village's own, a town's, or the county's. */
const areaOf = (place: number): 'village' | 'town' | 'county' =>
  place % 1_000_000 !== 0 ? 'village' : place % 1_000_000_000 !== 0 ? 'town' : 'county'

const WORST: readonly Relation['level'][] = ['same_person', 'related', 'ask']
const MOST = 60

/** How many files each of these mediates now, also of files the asker may not see: a number and nothing else. */
async function openOf(trx: Trx, people: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await trx.executeQuery<{ person_id: string; files: number }>(
    CompiledQuery.raw('select person_id, files from open_mediations_of($1)', [people]),
  )
  return new Map(rows.map((row) => [row.person_id, row.files]))
}

/**
 * Who could mediate: people with a mediating post in the handling unit, or in a committee or office whose area the matter lies
 * in. In no order of merit: the nearest first, then by name; no rate of success is ever counted.
 */
export const choicesFor = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  fileId: string,
  mediationId: string,
): Promise<z.input<typeof mediatorChoices.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    const mediation = loaded && partsOf(loaded.parts, 'mediation').find((it) => it.id === mediationId)
    if (!loaded || !mediation || loaded.file.place_code === null) throw new Problem('not_found')
    // Whoever answers a party about her mediator has to know who else could.
    const decides = canTake(OFFERED, hereFor(world, loaded, asker.actor), mediation).includes('grant_other_mediator')
    if (!handles(asker.actor, loaded) && !decides) throw new Problem('not_yours')
    const near = upwards(loaded.file.place_code)
    const today = dayIn(now())
    const rows = await trx
      .selectFrom('people')
      .innerJoin('posts', 'posts.person_id', 'people.id')
      .innerJoin('units', 'units.id', 'posts.unit_id')
      .select(['people.id as person_id', 'people.name', 'posts.role', 'units.id as unit_id', 'units.name as unit_name'])
      .select(['people.languages', 'units.kind as unit_kind', 'units.place_code as unit_place'])
      .where('people.left_on', 'is', null)
      .where('posts.role', 'in', [...MEDIATING_ROLES])
      .where('posts.from_on', '<=', today)
      .where((eb) => eb.or([eb('posts.until', 'is', null), eb('posts.until', '>=', today)]))
      .where((eb) =>
        eb.or([
          eb('units.id', '=', mediation.facts.unit_id),
          eb.and([
            eb('units.place_code', 'in', near),
            eb('units.kind', 'in', [
              'village_committee',
              'town_committee',
              'trade_committee',
              'village_centre',
              'justice_office',
            ]),
          ]),
        ]),
      )
      .orderBy(sql`units.id = ${mediation.facts.unit_id}`, 'desc')
      .orderBy('units.place_code', 'desc')
      .orderBy('people.name')
      // Of one person's posts that in which she leads comes first.
      .orderBy(sql`posts.role = any (${`{${ADVISING_ROLES.join(',')}}`}::text[])`)
      .limit(MOST)
      .execute()
    const dispute = partsOf(loaded.parts, 'dispute')[0]?.facts
    const type = dispute?.dispute_type
    const asked = TriageFactsInput.safeParse(dispute?.triage?.facts)
    // What somebody speaks is told to whom the file lies open; whoever only decides about a mediator reads the names (0045).
    const open = handles(asker.actor, loaded) && !conflicted(asker.actor, loaded)
    const wanted = open && asked.success ? asked.data.languages : []
    const interpreter = partsOf(loaded.parts, 'party').some(({ facts }) =>
      (facts.helpers ?? []).some(({ kind, ended }) => kind === 'interpreter' && ended === null),
    )
    const [inHand, duty] = await Promise.all([
      openOf(
        trx,
        rows.map((row) => row.person_id),
      ),
      dutiesOf(trx, rows, near, today),
    ])
    const seen = new Set<string>()
    return {
      mediators: rows
        .filter((row) => !seen.has(row.person_id) && seen.add(row.person_id))
        .map(({ role, unit_id, unit_kind, unit_place, languages, ...row }) => {
          const relations = relationsOf(row, loaded, mediation)
          const relation = WORST.find((level) => relations.some((it) => it.level === level)) ?? ('none' as const)
          const shown = {
            ...row,
            role_says: ROLES[role as Role],
            assists: !mayDo(role as Role, 'lead'),
            open: inHand.get(row.person_id) ?? 0,
            relation,
          }
          const why = whyHer({
            ...shown,
            wanted,
            languages: languages as Language[],
            interpreter,
            duty: duty({ person_id: row.person_id, unit_id }),
            unit_kind: unit_kind as UnitKind,
            own_unit: unit_id === mediation.facts.unit_id,
            area: areaOf(unit_place),
            of_its_trade:
              unit_kind === 'trade_committee' && type
                ? servesTypeOf({ kind: unit_kind, name: row.unit_name }, type, MATRICES[MATRIX_VERSION])
                : null,
          })
          return { ...shown, says: relations.map((it) => it.says), speaks_for: why.for, speaks_against: why.against }
        }),
    }
  })
