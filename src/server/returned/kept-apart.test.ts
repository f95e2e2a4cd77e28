import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test, vi } from 'vitest'
import { enter } from '#test/make.ts'
import { laidOut, oneReturned, pageRead, soundScan } from '#test/returned.ts'
import { uploader } from '#test/uploading.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { now, secondsAfter, setNow } from '../clock.ts'
import { SideFailure } from '../side-process.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let peer: ReturnType<typeof uploader>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  peer = uploader(app, { cookie: await enter(world, door.crew.peer.sign_in_name) })
})

const give = async (on: Walk, paper: string, body: object, key = randomUUID()) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/disputes/${on.file_id}/papers/${paper}/returned`,
    headers: { cookie: await enter(world, door.crew.peer.sign_in_name), 'idempotency-key': key },
    payload: body,
  })
  return { status: answer.statusCode, code: (answer.json() as { code?: string }).code, body: answer.body }
}

test('a file with a page of another family’s file in it is not kept: nothing of it is taken, and it can be let go of', async () => {
  const on = await door.walkTo('signing')
  const [paper, foreign] = [
    await laidOut(world, on.file_id),
    await laidOut(world, (await door.walkTo('signing')).file_id),
  ]
  const { paper_id: _, ...body } = await oneReturned(world, on.file_id, door.crew.peer.person_id)
  const { upload_id = '' } = body.pages[0] ?? {}
  const read = [pageRead(paper, 1), pageRead(foreign, 1)]
  const mixed = [JSON.stringify({ of: 1, read }), upload_id]
  await world.owner.query('update uploads set previews = 2, pages_read = $1 where id = $2', mixed)
  const told = await peer.ask('POST', `${peer.base(on.file_id)}/${upload_id}/read_pages`, {})
  expect(told.body.pictures).toMatchObject([
    { is: 'wrong', page: null, says: '第 1 页' },
    { is: 'wrong', page: null, says: '这是另一件事的文书' },
  ])
  expect(await give(on, paper.id, body)).toMatchObject({ status: 422, code: 'scan_of_two_files' })
  expect((await peer.ask('POST', `${peer.base(on.file_id)}/${upload_id}/drop`, {})).status).toBe(200)
})

test('a scan brought in days later: the signature counts from the day it was made, the scan from the day it came', async () => {
  const on = await door.walkTo('signing')
  const paper = (await laidOut(world, on.file_id)).id
  const { paper_id: _, ...body } = await oneReturned(world, on.file_id, door.crew.peer.person_id)
  const signed = now()
  const later = secondsAfter(signed, 3 * 86_400)
  const signatures = [{ party_id: on.applicant, known_by: 'known_in_person' }]
  setNow(later)
  try {
    const done = await give(on, paper, { ...body, signatures, occurred_at: signed })
    expect(done.status, done.body).toBe(200)
  } finally {
    setNow(null)
  }
  const { rows } = await world.owner.query(
    `select a.facts #>> '{signatures,0,at}' as signed, d.facts #>> '{returned_papers,0,at}' as came
     from agreements a join disputes d using (file_id) where file_id = $1`,
    [on.file_id],
  )
  expect(rows).toEqual([{ signed, came: later }])
})

test('of one person one file is read after the other; reading that was ended twice over a file is over: its pages are said by hand', async () => {
  const on = await door.walkTo('signing')
  const paper = (await laidOut(world, on.file_id)).id
  const scan = () => soundScan(world, on.file_id, door.crew.peer.person_id, paper, { kind: 'nothing' })
  const [id, other] = [await scan(), await scan()]
  await world.owner.query('update uploads set pages_read = null where id = any ($1)', [[id, other]])
  const { checker } = world.files
  let asked = 0
  let end = () => {}
  const ask = () => {
    asked += 1
    if (asked > 1) return Promise.reject(new SideFailure('too_long'))
    return new Promise((_, fail) => {
      end = () => fail(new SideFailure('too_long'))
    })
  }
  world.files.checker = { ...checker, pid: null, end: () => checker.end(), ask: ask as never }
  try {
    const read = () => peer.ask('POST', `${peer.base(on.file_id)}/${id}/read_pages`, {})
    const first = read()
    await vi.waitFor(() => expect(asked).toBe(1), 20_000)
    // Meanwhile another of hers waits; the process that checks everybody's files is not asked.
    const second = await peer.ask('POST', `${peer.base(on.file_id)}/${other}/read_pages`, {})
    expect([second.status, second.code, asked]).toEqual([503, 'file_not_checked', 1])
    end()
    expect(await first).toMatchObject({ status: 503, code: 'file_not_checked' })
    expect((await read()).body.pictures).toMatchObject([{ is: 'unreadable' }])
    expect((await read()).status).toBe(200)
    expect(asked).toBe(2)
  } finally {
    world.files.checker = checker
  }
})
