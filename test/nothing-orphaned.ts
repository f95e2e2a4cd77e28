import { LIVE_MEDIATION } from '#domain/disputes/parts.ts'
import { MEDIATING_ROLES } from '#domain/organisations/words.ts'
import type { TestWorld } from './world.ts'

const LIVE = "state in ('running', 'paused')"
const HELD = (person: string) =>
  `o.person_id = ${person} and (o.until is null or o.until >= $1::date) and o.from_on <= $1::date and o.person_id in (select id from people where left_on is null)`

/** What would belong to nobody: asked of the rows, sharing nothing with what handed them over (threats I8). */
export async function orphans(world: Pick<TestWorld, 'owner'>, today: string): Promise<string[]> {
  const { rows } = await world.owner.query<{ says: string }>(
    `select f.short_code || ' has no live unit, or not exactly one, that answers for it' as says from files f
       join units u on u.id = f.responsible_unit
       where u.until is not null or (select count(*) from involvements i where i.file_id = f.id
         and i.as_what = 'responsible' and i.until is null and i.unit_id = f.responsible_unit) <> 1
         or (select count(*) from involvements i where i.file_id = f.id and i.as_what = 'responsible' and i.until is null) <> 1
     union all select f.short_code || ' ' || c.rule || ' is owed by a unit that has ended' from clocks c
       join files f on f.id = c.file_id join units u on u.id = c.owes_unit where c.${LIVE} and u.until is not null
     union all select f.short_code || ' ' || c.rule || ' is owed by somebody who is not there' from clocks c
       join files f on f.id = c.file_id where c.${LIVE} and c.owes_person is not null
         and not exists (select from posts o where o.unit_id = c.owes_unit and ${HELD('c.owes_person')})
     union all select f.short_code || ' a task is handled by a unit that has ended' from tasks t
       join files f on f.id = t.file_id join units u on u.id = t.unit_id where u.until is not null
     union all select f.short_code || ' a part is of a unit that has ended' from
       (select file_id, facts from mediations union all select file_id, facts from agreements
        union all select file_id, facts from obligations union all select file_id, facts from visits
        union all select file_id, facts from complaints) p
       join files f on f.id = p.file_id join units u on u.id = (p.facts->>'unit_id')::bigint where u.until is not null
     union all select f.short_code || ' is open to a unit that has ended' from involvements i
       join files f on f.id = i.file_id join units u on u.id = i.unit_id where u.until is not null and i.until is null
     union all select f.short_code || ' is mediated by somebody who may not' from mediations m
       join files f on f.id = m.file_id, jsonb_array_elements(m.facts->'mediators') as mediator
       where m.status = any ($2) and not exists (
         select from posts o where ${HELD("(mediator->>'person_id')::uuid")} and o.role = any ($3))
     union all select f.short_code || ' lies in a place that has ended' from files f
       join places p on p.code = f.place_code where p.until is not null
     union all select l.kind || ' of the registers lies on a unit that has ended, and nobody came after it' from (
         select i.id, i.kind, 0 as line, i.unit_id from register_items i where i.kind in ('measure', 'paper')
         union all select i.id, i.kind, row_number() over (partition by i.id order by nth_named), unit::bigint
           from register_items i, jsonb_array_elements_text(i.body->'units') with ordinality as named(unit, nth_named)
           where i.kind = 'measure' and unit::bigint <> i.unit_id
         union all select i.id, i.kind, nth_named - 1, (promise->>'unit_id')::bigint
           from register_items i join register_entries e on e.item_id = i.id and e.act = 'hold',
             jsonb_array_elements(e.body->'promises') with ordinality as named(promise, nth_named)
         union all select i.id, i.kind, null, i.unit_id from register_items i where i.kind = 'site'
           or i.kind = 'reception' and not exists (select from register_entries e where e.item_id = i.id and e.act = 'hold')) l
       where not exists (select from register_entries e where e.item_id = l.id and e.act = 'end')
         and not exists (select from register_entries e where e.item_id = l.id and e.act = 'confirm' and e.line = l.line)
         and not exists (
           with recursive after(id) as (
             select l.unit_id union select s.to_unit from successions s join after on s.from_unit = after.id where s.kind = 'unit')
           select from after join units u on u.id = after.id where u.until is null)`,
    [today, LIVE_MEDIATION, MEDIATING_ROLES],
  )
  return rows.map((row) => row.says).sort()
}

/** Every day anybody owes, and when each request came in, under its code for life: what no hand-over moves (threats I22). */
export async function days(world: Pick<TestWorld, 'owner'>): Promise<unknown[]> {
  const { rows } = await world.owner.query(
    `select c.id::text, c.rule, c.part_id::text, c.started_on::text, c.start_event, c.due_on::text, c.due_at::text, c.state,
       c.paused_on::text, c.paused_days, f.code, f.short_code, f.received_at::text
     from clocks c join files f on f.id = c.file_id order by c.id`,
  )
  return rows
}
