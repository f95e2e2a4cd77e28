import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { KEPT_DAYS, PIECE } from '#domain/evidence/words.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { HEIC, jpeg, png } from '#test/files.ts'
import { enter, speaker } from '#test/make.ts'
import { uploader } from '#test/uploading.ts'
import { type Walks, walks } from '#test/walks.ts'
import { handedOver, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { originalKey } from './store.ts'
import { sweepUploads } from './sweep.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let on: Walk
let office: ReturnType<typeof uploader>
let hers: ReturnType<typeof uploader>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  on = await door.walkTo('in_session')
  office = uploader(app, { cookie: await enter(world, door.crew.director.sign_in_name) })
  hers = uploader(app, { link: on.link })
})
afterEach(() => setNow(null))
afterAll(() => world.files.checker.end())

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const blob = (bytes: Buffer): string =>
  join(world.dataDir, 'files', databaseOf(world), 'blobs', ...originalKey(hashOf(bytes)).split('/'))
const databaseOf = ({ ownerUrl }: TestWorld): string => new URL(ownerUrl).pathname.slice(1)
const evidenceOf = async (who: 'applicant' | 'respondent' | 'director') => {
  const page = await (await door.as(who, on)).get(
    who === 'director' ? `/api/disputes/${on.file_id}` : '/api/my-dispute',
  )
  return (page.json() as { evidence: { id: string; file: { sha256: string } | null }[] }).evidence
}

test('a photograph comes in pieces, is checked, made evidence of, seen upright by who may, and given back byte for byte', async () => {
  const photo = await jpeg(6)
  const sent = await hers.send(on.file_id, '现场 照片.JPG', photo, 1_000)
  expect(sent).toMatchObject({ status: 200, body: { state: 'sound', sha256: hashOf(photo), kind_says: '照片' } })
  // Kept as it came, for nobody else to read.
  expect(readFileSync(blob(photo)).equals(photo)).toBe(true)
  expect(statSync(join(blob(photo), '..')).mode & 0o777).toBe(0o700)
  const said = { what: '现场照片', source: '自己拍的', proves: '水沟被占', form: 'electronic' }
  const given = await door.take('applicant', 'provide_evidence', on, { ...said, upload_id: sent.body.id })
  expect(given.status, given.body).toBe(200)
  const [mine] = await evidenceOf('applicant')
  expect(mine).toMatchObject({ mine: true, opens: true, file: { sha256: hashOf(photo), previews: 1 } })
  const at = `/api/disputes/${on.file_id}/evidence/${mine?.id}`
  const seen = await (await door.as('director')).get(`${at}/previews/1`)
  expect(seen.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' })
  expect(seen.headers['content-security-policy']).toContain('sandbox')
  const shown = await sharp(seen.rawPayload).metadata()
  expect([shown.width, shown.height, shown.orientation, shown.exif]).toEqual([200, 400, undefined, undefined])
  // The corner that was at the top left of a picture lying on its side stands at the top right.
  const corner = await sharp(seen.rawPayload).extract({ left: 190, top: 5, width: 1, height: 1 }).raw().toBuffer()
  expect(corner[2]).toBeGreaterThan(150)
  const original = await (await door.as('peer')).get(`${at}/original`)
  expect(original.rawPayload.equals(photo)).toBe(true)
  expect(original.headers['content-disposition']).toBe(
    `attachment; filename="_____.JPG"; filename*=UTF-8''${encodeURIComponent('现场 照片.JPG')}`,
  )
  expect(original.headers['content-type']).toBe('application/octet-stream')
  // Whoever handed it in reads who took it; the other side hears of neither.
  const looks = async (who: 'applicant' | 'respondent') =>
    ((await (await door.as(who, on)).get('/api/my-dispute/looks')).json() as { looks: { what: string }[] }).looks
  // One for the picture looked at, one for the original taken; opened again on one day it is no other, and the small one is none.
  for (const nth of [1, 0])
    expect((await (await door.as('director')).get(`${at}/previews/${nth}`)).statusCode).toBe(200)
  expect((await (await door.as('peer')).get(`${at}/previews/0`)).statusCode).toBe(200)
  expect((await looks('applicant')).filter(({ what }) => what === 'evidence')).toHaveLength(2)
  expect((await looks('respondent')).filter(({ what }) => what === 'evidence')).toHaveLength(0)
  expect(await evidenceOf('respondent')).toEqual([])
  expect((await (await door.as('respondent', on)).get(`${at}/original`)).statusCode).toBe(404)
})

test('a HEIC of a telephone lying on its side turns out right', async () => {
  const sent = await office.send(on.file_id, 'IMG_0001.HEIC', HEIC)
  expect(sent).toMatchObject({ status: 200, body: { state: 'sound', kind_says: '照片（HEIC）' } })
  await door.take('director', 'provide_evidence', on, { ...handedOver(on), upload_id: sent.body.id })
  const it = (await evidenceOf('director')).find(({ file }) => file?.sha256 === hashOf(HEIC))
  const seen = await (await door.as('director')).get(`/api/disputes/${on.file_id}/evidence/${it?.id}/previews/1`)
  const { width, height } = await sharp(seen.rawPayload).metadata()
  expect([width, height]).toEqual([64, 96])
  const corner = await sharp(seen.rawPayload).extract({ left: 56, top: 4, width: 1, height: 1 }).raw().toBuffer()
  expect(corner[2]).toBeGreaterThan(150)
})

test('what broke off goes on where the last safe byte ended, a repeated piece writes nothing, and a lost answer costs nothing', async () => {
  const bytes = randomBytes(3_000)
  const begun = await hers.begin(on.file_id, '记录.txt', bytes.length)
  const id = String(begun.body.id)
  expect((await hers.piece(on.file_id, id, 0, bytes.subarray(0, 1_000))).body).toEqual({ received: 1_000 })
  // Its answer was lost: the same piece again, then one that leaves a hole.
  expect((await hers.piece(on.file_id, id, 0, randomBytes(1_000))).body).toEqual({ received: 1_000 })
  expect((await hers.piece(on.file_id, id, 2_000, bytes.subarray(2_000))).body).toEqual({ received: 1_000 })
  expect(await hers.finish(on.file_id, id)).toMatchObject({ status: 409, code: 'upload_incomplete' })
  const { body } = await hers.ask('GET', hers.base(on.file_id))
  expect((body.uploads as { id: string; received: number }[]).find((it) => it.id === id)?.received).toBe(1_000)
  expect((await hers.piece(on.file_id, id, 1_000, bytes.subarray(1_000))).body).toEqual({ received: 3_000 })
  expect(readFileSync(join(world.files.waiting, `${id}.part`)).equals(bytes)).toBe(true)
  expect(await hers.piece(on.file_id, id, 3_000, Buffer.from('x'))).toMatchObject({ status: 422, code: 'file_damaged' })
  expect(await hers.piece(on.file_id, id, 0, Buffer.alloc(PIECE + 1))).toMatchObject({ status: 413 })
})

test('two pieces at one place at once, by two servers on one folder: one is kept, none is mixed', async () => {
  const other = await newApp(world)
  const twin = uploader(other, { link: on.link })
  const begun = await hers.begin(on.file_id, '同时.txt', 40_000)
  const id = String(begun.body.id)
  for (let at = 0; at < 40_000; at += 10_000) {
    const [one, two] = [Buffer.alloc(10_000, 65), Buffer.alloc(10_000, 66)]
    const both = await Promise.all([hers.piece(on.file_id, id, at, one), twin.piece(on.file_id, id, at, two)])
    expect(both.map(({ body }) => body.received)).toEqual([at + 10_000, at + 10_000])
    const kept = readFileSync(join(world.files.waiting, `${id}.part`)).subarray(at, at + 10_000)
    expect(new Set(kept).size).toBe(1)
  }
  await other.close()
})

test('two who finish one upload at once: it is checked once, and both hear the same in the end', async () => {
  const photo = await png()
  const begun = await hers.begin(on.file_id, '截图.png', photo.length)
  const id = String(begun.body.id)
  await hers.piece(on.file_id, id, 0, photo)
  const both = await Promise.all([hers.finish(on.file_id, id), hers.finish(on.file_id, id)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 503])
  expect(await hers.finish(on.file_id, id)).toMatchObject({ status: 200, body: { state: 'sound' } })
  expect(await hers.piece(on.file_id, id, 0, photo)).toMatchObject({ status: 409, code: 'upload_over' })
})

test('an upload is its sender’s alone: nobody else reads, fills, finishes, drops it or makes evidence of it', async () => {
  const photo = await jpeg()
  const sent = await hers.send(on.file_id, '借条.jpg', photo)
  const id = String(sent.body.id)
  const strangers = {
    director: office,
    respondent: uploader(app, { link: on.invitation }),
    peer: uploader(app, { cookie: await enter(world, door.crew.peer.sign_in_name) }),
  }
  for (const [name, other] of Object.entries(strangers)) {
    const heard = await Promise.all([
      other.ask('GET', `${other.base(on.file_id)}/${id}`),
      other.piece(on.file_id, id, 0, Buffer.from('x')),
      other.finish(on.file_id, id),
      other.ask('POST', `${other.base(on.file_id)}/${id}/drop`, {}),
    ])
    expect(
      heard.map(({ code }) => code),
      name,
    ).toEqual(['upload_gone', 'upload_gone', 'upload_gone', 'upload_gone'])
    const { body } = await other.ask('GET', other.base(on.file_id))
    expect(JSON.stringify(body)).not.toContain(id)
  }
  // Also of two of one office each has her own.
  const begun = await office.begin(on.file_id, '现场.jpg', 10)
  expect(await strangers.peer.ask('GET', `${office.base(on.file_id)}/${begun.body.id}`)).toMatchObject({ status: 404 })
  expect(await office.ask('GET', `${office.base(on.file_id)}/${begun.body.id}`)).toMatchObject({ status: 200 })
  const taken = await door.take('director', 'provide_evidence', on, { ...handedOver(on), upload_id: id })
  expect(taken).toMatchObject({ status: 422, code: 'no_such_upload' })
  const elsewhere = await door.walkTo('in_session')
  const { said_by: _, ...mine } = handedOver(on)
  const there = await speaker(app, { link: elsewhere.link }).post(
    `/api/disputes/${elsewhere.file_id}/steps/provide_evidence`,
    { ...mine, upload_id: id },
  )
  expect(there.json()).toMatchObject({ status: 422, code: 'no_such_upload' })
  expect(await hers.ask('GET', hers.base(elsewhere.file_id))).toMatchObject({ status: 404 })
})

test('evidence is made of a file once, and never before its check', async () => {
  const photo = await png()
  const begun = await hers.begin(on.file_id, '没查.png', photo.length)
  const id = String(begun.body.id)
  await hers.piece(on.file_id, id, 0, photo)
  const { said_by: _, ...mine } = handedOver(on)
  expect(await door.take('applicant', 'provide_evidence', on, { ...mine, upload_id: id })).toMatchObject({
    status: 422,
    code: 'no_such_upload',
  })
  expect((await hers.finish(on.file_id, id)).status).toBe(200)
  expect((await door.take('applicant', 'provide_evidence', on, { ...mine, upload_id: id })).status).toBe(200)
  expect(await door.take('applicant', 'provide_evidence', on, { ...mine, upload_id: id })).toMatchObject({
    status: 409,
    code: 'upload_used',
  })
  expect(await hers.ask('POST', `${hers.base(on.file_id)}/${id}/drop`, {})).toMatchObject({ status: 409 })
})

test('so many may wait and no more; what is dropped makes room, and its bytes are gone', async () => {
  const full = uploader(app, { cookie: await enter(world, door.crew.second.sign_in_name) })
  const ids: string[] = []
  for (let nth = 0; nth < 20; nth += 1) ids.push(String((await full.begin(on.file_id, `${nth}.txt`, 10)).body.id))
  expect(await full.begin(on.file_id, '多了.txt', 10)).toMatchObject({ status: 409, code: 'uploads_too_many' })
  expect(existsSync(join(world.files.waiting, `${ids[0]}.part`))).toBe(true)
  expect((await full.ask('POST', `${full.base(on.file_id)}/${ids[0]}/drop`, {})).status).toBe(200)
  expect(existsSync(join(world.files.waiting, `${ids[0]}.part`))).toBe(false)
  expect((await full.begin(on.file_id, '又一个.txt', 10)).status).toBe(201)
  for (const id of ids.slice(1)) await full.ask('POST', `${full.base(on.file_id)}/${id}/drop`, {})
})

test('after some days what nobody made evidence of is swept, with its bytes; what others need of the same stays', async () => {
  const bytes = Buffer.from('说好的，十二月还。')
  const lone = Buffer.from(`只有一份 ${randomUUID()}`)
  const [first, second, third] = [
    await hers.send(on.file_id, '一.txt', bytes),
    await hers.send(on.file_id, '二.txt', bytes),
    await hers.send(on.file_id, '三.txt', lone),
  ]
  const half = await hers.begin(on.file_id, '半.txt', 10)
  const { said_by: _, ...mine } = handedOver(on)
  await door.take('applicant', 'provide_evidence', on, { ...mine, upload_id: first.body.id })
  setNow(secondsAfter(now(), (KEPT_DAYS - 1) * 86_400))
  await sweepUploads(world)
  expect(existsSync(blob(lone))).toBe(true)
  setNow(secondsAfter(now(), 2 * 86_400))
  await sweepUploads(world)
  for (const gone of [second, third, half])
    expect(await hers.ask('GET', `${hers.base(on.file_id)}/${gone.body.id}`)).toMatchObject({ code: 'upload_gone' })
  expect(existsSync(blob(lone))).toBe(false)
  expect(existsSync(join(world.files.waiting, `${half.body.id}.part`))).toBe(false)
  expect(readFileSync(blob(bytes)).equals(bytes)).toBe(true)
  expect(readdirSync(world.files.waiting).filter((name) => name.includes(String(half.body.id)))).toEqual([])
})
