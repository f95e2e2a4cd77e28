import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { KEPT_DAYS } from '#domain/evidence/words.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { newId } from '#server/ids.ts'
import { SideFailure } from '#server/side-process.ts'
import { soundUpload } from '#test/evidence.ts'
import { jpeg } from '#test/files.ts'
import { uploader } from '#test/uploading.ts'
import { type Walks, walks } from '#test/walks.ts'
import { handedOver, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import type { Checked } from './checks/check-file.ts'
import { originalKey, previewKey } from './store.ts'
import { sweepUploads } from './sweep.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let on: Walk
let hers: ReturnType<typeof uploader>
let checker: TestWorld['files']['checker']
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  on = await door.walkTo('in_session')
  hers = uploader(app, { link: on.link })
  checker = world.files.checker
})
afterEach(() => {
  setNow(null)
  world.files.checker = checker
})
afterAll(() => checker.end())

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const isKept = async (key: string): Promise<boolean> => {
  const bytes = await world.files.store.read(key)
  bytes?.destroy()
  return bytes !== null
}
const dropped = (id: unknown) => hers.ask('POST', `${hers.base(on.file_id)}/${id}/drop`, {})
const { said_by: _, ...mine } = handedOver({ applicant: '' } as Walk)
/** A whole file that nobody looked at yet. */
async function whole(name: string, bytes: Buffer): Promise<string> {
  const begun = await hers.begin(on.file_id, name, bytes.length)
  const id = String(begun.body.id)
  await hers.piece(on.file_id, id, 0, bytes)
  return id
}
/** The checks as they would be if they answered this. */
const checksSay = (answer: () => Promise<Checked>): void => {
  world.files.checker = { ...checker, pid: null, end: () => checker.end(), ask: answer as never }
}

test('what was found sound and is dropped is gone from the store with its pictures, and what others have of the same stays', async () => {
  const photo = await jpeg(3)
  const keys = [originalKey(hashOf(photo)), ...[0, 1].map((nth) => previewKey(hashOf(photo), nth))]
  const first = await hers.send(on.file_id, '一.jpg', photo)
  const second = await hers.send(on.file_id, '二.jpg', photo)
  await dropped(first.body.id)
  expect(await Promise.all(keys.map(isKept))).toEqual([true, true, true])
  await dropped(second.body.id)
  expect(await Promise.all(keys.map(isKept))).toEqual([false, false, false])
  // Evidence counts by its fingerprint, in whatever file it lies.
  const elsewhere = await door.walkTo('in_session')
  const bytes = Buffer.from(`借条 ${randomUUID()}`)
  const theirs = await soundUpload(world, elsewhere.file_id, { by_person: door.crew.director.person_id }, bytes)
  await door.take('director', 'provide_evidence', elsewhere, { ...handedOver(elsewhere), upload_id: theirs })
  await world.owner.query(`update uploads set state = 'dropped', sha256 = null where id = $1`, [theirs])
  const same = await hers.send(on.file_id, '同.txt', bytes)
  await dropped(same.body.id)
  expect(await isKept(originalKey(hashOf(bytes)))).toBe(true)
})

test('a step that makes evidence of a file and a sweep that would take it away: the one waits for the other', async () => {
  const bytes = Buffer.from(`年底还 ${randomUUID()}`)
  const sent = await hers.send(on.file_id, '记.txt', bytes)
  const id = String(sent.body.id)
  const client = await world.owner.connect()
  try {
    // The sweep has chosen it; before it comes to it a step holds it and makes evidence of it.
    await client.query('begin')
    await client.query('select from uploads where id = $1 for share', [id])
    setNow(secondsAfter(now(), (KEPT_DAYS + 1) * 86_400))
    const swept = sweepUploads(world)
    await sleep(300)
    await client.query(
      `insert into evidence (id, file_id, status, version, facts) values (gen_random_uuid(), $1, 'void', 1, $2)`,
      [on.file_id, JSON.stringify({ file: { upload_id: id, sha256: hashOf(bytes) } })],
    )
    await client.query('commit')
    await swept
    expect(await isKept(originalKey(hashOf(bytes)))).toBe(true)
    const { rows } = await world.owner.query('select state from uploads where id = $1', [id])
    expect(rows).toEqual([{ state: 'sound' }])
  } finally {
    await client.query('delete from evidence where file_id = $1', [on.file_id])
    client.release()
    setNow(null)
  }
  // And the other way round: while it is being taken away no step makes evidence of it.
  const other = await hers.send(on.file_id, '又.txt', Buffer.from(`${randomUUID()}`))
  const sweeping = await world.owner.connect()
  await sweeping.query('begin')
  await sweeping.query('select from uploads where id = $1 for update', [other.body.id])
  const taken = door.take('applicant', 'provide_evidence', on, { ...mine, upload_id: other.body.id })
  await sleep(300)
  await sweeping.query(`update uploads set state = 'dropped' where id = $1`, [other.body.id])
  await sweeping.query('commit')
  sweeping.release()
  expect(await taken).toMatchObject({ code: 'no_such_upload' })
})

test('what a killed server left lying about is swept: pieces nobody waits for, bytes of what was dropped', async () => {
  const bytes = Buffer.from(`剩 ${randomUUID()}`)
  const sent = await hers.send(on.file_id, '剩.txt', bytes)
  const part = (id: unknown) => join(world.files.waiting, `${id}.part`)
  const [old, fresh] = [newId(secondsAfter(now(), -3 * 86_400)), newId(now())]
  mkdirSync(join(world.files.waiting, `${old}.pictures`), { recursive: true })
  for (const id of [sent.body.id, old, fresh]) writeFileSync(part(id), bytes)
  const waiting = await whole('等.txt', bytes)
  // Copies made for reading: of a file that stays, by the age of the copy; of one that was dropped likewise.
  const copy = (of: unknown, made: string) => join(world.files.waiting, `${of}.${made}.reading`)
  const copies = [copy(sent.body.id, old), copy(waiting, old), copy(waiting, fresh)]
  for (const path of copies) writeFileSync(path, bytes)
  await world.owner.query(`update uploads set state = 'dropped' where id = $1`, [sent.body.id])
  await sweepUploads(world)
  expect([sent.body.id, old, fresh, waiting].map((id) => existsSync(part(id)))).toEqual([false, false, true, true])
  expect(existsSync(join(world.files.waiting, `${old}.pictures`))).toBe(false)
  expect(copies.map((path) => existsSync(path))).toEqual([false, false, true])
  rmSync(copies[2] ?? '')
  expect(await isKept(originalKey(hashOf(bytes)))).toBe(false)
  await dropped(waiting)
})

test('a file whose check was ended twice is refused in words of its own, and is gone', async () => {
  const id = await whole('重.pdf', Buffer.from('%PDF-'))
  checksSay(() => Promise.reject(new SideFailure('too_long')))
  expect(await hers.finish(on.file_id, id)).toMatchObject({ status: 503, code: 'file_not_checked' })
  checksSay(() => Promise.reject(new SideFailure('busy')))
  expect(await hers.finish(on.file_id, id)).toMatchObject({ status: 503 })
  checksSay(() => Promise.reject(new SideFailure('ended')))
  expect(await hers.finish(on.file_id, id)).toMatchObject({ status: 422, code: 'file_too_heavy' })
  expect(await hers.finish(on.file_id, id)).toMatchObject({ status: 422, code: 'file_too_heavy' })
  expect(existsSync(join(world.files.waiting, `${id}.part`))).toBe(false)
})

test('a check that was taken for cut off and ends after another did writes nothing down and takes nothing away', async () => {
  const bytes = Buffer.from(`慢 ${randomUUID()}`)
  const sound: Checked = { ok: true, sha256: hashOf(bytes), pages: null, previews: 0, no_preview: null }
  for (const late of [{ ok: false, sha256: '', code: 'file_broken' } as const, new SideFailure('too_long')]) {
    setNow(null)
    const id = await whole('慢.txt', bytes)
    const slow = Promise.withResolvers<Checked>()
    const asked = Promise.withResolvers<void>()
    checksSay(() => {
      asked.resolve()
      return slow.promise
    })
    const first = hers.finish(on.file_id, id)
    await asked.promise
    setNow(secondsAfter(now(), 200))
    const again = Promise.withResolvers<Checked>()
    const askedAgain = Promise.withResolvers<void>()
    checksSay(() => {
      askedAgain.resolve()
      return again.promise
    })
    const second = hers.finish(on.file_id, id)
    await askedAgain.promise
    if (late instanceof Error) slow.reject(late)
    else slow.resolve(late)
    expect(await first).toMatchObject({ status: 503, code: 'file_not_checked' })
    expect(existsSync(join(world.files.waiting, `${id}.part`))).toBe(true)
    again.resolve(sound)
    expect(await second).toMatchObject({ status: 200, body: { state: 'sound' } })
    expect(await isKept(originalKey(hashOf(bytes)))).toBe(true)
    await dropped(id)
  }
})

test('of one sender one file is looked at after the other', async () => {
  const [one, two] = [await whole('一.txt', Buffer.from('一')), await whole('二.txt', Buffer.from('二'))]
  const slow = Promise.withResolvers<Checked>()
  const asked = Promise.withResolvers<void>()
  checksSay(() => {
    asked.resolve()
    return slow.promise
  })
  const first = hers.finish(on.file_id, one)
  await asked.promise
  expect(await hers.finish(on.file_id, two)).toMatchObject({ status: 503, code: 'file_not_checked' })
  slow.resolve({ ok: false, sha256: '', code: 'file_broken' })
  expect(await first).toMatchObject({ code: 'file_broken' })
  world.files.checker = checker
  expect(await hers.finish(on.file_id, two)).toMatchObject({ status: 200 })
  await dropped(two)
})

test('the fingerprint she counted herself must be that of what came', async () => {
  const bytes = Buffer.from(`她的 ${randomUUID()}`)
  const id = await whole('她.txt', bytes)
  expect(await hers.finish(on.file_id, id, { sha256: hashOf(Buffer.from('x')) })).toMatchObject({
    code: 'file_damaged',
  })
  const right = await whole('她.txt', bytes)
  expect(await hers.finish(on.file_id, right, { sha256: hashOf(bytes) })).toMatchObject({ status: 200 })
  // Also of one that was checked before: an answer that was lost is asked for again.
  expect(await hers.finish(on.file_id, right, { sha256: '0'.repeat(64) })).toMatchObject({ code: 'file_damaged' })
  expect(await hers.finish(on.file_id, right, { sha256: hashOf(bytes) })).toMatchObject({ status: 200 })
  await dropped(right)
})

test('of many begun at once no more are taken than may wait', async () => {
  const base = hers.base(on.file_id)
  const before = ((await hers.ask('GET', base)).body.uploads as { state: string }[]).filter(
    ({ state }) => state !== 'refused',
  ).length
  const begun = await Promise.all(Array.from({ length: 26 }, (_, nth) => hers.begin(on.file_id, `${nth}.txt`, 10)))
  expect(begun.filter(({ status }) => status === 201)).toHaveLength(20 - before)
  for (const { body } of begun) if (body.id) await dropped(body.id)
})
