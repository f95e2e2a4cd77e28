import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ENDPOINTS } from '#contract/all.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { setNow } from '#server/clock.ts'
import { type Ask, type Crowd, crowd } from './callers.ts'
import { CASES } from './cases/all.ts'
import { request } from './make.ts'
import { standings } from './standing.ts'
import type { Point, Walk } from './ways.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

let world: TestWorld
let door: Crowd
/** One file a point for all fields that are asked there. */
let fileAt: (point: Point) => Promise<Walk>
beforeAll(async () => {
  world = await newWorld()
  door = await crowd(world, await newApp(world))
  fileAt = await standings(world, door.walks)
})
afterEach(() => setNow(null))

/** What a field holds: an id in the address, or one somewhere in the body. */
type Field = { endpoint: Endpoint; path: string[]; inAddress: boolean; many: boolean }
type Leaf = { format?: string; type?: string; items?: Leaf; properties?: Record<string, Leaf>; anyOf?: Leaf[] }

function idsIn(leaf: Leaf, path: string[] = []): { path: string[]; many: boolean }[] {
  const inner = leaf.anyOf ? (leaf.anyOf.find((one) => one.type !== 'null') ?? leaf) : leaf
  if (inner.format === 'uuid') return [{ path, many: false }]
  if (inner.items?.format === 'uuid') return [{ path, many: true }]
  if (inner.items) return idsIn(inner.items, path)
  return Object.entries(inner.properties ?? {}).flatMap(([name, of]) => idsIn(of, [...path, name]))
}
const printed = (schema: z.ZodType): Leaf => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Leaf
const FIELDS: Field[] = ENDPOINTS.flatMap((endpoint) => [
  ...idsIn(printed(endpoint.params)).map((it) => ({ endpoint, inAddress: true, ...it })),
  ...idsIn(printed(endpoint.body)).map((it) => ({ endpoint, inAddress: false, ...it })),
])
const nameOf = ({ endpoint, path }: Field): string => `${endpoint.id}.${path.join('.')}`

/** What the id of somebody else's thing gets: 404 in an address, 422 where the body names it; but for these. */
const OTHERWISE: Record<string, number> = {
  'switch_post.post_id': 403,
  'change_person.person_id': 403,
  'give_code.person_id': 403,
  'end_person.person_id': 403,
  'add_post.person_id': 403,
  'end_post.post_id': 403,
  'hand_over_person.person_id': 403,
  'hand_over_person.successor': 403,
  'work_of_person.person_id': 403,
  'succession.succession_id': 403,
  // An alarm is the administrator's and names no file.
  'acknowledge_alarm.alarm_id': 403,
  // The body names a file: one that cannot be seen is not there.
  'merge.file_id': 404,
  'complain.about_file': 404,
  // She mediated it, and writes nothing down that is said of her: told before whose words they are.
  'complain.said_by': 403,
  'reveal.party_id': 404,
  'open_sealed_note.note_id': 404,
  // The reasons are found in that file: one that cannot be seen is not there.
  'suspect_duplicate.suspicions.file_id': 404,
  // A scan is of a paper of this file: any other is not there.
  'begin_upload.for_paper': 404,
  // Only whom it was asked answers a question; one that is not open is told the same, whether it never was or is no more.
  'give_guidance.guidance_id': 403,
  'end_guidance.guidance_id': 409,
  // Who mediates answers no request for another mediator, whatever it names; one that is not open is told as one that never was.
  'grant_other_mediator.mediators': 403,
  'grant_other_mediator.waived_by': 403,
  'grant_other_mediator.agents': 403,
  'grant_other_mediator.wished_back_by': 403,
  'grant_other_mediator.request_id': 403,
  'keep_mediator.request_id': 403,
  'drop_other_mediator.request_id': 409,
  // A party's own copies are by her link alone; a seal that does not stand here is told as one that never was.
  'my_sealed_copy.seal_id': 403,
  'revoke_seal.seal_id': 409,
  // Only who keeps the rules changes one, whatever trial it names.
  'change_clock_rule.trial': 403,
  // A village supervises nobody, whatever duty it names.
  'supervise.clock_id': 403,
  // Asked here without bytes: told before anything is looked up. With bytes: src/server/storage/uploads.test.ts.
  'send_piece.file_id': 415,
  'send_piece.upload_id': 415,
  // No code was asked for that agreement: nothing of it is even looked at.
  'sign_agreement.part_id': 409,
}

/** The same request with a foreign id in one field. */
function swapped(ask: Ask, { endpoint, path, inAddress, many }: Field, foreign: string): Ask {
  if (inAddress) {
    const at = endpoint.path.split('/').indexOf(`:${path[0]}`)
    const parts = ask.url.split('/')
    parts[at] = foreign
    return { ...ask, url: parts.join('/') }
  }
  const body = JSON.parse(JSON.stringify(ask.body)) as Record<string, unknown>
  let on: Record<string, unknown> = body
  for (const name of path.slice(0, -1)) {
    const inner = on[name]
    on = (Array.isArray(inner) ? inner[0] : inner) as Record<string, unknown>
  }
  on[path.at(-1) ?? ''] = many ? [foreign] : foreign
  return { ...ask, body }
}

/** A file of a village in another town: nobody of this one sees it. */
async function anotherTowns(): Promise<Walk> {
  const { rows } = await world.owner.query(
    `select place_code::float8 as village from units where kind = 'village_centre' and takes_requests
     and place_code / 1000000 <> $1::bigint / 1000000 order by 1 limit 1`,
    [door.village],
  )
  return door.fresh('registered', { place_code: rows[0].village })
}

/** All an answer tells: its status, its headers but for the moment it was given, its body. */
function told({ statusCode, headers, body }: LightMyRequestResponse): string {
  const { date: _, ...rest } = headers
  return JSON.stringify([statusCode, rest, body])
}

// A file for each field: more than a minute where the machine has other work.
test('an id of somebody else’s file, part, person or post is refused in every field that takes one, and nothing leaks or moves', {
  timeout: 180_000,
}, async () => {
  expect(FIELDS.length).toBeGreaterThan(120)
  // One file in a village the director cannot see, and files at each point in her own: ids of neither may be bound to a third.
  const invisible = await anotherTowns()
  const stranger = door.crew.far
  const neighbours = new Map<string, Walk>()
  const neighbourAt = async (point: Point): Promise<Walk> => {
    const known = neighbours.get(point) ?? (await door.fresh(point))
    neighbours.set(point, known)
    return known
  }
  const countOf = async (ids: string[]): Promise<string> => {
    const moved = `select f.id, f.head_seq, (select count(*) from looks l where l.file_id = f.id) as looks from files f
      where id = any ($1) order by 1`
    return JSON.stringify((await world.owner.query(moved, [ids])).rows)
  }

  const wrong: string[] = []
  let compared = 0
  let own: { id: string; file: Walk } | null = null
  for (const field of FIELDS) {
    const { id } = field.endpoint
    const it = CASES[id as keyof typeof CASES]
    const by = it && (it.by === 'applicant' || it.by === 'respondent') ? it.by : 'director'
    const caller = by === 'applicant' ? 'party' : it?.by === 'town' || it?.by === 'peer' ? it.by : by
    const standing = own?.id === id ? own.file : door.isAct(id) && it ? await fileAt(it.from) : null
    const asked = await door.asking(id, caller, standing)
    own = { id, file: asked.file }
    const neighbour = await neighbourAt(it?.from ?? 'in_session')
    const name = field.path.at(-1) ?? ''
    const kind = it && field.endpoint.path.includes(':part_id') ? field.endpoint.path.split('/')[4] : null
    const ofPart = kind === 'parties' ? neighbour.applicant : neighbour.ids[kind?.slice(0, -1) as keyof Walk['ids']]
    const clause = it?.clause ? neighbour.obligations[it.clause] : undefined
    const foreign: Record<string, string[]> = {
      file_id: [invisible.file_id],
      part_id: [clause ?? ofPart ?? neighbour.ids.mediation ?? ''],
      post_id: [stranger.post_id],
      person_id: [stranger.person_id],
      mediators: [stranger.person_id],
      slots: [randomUUID()],
    }
    for (const value of foreign[name] ?? [invisible.applicant, neighbour.applicant]) {
      const before = await countOf([invisible.file_id, neighbour.file_id, asked.file.file_id])
      const answer = await door.send(swapped(asked.ask, field, value), await door.as(caller, asked.file))
      const expected = OTHERWISE[nameOf(field)] ?? (field.inAddress ? 404 : 422)
      if (answer.statusCode !== expected) wrong.push(`${nameOf(field)}: ${answer.statusCode}, not ${expected}`)
      // The id of what is not hers to see, and one of nothing at all: nobody can tell which it was.
      if (value === invisible.file_id || value === invisible.applicant) {
        const ofNothing = await door.send(swapped(asked.ask, field, randomUUID()), await door.as(caller, asked.file))
        if (told(answer) !== told(ofNothing))
          wrong.push(`${nameOf(field)}: ${told(answer)}, of nothing ${told(ofNothing)}`)
        compared += 1
      }
      if (answer.statusCode < 300) own = null
      else if ((await countOf([invisible.file_id, neighbour.file_id, asked.file.file_id])) !== before)
        wrong.push(`${nameOf(field)} moved something`)
      if (
        new RegExp(`${request.your_name}|${request.reach}|${invisible.short_code}|${neighbour.short_code}`).test(
          answer.body,
        )
      )
        wrong.push(`${nameOf(field)} tells of it`)
    }
  }
  expect(wrong).toEqual([])
  expect(compared).toBeGreaterThan(100)
  console.log(JSON.stringify({ id_fields: FIELDS.length, foreign_and_nothing_alike: compared }))
})

const ROUNDS = process.env.MATRIX === 'long' ? 1_000 : 100
const middle = (numbers: number[]): number =>
  numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

test('what is not hers to see takes as long to refuse as what is not there', { timeout: 600_000 }, async () => {
  const invisible = await anotherTowns()
  const director = await door.as('director')
  const body = (await door.asking('accept_here', 'director')).ask.body ?? {}
  const ways: Record<string, (id: string) => Promise<LightMyRequestResponse>> = {
    'its page': (id) => director.get(`/api/disputes/${id}`),
    'a paper of it': (id) => director.get(`/api/disputes/${id}/papers/${randomUUID()}/pdf`),
    'a step on it': (id) => director.post(`/api/disputes/${id}/steps/accept_here`, body),
  }
  for (const [what, ask] of Object.entries(ways)) {
    const took: Record<'foreign' | 'nothing', number[]> = { foreign: [], nothing: [] }
    for (let round = 0; round < ROUNDS; round += 1)
      for (const kind of round % 2 ? (['foreign', 'nothing'] as const) : (['nothing', 'foreign'] as const)) {
        const begun = performance.now()
        const answer = await ask(kind === 'foreign' ? invisible.file_id : randomUUID())
        took[kind].push(performance.now() - begun)
        expect(answer.statusCode, what).toBe(404)
      }
    const apart_ms = Math.abs(middle(took.foreign) - middle(took.nothing))
    console.log(JSON.stringify({ refusing: what, rounds: ROUNDS, p50_apart_ms: Math.round(apart_ms * 100) / 100 }))
    expect(apart_ms, what).toBeLessThan(5)
  }
})

test('parts are found only where they stand: a task is no party, a dispute no task', async () => {
  const file = await door.fresh('in_handling')
  const director = await door.as('director')
  for (const part of [file.applicant, file.file_id, randomUUID()]) {
    const answer = await director.post(`/api/disputes/${file.file_id}/tasks/${part}/steps/resolve_task`, {
      how: 'matter_put_right',
      account: '已处理。',
    })
    expect(answer.json()).toMatchObject({ status: 404, code: 'no_such_part' })
  }
})
