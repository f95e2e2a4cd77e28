import { v7 } from 'uuid'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { type Half, mondayOf } from '#domain/organisations/duty.ts'
import type { Role, UnitKind } from '#domain/organisations/words.ts'
import { now, setNow } from '#server/clock.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import { makeWeek } from '#server/organisations/duty.ts'
import type { World } from '#server/world.ts'

/** On which days of the week (0: Monday) somebody is on duty, and which half. */
type Turn = readonly [sign_in_name: string, days: readonly number[], half: Half]
const WORKING = [0, 1, 2, 3, 4] as const
const EVERY = [0, 1, 2, 3, 4, 5, 6] as const

/** Who keeps a roster, of her own unit; mediators of the town take turns at the centre (轮驻). */
const ROSTERS: readonly (readonly [keeper: string, turns: readonly Turn[]])[] = [
  [
    'long.dachuan',
    [
      ['ding.xiaohe', EVERY, 'day'],
      ['shan.ruoshui', WORKING, 'morning'],
      ['luo.chunxiao', [1, 3, 5], 'afternoon'],
      ['ji.changfeng', [0, 2, 4, 6], 'afternoon'],
    ],
  ],
  [
    'ji.changfeng',
    [
      ['luo.chunxiao', [0, 2, 4], 'day'],
      ['gui.yizhou', [1, 3, 5], 'day'],
    ],
  ],
  ['tian.youyu', [['tian.youyu', EVERY, 'day']]],
  [
    'wenren.jie',
    [
      ['gu.nianci', [0, 1, 2, 5], 'day'],
      ['shi.jingting', [3, 4, 6], 'day'],
      ['wenren.jie', WORKING, 'morning'],
    ],
  ],
  ['song.pingchuan', [['song.pingchuan', EVERY, 'day']]],
]

/** The rosters of last week and this one, each made on its Monday morning as its keeper does it on the page. */
export async function keepRosters(world: World): Promise<void> {
  const told = now()
  const monday = mondayOf(dayIn(told))
  try {
    for (const begins of [addDays(monday, -7), monday]) {
      const early = `${begins}T00:30:00.000Z`
      setNow(early < told ? early : told)
      await weekOfAll(world, begins)
    }
  } finally {
    setNow(null)
  }
}

async function weekOfAll(world: World, monday: string): Promise<void> {
  const scope = nobody(monday)
  const staff = await inScope(world.pool, scope, (trx) =>
    trx
      .selectFrom('people')
      .innerJoin('posts', 'posts.person_id', 'people.id')
      .innerJoin('units', 'units.id', 'posts.unit_id')
      .select(['people.sign_in_name', 'people.id as person_id', 'people.name', 'posts.id as post_id', 'posts.role'])
      .select(['units.id as unit_id', 'units.kind as unit_kind', 'units.name as unit_name', 'units.place_code'])
      .orderBy('posts.id', 'desc')
      .execute(),
  )
  const known = new Map(staff.map((it) => [it.sign_in_name, it]))
  const found = (name: string) => {
    const one = known.get(name)
    if (!one) throw new Error(`a roster names ${name}, who is not there`)
    return one
  }
  for (const [keeper, turns] of ROSTERS) {
    const { sign_in_name: _, role, unit_kind, ...post } = found(keeper)
    const actor = { kind: 'staff' as const, role: role as Role, unit_kind: unit_kind as UnitKind, ...post }
    const session = { token_hash: Buffer.alloc(0), began_at: now(), actor }
    const shifts = turns.flatMap(([name, days, half]) =>
      days.map((day) => ({ person_id: found(name).person_id, on: addDays(monday, day), half })),
    )
    const week = { unit_id: actor.unit_id, monday, base_version: 0, shifts, key: v7() }
    await makeWeek(world, { kind: 'staff', actor, scope, session }, week)
  }
}
