import { randomUUID } from 'node:crypto'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import type { StaffDispute } from '#contract/disputes.ts'
import type { ScanView, SignedByHandView } from '#contract/returned.ts'
import { enter } from '#test/make.ts'
import { laidOut, oneReturned, pageRead, soundScan } from '#test/returned.ts'
import { uploader } from '#test/uploading.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Walk, Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { makeCheckCode } from '../seals/check-code.ts'
import { makePageCode, readPageCode } from './page-code.ts'
import { readOf } from './read.ts'

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

const print = async (who: Who, on: Walk, paper: string) =>
  (await door.as(who, on)).get(`/api/disputes/${on.file_id}/papers/${paper}/print`)
const viewOf = async (who: Who, on: Walk, paper: string): Promise<SignedByHandView | undefined> => {
  const page = (await (await door.as(who, on)).get(`/api/disputes/${on.file_id}`)).json() as StaffDispute
  return page.signed_by_hand.find(({ paper_id }) => paper_id === paper)
}

/** The last page of a PDF as a phone would have it, a JPEG on its side on a table; and how many pages it has. */
async function lastPhotoOf(pdf: Buffer): Promise<{ of: number; photo: Buffer }> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(pdf)
  const of = document.getPageCount()
  const { data, width, height } = await document.getPage(of - 1).render({ scale: 2.6, render: 'bitmap' })
  const photo = await sharp(Buffer.from(data), { raw: { width, height, channels: 4 } })
    .flatten({ background: '#fff' })
    .rotate(90)
    .extend({ top: 60, bottom: 90, left: 70, right: 40, background: '#8a7b66' })
    .jpeg({ quality: 75 })
    .toBuffer()
  document.destroy()
  library.destroy()
  return { of, photo }
}

/** Sends a file for a paper and asks what it is. */
async function sent(on: Walk, paper: string, name: string, bytes: Buffer): Promise<ScanView> {
  const begun = await peer.ask('POST', peer.base(on.file_id), { name, size: bytes.length, for_paper: paper })
  expect(begun.status, begun.code).toBe(201)
  const id = String(begun.body.id)
  for (let at = 0; at < bytes.length; at += 512 * 1024)
    expect((await peer.piece(on.file_id, id, at, bytes.subarray(at, at + 512 * 1024))).status).toBe(200)
  expect((await peer.finish(on.file_id, id)).status).toBe(200)
  const read = await peer.ask('POST', `${peer.base(on.file_id)}/${id}/read_pages`, {})
  expect(read.status, read.code).toBe(200)
  return read.body as unknown as ScanView
}
const give = async (on: Walk, paper: string, body: object, key = randomUUID()) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/disputes/${on.file_id}/papers/${paper}/returned`,
    headers: { cookie: await enter(world, door.crew.peer.sign_in_name), 'idempotency-key': key },
    payload: body,
  })
  return { status: answer.statusCode, code: (answer.json() as { code?: string }).code, body: answer.body }
}

test('a print comes back as sideways photographs in any order, page by page; the form registers the pages and the hands at once', {
  timeout: 180_000,
}, async () => {
  const on = await door.walkTo('signing')
  const paper = (await laidOut(world, on.file_id)).id
  const printed = await print('peer', on, paper)
  expect(printed.statusCode).toBe(200)
  const { of, photo } = await lastPhotoOf(printed.rawPayload)
  expect(of).toBeGreaterThan(1)
  const view = await viewOf('peer', on, paper)
  expect(view).toMatchObject({ of: 0, missing: [], edition: 1, overtaken: false, signs: true })
  const [line] = view?.lines ?? []
  expect(line).toMatchObject({ role: '申请人', counts: { party_id: on.applicant } })

  // The last first, and the first not at all.
  const last = await sent(on, paper, 'IMG_2.jpg', photo)
  expect(last.pictures).toEqual([{ nth: 1, is: 'page', page: of, of, says: `第 ${of} 页`, next: '' }])
  const hands = [{ role: '申请人', name: line?.name ?? '', how: ['finger'], witness: '宋春生' }]
  const signatures = [{ party_id: on.applicant, known_by: 'known_in_person' }]
  const pages = [{ upload_id: last.upload_id, nth: 1, page: of }]
  // A finger alone wants somebody who saw it: neither the pages nor the signature are written.
  const alone = { of, pages, hands: [{ ...hands[0], witness: '' }], note: '', signatures }
  expect(await give(on, paper, alone)).toMatchObject({ code: 'finger_needs_witness' })
  expect((await viewOf('peer', on, paper))?.lines[0]?.counts).not.toBeNull()
  const key = randomUUID()
  const done = await give(on, paper, { of, pages, hands, note: '', signatures }, key)
  expect(done.status, done.body).toBe(200)
  expect((await give(on, paper, { of, pages, hands, note: '', signatures }, key)).body).toBe(done.body)
  const half = await viewOf('peer', on, paper)
  expect(half).toMatchObject({ of, times: 1, hands, pages: [{ page: of, by_hand: false, how_says: '二维码认定' }] })
  expect(half?.missing).toEqual(Array.from({ length: of - 1 }, (_, nth) => nth + 1))
  // The signature stands on the agreement: nothing of it is asked a second time.
  expect(half?.lines[0]?.counts).toBeNull()
  const agreement = ((await (await door.as('peer')).get(`/api/disputes/${on.file_id}`)).json() as StaffDispute)
    .agreements[0]
  expect(agreement?.signatures).toMatchObject([{ as: 'party', how_says: '纸上签名' }])
  expect(await give(on, paper, { of, pages, hands, note: '', signatures })).toMatchObject({ code: 'already_signed' })
  // What belongs to the paper is taken no second time, is no evidence, and never let go of.
  expect(await give(on, paper, { of, pages, hands, note: '', signatures: [] })).toMatchObject({ code: 'no_such_scan' })
  const dropped = await peer.ask('POST', `${peer.base(on.file_id)}/${last.upload_id}/drop`, {})
  expect(dropped.code).toBe('upload_used')

  // The rest as one PDF, out of a scanner: the pages that were there come anew, and the older picture stays in its event.
  const whole = await sent(on, paper, '扫描.pdf', printed.rawPayload)
  expect(whole.pictures.map(({ page }) => page)).toEqual(Array.from({ length: of }, (_, nth) => nth + 1))
  const all = whole.pictures.map(({ nth, page }) => ({ upload_id: whole.upload_id, nth, page }))
  expect((await give(on, paper, { of, pages: all, hands, note: '补齐' })).status).toBe(200)
  expect(await viewOf('peer', on, paper)).toMatchObject({ missing: [], times: 2, note: '补齐' })
  const { rows } = await world.owner.query(
    "select facts -> 'returned_papers' as all from disputes where file_id = $1",
    [on.file_id],
  )
  expect(rows[0].all).toHaveLength(2)
  expect(rows[0].all[0].pages[0].file.upload_id).toBe(last.upload_id)
})

test('what is not a page of this paper is told for what it is, in words, and cannot be slipped in', async () => {
  const on = await door.walkTo('signing')
  const other = await door.walkTo('signing')
  const [paper, foreign] = [await laidOut(world, on.file_id), await laidOut(world, other.file_id)]
  const me = door.crew.peer.person_id
  const tell = async (id: string) => {
    const read = await peer.ask('POST', `${peer.base(on.file_id)}/${id}/read_pages`, {})
    return (read.body as unknown as ScanView).pictures[0]
  }
  const strange = await soundScan(world, on.file_id, me, paper.id, pageRead(foreign, 1))
  expect(await tell(strange)).toMatchObject({ is: 'wrong', says: '这是另一件事的文书' })
  const forged = await soundScan(world, on.file_id, me, paper.id, { kind: 'forged' })
  expect(await tell(forged)).toMatchObject({ is: 'wrong' })
  const unread = await soundScan(world, on.file_id, me, paper.id, { kind: 'nothing' })
  expect(await tell(unread)).toMatchObject({ is: 'unreadable', page: null })

  const good = await oneReturned(world, on.file_id, me)
  const { paper_id: _, ...body } = good
  const page = (upload_id: string, more: object = {}) => ({ ...body, pages: [{ upload_id, nth: 1, page: 1, ...more }] })
  for (const by_hand of [false, true]) {
    expect(await give(on, paper.id, page(strange, { by_hand }))).toMatchObject({ code: 'scan_of_two_files' })
    expect(await give(on, paper.id, page(forged, { by_hand }))).toMatchObject({ code: 'page_not_as_read' })
  }
  expect(await give(on, paper.id, page(unread))).toMatchObject({ code: 'page_unreadable' })
  expect(await give(on, paper.id, page(randomUUID()))).toMatchObject({ code: 'no_such_scan' })
  // Somebody else's upload is nobody's here.
  const theirs = await soundScan(world, on.file_id, door.crew.director.person_id, paper.id, pageRead(paper, 1))
  expect(await give(on, paper.id, page(theirs))).toMatchObject({ code: 'no_such_scan' })
  // By hand, and the list says so.
  expect((await give(on, paper.id, page(unread, { by_hand: true }))).status).toBe(200)
  expect((await viewOf('peer', on, paper.id))?.pages).toMatchObject([{ by_hand: true, how_says: '人工认定' }])
})

test('of an agreement that was taken back the print is refused, and so is what was signed of it', async () => {
  const on = await door.walkTo('signing')
  const paper = await laidOut(world, on.file_id)
  const me = door.crew.peer.person_id
  const { paper_id: _, ...body } = await oneReturned(world, on.file_id, me)
  await door.take('director', 'take_back_agreement', on, { because: '金额写错' })
  expect((await print('peer', on, paper.id)).json()).toMatchObject({ code: 'print_overtaken' })
  expect(await give(on, paper.id, body)).toMatchObject({ code: 'print_overtaken' })
  await door.take('director', 'lay_out_agreement', on, {})
  const anew = await laidOut(world, on.file_id)
  expect(await give(on, paper.id, body)).toMatchObject({ code: 'print_overtaken' })
  expect(await viewOf('peer', on, paper.id)).toMatchObject({ overtaken: true, edition: 1, signs: false })
  expect(await viewOf('peer', on, anew.id)).toMatchObject({ overtaken: false, edition: 2, signs: true })
  const old = await soundScan(world, on.file_id, me, anew.id, pageRead(paper, 1))
  const read = await peer.ask('POST', `${peer.base(on.file_id)}/${old}/read_pages`, {})
  expect(read.body.pictures).toMatchObject([{ is: 'wrong', says: '这是第 1 版协议，后来改过，不是现在这一版' }])
})

test('who does not read the paper prints nothing, sends nothing, sees no page; parties are told nothing of it', async () => {
  const on = await door.walkTo('signing')
  const paper = (await laidOut(world, on.file_id)).id
  const { paper_id: _, ...body } = await oneReturned(world, on.file_id, door.crew.peer.person_id)
  expect((await give(on, paper, body)).status).toBe(200)
  const [page] = (await viewOf('peer', on, paper))?.pages ?? []
  const base = `/api/disputes/${on.file_id}/returned/${page?.return_id}/pages/1`
  const picture = await (await door.as('second')).get(`${base}/picture`)
  expect([picture.statusCode, picture.headers['content-type']]).toEqual([200, 'image/jpeg'])
  // Her list tells a look at the pictures from taking the paper along.
  const told = async () => (await (await door.as('applicant', on)).get('/api/my-dispute/looks')).body
  const seen = await told()
  expect([seen.includes('看签好的扫描件：人民调解协议书'), seen.includes('下载文书')]).toEqual([true, false])
  const original = await (await door.as('second')).get(`${base}/original`)
  expect(original.headers['content-disposition']).toContain('attachment')
  expect(original.headers['content-security-policy']).toContain('sandbox')
  expect(await viewOf('town', on, paper)).toBeUndefined()
  for (const who of ['town', 'applicant', 'respondent', 'far'] as const) {
    const asker = await door.as(who, on)
    for (const what of ['picture', 'original'])
      expect([403, 404], who).toContain((await asker.get(`${base}/${what}`)).statusCode)
    expect([403, 404], who).toContain((await print(who, on, paper)).statusCode)
    const begun = await asker.post(`/api/disputes/${on.file_id}/uploads`, { name: '1.jpg', size: 9, for_paper: paper })
    expect([403, 404], who).toContain(begun.statusCode)
  }
  const mine = await (await door.as('applicant', on)).get('/api/my-dispute')
  expect(mine.body).not.toContain('returned')
  expect(JSON.stringify(mine.json())).not.toContain('交回签好的扫描件')
  // Taking the original along is a look she reads, under the paper's own name.
  expect(await told()).toContain('下载文书：')
})

test('whoever scans a page that was printed to be signed hears that it is one, and not a word of it; what was changed is none', async () => {
  const on = await door.walkTo('signing')
  const paper = await laidOut(world, on.file_id)
  const of = { paper_id: paper.id, edition: 1, page: 2, of: 3, hash: paper.content_hash }
  const code = makePageCode(world.keys.check, of)
  const ask = async (text: string) =>
    (await app.inject({ method: 'GET', url: `/api/check?code=${text}` })).json() as Record<string, unknown>
  const none = await ask('A'.repeat(127))
  expect(none.verdict).toBe('none')
  const told = await ask(code)
  expect(told).toEqual({ ...none, verdict: 'to_sign', verdict_says: '打印签字件', means: told.means })
  expect(readPageCode(world.keys.check, code)).toEqual({ ...of, hash: of.hash.slice(0, 16) })
  // Every byte of it is signed, and it can be written in one way alone.
  const bytes = Buffer.from(code, 'base64url')
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(readPageCode(world.keys.check, changed.toString('base64url')), String(at)).toBeNull()
  }
  expect(readPageCode(world.keys.check, `${code}A`)).toBeNull()
  expect(readOf(world, `http://localhost/check/${code}`)).toMatchObject({ kind: 'page' })
  expect(readOf(world, `http://localhost/check/${code.slice(0, -2)}${code.endsWith('AA') ? 'QQ' : 'AA'}`)).toEqual({
    kind: 'forged',
  })
  expect(readOf(world, 'https://weixin.example/u/abc')).toEqual({ kind: 'nothing' })
  const day = { day: '2026-03-01', number: '1', id: paper.id, hash: paper.content_hash }
  expect(readOf(world, `x/check/${makeCheckCode(world.keys.check, day)}`)).toEqual({ kind: 'sealed' })
})

test('a scan is a photograph or a PDF; what waits for a paper is not offered as evidence', async () => {
  const on = await door.walkTo('signing')
  const paper = (await laidOut(world, on.file_id)).id
  const begin = (name: string, more: object = {}) =>
    peer.ask('POST', peer.base(on.file_id), { name, size: 10, for_paper: paper, ...more })
  expect(await begin('说明.docx')).toMatchObject({ code: 'file_no_scan' })
  expect(await begin('1.jpg', { for_paper: randomUUID() })).toMatchObject({ status: 404 })
  const { upload_id } = (await oneReturned(world, on.file_id, door.crew.peer.person_id)).pages[0] ?? { upload_id: '' }
  const list = async (query: string) => (await peer.ask('GET', `${peer.base(on.file_id)}${query}`)).body.uploads
  expect(await list('')).toEqual([])
  expect(await list(`?for_paper=${paper}`)).toMatchObject([{ id: upload_id }])
  const evidence = { what: '借条', source: '本人', proves: '借了钱', form: 'copy', upload_id }
  expect(await door.take('peer', 'provide_evidence', on, evidence)).toMatchObject({ code: 'no_such_upload' })
})
