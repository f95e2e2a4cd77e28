import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { FileNumber, workOfPerson, workOfPlace, workOfUnit } from '#contract/successions.ts'
import type { Day } from '#domain/clocks/calendar.ts'
import { ENDED_COMPLAINT, ENDED_DISPUTE, LIVE_MEDIATION } from '#domain/disputes/parts.ts'
import { areaOf, isPlaceCode, officialText, type PlaceCode } from '#domain/organisations/places.ts'
import { toChoose } from '#domain/organisations/succeed-person.ts'
import { faultsOfGivingWay } from '#domain/organisations/succession.ts'
import { MEDIATING_ROLES, ROLES, type Role, UNIT_KINDS, type UnitKind } from '#domain/organisations/words.ts'
import { type Named, NOTHING_NAMED } from '#domain/step.ts'
import type { Trx } from '../db/connection.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { personOf, postsHeld } from './administer-people.ts'
import { leftUnexamined } from './examiners-left.ts'
import { filesToGo, type Going, scopeToHandOver } from './files-to-go.ts'
import { workersOf } from './find-handlers.ts'
import { aroundNewCode, unitCard } from './hand-over.ts'
import { goesOn, isRunning, mediatesNoMore } from './work-left.ts'

/** The longest list of numbers shown or printed. */
const MOST = 2000
/** The most files a dry run opens one by one. */
const LOOKED_AT = 1000

/** What is over: a dispute, or a complaint. */
const ENDED = `{${[...new Set<string>([...ENDED_DISPUTE, ...ENDED_COMPLAINT])].join(',')}}`

type Numbered = z.input<typeof FileNumber>
const numberOf = (file: { short_code: string; code: string }, unit_name: string): Numbered => ({
  short_code: file.short_code,
  code: file.code,
  unit_name,
})

/** What lies in the files somebody leaves, counted; the files themselves stay behind this function. */
async function lookedThrough(world: World, going: Extract<Going, { kind: 'person' }>, named: Named, today: Day) {
  return inScope(world.pool, scopeToHandOver(going, today), async (trx) => {
    const ids = await filesToGo(trx, going)
    const found = { files: ids.length, tasks: 0, duties: 0, mediations: 0, to_choose: [] as Numbered[] }
    const input = { ...going, succession: '', name: '' }
    for (const id of ids.slice(0, LOOKED_AT)) {
      const loaded = await loadFile(trx, id, false)
      if (!loaded) continue
      const { parts, clocks, file, responsible } = loaded
      for (const part of parts) {
        if (part.part === 'task' && part.facts.unit_id === going.unit_id)
          found.tasks += part.facts.held_by?.person_id === going.person_id ? 1 : 0
        if (
          part.part === 'mediation' &&
          LIVE_MEDIATION.includes(part.status) &&
          part.facts.mediators.some((it) => it.person_id === going.person_id) &&
          (going.mediates_no_more || part.facts.unit_id === going.unit_id)
        )
          found.mediations += 1
      }
      found.duties += clocks.filter(
        ({ state, owes }) =>
          (state === 'running' || state === 'paused') &&
          'person' in owes &&
          owes.person === going.person_id &&
          owes.for_unit === going.unit_id,
      ).length
      if (toChoose({ ...loaded, named }, input).length > 0) found.to_choose.push(numberOf(file, responsible.name))
    }
    return found
  })
}

type PersonWork = z.input<(typeof workOfPerson)['reply']>

/** What somebody has at a unit, and what would become of it with this successor: nothing is changed. */
export async function personsWork(
  world: World,
  trx: Trx,
  asked: { person_id: string; unit_id: number | null; successor: string | null },
  today: Day,
): Promise<PersonWork> {
  const [person, all] = await Promise.all([personOf(trx, asked.person_id), postsHeld(trx, asked.person_id)])
  const live = all.filter(goesOn(today))
  const unit_id = asked.unit_id ?? (live.at(-1) ?? all.at(-1))?.unit_id ?? 0
  const of = { ...asked, unit_id }
  const [unit, there] = await Promise.all([
    trx.selectFrom('units').select('name').where('id', '=', unit_id).executeTakeFirst(),
    workersOf(trx, unit_id),
  ])
  if (!unit) throw new Problem('not_found')
  const elsewhere = live.filter((post) => post.unit_id !== of.unit_id)
  const going = { kind: 'person', ...of, mediates_no_more: mediatesNoMore(elsewhere) } as const
  const found = await lookedThrough(world, going, { ...NOTHING_NAMED, handlers: there }, today)
  const colleagues = Map.groupBy(
    there.filter((it) => it.person_id !== person.id),
    (it) => it.person_id,
  )
  return {
    name: person.name,
    sign_in_name: person.sign_in_name,
    unit_id,
    unit_name: unit.name,
    units: [...new Map([...live, ...all].map((post) => [post.unit_id, post.unit_name]))].map(([id, name]) => ({
      unit_id: id,
      name,
    })),
    roles: live.filter((post) => post.unit_id === of.unit_id).map((post) => ROLES[post.role]),
    elsewhere: elsewhere.map((post) => `${post.unit_name} · ${ROLES[post.role]}`),
    left: person.left_on !== null,
    ...found,
    colleagues: [...colleagues].map(([person_id, posts]) => ({
      person_id,
      name: posts[0]?.name ?? '',
      roles: posts.map((post) => ROLES[post.role]).join('、'),
      mediates: posts.some((post) => MEDIATING_ROLES.includes(post.role)),
    })),
  }
}

/** The numbers of files to go in which the successor is itself a party: nobody of it mediates there. */
const whereItIsParty = async (trx: Trx, ids: readonly string[], name: string): Promise<Numbered[]> => {
  const { rows } = await sql<Numbered>`
    select f.short_code, f.code, u.name as unit_name from files f join units u on u.id = f.responsible_unit
    where f.id = any (${`{${ids.join(',')}}`}::uuid[])
      and exists (select from mediations m where m.file_id = f.id and m.status = any (${`{${LIVE_MEDIATION.join(',')}}`}::text[]))
      and exists (select from parties p where p.file_id = f.id and p.name = ${name})
    order by f.id limit ${MOST}`.execute(trx)
  return rows
}

export async function unitsWork(
  world: World,
  trx: Trx,
  of: { unit_id: number; to_unit: number | null },
  today: Day,
): Promise<z.input<(typeof workOfUnit)['reply']>> {
  const [unit, to, county, people, running] = await Promise.all([
    unitCard(trx, of.unit_id),
    of.to_unit === null ? null : unitCard(trx, of.to_unit),
    trx.selectFrom('county').select('place_code').executeTakeFirstOrThrow(),
    trx
      .selectFrom('posts')
      .innerJoin('people', 'people.id', 'posts.person_id')
      .select(['people.name', 'posts.role', 'posts.until'])
      .where('posts.unit_id', '=', of.unit_id)
      .where((eb) => eb.or([eb('posts.until', 'is', null), eb('posts.until', '>=', today)]))
      .orderBy('people.name')
      .execute(),
    isRunning(trx, { units: [of.unit_id, ...(of.to_unit === null ? [] : [of.to_unit])] }),
  ])
  if (!unit) throw new Problem('not_found')
  const going = { kind: 'unit', from_unit: of.unit_id, to_unit: of.to_unit ?? 0 } as const
  const counted = await inScope(world.pool, scopeToHandOver(going, today), async (wide) => {
    const ids = await filesToGo(wide, going)
    const { rows } = await sql<{ open_files: number; ended_files: number; duties: number; mediations: number }>`
      select count(*) filter (where not (it.status = any (${ENDED}::text[]))) as open_files,
        count(*) filter (where it.status = any (${ENDED}::text[])) as ended_files,
        coalesce(sum((select count(*) from clocks c where c.file_id = it.file_id and c.owes_unit = ${of.unit_id}
          and c.state in ('running', 'paused'))), 0) as duties,
        coalesce(sum((select count(*) from mediations m where m.file_id = it.file_id
          and (m.facts->>'unit_id')::bigint = ${of.unit_id}
          and m.status = any (${`{${LIVE_MEDIATION.join(',')}}`}::text[]))), 0) as mediations
      from (select file_id, status from disputes union all select file_id, status from complaints) it
      where it.file_id = any (${`{${ids.join(',')}}`}::uuid[])`.execute(wide)
    return { ...rows[0], to_choose: to ? await whereItIsParty(wide, ids, to.name) : [] }
  })
  const unexamined = to ? await leftUnexamined(world, going) : 0
  const faults =
    of.to_unit === null ? [] : faultsOfGivingWay({ from: unit, to, county: county.place_code, running, unexamined })
  return {
    name: unit.name,
    kind_says: UNIT_KINDS[unit.kind as UnitKind],
    open_files: Number(counted.open_files ?? 0),
    ended_files: Number(counted.ended_files ?? 0),
    duties: Number(counted.duties ?? 0),
    mediations: Number(counted.mediations ?? 0),
    people: people.map(({ name, role }) => ({ name, role_says: ROLES[role as Role] })),
    takes_requests: unit.takes_requests,
    faults: faults.map((it) => it.says),
    to_choose: counted.to_choose,
  }
}

/** The codes a place had before, newest first. */
export async function formerCodes(trx: Trx, code: PlaceCode): Promise<PlaceCode[]> {
  const { rows } = await sql<{ code: PlaceCode }>`
    with recursive former(code, nth) as (
      select code, 1 from places where became = ${code}
      union all select p.code, former.nth + 1 from places p join former on p.became = former.code)
    select code from former order by nth`.execute(trx)
  return rows.map((row) => Number(row.code))
}

export async function placesWork(
  world: World,
  trx: Trx,
  of: { place_code: PlaceCode; code: string | undefined },
  today: Day,
): Promise<z.input<(typeof workOfPlace)['reply']>> {
  if (!isPlaceCode(of.place_code)) throw new Problem('not_found')
  const { lo, hi } = areaOf(of.place_code)
  const count = sql<number>`count(*)`.as('n')
  const within = sql<SqlBool>`code between ${lo} and ${hi} and until is null`
  const [{ place, faults }, former, below, units] = await Promise.all([
    aroundNewCode(trx, of.place_code, of.code ?? ''),
    formerCodes(trx, of.place_code),
    trx.selectFrom('places').select(count).where(within).executeTakeFirstOrThrow(),
    trx
      .selectFrom('units')
      .select(count)
      .where('place_code', '>=', lo)
      .where('place_code', '<=', hi)
      .where('until', 'is', null)
      .executeTakeFirstOrThrow(),
  ])
  const going = { kind: 'place', from_place: of.place_code, to_place: 0 } as const
  const files = await inScope(
    world.pool,
    scopeToHandOver(going, today),
    async (wide) => (await filesToGo(wide, going)).length,
  )
  return {
    name: place.name,
    code_says: officialText(of.place_code),
    former: former.map(officialText),
    files,
    places: Number(below.n) - 1,
    units: Number(units.n),
    faults: of.code === undefined || of.code === '' ? [] : faults.map((it) => it.says),
  }
}
