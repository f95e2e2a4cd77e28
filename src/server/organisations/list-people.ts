import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import type { administeredPeople, PersonLine, PersonState } from '#contract/administration.ts'
import { inForce } from '#domain/organisations/administration.ts'
import type { Language } from '#domain/organisations/languages.ts'
import { ROLES, type Role } from '#domain/organisations/words.ts'
import type { Trx } from '../db/connection.ts'
import { holds, PAGE, PAGED } from './list-places.ts'

/** Not yet activated, here, or left. People of the demo are entered by a click and need no activation. */
const STATE = sql<PersonState>`case when left_on is not null then 'left'
  when password_hash is null and (not is_demo or activation_hash is not null) then 'waiting' else 'active' end`

/** How many people work here, and how many of them have not activated their account. */
export async function countPeople(trx: Trx): Promise<{ people: number; waiting: number }> {
  const row = await trx
    .selectFrom('people')
    .select([
      (eb) => eb.fn.countAll<number>().as('people'),
      sql<number>`count(*) filter (where ${STATE} = 'waiting')`.as('waiting'),
    ])
    .where('left_on', 'is', null)
    .executeTakeFirstOrThrow()
  return { people: Number(row.people), waiting: Number(row.waiting) }
}

type Asked = z.output<(typeof administeredPeople)['query']>
type Held = { id: string; role: Role; unit_id: number; unit_name: string; from_on: string; until: string | null }

/** Whether a post is held today, still to come, or over (also one that was ended before it began). */
const stateOf = (post: Held, today: string): 'held' | 'coming' | 'over' => {
  if (inForce(post, today)) return 'held'
  return post.from_on > today && (post.until === null || post.until >= post.from_on) ? 'coming' : 'over'
}

/** People by sign-in name, with every post they have or had; those who left only when asked for. */
export async function listPeople(
  trx: Trx,
  { words, role, state, unit_id, page }: Asked,
  { today, me }: { today: string; me: string },
) {
  const holding = (
    more: ReturnType<typeof sql>,
  ) => sql<SqlBool>`exists (select from posts o where o.person_id = people.id
    and (o.until is null or o.until >= ${today}::date) and ${more})`
  const [rows, unit, county] = await Promise.all([
    trx
      .selectFrom('people')
      .select([
        'id',
        'name',
        'sign_in_name',
        'languages',
        'left_on',
        'activation_until',
        STATE.as('state'),
        sql<Held[] | null>`(select jsonb_agg(w) from (
          select o.id, o.role, o.unit_id, u.name as unit_name, o.from_on, o.until
          from posts o join units u on u.id = o.unit_id where o.person_id = people.id
          order by (o.until is not null and o.until < ${today}::date), o.from_on desc, o.id) w)`.as('posts'),
        PAGED,
      ])
      .$if(role !== undefined, (query) => query.where(holding(sql`o.role = ${role}`)))
      .$if(unit_id !== undefined, (query) => query.where(holding(sql`o.unit_id = ${unit_id}`)))
      .$if(state !== undefined, (query) => query.where(sql<SqlBool>`${STATE} = ${state}`))
      .$if(state === undefined, (query) => query.where('left_on', 'is', null))
      .$if(Boolean(words), (query) =>
        query.where((eb) => eb.or([holds('name', words ?? ''), holds('sign_in_name', words ?? '')])),
      )
      .orderBy('sign_in_name')
      .limit(PAGE)
      .offset((page - 1) * PAGE)
      .execute(),
    unit_id === undefined
      ? undefined
      : trx.selectFrom('units').select('name').where('id', '=', unit_id).executeTakeFirst(),
    trx.selectFrom('county').select('is_demo').executeTakeFirst(),
  ])
  const lines = rows.map(
    ({ total: _, activation_until, posts, ...person }): z.input<typeof PersonLine> => ({
      ...person,
      languages: person.languages as Language[],
      code_until: activation_until,
      is_me: person.id === me,
      posts: (posts ?? []).map((post) => ({
        ...post,
        role_says: ROLES[post.role],
        state: stateOf(post, today),
      })),
    }),
  )
  return {
    lines,
    total: Number(rows[0]?.total ?? 0),
    unit_name: unit?.name ?? null,
    demo: county?.is_demo ?? false,
  }
}
