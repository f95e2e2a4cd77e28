import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { ENDPOINTS } from '#contract/all.ts'
import { setNow } from '#server/clock.ts'
import { TABLE_OF_STATUSES } from './authorisation-table.ts'
import { type Ask, CALLERS, type CallerName, type Crowd, crowd } from './callers.ts'
import { request } from './make.ts'
import { type Rewinder, rewinder } from './rewind.ts'
import { OTHER_SIDE, type Walk } from './ways.ts'
import { newApp, newWorld } from './world.ts'

/** Addresses that are no endpoint of the contract: why each may be open to anyone. */
const BESIDES: Record<string, string> = {
  'GET /healthz': 'says only that it is ready',
  'GET /openapi.json': 'the printed interface holds no data',
  'GET /api/setup/template.xlsx': 'the empty spreadsheet holds no data',
  'GET /api/batches/template.xlsx': 'the empty sheet holds no data',
  'GET /assets/*': 'the built screens hold no data',
}

let door: Crowd
let rewind: Rewinder
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
  rewind = await rewinder(world)
})

// A walk that takes days moves the clock; the next one starts from the present again.
afterEach(() => setNow(null))

test('every route is an endpoint of the contract or on the short list, and every endpoint is served', () => {
  const contracted = ENDPOINTS.map(({ method, path }) => `${method} ${path}`)
  const unknown = routes.filter((route) => !contracted.includes(route) && !(route in BESIDES))
  expect(unknown).toEqual([])
  expect(contracted.filter((route) => !routes.includes(route))).toEqual([])
  expect(new Set(contracted).size).toBe(contracted.length)
})

test('every endpoint has its line in the authorisation table', () => {
  expect(Object.keys(TABLE_OF_STATUSES).sort()).toEqual(ENDPOINTS.map((endpoint) => endpoint.id).sort())
  for (const [id, cells] of Object.entries(TABLE_OF_STATUSES))
    expect(Object.keys(cells).sort(), id).toEqual(Object.keys(CALLERS).sort())
})

for (const { id } of ENDPOINTS) {
  test(`${id} answers each caller as the table says`, async () => {
    const answers: Record<string, string> = {}
    let file: Walk | null = null
    for (const caller of Object.keys(CALLERS) as CallerName[]) {
      const asked: { ask: Ask; file: Walk } = await door.asking(id, caller, file)
      file = asked.file
      // Whoever may take it moves the file: the next stands before it as it was.
      const moves = door.isAct(id) && Number(TABLE_OF_STATUSES[id]?.[caller]) < 400
      const moment = moves ? await rewind.keep(file.file_id) : null
      const answer = await door.send(asked.ask, await door.as(caller, file, id))
      if (id === 'sign_out') door.forget(caller)
      answers[caller] = String(answer.statusCode)
      if (answer.statusCode >= 400) {
        expect(answer.headers['content-type'], caller).toBe('application/problem+json; charset=utf-8')
        // A refusal tells nothing of the file: neither its people nor its code.
        expect(answer.body, caller).not.toMatch(
          new RegExp(`${request.your_name}|${request.reach}|${OTHER_SIDE.name}|${OTHER_SIDE.reach}|${file.short_code}`),
        )
      } else if (door.isAct(id)) file = moment && (await rewind.back(moment)) ? file : null
    }
    expect(answers).toEqual(TABLE_OF_STATUSES[id])
  })
}
