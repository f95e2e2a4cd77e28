import { randomUUID } from 'node:crypto'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { StepName } from '#domain/table.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { checkFile } from '#server/disputes/check-invariants.ts'
import { eventsOf } from '#test/acts.ts'
import { CASES } from '#test/cases/all.ts'
import type { Case } from '#test/cases/case.ts'
import { freePort } from '#test/product.ts'
import { standings } from '#test/standing.ts'
import { partOf, type Walks, walks } from '#test/walks.ts'
import type { Point, Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { Kept, until } from './rig.ts'

/**
 * npm run crash-steps：每一步在每个断点各被杀死一次（约十分钟）。
 * In the suite every step meets a failure of each of its writers instead (`every-row`), and whole walks the deaths of processes (`crash.test`).
 */
const POINTS = ['before_commit', 'commit_sent', 'after_commit'] as const
type Question = { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: object }

/** A walk of less than this takes no days: the clock is the machine's. */
const HOUR_MS = 3_600_000

describe('every step at every crash point', () => {
  let world: TestWorld
  let inside: Walks
  let outside: Walks
  let fileAt: (point: Point) => Promise<Walk>
  let folder: string
  /** One server for each point, at an address of its own; and which of them is spoken to. */
  let servers: { point: (typeof POINTS)[number]; url: string; kept: Kept }[]
  let spokenTo = ''

  beforeAll(async () => {
    world = await newWorld()
    folder = join(world.files.waiting, '..')
    cpSync(join(world.dataDir, 'keys'), join(folder, 'keys'), { recursive: true })
    const app = await newApp(world)
    inside = await walks(world, app)
    fileAt = await standings(world, inside)
    // Who walks speaks to an application; here that is a server on the other end of a wire, which may die under the question.
    const inject = async ({ method, url, headers, payload }: Question) => {
      if (method !== 'POST') return app.inject({ method, url, headers })
      const type = { ...headers, 'content-type': 'application/json' }
      const got = await fetch(spokenTo + url, { method, headers: type, body: JSON.stringify(payload) })
      const body = await got.text()
      return { statusCode: got.status, body, json: () => JSON.parse(body) as unknown }
    }
    outside = await walks(world, { inject } as unknown as FastifyInstance)
    const env = { DATA_DIR: folder, DATABASE_URL: '', FENGQIAO_SERVER_URL: world.serverUrl }
    const ports = await Promise.all(POINTS.map(freePort))
    servers = POINTS.map((point, nth) => ({
      point,
      url: `http://127.0.0.1:${ports[nth]}`,
      kept: new Kept('main.ts', { ...env, PORT: String(ports[nth]) }),
    }))
  })
  afterEach(() => setNow(null))
  afterAll(() => Promise.all(servers.map(({ kept }) => kept.stop())))

  async function stand({ from, days }: Case): Promise<Walk> {
    const on = await fileAt(from)
    if (days) setNow(secondsAfter(now(), days * 86_400))
    return on
  }

  /** Servers that will die at their points, and that have the time of whoever walks. */
  async function ready(): Promise<void> {
    const clock = join(folder, 'clock.txt')
    writeFileSync(clock, now())
    const moved = Math.abs(Date.parse(now()) - Date.now()) > HOUR_MS
    const time = moved ? { FENGQIAO_CLOCK_FILE: clock } : {}
    await Promise.all(servers.map(({ kept, point }) => kept.start({ ...time, CRASH_AT: `${point}:1` })))
    for (const { url } of servers)
      await until('the server answers', async () => (await fetch(`${url}/healthz`)).ok, 60_000)
  }

  // What the system does by itself has a crash point of its own: between two files of a scan (`crash.test.ts`).
  const byPeople = (Object.entries(CASES) as [StepName, Case][]).filter(([, { by }]) => by !== 'system')
  test.each(byPeople)(
    '%s',
    async (step, it) => {
      await stand(it)
      await ready()
      for (const { point, url, kept } of servers) {
        spokenTo = url
        const on = await stand(it)
        const part = it.clause ? (on.obligations[it.clause] ?? '') : partOf(step, on)
        const body = await it.body(on, inside, it.by)
        const [before, key, deaths] = [await eventsOf(world, on.file_id), randomUUID(), kept.deaths]
        const cut = await outside.take(it.by, step, on, body, { key, part }).catch(() => null)
        expect(cut, `${point}: ${cut?.body}`).toBeNull()
        await until(`the server died at ${point}`, async () => kept.deaths > deaths)
        await kept.stop()
        const done = await inside.take(it.by, step, on, body, { key, part })
        expect(done.status, `${point}: ${done.body}`).toBe(200)
        expect((await inside.take(it.by, step, on, body, { key, part })).event_seq).toBe(done.event_seq)
        expect(await eventsOf(world, on.file_id), point).toBe(before + 1)
        expect(await checkFile(world, on.file_id), point).toEqual([])
      }
    },
    120_000,
  )
})
