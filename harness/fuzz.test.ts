import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkHeaders } from '#test/check-headers.ts'
import { request } from '#test/make.ts'
import { SEED } from '#test/seed.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { asItIs, type Finding, type FuzzStand, fuzz, fuzzStand } from './fuzz.ts'
import { PLANTED, plantedApp } from './plants.ts'
import { speakRaw } from './raw-sockets.ts'

/** More, and others, by hand: npm run fuzz -- --requests 1000000 --seed 7 */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 20_000)
const FROM = Number(process.env.FUZZ_SEED ?? SEED)

let world: TestWorld
let app: FastifyInstance
let stand: FuzzStand
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  stand = await fuzzStand(world, app)
})
afterAll(() => app?.close())

/** Each kind of finding once, with how often it was met: the rest say the same. */
const inShort = (findings: readonly Finding[]) => {
  const kinds = new Map<string, Finding & { times: number }>()
  for (const it of findings) {
    const key = `${it.kind} ${it.said.slice(0, 80)}`
    kinds.set(key, { ...it, times: (kinds.get(key)?.times ?? 0) + 1 })
  }
  return [...kinds.values()]
}

test('no bent request is answered with a fault, late, beside its schema, or changes what it was refused', {
  timeout: 300_000 + REQUESTS * 20,
}, async () => {
  const began = performance.now()
  const { findings, ...figures } = await fuzz(stand, { requests: REQUESTS, seed: FROM })
  const seconds = Math.round((performance.now() - began) / 100) / 10
  console.log(JSON.stringify({ harness: 'fuzz', ...figures, seconds, findings: findings.length }))
  expect(inShort(findings)).toEqual([])
  expect(figures.by_status[422]).toBeGreaterThan(REQUESTS / 4)
  expect(figures.by_status[200]).toBeGreaterThan(REQUESTS / 200)
})

test('requests no library writes are refused one by one, nothing is smuggled behind them, and the slow keep nobody out', {
  timeout: 120_000,
}, async () => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const filed = async (): Promise<number> =>
    (await world.owner.query<{ n: number }>('select count(*)::int as n from files')).rows[0]?.n ?? 0
  const body = JSON.stringify({ ...request, place_code: stand.seeds.people.village.place_code })
  const { scripts, findings } = await speakRaw(port, body, filed)
  console.log(JSON.stringify({ harness: 'raw sockets', scripts, findings: findings.length }))
  expect(inShort(findings)).toEqual([])
})

test.each(PLANTED)('a planted defect is found: %s', async (kind) => {
  const broken = { ...stand, app: await plantedApp(world, kind) }
  const only = ['guess_types', 'county_info']
  const bend =
    kind === 'unvalidated' ? { bend: { type: 'application/json;', more: ['is_admin', true] as [string, true] } } : {}
  const { findings } = await fuzz(broken, { requests: 40, seed: 1, only, patience_ms: 300, ...bend })
  await broken.app.close()
  expect(findings.map((it) => it.kind)).toContain(kind)
  const others = kind === 'unvalidated' ? ['unvalidated', 'fault'] : [kind]
  expect(findings.filter((it) => !others.includes(it.kind))).toEqual([])
})

test('every operation carries its headers, whoever asks it: nobody, a party, staff, the administrator', {
  timeout: 90_000,
}, async () => {
  const wrong: string[] = []
  let asked = 0
  for (const caller of ['nobody', 'applicant', 'director', 'administrator'])
    for (const one of asItIs(stand, caller)) {
      const answer = await app.inject(one.options)
      asked += 1
      const said = checkHeaders(answer)
      if (said || answer.statusCode >= 500) wrong.push(`${one.about}: ${answer.statusCode} ${said}`)
    }
  expect(wrong).toEqual([])
  expect(asked).toBeGreaterThan(1_200)
})
