import { dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import type { Ask } from './callers.ts'
import type { Crew } from './crew.ts'
import type { TestWorld } from './world.ts'

type Row = { kind: string; place_code: number; unit_id: number; body: object }

/** An item written down long ago by the county's dispatcher, so that a change finds something to be made of. */
async function item(world: TestWorld, crew: Crew, { kind, place_code, unit_id, body }: Row): Promise<string> {
  const { rows } = await world.owner.query<{ id: string }>(
    `insert into register_items (id, kind, place_code, laid_by, unit_id, body, made_at, by_person, by_post, test_time)
     values (gen_random_uuid(), $1, $2, $7, $3, $4, '2026-01-05T01:00:00Z', $5, $6, true) returning id`,
    [
      ...[kind, place_code, unit_id, JSON.stringify(body), crew.dispatcher.person_id, crew.dispatcher.post_id],
      crew.town_director.place_code,
    ],
  )
  return rows[0]?.id ?? ''
}

async function claimed(world: TestWorld, crew: Crew, id: string): Promise<string> {
  await world.owner.query(
    `insert into register_entries (id, item_id, nth, act, line, body, at, by_person, by_post, test_time)
     values (gen_random_uuid(), $1, 1, 'report', 0, $2, '2026-01-06T01:00:00Z', $3, $4, true)`,
    [
      id,
      JSON.stringify({ on: '2026-01-06', text: '名册建好了。', done: true }),
      crew.director.person_id,
      crew.director.post_id,
    ],
  )
  return id
}

/** Bodies that are right in themselves, for each change of a register. */
export const registerBodies = (village: number, unit_id: number): Record<string, () => Record<string, unknown>> => {
  const today = dayIn(now())
  return {
    add_measure: () => ({
      ...{ number: '1', text: '建好调解员名册。', source: '枫委发〔2026〕1号', due_on: '2026-12-31' },
      lead_unit: unit_id,
      units: [],
    }),
    add_paper: () => ({ paper_kind: 'plan', title: '工作方案', number: '', on: today, kept_at: '档案柜', text: '' }),
    add_site: () => ({ place_code: village, unit_id, since: '2026-01-05', text: '小事不出村。' }),
    add_reception: () => ({ way: 'receive', leader: '岳某', leader_post: '副县长', on: today, where: '接访室' }),
    report_item: () => ({ line: 0, on: today, text: '名册建了一半。', done: false }),
    confirm_item: () => ({ line: 0, how: 'papers', text: '名册齐了。' }),
    send_back_item: () => ({ line: 0, text: '还差两个村。' }),
    hold_reception: () => ({ on: today, came: 2, text: '反映路灯不亮。', codes: [], promises: [] }),
    end_item: () => ({ text: '示范期满。' }),
  }
}

/** How each endpoint of the registers is asked, on items of this village's town made for it. */
export function registerQuestions(world: TestWorld, crew: Crew): Record<string, () => Ask | Promise<Ask>> {
  const village = crew.director.place_code
  const town = crew.town_director.place_code
  const bodies = registerBodies(village, crew.director.unit_id)
  const body = (id: string) => bodies[id]?.() ?? {}
  const post = (url: string, id: string): Ask => ({ method: 'POST', url: `/api/registers/${url}`, body: body(id) })
  const measure = () =>
    item(world, crew, {
      ...{ kind: 'measure', place_code: town, unit_id: crew.director.unit_id },
      body: body('add_measure'),
    })
  return {
    registers: () => ({ method: 'GET', url: '/api/registers?kind=measure' }),
    register_sheet: () => ({ method: 'GET', url: '/api/registers/sheet?kind=reception' }),
    register_duties: () => ({ method: 'GET', url: '/api/registers/duties' }),
    add_measure: () => post('measures', 'add_measure'),
    add_paper: () => post('papers', 'add_paper'),
    add_site: () => post('sites', 'add_site'),
    add_reception: () => post('receptions', 'add_reception'),
    report_item: async () => post(`${await measure()}/report`, 'report_item'),
    confirm_item: async () => post(`${await claimed(world, crew, await measure())}/confirm`, 'confirm_item'),
    send_back_item: async () => post(`${await claimed(world, crew, await measure())}/send-back`, 'send_back_item'),
    hold_reception: async () => {
      const of = { kind: 'reception', place_code: town, unit_id: crew.town.unit_id }
      return post(`${await item(world, crew, { ...of, body: body('add_reception') })}/hold`, 'hold_reception')
    },
    end_item: async () => {
      const of = { kind: 'site', place_code: village, unit_id: crew.department.unit_id }
      return post(`${await item(world, crew, { ...of, body: body('add_site') })}/end`, 'end_item')
    },
  }
}
