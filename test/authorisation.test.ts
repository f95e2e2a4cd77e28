import { randomUUID } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ENDPOINTS } from '#contract/all.ts'
import { faces } from '#demo/faces.ts'
import { enter, request, speaker } from './make.ts'
import { newApp, newWorld, type TestWorld } from './world.ts'

/** Addresses that are no endpoint of the contract: why each may be open to anyone. */
const BESIDES: Record<string, string> = {
  'GET /healthz': 'says only that it is ready',
  'GET /openapi.json': 'the printed interface holds no data',
  'GET /api/setup/template.xlsx': 'the empty spreadsheet holds no data',
  'GET /assets/*': 'the built screens hold no data',
}

/** Everybody who may stand before the door, as seen from one file of one village: where they work, and as what. */
const CALLERS = {
  anyone: null,
  party: 'link of this file',
  other: 'link of another file',
  clerk: 'village_director',
  mediator: 'village_mediator',
  grid: 'grid_worker',
  near: 'village_director next door',
  town: 'town_intake above',
  far: 'town_intake elsewhere',
  county: 'county_intake',
  justice: 'justice_officer',
  leader: 'county_leader',
  admin: 'system_administrator',
  auditor: 'security_auditor',
  privacy: 'data_protection_officer',
} as const
type CallerName = keyof typeof CALLERS

/**
 * The authorisation table (threats G7): endpoint × caller → status, the file being in a state in which the step may be taken.
 * 401 who are you · 403 you see it, but this is not yours to do · 404 for you it does not exist.
 */
const STATUSES = `
                   anyone party other clerk mediator grid near town far county justice leader admin auditor privacy
county_info        200    200   200   200   200      200  200  200  200 200    200     200    200   200     200
places_under       200    200   200   200   200      200  200  200  200 200    200     200    200   200     200
my_dispute         401    200   200   403   403      403  403  403  403 403    403     403    403   403     403
who_looked         401    200   200   403   403      403  403  403  403 403    403     403    403   403     403
desk               401    403   403   200   200      200  200  200  200 200    200     200    200   200     200
files              401    403   403   200   200      200  200  200  200 200    200     200    200   200     200
find               401    403   403   200   200      200  200  200  200 200    200     200    200   200     200
file               401    403   403   200   200      200  404  200  404 200    200     200    404   404     404
reveal             401    403   403   200   200      200  404  200  404 200    200     200    404   404     404
me                 401    403   403   200   200      200  200  200  200 200    200     200    200   200     200
sign_in            401    401   401   401   401      401  401  401  401 401    401     401    401   401     401
sign_out           401    403   403   200   200      200  200  200  200 200    200     200    200   200     200
switch_post        401    403   403   200   200      200  200  200  200 200    200     200    200   200     200
begin_activation   404    404   404   404   404      404  404  404  404 404    404     404    404   404     404
finish_activation  404    404   404   404   404      404  404  404  404 404    404     404    404   404     404
demo_people        200    200   200   200   200      200  200  200  200 200    200     200    200   200     200
enter_demo         200    200   200   200   200      200  200  200  200 200    200     200    200   200     200
setup_state        404    404   404   404   404      404  404  404  404 404    404     404    404   404     404
setup_county       404    404   404   404   404      404  404  404  404 404    404     404    404   404     404
register           201    201   201   201   201      201  201  201  201 201    201     201    201   201     201
ask_supplement     401    403   403   200   200      403  404  200  404 200    403     403    404   404     404
supply_supplement  401    200   404   200   200      403  404  200  404 200    403     403    404   404     404
record_identity    401    403   403   200   200      403  404  200  404 200    403     403    404   404     404
accept_here        401    403   403   200   200      403  404  200  404 200    403     403    404   404     404
refuse             401    403   403   200   200      403  404  403  404 403    403     403    404   404     404
withdraw           401    200   404   200   200      403  404  403  404 403    403     403    404   404     404
resolve_task       401    403   403   200   200      403  404  403  404 403    403     403    404   404     404
leave_unresolved   401    403   403   200   200      403  404  403  404 403    403     403    404   404     404
close              401    403   403   200   200      403  404  403  404 403    403     403    404   404     404
`

/** Where the file shows itself to whom, and whether its people stand there plainly (domain 10.3). */
const SEEN = `
                   clerk mediator grid near town far county justice leader admin auditor privacy
desk               yes   yes      yes  no   no   no  no     no      no     no    no      no
area               yes   no       no   no   yes  no  yes    yes     yes    no    no      no
mine               yes   yes      yes  no   no   no  no     no      no     no    no      no
found              yes   yes      yes  no   yes  no  yes    yes     yes    no    no      no
plain              yes   yes      yes  no   no   no  no     no      no     no    no      no
`

function parse(text: string): Record<string, Record<string, string>> {
  const [head, ...lines] = text.trim().split('\n').map((line) => line.trim().split(/\s+/))
  return Object.fromEntries(lines.map(([name = '', ...cells]) => [name, Object.fromEntries((head ?? []).map((column, at) => [column, cells[at] ?? '']))]))
}
const table = parse(STATUSES)

type Fresh = { file_id: string; link: string; party_id: string; task_id: string; short_code: string }
type Ask = { method: 'GET' | 'POST' | 'DELETE'; url: string; body?: object }

let world: TestWorld
let app: FastifyInstance
let routes: string[]
let names: Record<CallerName, string>
let village: number
let another: Fresh
const cookies = new Map<string, string>()

beforeAll(async () => {
  world = await newWorld()
  const found = new Set<string>()
  // Every route is heard of as it is registered, whoever registers it.
  const hear = (message: unknown): void => {
    ;(message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') found.add(`${one} ${url}`)
    })
  }
  subscribe('fastify.initialization', hear)
  app = await newApp(world)
  unsubscribe('fastify.initialization', hear)
  routes = [...found].sort()

  const { rows } = await world.owner.query<{ sign_in_name: string; role: string; place: string; kind: string }>(
    `select p.sign_in_name, o.role, u.place_code::text as place, u.kind from posts o join people p on p.id = o.person_id join units u on u.id = o.unit_id order by 3, 2, 1`,
  )
  const who = (role: string, test: (place: string, kind: string) => boolean): string => {
    const row = rows.find((it) => it.role === role && test(it.place, it.kind))
    if (!row) throw new Error(`nobody is ${role}`)
    return row.sign_in_name
  }
  const grid = rows.find((row) => row.role === 'grid_worker')
  const here = grid?.place ?? ''
  const town = here.slice(0, 9)
  village = Number(here)
  names = {
    anyone: '',
    party: '',
    other: '',
    clerk: who('village_director', (place) => place === here),
    mediator: who('village_mediator', (place, kind) => place === here && kind === 'village_centre'),
    grid: grid?.sign_in_name ?? '',
    near: who('village_director', (place) => place.startsWith(town) && place !== here),
    town: who('town_intake', (place) => place.startsWith(town)),
    far: who('town_intake', (place) => !place.startsWith(town)),
    county: who('county_intake', () => true),
    justice: who('justice_officer', (place) => place.startsWith(town)),
    leader: who('county_leader', () => true),
    admin: who('system_administrator', () => true),
    auditor: who('security_auditor', () => true),
    privacy: who('data_protection_officer', () => true),
  }
  another = await fresh('registered')
})

const as = async (caller: CallerName, file?: Fresh) => {
  if (caller === 'anyone') return speaker(app)
  if (caller === 'party') return speaker(app, { link: file?.link ?? another.link })
  if (caller === 'other') return speaker(app, { link: another.link })
  const cookie = cookies.get(caller) ?? (await enter(world, names[caller]))
  cookies.set(caller, cookie)
  return speaker(app, { cookie })
}

/** A new file of the village, walked to a state by its clerk. */
async function fresh(state: 'registered' | 'supplementing' | 'open' | 'resolved', said: object = {}): Promise<Fresh> {
  const filed = (await speaker(app).post('/api/disputes/steps/register', { ...request, ...said, place_code: village })).json()
  const clerk = await as('clerk')
  const step = (name: string, body: object, part = '') => clerk.post(`/api/disputes/${filed.file_id}${part}/steps/${name}`, body)
  const partOf = (answer: LightMyRequestResponse, kind: string): string => answer.json().parts.find((it: { part: string }) => it.part === kind)?.id ?? ''
  if (state === 'supplementing') await step('ask_supplement', { missing: ['wish'] })
  let task_id = ''
  if (state === 'open' || state === 'resolved') task_id = partOf(await step('accept_here', {}), 'task')
  if (state === 'resolved') await step('resolve_task', { how: 'matter_put_right', account: '已经让出水沟。' }, `/tasks/${task_id}`)
  const { rows } = await world.owner.query('select id from parties where file_id = $1', [filed.file_id])
  return { file_id: filed.file_id, short_code: filed.short_code, link: filed.link.split('#')[1], party_id: rows[0].id, task_id }
}

/** How each endpoint is asked: its address and a body that is right in itself. */
async function asking(id: string, caller: CallerName): Promise<{ ask: Ask; file?: Fresh }> {
  const onFile = async (state: Parameters<typeof fresh>[0], body: (file: Fresh) => object, part = ''): Promise<{ ask: Ask; file: Fresh }> => {
    const file = await fresh(state)
    return { file, ask: { method: 'POST', url: `/api/disputes/${file.file_id}${part && `/tasks/${file.task_id}`}/steps/${id}`, body: body(file) } }
  }
  const get = (url: string): { ask: Ask } => ({ ask: { method: 'GET', url } })
  const post = (url: string, body: object): { ask: Ask } => ({ ask: { method: 'POST', url, body } })
  const wrongSlip = { code: 'AAAA-AAAA-AAAA-AAAA', password: '一句足够长又好记的话 2026', totp_secret: 'A'.repeat(32), totp_code: '000000' }
  const ownPost = async (): Promise<string> => {
    const { rows } = await world.owner.query('select o.id from posts o join people p on p.id = o.person_id where p.sign_in_name = $1', [names[caller] || names.clerk])
    return rows[0].id
  }
  switch (id) {
    case 'county_info':
      return get('/api/county')
    case 'places_under':
      return get(`/api/places?parent=${village}`)
    case 'my_dispute':
      return get('/api/my-dispute')
    case 'who_looked':
      return get('/api/my-dispute/looks')
    case 'desk':
      return get('/api/desk')
    case 'files':
      return get('/api/disputes')
    case 'find':
      return post('/api/find', { words: another.short_code })
    case 'file':
      return get(`/api/disputes/${another.file_id}`)
    case 'reveal':
      return post(`/api/disputes/${another.file_id}/looks`, { party_id: another.party_id, what: 'reach', reason: '核对联系电话' })
    case 'me':
      return get('/api/session')
    case 'sign_in':
      return post('/api/session', { sign_in_name: randomUUID(), password: 'x', totp_code: '000000' })
    case 'sign_out':
      cookies.delete(caller)
      return { ask: { method: 'DELETE', url: '/api/session' } }
    case 'switch_post':
      return post('/api/session/post', { post_id: await ownPost() })
    case 'begin_activation':
      return post('/api/activation', { code: wrongSlip.code })
    case 'finish_activation':
      return post('/api/activation/finish', wrongSlip)
    case 'demo_people':
      return get('/api/demo/people')
    case 'enter_demo':
      return post('/api/demo/enter', { sign_in_name: faces[0]?.sign_in_name })
    case 'setup_state':
      return post('/api/setup/state', { code: 'x'.repeat(24) })
    case 'setup_county':
      return post('/api/setup/county', { code: 'x'.repeat(24), dry_run: false, workbook: '' })
    case 'register':
      return post('/api/disputes/steps/register', { ...request, place_code: village })
    case 'ask_supplement':
      return onFile('registered', () => ({ missing: ['wish'] }))
    case 'supply_supplement':
      return onFile('supplementing', () => ({ text: '补充说明。' }))
    case 'record_identity':
      return onFile('registered', (file) => ({ party_id: file.party_id, paper: 'passport', number: 'XX0000001' }))
    case 'accept_here':
      return onFile('registered', () => ({}))
    case 'refuse':
      return onFile('registered', () => ({ ground: 'no_dispute_between_parties', explanation: '这是咨询。' }))
    case 'withdraw':
      return onFile('open', (file) => (caller === 'party' || caller === 'other' ? {} : { said_by: file.party_id }))
    case 'resolve_task':
      return onFile('open', () => ({ how: 'matter_put_right', account: '已经让出水沟。' }), 'task')
    case 'leave_unresolved':
      return onFile('open', () => ({ why: 'too_far_apart', account: '劝了两次。' }), 'task')
    case 'close':
      return onFile('resolved', () => ({}))
    default:
      throw new Error(`${id} has no example here: write how it is asked, then its line in the table`)
  }
}

const send = ({ method, url, body }: Ask, by: ReturnType<typeof speaker>): Promise<LightMyRequestResponse> =>
  method === 'GET' ? by.get(url) : method === 'DELETE' ? by.delete(url) : by.post(url, body ?? {})

test('every route is an endpoint of the contract or on the short list, and every endpoint is served', () => {
  const contracted = ENDPOINTS.map(({ method, path }) => `${method} ${path}`)
  const unknown = routes.filter((route) => !contracted.includes(route) && !(route in BESIDES))
  expect(unknown).toEqual([])
  expect(contracted.filter((route) => !routes.includes(route))).toEqual([])
  expect(new Set(contracted).size).toBe(contracted.length)
})

test('every endpoint has its line in the authorisation table', () => {
  expect(Object.keys(table).sort()).toEqual(ENDPOINTS.map((endpoint) => endpoint.id).sort())
  for (const [id, cells] of Object.entries(table)) expect(Object.keys(cells).sort(), id).toEqual(Object.keys(CALLERS).sort())
})

for (const { id } of ENDPOINTS) {
  test(`${id} answers each caller as the table says`, async () => {
    const answers: Record<string, string> = {}
    for (const caller of Object.keys(CALLERS) as CallerName[]) {
      const { ask, file } = await asking(id, caller)
      const answer = await send(ask, await as(caller, file))
      if (id === 'sign_out') cookies.delete(caller)
      answers[caller] = String(answer.statusCode)
      if (answer.statusCode >= 400) {
        expect(answer.headers['content-type'], caller).toBe('application/problem+json; charset=utf-8')
        // A refusal tells nothing of the file: neither its people nor its code.
        expect(answer.body, caller).not.toMatch(new RegExp(`${request.your_name}|${request.reach}|${file?.short_code ?? another.short_code}`))
      }
    }
    expect(answers).toEqual(table[id])
  })
}

test('lists and finding show the file to those who may see it, and its people plainly to those who handle it', async () => {
  const [your_name, reach] = ['符小满', '10055556666']
  const file = await fresh('registered', { your_name, reach })
  const shown: Record<string, Record<string, string>> = { desk: {}, area: {}, mine: {}, found: {}, plain: {} }
  const yes = (is: boolean): string => (is ? 'yes' : 'no')
  for (const caller of Object.keys(parse(SEEN).desk ?? {}) as CallerName[]) {
    const staff = await as(caller)
    const has = (answer: LightMyRequestResponse): boolean => answer.json().lines.some((line: { file_id: string }) => line.file_id === file.file_id)
    const found = await Promise.all([file.short_code, reach, your_name].map((words) => staff.post('/api/find', { words })))
    const [desk, area, mine, page] = await Promise.all([
      staff.get('/api/desk'),
      staff.get('/api/disputes?scope=area'),
      staff.get('/api/disputes?scope=mine'),
      staff.get(`/api/disputes/${file.file_id}`),
    ])
    for (const [name, answer] of Object.entries({ desk, area, mine })) (shown[name] ?? {})[caller] = yes(has(answer))
    expect(new Set(found.map(has)).size, caller).toBe(1)
    ;(shown.found ?? {})[caller] = yes(found.every(has))
    const everything = [desk, area, mine, page, ...found].map((answer) => answer.body).join()
    // Both or neither: a name that slips out where the phone is hidden is a leak.
    expect(everything.includes(your_name), caller).toBe(everything.includes(reach))
    ;(shown.plain ?? {})[caller] = yes(everything.includes(reach))
  }
  expect(shown).toEqual(parse(SEEN))
})

/** Every field of every endpoint that takes an id, and what an id of somebody else's thing gets. */
const FOREIGN: Record<string, number[]> = {
  'file.file_id': [404],
  'reveal.file_id': [404],
  'reveal.party_id': [404],
  'switch_post.post_id': [403],
  'ask_supplement.file_id': [404],
  'supply_supplement.file_id': [404],
  'record_identity.file_id': [404],
  'record_identity.party_id': [422],
  'accept_here.file_id': [404],
  'refuse.file_id': [404],
  'withdraw.file_id': [404],
  'withdraw.said_by': [422],
  'resolve_task.file_id': [404],
  'resolve_task.part_id': [404],
  'leave_unresolved.file_id': [404],
  'leave_unresolved.part_id': [404],
  'close.file_id': [404],
}

const idFields = (schema: z.ZodType): string[] => {
  const printed = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, { format?: string }> }
  return Object.entries(printed.properties ?? {}).filter(([, of]) => of.format === 'uuid').map(([name]) => name)
}

test('an id of somebody else’s file, part, person or post is refused in every field that takes one, and nothing leaks or moves', async () => {
  const fields = ENDPOINTS.flatMap(({ id, params, body }) => [...idFields(params), ...idFields(body)].map((field) => [id, field] as const))
  expect(fields.map((pair) => pair.join('.')).sort()).toEqual(Object.keys(FOREIGN).sort())

  // One file in a village the clerk cannot see, and one in her own: ids of either must not be bound to a third.
  const place = village
  const { rows } = await world.owner.query<{ place: number }>("select u.place_code::float8 as place from units u where kind = 'village_centre' and place_code / 1000000 <> $1::bigint / 1000000 order by 1 limit 1", [village])
  village = rows[0]?.place ?? 0
  const clerkThere = await world.owner.query('select p.sign_in_name from posts o join people p on p.id = o.person_id join units u on u.id = o.unit_id where u.place_code = $1 and o.role = $2', [village, 'village_director'])
  cookies.set('clerk', await enter(world, clerkThere.rows[0].sign_in_name))
  const invisible = await fresh('open')
  village = place
  cookies.delete('clerk')
  const neighbour = await fresh('open')
  const strangerPost = (await world.owner.query('select o.id from posts o join people p on p.id = o.person_id where p.sign_in_name = $1', [names.far])).rows[0].id
  const countOf = async (): Promise<string> =>
    JSON.stringify((await world.owner.query('select f.id, f.head_seq, (select count(*) from looks l where l.file_id = f.id) as looks from files f where id = any ($1) order by 1', [[invisible.file_id, neighbour.file_id]])).rows)
  const before = await countOf()

  for (const [id, field] of fields) {
    for (const foreign of field === 'file_id' ? [invisible] : [invisible, neighbour]) {
      const { ask, file } = await asking(id, 'clerk')
      const own = file ?? another
      const swaps: Record<string, [string, string]> = {
        file_id: [own.file_id, foreign.file_id],
        part_id: [own.task_id, foreign.task_id],
        party_id: [own.party_id, foreign.party_id],
        said_by: [own.party_id, foreign.party_id],
        post_id: [(ask.body as { post_id?: string })?.post_id ?? '', strangerPost],
      }
      const [from, to] = swaps[field] ?? ['', '']
      const swapped = JSON.parse(JSON.stringify(ask).replaceAll(from, to)) as Ask
      expect(JSON.stringify(swapped)).not.toBe(JSON.stringify(ask))
      const answer = await send(swapped, await as('clerk'))
      expect([`${id}.${field}`, answer.statusCode]).toEqual([`${id}.${field}`, ...(FOREIGN[`${id}.${field}`] ?? [])])
      expect(answer.body).not.toMatch(new RegExp(`${request.your_name}|${request.reach}|${foreign.short_code}`))
    }
  }
  expect(await countOf()).toBe(before)
})

test('parts are found only where they stand: a task is no party, a dispute no task', async () => {
  const file = await fresh('open')
  const clerk = await as('clerk')
  for (const part of [file.party_id, file.file_id, randomUUID()]) {
    const answer = await clerk.post(`/api/disputes/${file.file_id}/tasks/${part}/steps/resolve_task`, { how: 'matter_put_right', account: '已处理。' })
    expect(answer.json()).toMatchObject({ status: 404, code: 'no_such_part' })
  }
})
