import { addMeasure, addPaper, addReception, addSite } from '#contract/registers.ts'
import { isWithin } from '#domain/organisations/places.ts'
import { mayAdd } from '#domain/registers/rights.ts'
import type { Register } from '#domain/registers/words.ts'
import type { FieldFault } from '../http/problem.ts'
import { Problem } from '../http/problem.ts'
import { unitsInUse } from '../organisations/find.ts'
import type { World } from '../world.ts'
import { type Given, refuse, type Writing, writeItem, writing } from './write.ts'

/** @throws Problem not_yours to who may not write this register */
function adding({ who }: Writing, kind: Register): void {
  if (!mayAdd(kind, who)) throw new Problem('not_yours')
}

/** Units that are there and, where `within` is given, lie in that area. */
async function unitFaults(
  { trx }: Writing,
  named: readonly { path: string; id: number }[],
  within: number | null,
): Promise<FieldFault[]> {
  const ids = named.map(({ id }) => id)
  const known = new Map((await unitsInUse(trx, ids)).map((unit) => [unit.id, unit]))
  return named.flatMap(({ path, id }) => {
    const unit = known.get(id)
    if (!unit) return [{ path, says: '没有这个单位，或者已经停用：请重新选择。' }]
    return within !== null && !(unit.place_code !== undefined && isWithin(unit.place_code, within))
      ? [{ path, says: `${unit.name}不在您管的地方：请选本辖区的单位。` }]
      : []
  })
}

/** A measure, of the area of who writes it: the town's list names units of the town. @throws Problem not_yours · bad_input */
export const measureAdded = (world: World, asked: Given<typeof addMeasure>) =>
  writing(world, addMeasure, asked, async (of) => {
    adding(of, 'measure')
    const { body } = asked
    const named = [
      { path: 'lead_unit', id: body.lead_unit },
      ...body.units.map((id, nth) => ({ path: `units.${nth}`, id })),
    ]
    refuse([
      ...(body.due_on < of.today ? [{ path: 'due_on', says: '这一天已经过了：请选今天或者以后。' }] : []),
      ...(await unitFaults(of, named, of.who.place_code)),
    ])
    const units = body.units.filter((id) => id !== body.lead_unit)
    const item = { kind: 'measure', body, unit_id: body.lead_unit, place_code: of.who.place_code } as const
    return writeItem(of, item, units)
  })

/** A unit's own paper. @throws Problem not_yours · bad_input */
export const paperAdded = (world: World, asked: Given<typeof addPaper>) =>
  writing(world, addPaper, asked, async (of) => {
    adding(of, 'paper')
    const { body } = asked
    if (body.on > of.today) refuse([{ path: 'on', says: '印发的日子还没有到。' }])
    return writeItem(of, { kind: 'paper', body, unit_id: of.who.unit_id, place_code: of.who.place_code })
  })

/** A site in the area of who writes it, sponsored by any unit. @throws Problem not_yours · bad_input */
export const siteAdded = (world: World, asked: Given<typeof addSite>) =>
  writing(world, addSite, asked, async (of) => {
    adding(of, 'site')
    const { body } = asked
    const place = await of.trx
      .selectFrom('places')
      .select('code')
      .where('code', '=', body.place_code)
      .where('until', 'is', null)
      .executeTakeFirst()
    refuse([
      ...(place && isWithin(body.place_code, of.who.place_code)
        ? []
        : [{ path: 'place_code', says: '没有这个地方，或者不在您管的地方：请重新选择。' }]),
      ...(body.since > of.today ? [{ path: 'since', says: '这一天还没有到。' }] : []),
      ...(await unitFaults(of, [{ path: 'unit_id', id: body.unit_id }], null)),
    ])
    return writeItem(of, { kind: 'site', body, unit_id: body.unit_id, place_code: body.place_code })
  })

/** A reception that is to come, arranged by the unit of who writes it. @throws Problem not_yours */
export const receptionAdded = (world: World, asked: Given<typeof addReception>) =>
  writing(world, addReception, asked, async (of) => {
    adding(of, 'reception')
    const { unit_id, place_code } = of.who
    return writeItem(of, { kind: 'reception', body: asked.body, unit_id, place_code })
  })
