import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { keepWords } from '#test/kept.ts'
import { freePort } from '#test/product.ts'
import { uploader } from '#test/uploading.ts'
import { walks } from '#test/walks.ts'
import type { Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let on: Walk
let hers: ReturnType<typeof uploader>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  on = await (await walks(world, app)).walkTo('registered')
  hers = uploader(app, { link: on.link })
})
afterEach(() => setNow(null))
afterAll(() => world.files.checker.end())

/** A server of its own process on this database and this folder, killed at a point; asked until it answers. */
async function server(crashAt: string) {
  const port = await freePort()
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: join(world.files.waiting, '..'),
    FENGQIAO_SERVER_URL: world.serverUrl,
    DATABASE_URL: '',
    CRASH_AT: crashAt,
  }
  const main = join(import.meta.dirname, '../main.ts')
  const child = keepWords(spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] }))
  const url = `http://127.0.0.1:${port}`
  for (const end = performance.now() + 70_000; ; await sleep(50)) {
    if (
      await fetch(`${url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break
    if (performance.now() < end && child.exitCode === null) continue
    child.kill('SIGKILL')
    throw new Error('it did not start')
  }
  const post = (address: string, body: object | Buffer): Promise<Response | null> =>
    fetch(`${url}${address}`, {
      method: 'POST',
      headers: {
        authorization: `Link ${on.link}`,
        'idempotency-key': randomUUID(),
        'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json',
      },
      body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body),
    }).catch(() => null)
  return { child, post }
}

test('killed while a piece is written: what was acknowledged is there, what was not is sent again, and the file is whole', {
  timeout: 120_000,
}, async () => {
  const bytes = Buffer.from('他说年底还。'.repeat(500))
  const { child, post } = await server('piece_written:2')
  const begun = (await (await post(hers.base(on.file_id), { name: '记录.txt', size: bytes.length }))?.json()) as {
    id: string
  }
  const at = `${hers.base(on.file_id)}/${begun.id}/pieces`
  const first = await post(`${at}/0`, bytes.subarray(0, 4_000))
  expect(await first?.json()).toEqual({ received: 4_000 })
  const gone = once(child, 'exit')
  // Written and never acknowledged: something else than what is sent in its place afterwards.
  expect(await post(`${at}/4000`, Buffer.alloc(2_000, 0))).toBeNull()
  expect((await gone)[1]).toBe('SIGKILL')
  const { body } = await hers.ask('GET', `${hers.base(on.file_id)}/${begun.id}`)
  expect(body).toMatchObject({ received: 4_000, state: 'receiving' })
  expect((await hers.piece(on.file_id, begun.id, 4_000, bytes.subarray(4_000))).body).toEqual({
    received: bytes.length,
  })
  const done = await hers.finish(on.file_id, begun.id)
  expect(done).toMatchObject({ status: 200, body: { state: 'sound', size: bytes.length } })
})

test('killed between its check and its being kept: nobody could use it, and asked again it is kept', {
  timeout: 120_000,
}, async () => {
  const bytes = Buffer.from(`借条 ${randomUUID()}`)
  const begun = await hers.begin(on.file_id, '借条.txt', bytes.length)
  const id = String(begun.body.id)
  await hers.piece(on.file_id, id, 0, bytes)
  const { child, post } = await server('upload_checked')
  const gone = once(child, 'exit')
  expect(await post(`${hers.base(on.file_id)}/${id}/finish`, {})).toBeNull()
  expect((await gone)[1]).toBe('SIGKILL')
  expect(await hers.finish(on.file_id, id)).toMatchObject({ status: 503, code: 'file_not_checked' })
  setNow(secondsAfter(now(), 200))
  expect(await hers.finish(on.file_id, id)).toMatchObject({ status: 200, body: { state: 'sound' } })
})
