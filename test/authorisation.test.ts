import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { ENDPOINTS } from '#contract/all.ts'
import { CALLERS, type CallerName, type Crowd, crowd } from './callers.ts'
import { request } from './make.ts'
import { newApp, newWorld } from './world.ts'

/** Addresses that are no endpoint of the contract: why each may be open to anyone. */
const BESIDES: Record<string, string> = {
  'GET /healthz': 'says only that it is ready',
  'GET /openapi.json': 'the printed interface holds no data',
  'GET /api/setup/template.xlsx': 'the empty spreadsheet holds no data',
  'GET /assets/*': 'the built screens hold no data',
}

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
file               401    403   403   200   200      404  404  200  404 200    200     200    404   404     404
reveal             401    403   403   200   200      404  404  200  404 200    200     200    404   404     404
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
ask_supplement     401    403   403   200   200      404  404  200  404 200    403     403    404   404     404
supply_supplement  401    200   404   200   200      404  404  200  404 200    403     403    404   404     404
record_identity    401    403   403   200   200      404  404  200  404 200    403     403    404   404     404
accept_here        401    403   403   200   200      404  404  200  404 200    403     403    404   404     404
refuse             401    403   403   200   200      404  404  403  404 403    403     403    404   404     404
withdraw           401    200   404   200   200      404  404  403  404 403    403     403    404   404     404
resolve_task       401    403   403   200   200      404  404  403  404 403    403     403    404   404     404
leave_unresolved   401    403   403   200   200      404  404  403  404 403    403     403    404   404     404
close              401    403   403   200   200      404  404  403  404 403    403     403    404   404     404
`

/** Where the file shows itself to whom, and whether its people stand there plainly (domain 10.3). */
const SEEN = `
                   clerk mediator grid near town far county justice leader admin auditor privacy
desk               yes   yes      no   no   no   no  no     no      no     no    no      no
area               yes   no       no   no   yes  no  yes    yes     yes    no    no      no
mine               yes   yes      no   no   no   no  no     no      no     no    no      no
found              yes   yes      no   no   yes  no  yes    yes     yes    no    no      no
plain              yes   yes      no   no   no   no  no     no      no     no    no      no
`

function parse(text: string): Record<string, Record<string, string>> {
  const [head, ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return Object.fromEntries(
    lines.map(([name = '', ...cells]) => [
      name,
      Object.fromEntries((head ?? []).map((column, at) => [column, cells[at] ?? ''])),
    ]),
  )
}
const table = parse(STATUSES)

let door: Crowd
let routes: string[]

beforeAll(async () => {
  const world = await newWorld()
  const found = new Set<string>()
  // Every route is heard of as it is registered, whoever registers it.
  const hear = (message: unknown): void => {
    ;(message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') found.add(`${one} ${url}`)
    })
  }
  subscribe('fastify.initialization', hear)
  const app = await newApp(world)
  unsubscribe('fastify.initialization', hear)
  routes = [...found].sort()
  door = await crowd(world, app)
})

test('every route is an endpoint of the contract or on the short list, and every endpoint is served', () => {
  const contracted = ENDPOINTS.map(({ method, path }) => `${method} ${path}`)
  const unknown = routes.filter((route) => !contracted.includes(route) && !(route in BESIDES))
  expect(unknown).toEqual([])
  expect(contracted.filter((route) => !routes.includes(route))).toEqual([])
  expect(new Set(contracted).size).toBe(contracted.length)
})

test('every endpoint has its line in the authorisation table', () => {
  expect(Object.keys(table).sort()).toEqual(ENDPOINTS.map((endpoint) => endpoint.id).sort())
  for (const [id, cells] of Object.entries(table))
    expect(Object.keys(cells).sort(), id).toEqual(Object.keys(CALLERS).sort())
})

for (const { id } of ENDPOINTS) {
  test(`${id} answers each caller as the table says`, async () => {
    const answers: Record<string, string> = {}
    for (const caller of Object.keys(CALLERS) as CallerName[]) {
      const { ask, file } = await door.asking(id, caller)
      const answer = await door.send(ask, await door.as(caller, file))
      if (id === 'sign_out') door.forget(caller)
      answers[caller] = String(answer.statusCode)
      if (answer.statusCode >= 400) {
        expect(answer.headers['content-type'], caller).toBe('application/problem+json; charset=utf-8')
        // A refusal tells nothing of the file: neither its people nor its code.
        expect(answer.body, caller).not.toMatch(new RegExp(`${request.your_name}|${request.reach}|${file.short_code}`))
      }
    }
    expect(answers).toEqual(table[id])
  })
}

test('lists and finding show the file to those who may see it, and its people plainly to those who handle it', async () => {
  const [your_name, reach] = ['符小满', '10055556666']
  const file = await door.fresh('registered', { your_name, reach })
  const shown: Record<string, Record<string, string>> = { desk: {}, area: {}, mine: {}, found: {}, plain: {} }
  const yes = (is: boolean): string => (is ? 'yes' : 'no')
  for (const caller of Object.keys(parse(SEEN).desk ?? {}) as CallerName[]) {
    const staff = await door.as(caller)
    const has = (answer: LightMyRequestResponse): boolean =>
      answer.json().lines.some((line: { file_id: string }) => line.file_id === file.file_id)
    const found = await Promise.all(
      [file.short_code, reach, your_name].map((words) => staff.post('/api/find', { words })),
    )
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
