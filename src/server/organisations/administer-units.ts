import { CompiledQuery, sql } from 'kysely'
import { addUnit, changeUnit, endUnit } from '#contract/administration-changes.ts'
import type { Day } from '#domain/clocks/calendar.ts'
import { ENDED_DISPUTE, ENDED_TASK } from '#domain/disputes/parts.ts'
import { shortNameOf } from '#domain/documents/docket.ts'
import {
  BEING_HANDED_OVER,
  faultsOfEndingUnit,
  faultsOfUnit,
  faultsOfUnitPlace,
} from '#domain/organisations/administration.ts'
import { COMMITTEE_KINDS, INTAKE_ROLES } from '#domain/organisations/words.ts'
import type { Trx } from '../db/connection.ts'
import { Problem } from '../http/problem.ts'
import type { Asked } from '../http/serve.ts'
import { openOfUnit } from '../registers/open-work.ts'
import type { World } from '../world.ts'
import { administer, type Changing, refuseFaults } from './administer.ts'
import { upwards } from './find.ts'
import { roomsOf, setRooms } from './rooms.ts'
import { isRunning } from './work-left.ts'

/** A unit in use. @throws Problem not_found */
export async function unitToChange(trx: Trx, id: number) {
  const unit = await trx
    .selectFrom('units')
    .selectAll()
    .where('id', '=', id)
    .where('until', 'is', null)
    .executeTakeFirst()
  if (!unit) throw new Problem('not_found')
  return unit
}

/** How many people may receive requests at a unit on a day. */
export async function receivingPeople(trx: Trx, unitId: number, today: Day): Promise<number> {
  const { n } = await trx
    .selectFrom('posts')
    .select((eb) => eb.fn.count<number>('person_id').distinct().as('n'))
    .where('unit_id', '=', unitId)
    .where('role', 'in', [...INTAKE_ROLES])
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', today)]))
    .executeTakeFirstOrThrow()
  return Number(n)
}

const receiverAt = (trx: Trx, place: number, besides: number | null) =>
  trx
    .selectFrom('units')
    .select(['id', 'name'])
    .where('place_code', '=', place)
    .where('takes_requests', '=', true)
    .where('until', 'is', null)
    .$if(besides !== null, (query) => query.where('id', '<>', besides))
    .executeTakeFirst()

type Words = { name: string; phone: string; takes_requests: boolean; takes_over: boolean }

type Called = { name: string; short_name: string | null }

/**
 * Two committees never go by the same name in their numbers, which would read the same: neither as they are called now, nor as any
 * book of this year calls one, also one that was renamed or has ended.
 * @param own the unit itself, where it is there already
 * @returns what whoever asked is told: a book that was begun keeps its name
 * @throws Problem bad_input
 */
async function settleCalled(
  { trx, today }: Changing,
  called: Called & { kind: string },
  own: (Called & { id: number }) | null,
): Promise<string[]> {
  const isCommittee = (COMMITTEE_KINDS as readonly string[]).includes(called.kind)
  if (!isCommittee && called.short_name === null) return []
  const year = Number(today.slice(0, 4))
  const [county, units, books] = await Promise.all([
    trx.selectFrom('county').select('name').executeTakeFirstOrThrow(),
    trx
      .selectFrom('units')
      .select(['id', 'name', 'short_name'])
      .where('kind', 'in', [...COMMITTEE_KINDS])
      .where('until', 'is', null)
      .union(trx.selectFrom('units').select(['id', 'name', 'short_name']).where('short_name', 'is not', null))
      .execute(),
    trx
      .selectFrom('docket_books as b')
      .innerJoin('units as u', 'u.id', 'b.committee')
      .select(['u.id', 'u.name', 'b.called'])
      .where('b.year', '=', year)
      .execute(),
  ])
  const words = shortNameOf(called, county.name)
  if (own && shortNameOf(own, county.name) === words) return []
  const same =
    units.find((it) => it.id !== own?.id && [shortNameOf(it, county.name), it.name].includes(words)) ??
    books.find((it) => it.id !== own?.id && it.called === words)
  if (same)
    refuseFaults([
      { path: 'short_name', says: `“${same.name}”的卷号已经叫“${words}”，号会分不清；请在这里写一个别的简称。` },
    ])
  const book = books.find((it) => it.id === own?.id)
  return book && book.called !== words
    ? [`${year} 年的登记簿已经用“${book.called}”编号，用到年底；“${words}”从下一年的登记簿起用。`]
    : []
}

/** Checks the words of a unit against those around it, and lets it take over from the receiver of its place where asked. */
async function settleReceiving(
  { trx, today, log }: Changing,
  words: Words,
  unit: { id: number | null; place_code: number; takes_now: boolean },
): Promise<string[]> {
  const [same, receiver, people, county] = await Promise.all([
    trx.selectFrom('units').select('id').where('name', '=', words.name).executeTakeFirst(),
    receiverAt(trx, unit.place_code, unit.id),
    unit.id === null ? 0 : receivingPeople(trx, unit.id, today),
    trx.selectFrom('county').select('place_code').executeTakeFirstOrThrow(),
  ])
  refuseFaults(
    faultsOfUnit(words, {
      same_name: same !== undefined && same.id !== unit.id,
      receiver: receiver ?? null,
      receiving_people: people,
      is_county: unit.place_code === county.place_code,
      takes_now: unit.takes_now,
    }),
  )
  if (!words.takes_requests || !receiver) return []
  await trx.updateTable('units').set({ takes_requests: false }).where('id', '=', receiver.id).execute()
  await log({
    change: 'change_unit',
    about: receiver.name,
    of: { unit_id: receiver.id },
    before: { takes_requests: true },
    after: { takes_requests: false },
  })
  return [`“${receiver.name}”不再受理新的诉求；它手上的纠纷不动，还由它办。`]
}

/** The next free number of a unit: it is part of the code of every dispute it registers, so none is used twice. */
const NEXT_NUMBER = sql<{ number: number }>`
  select n as number from generate_series(1, 9999) n
  where n > (select coalesce(max(number), 0) from units) or (
    (select max(number) from units) = 9999 and not exists (select from units u where u.number = n))
  order by n limit 1`

export const unitAdded = (world: World, { asker, key, body }: Asked<typeof addUnit>) =>
  administer(world, { endpoint: addUnit, asker, key, of: null, body }, async (changing) => {
    const { trx, today, log } = changing
    const { takes_over: _, reason: __, parent_id = null, rooms = [], ...given } = body
    const words = { ...given, short_name: given.short_name || null }
    const place = await trx
      .selectFrom('places')
      .select(['code', 'name'])
      .where('code', '=', body.place_code)
      .where('until', 'is', null)
      .executeTakeFirst()
    refuseFaults(faultsOfUnitPlace(body.kind, place ?? null))
    const parent =
      parent_id === null
        ? null
        : await trx
            .selectFrom('units')
            .select('name')
            .where('id', '=', parent_id)
            .where('until', 'is', null)
            .executeTakeFirst()
    if (parent === undefined) refuseFaults([{ path: 'parent_id', says: '没有这个上级单位，或者它已经停用。' }])
    const notes = await settleReceiving(changing, body, { id: null, place_code: body.place_code, takes_now: false })
    notes.push(...(await settleCalled(changing, words, null)))
    const [next] = (await NEXT_NUMBER.execute(trx)).rows
    if (!next) refuseFaults([{ path: '', says: '单位编号（1 到 9999）已经用完。' }])
    const number = Number(next?.number)
    const { id } = await trx
      .insertInto('units')
      .values({ ...words, number, parent_id })
      .returning('id')
      .executeTakeFirstOrThrow()
    await setRooms(trx, Number(id), rooms, today)
    const after = { number, ...words, rooms, place_code: undefined, place: place?.name, parent: parent?.name }
    await log({ change: 'add_unit', about: body.name, of: { unit_id: Number(id) }, before: null, after })
    return { id: String(id), notes }
  })

export const unitChanged = (world: World, { asker, key, params, body }: Asked<typeof changeUnit>) =>
  administer(world, { endpoint: changeUnit, asker, key, of: params, body }, async (changing) => {
    const { trx, today, log } = changing
    const unit = await unitToChange(trx, params.unit_id)
    const { takes_over: _, reason: __, rooms, short_name, ...words } = body
    const after = { ...words, short_name: short_name === undefined ? unit.short_name : short_name || null }
    const called = await settleCalled(changing, { ...after, kind: unit.kind }, unit)
    const notes = await settleReceiving(changing, body, {
      id: unit.id,
      place_code: unit.place_code,
      takes_now: unit.takes_requests,
    })
    notes.push(...called)
    await trx.updateTable('units').set(after).where('id', '=', unit.id).execute()
    const { name, phone, address, hours, takes_requests } = unit
    const had = await roomsOf(trx, unit.id)
    if (rooms) await setRooms(trx, unit.id, rooms, today)
    const before = { name, phone, address, hours, takes_requests, short_name: unit.short_name, rooms: had }
    await log({
      change: 'change_unit',
      about: body.name,
      of: { unit_id: unit.id },
      before,
      after: { ...after, rooms: rooms ?? had },
    })
    if (unit.takes_requests && !body.takes_requests) {
      const next = await nextReceiver(trx, unit)
      notes.push(`这里新的诉求以后由“${next}”受理；手上的纠纷不动，还由本单位办。`)
    }
    return { id: String(unit.id), notes }
  })

/** Who receives the requests of a unit's place once the unit itself does not. */
export async function nextReceiver(trx: Trx, unit: { id: number; place_code: number }): Promise<string | null> {
  const row = await trx
    .selectFrom('units')
    .select('name')
    .where('place_code', 'in', upwards(unit.place_code))
    .where('takes_requests', '=', true)
    .where('until', 'is', null)
    .where('id', '<>', unit.id)
    .orderBy('place_code', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.name ?? null
}

export const unitEnded = (world: World, { asker, key, params, body }: Asked<typeof endUnit>) =>
  administer(world, { endpoint: endUnit, asker, key, of: params, body }, async ({ trx, today, log }) => {
    const unit = await unitToChange(trx, params.unit_id)
    const [work, register_lines, people, county, next] = await Promise.all([
      trx.executeQuery<{ files: number; duties: number }>(
        CompiledQuery.raw('select files, duties from open_work_of_unit($1, $2, $3)', [
          unit.id,
          `{${ENDED_DISPUTE.join(',')}}`,
          `{${ENDED_TASK.join(',')}}`,
        ]),
      ),
      openOfUnit(world, unit.id),
      trx
        .selectFrom('posts')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('unit_id', '=', unit.id)
        .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', today)]))
        .executeTakeFirstOrThrow(),
      trx.selectFrom('county').select('place_code').executeTakeFirstOrThrow(),
      nextReceiver(trx, unit),
    ])
    // Whatever another unit is just handing over would arrive at nobody.
    if (await isRunning(trx, { units: [unit.id] })) refuseFaults([BEING_HANDED_OVER])
    const { files = 0, duties = 0 } = work.rows[0] ?? {}
    refuseFaults(
      faultsOfEndingUnit({
        files,
        duties,
        register_lines,
        people: Number(people.n),
        receives_for_county: unit.takes_requests && unit.place_code === county.place_code,
        next,
      }),
    )
    await trx.updateTable('units').set({ until: today }).where('id', '=', unit.id).execute()
    await log({
      change: 'end_unit',
      about: unit.name,
      of: { unit_id: unit.id },
      before: { until: null },
      after: { until: today },
    })
    return { id: String(unit.id), notes: unit.takes_requests ? [`这里新的诉求以后由“${next}”受理。`] : [] }
  })
