import { sql } from 'kysely'
import type { z } from 'zod'
import type { adviserChoices } from '#contract/mediation.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { GuidanceKind } from '#domain/disputes/parts.ts'
import { partsOf } from '#domain/disputes/parts.ts'
import { HATS } from '#domain/hats.ts'
import { openGuidance } from '#domain/mediation/asked.ts'
import { GUIDANCE_KINDS } from '#domain/mediation/guidance-inputs.ts'
import { relationsOf } from '#domain/mediation/relations.ts'
import { mayDo, rolesWith } from '#domain/organisations/mediator-rights.ts'
import { ADVISING_ROLES, ROLES, type Role } from '#domain/organisations/words.ts'
import { now } from '../clock.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { hereFor } from '../disputes/page.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { upwards } from '../organisations/find.ts'
import type { World } from '../world.ts'

const MOST = 60
const KINDS = Object.keys(GUIDANCE_KINDS) as GuidanceKind[]
const ABLE = [...new Set(KINDS.flatMap(rolesWith))]

/**
 * Whom a mediator may ask: the county's experts and invited mediators, then those of the places above the matter whose post carries
 * one of these rights. Whoever mediates, is asked already or bears a relation to a party is not among them. In no order of merit.
 * @throws Problem not_found; not_yours for whoever does not lead this mediation
 */
export const advisersFor = (
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  fileId: string,
  mediationId: string,
): Promise<z.input<typeof adviserChoices.reply>> =>
  inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, fileId, false)
    const mediation = loaded && partsOf(loaded.parts, 'mediation').find((it) => it.id === mediationId)
    const place_code = loaded?.file.place_code ?? null
    if (!loaded || !mediation || place_code === null) throw new Problem('not_found')
    if (!HATS.mediator.worn(hereFor(world, loaded, asker.actor), mediation)) throw new Problem('not_yours')
    const today = dayIn(now())
    const rows = await trx
      .selectFrom('people')
      .innerJoin('posts', 'posts.person_id', 'people.id')
      .innerJoin('units', 'units.id', 'posts.unit_id')
      .select(['people.id as person_id', 'people.name', 'posts.role', 'units.name as unit_name'])
      .where('people.left_on', 'is', null)
      .where('posts.role', 'in', ABLE)
      .where('posts.from_on', '<=', today)
      .where((eb) => eb.or([eb('posts.until', 'is', null), eb('posts.until', '>=', today)]))
      .where((eb) =>
        eb.or([eb('posts.role', 'in', [...ADVISING_ROLES]), eb('units.place_code', 'in', upwards(place_code))]),
      )
      .orderBy(sql`posts.role = any (${`{${ADVISING_ROLES.join(',')}}`}::text[])`, 'desc')
      .orderBy('units.place_code', 'desc')
      .orderBy('people.name')
      .orderBy('people.id')
      .limit(MOST)
      .execute()
    const taken = [...mediation.facts.mediators, ...openGuidance(mediation)].map((it) => it.person_id)
    const people = Map.groupBy(
      rows.filter((row) => !taken.includes(row.person_id)),
      (row) => row.person_id,
    )
    return {
      advisers: [...people.values()].flatMap((posts) => {
        const [first] = posts
        if (!first || relationsOf(first, loaded, mediation).some((it) => it.level !== 'ask')) return []
        const roles = posts.map(({ role }) => role as Role)
        return {
          person_id: first.person_id,
          name: first.name,
          unit_name: first.unit_name,
          role_says: ROLES[first.role as Role],
          kinds: KINDS.filter((kind) => roles.some((role) => mayDo(role, kind))),
        }
      }),
    }
  })
