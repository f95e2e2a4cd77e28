import type { Ask } from './callers.ts'
import type { TestWorld } from './world.ts'

const reason = '机构调整文件第三号'

/** Somebody, a post and a unit to administer: of a village far from the tests' own people, so that nobody is missed. */
async function someone(world: TestWorld): Promise<{ person_id: string; post_id: string; unit_id: number }> {
  const { rows } = await world.owner.query<{ person_id: string; post_id: string; unit_id: string }>(
    `select o.person_id, o.id as post_id, o.unit_id from posts o join units u on u.id = o.unit_id
     where o.role = 'village_mediator' order by u.place_code desc, o.id desc limit 1`,
  )
  const [row] = rows
  if (!row) throw new Error('the demo county has no village mediator')
  return { ...row, unit_id: Number(row.unit_id) }
}

/** A hand-over that is done: of nothing, so that nothing moved by it. */
async function handedOver(world: TestWorld): Promise<string> {
  const { rows } = await world.owner.query<{ id: string }>(
    `insert into successions (id, kind, at, by_person, by_post, reason, person_id, from_unit, mediates_no_more, total, finished_at, test_time)
     select gen_random_uuid(), 'person', '2026-01-05T01:00:00Z', o.person_id, o.id, '调走', o.person_id, o.unit_id, false, 0,
       '2026-01-05T01:00:00Z', true from posts o limit 1 returning id`,
  )
  return rows[0]?.id ?? ''
}

/** An alarm on the administrator's desk, over already: of those that stand there is one a condition. */
async function alarmed(world: TestWorld): Promise<string> {
  const { rows } = await world.owner.query<{ id: string }>(
    `insert into alarms (id, condition, level, reading, worst, since, until, test_time)
     values (gen_random_uuid(), 'disk_data', 'warning', 90, 90, '2026-01-05T01:00:00Z', '2026-01-05T02:00:00Z', true) returning id`,
  )
  return rows[0]?.id ?? ''
}

/** A code of a village that is not there yet, in the town of one that is. */
const freeCode = (village: number, nth: number): string => `${String(village).slice(0, 9)}${400 + (nth % 500)}`
/** A code a village comes under: never one that a place was made with. */
const laterCode = (village: number, nth: number): string => `${String(village).slice(0, 9)}${900 + (nth % 100)}`

let nth = 0
/** Bodies that are right in themselves, for each change of the administration. */
const bodies = (village: number, unit_id: number): Record<string, () => Record<string, unknown>> => {
  const unit = { phone: '0960-5550009', address: '', hours: '', takes_requests: false, reason }
  return {
    add_place: () => {
      nth += 1
      return { code: freeCode(village, nth), name: `新村${nth}`, kind: 'village', reason }
    },
    change_place: () => ({ name: '改名村', kind: 'village', reason }),
    end_place: () => ({ reason }),
    add_unit: () => {
      nth += 1
      return { kind: 'police_station', name: `新设派出所${nth}`, place_code: village, ...unit }
    },
    change_unit: () => ({ name: '改名的单位', ...unit }),
    end_unit: () => ({ reason }),
    add_person: () => {
      nth += 1
      return { name: '尚新', sign_in_name: `shang.xin${nth}`, unit_id, role: 'village_mediator', reason }
    },
    change_person: () => ({ name: '尚新禾', reason }),
    give_code: () => ({ reason }),
    end_person: () => ({ reason }),
    add_post: () => ({ unit_id, role: 'village_director', reason }),
    end_post: () => ({ reason }),
    hand_over_person: () => ({ unit_id, successor: null, reason }),
    hand_over_unit: () => ({ to_unit: unit_id, reason }),
    recode_place: () => {
      nth += 1
      return { code: laterCode(village, nth), reason }
    },
  }
}

const PATHS: Record<string, string> = {
  add_place: '/places',
  change_place: '/places/:place_code/change',
  end_place: '/places/:place_code/end',
  add_unit: '/units',
  change_unit: '/units/:unit_id/change',
  end_unit: '/units/:unit_id/end',
  add_person: '/people',
  change_person: '/people/:person_id/change',
  give_code: '/people/:person_id/code',
  end_person: '/people/:person_id/end',
  add_post: '/people/:person_id/posts',
  end_post: '/posts/:post_id/end',
  hand_over_person: '/people/:person_id/succession',
  hand_over_unit: '/units/:unit_id/succession',
  recode_place: '/places/:place_code/code',
}

/** How each endpoint of the administration is asked, on things made for it, so that it succeeds for who may. */
export function administration(world: TestWorld, village: number): Record<string, () => Ask | Promise<Ask>> {
  const read = (path: string) => (): Ask => ({ method: 'GET', url: `/api/administration${path}` })
  const changes = Object.entries(PATHS).map(([id, path]) => [id, () => onFresh(world, village, id, path)] as const)
  return {
    administration_overview: read(''),
    administered_places: read('/places'),
    administered_units: read('/units'),
    administered_people: read('/people'),
    administration_log: read('/log'),
    day_heads: read('/day-heads'),
    upkeep: read('/upkeep'),
    standing_alarms: read('/alarms/standing'),
    alarm_history: read('/alarms'),
    audit: read('/audit'),
    acknowledge_alarm: async () => ({
      method: 'POST',
      url: `/api/administration/alarms/${await alarmed(world)}/acknowledge`,
      body: {},
    }),
    successions: read('/successions'),
    succession: async () => ({
      method: 'GET',
      url: `/api/administration/successions/${await handedOver(world)}`,
    }),
    work_of_person: async () => {
      const { person_id } = await someone(world)
      return { method: 'GET', url: `/api/administration/people/${person_id}/work` }
    },
    work_of_unit: async () => {
      const { unit_id } = await someone(world)
      return { method: 'GET', url: `/api/administration/units/${unit_id}/work` }
    },
    work_of_place: read(`/places/${village}/work`),
    ...Object.fromEntries(changes),
  }
}

/** A place, a unit, a person and a post of their own, so that ending them ends nothing others need. */
async function onFresh(world: TestWorld, village: number, id: string, path: string): Promise<Ask> {
  nth += 1
  const { rows } = await world.owner.query(
    `with place as (insert into places (code, level, kind, name, parent_code, source)
       select ($1 || '000')::bigint, 'village', 'village', $2, ($1::bigint / 1000 * 1000 || '000')::bigint, '测试' returning code),
     unit as (insert into units (number, kind, name, place_code, phone, address, hours, takes_requests)
       select (select max(number) + 1 from units), 'village_committee', $2, $3, '', '', '', false returning id),
     person as (insert into people (id, name, sign_in_name, created_at, is_demo)
       select gen_random_uuid(), $2, 'fresh' || $4, '2026-01-05T01:00:00Z', true returning id),
     post as (insert into posts (id, person_id, unit_id, role, from_on)
       select gen_random_uuid(), person.id, u.id, 'village_mediator', '2026-01-05'
       from person, (select id from units where place_code = $3 and kind = 'village_committee' limit 1) u returning id, unit_id)
     select place.code::text as place_code, unit.id::text as unit_id, person.id as person_id, post.id as post_id,
       post.unit_id::int as works_at from place, unit, person, post`,
    [freeCode(village, nth), `测试${nth}`, village, String(nth)],
  )
  const made = rows[0] as Record<string, string> & { works_at: number }
  const url = path.replace(/:(\w+)/g, (_, name: string) => made[name] ?? '')
  return { method: 'POST', url: `/api/administration${url}`, body: bodies(village, made.works_at)[id]?.() ?? {} }
}

/** Right bodies and addresses for junk to be put into. */
export async function administrationBodies(world: TestWorld, village: number) {
  const { person_id, post_id, unit_id } = await someone(world)
  const ids: Record<string, string> = { person_id, post_id, unit_id: String(unit_id), place_code: String(village) }
  const addressOf = (path: string): string => path.replace(/:(\w+)/g, (word, name: string) => ids[name] ?? word)
  return { right: bodies(village, unit_id), addressOf }
}
