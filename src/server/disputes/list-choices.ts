import type { z } from 'zod'
import type { listChoices } from '#contract/lists.ts'
import { areaOf } from '#domain/organisations/places.ts'
import { inScope } from '../db/scope.ts'
import type { World } from '../world.ts'
import type { Staff } from './list-line.ts'

/**
 * The places and units the lists of this asker can be narrowed to, and of which she mostly writes: those of her unit's area, also
 * where her work does not cover all that happens in it; and her own unit in any case.
 */
export const choicesOf = (world: World, { actor, scope }: Staff): Promise<z.input<typeof listChoices.reply>> =>
  inScope(world.pool, scope, async (trx) => {
    const { lo, hi } = areaOf(actor.place_code)
    const [places, units] = await Promise.all([
      trx
        .selectFrom('places')
        .select(['code', 'name', 'level'])
        .where('code', '>=', lo)
        .where('code', '<=', hi)
        .where('level', 'in', ['town', 'village'])
        .where('until', 'is', null)
        .orderBy('code')
        .execute(),
      trx
        .selectFrom('units')
        .select(['id', 'name'])
        .where((where) =>
          where.or([
            where('id', '=', actor.unit_id),
            where.and([where('place_code', '>=', lo), where('place_code', '<=', hi)]),
          ]),
        )
        .where('until', 'is', null)
        .orderBy('place_code')
        .orderBy('id')
        .execute(),
    ])
    return { places, units }
  })
