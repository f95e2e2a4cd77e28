import { sql } from 'kysely'
import { handOverPerson, handOverUnit, recodePlace } from '#contract/successions.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { faultsOfPost, lastDayOf } from '#domain/organisations/administration.ts'
import { areaOf, levelOf, officialText, type PlaceCode, parentOf, placeFromText } from '#domain/organisations/places.ts'
import { faultsOfGivingWay, faultsOfLeaving, faultsOfNewCode } from '#domain/organisations/succession.ts'
import { ROLES, type Role, type UnitKind } from '#domain/organisations/words.ts'
import { isTestTime, now } from '../clock.ts'
import { insertInto, type Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { Problem } from '../http/problem.ts'
import type { Asked } from '../http/serve.ts'
import { leave, raiseEpoch } from '../identity/people.ts'
import { newId } from '../ids.ts'
import type { World } from '../world.ts'
import { administer, type Changing, type Done, refuseFaults } from './administer.ts'
import { called, leftUnstaffed, mayEnd, personOf, postsHeld } from './administer-people.ts'
import { nextReceiver, unitToChange } from './administer-units.ts'
import { carryOnSuccessions } from './carry-on.ts'
import { leftUnexamined } from './examiners-left.ts'
import { filesToGo, type Going, scopeToHandOver } from './files-to-go.ts'
import { workersOf } from './find-handlers.ts'
import { goesOn, isRunning, mediatesNoMore, workLeft } from './work-left.ts'

const SOURCE = '区划代码变更'

/** How many files there are to go, seen as nobody sees them: a number and nothing else leaves here. */
export const countToGo = (world: World, going: Going): Promise<number> =>
  inScope(world.pool, scopeToHandOver(going, dayIn(now())), async (trx) => (await filesToGo(trx, going)).length)

/** The one writer of `successions`: the act, whose files go over from now on. */
async function begin({ trx, by, at }: Changing, going: Going, reason: string, total: number): Promise<string> {
  const id = newId(at)
  const person = going.kind === 'person' ? going : null
  const unit = going.kind === 'unit' ? going : null
  const place = going.kind === 'place' ? going : null
  await trx.executeQuery(
    insertInto('successions', {
      id,
      kind: going.kind,
      at,
      by_person: by.person_id,
      by_post: by.post_id,
      reason,
      person_id: person?.person_id ?? null,
      successor_id: person?.successor ?? null,
      mediates_no_more: person?.mediates_no_more ?? null,
      from_unit: person?.unit_id ?? unit?.from_unit ?? null,
      to_unit: unit?.to_unit ?? null,
      from_place: place?.from_place ?? null,
      to_place: place?.to_place ?? null,
      total,
      finished_at: null,
      test_time: isTestTime(),
    }),
  )
  return id
}

/** Begins at once with what is quickly done; the worker does the rest, and all of it where this fails or is cut off. */
async function thenCarryOn(world: World, done: Done): Promise<Done> {
  await carryOnSuccessions(world, 2).catch((error: unknown) => {
    console.error('交接没有做完，后台接着做：', error instanceof Error ? error.message : error)
  })
  return done
}

type HandingOver = Pick<Asked<typeof handOverPerson>, 'asker' | 'key' | 'params' | 'body'>
export async function personHandedOver(world: World, { asker, key, params, body }: HandingOver) {
  const { unit_id, successor, leaves, reason } = body
  const done = await administer(world, { endpoint: handOverPerson, asker, key, of: params, body }, async (changing) => {
    const { trx, today, log } = changing
    const [person, unit, all, there] = await Promise.all([
      personOf(trx, params.person_id),
      trx.selectFrom('units').select('name').where('id', '=', unit_id).executeTakeFirst(),
      postsHeld(trx, params.person_id),
      workersOf(trx, unit_id),
    ])
    if (!unit) throw new Problem('not_found')
    const live = all.filter(goesOn(today))
    const ending = live.filter((post) => post.unit_id === unit_id)
    const elsewhere = live.filter((post) => post.unit_id !== unit_id)
    const mediates_no_more = mediatesNoMore(elsewhere)
    const takes = there.find((it) => it.person_id === successor && it.person_id !== person.id)
    refuseFaults(
      faultsOfLeaving({
        posts: ending.length,
        ...(await workLeft(trx, person.id, unit_id, mediates_no_more)),
        elsewhere,
        leaves,
        successor: successor === null ? null : takes,
      }),
    )
    await mayEnd(
      trx,
      person.id,
      ending.map((post) => post.role),
      today,
    )
    const going: Going = { kind: 'person', person_id: person.id, unit_id, successor, mediates_no_more }
    const total = await countToGo(world, going)
    for (const post of ending) {
      const last = lastDayOf(post, null, today)
      if ('until' in last) await trx.updateTable('posts').set(last).where('id', '=', post.id).execute()
    }
    await raiseEpoch(trx, person.id)
    if (leaves && person.left_on === null) await leave(trx, person.id, today)
    const id = await begin(changing, going, reason, total)
    await log({
      change: 'succeed_person',
      about: `${called(person)} · ${unit.name}`,
      of: { person_id: person.id },
      before: { posts: ending.map((post) => `${post.unit_name} · ${ROLES[post.role]}`) },
      after: { successor: takes?.name ?? '交回单位', files: total, ...(leaves ? { left_on: today } : {}) },
    })
    const nothingLeft = elsewhere.length === 0 && !leaves && person.left_on === null
    const notes = await leftUnstaffed(trx, ending, today)
    return {
      id,
      notes: nothingLeft ? [...notes, '这个人没有别的岗位了，不能再登录；不再来工作的，请办“离岗”。'] : notes,
    }
  })
  return thenCarryOn(world, done)
}

/** Everybody of a unit goes along: each post ends, and the same one begins at the successor, unless she has it there. */
async function postsGoAlong(
  { trx, at, today }: Changing,
  from: number,
  to: { id: number; name: string; kind: UnitKind; place_code: PlaceCode },
) {
  const posts = await trx
    .selectFrom('posts')
    .select(['id', 'person_id', 'role', 'from_on', 'until'])
    .where('unit_id', '=', from)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', today)]))
    .orderBy('id')
    .execute()
  for (const post of posts) {
    const { person_id, until } = post
    const role = post.role as Role
    const last = lastDayOf(post, null, today)
    if ('until' in last) await trx.updateTable('posts').set(last).where('id', '=', post.id).execute()
    const held = await postsHeld(trx, person_id)
    const has = held.some((it) => it.unit_id === to.id && it.role === role && goesOn(today)(it))
    if (has) continue
    const wanted = { unit_id: to.id, role, from_on: post.from_on > today ? post.from_on : today, until }
    refuseFaults(faultsOfPost({ wanted, unit: to, held, today }).map((it) => ({ ...it, path: '' })))
    await trx
      .insertInto('posts')
      .values({ id: newId(at), person_id, ...wanted })
      .execute()
    await raiseEpoch(trx, person_id)
  }
  return new Set(posts.map((post) => post.person_id)).size
}

export const unitCard = async (trx: Trx, id: number) => {
  const row = await trx
    .selectFrom('units')
    .selectAll()
    .where('id', '=', id)
    .where('until', 'is', null)
    .executeTakeFirst()
  return row ? { ...row, kind: row.kind as UnitKind } : null
}

export async function unitHandedOver(world: World, { asker, key, params, body }: Asked<typeof handOverUnit>) {
  const done = await administer(world, { endpoint: handOverUnit, asker, key, of: params, body }, async (changing) => {
    const { trx, today, log } = changing
    const [from, to, county, running] = await Promise.all([
      unitToChange(trx, params.unit_id),
      unitCard(trx, body.to_unit),
      trx.selectFrom('county').select('place_code').executeTakeFirstOrThrow(),
      isRunning(trx, { units: [params.unit_id, body.to_unit] }),
    ])
    const giving = { ...from, kind: from.kind as UnitKind }
    const going = { kind: 'unit', from_unit: from.id, to_unit: body.to_unit } as const
    const unexamined = await leftUnexamined(world, going)
    refuseFaults(faultsOfGivingWay({ from: giving, to, county: county.place_code, running, unexamined }))
    if (!to) throw new Problem('not_found')
    const total = await countToGo(world, going)
    const people = await postsGoAlong(changing, from.id, to)
    await trx.updateTable('units').set({ until: today }).where('id', '=', from.id).execute()
    const takesOver = from.takes_requests && from.place_code === to.place_code && !to.takes_requests
    if (takesOver) await trx.updateTable('units').set({ takes_requests: true }).where('id', '=', to.id).execute()
    const id = await begin(changing, going, body.reason, total)
    await log({
      change: 'succeed_unit',
      about: from.name,
      of: { unit_id: from.id },
      before: { unit: from.name, until: null },
      after: { unit: to.name, until: today, files: total },
    })
    const receives = takesOver ? to.name : from.takes_requests ? await nextReceiver(trx, from) : null
    return {
      id,
      notes: [
        ...(people > 0 ? [`${people} 个人的岗位原样转到“${to.name}”，他们要重新登录。`] : []),
        ...(receives ? [`原来那里新的诉求以后由“${receives}”受理。`] : []),
      ],
    }
  })
  return thenCarryOn(world, done)
}

/** What is known around a new code. */
export async function aroundNewCode(trx: Trx, from: PlaceCode, text: string) {
  const to = placeFromText(text)
  const parent = to && parentOf(to)
  const [county, place, known, above, running] = await Promise.all([
    trx.selectFrom('county').select('place_code').executeTakeFirstOrThrow(),
    trx.selectFrom('places').select(['code', 'name', 'until']).where('code', '=', from).executeTakeFirst(),
    to === null || levelOf(to) === 'county'
      ? undefined
      : trx
          .selectFrom('places')
          .select('name')
          .where('code', '>=', to)
          .where('code', '<=', areaOf(to).hi)
          .orderBy('code')
          .limit(1)
          .executeTakeFirst(),
    parent
      ? trx.selectFrom('places').select('code').where('code', '=', parent).where('until', 'is', null).executeTakeFirst()
      : undefined,
    isRunning(trx, { places: [from, ...(to === null ? [] : [to])] }),
  ])
  if (!place || place.until !== null) throw new Problem('not_found')
  const same = parent
    ? await trx
        .selectFrom('places')
        .select('code')
        .where('parent_code', '=', parent)
        .where('name', '=', place.name)
        .where('code', '<>', from)
        .where('until', 'is', null)
        .executeTakeFirst()
    : undefined
  const faults = faultsOfNewCode({
    county: county.place_code,
    from: place,
    to,
    known: known ?? null,
    parent_in_use: above !== undefined,
    same_name: same !== undefined,
    running,
  })
  return { place, to, faults }
}

export async function placeRecoded(world: World, { asker, key, params, body }: Asked<typeof recodePlace>) {
  const done = await administer(world, { endpoint: recodePlace, asker, key, of: params, body }, async (changing) => {
    const { trx, today, log } = changing
    const { place, to, faults } = await aroundNewCode(trx, params.place_code, body.code)
    refuseFaults(faults)
    if (to === null) throw new Error('a place without a code passed the rules')
    const { lo, hi } = areaOf(place.code)
    const going: Going = { kind: 'place', from_place: place.code, to_place: to }
    const total = await countToGo(world, going)
    const moved = to - place.code
    // The place and all below it: under new codes from today on, and known by the old ones for good.
    await sql`
      insert into places (code, level, kind, name, parent_code, source, from_on)
      select code + ${moved}::bigint, level, kind, name,
        case when code = ${lo} then ${parentOf(to)}::bigint else parent_code + ${moved}::bigint end, ${SOURCE}, ${today}::date
      from places where code between ${lo} and ${hi} and until is null`.execute(trx)
    await sql`update places set until = ${today}::date, became = code + ${moved}::bigint
      where code between ${lo} and ${hi} and until is null`.execute(trx)
    await sql`update units set place_code = place_code + ${moved}::bigint
      where place_code between ${lo} and ${hi} and place_code + ${moved}::bigint in (select code from places)`.execute(
      trx,
    )
    const id = await begin(changing, going, body.reason, total)
    await log({
      change: 'succeed_place',
      about: `${place.name}（${officialText(place.code)}）`,
      of: { place_code: place.code },
      before: { code: officialText(place.code) },
      after: { code: officialText(to), files: total },
    })
    return { id, notes: ['已经发出的回执、链接照常能用：案卷编号终身不变，写老代码也找得到这个地方。'] }
  })
  return thenCarryOn(world, done)
}
