import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FORMS } from '#domain/documents/forms.ts'
import { drawCopy } from '#server/seals/draw-copy.ts'
import { makeCopy } from '#server/seals/make-copy.ts'
import { endSideProcesses } from '#server/side-process.ts'
import { soundUpload } from '#test/evidence.ts'
import { picturesOf, solid, textsOf } from '#test/read-paper.ts'
import { type Walks, walks } from '#test/walks.ts'
import { danger, handedOver, type Walk, type Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { sixtyPages } from '../../../bench/dossier.ts'
import { bindSheets } from './bind.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
afterAll(() => endSideProcesses(0))

const PHOTO = readFileSync(join(import.meta.dirname, '../../../demo/pictures/ditch.jpg'))
const take = async (who: Who, on: Walk, what = 'pdf') =>
  (await door.as(who, on)).get(`/api/disputes/${on.file_id}/dossier/${what}`)

test('the whole dossier is one PDF: cover, catalogue with pages, papers in the order of the set, note and back; nothing of the side volume', async () => {
  const on = await door.walkTo('in_effect')
  const by = { by_person: door.crew.director.person_id }
  const upload_id = await soundUpload(world, on.file_id, by, PHOTO)
  await door.take('director', 'provide_evidence', on, { ...handedOver(on), upload_id, what: '院墙照片' })
  // One whose picture the disc spoiled, and one for the mediator alone.
  const spoiled = await soundUpload(world, on.file_id, by)
  await door.take('director', 'provide_evidence', on, { ...handedOver(on), upload_id: spoiled, what: '坏了的照片' })
  await door.take('director', 'provide_evidence', on, { ...handedOver(on), what: '悄悄话', in_confidence: true })
  expect((await door.take('director', 'report_danger', on, danger(on))).status).toBe(200)
  const page = async () => (await (await door.as('director', on)).get(`/api/disputes/${on.file_id}`)).json()
  const { sealable } = (await page()).seals as { sealable: { paper_id: string; title: string }[] }
  const paper_id = sealable.find(({ title }) => title === FORMS['D-18'])?.paper_id
  await door.take('director', 'seal_paper', on, { paper_id, because: '当事人要盖章的一份。' })
  await makeCopy(world, { keys: 'ecdsa', draw: drawCopy }, String((await page()).seals.issued[0].id))

  const answer = await take('director', on)
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200)
  expect(answer.headers['content-type']).toBe('application/pdf')
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toMatch(
    /人调字第\d+号 卷宗 \d{4}-\d\d-\d\d\.pdf/,
  )
  const pages = (await textsOf(answer.rawPayload)).map(solid)
  const [cover = '', catalogue = ''] = pages
  expect(cover).toContain('人民调解卷宗封面')
  expect(cover).toContain('本件还没有办结')
  expect(pages.at(-2)).toContain('卷宗情况说明')
  expect(pages.at(-1)).toContain('卷宗封底')
  // Cover, catalogue, note and back have no number; what the catalogue says is where each paper begins.
  const numbered = pages.slice(2, -2)
  for (const [nth, text] of numbered.entries()) expect(text).toContain(`—${nth + 1}—`)
  expect(pages.at(-1)).toContain(`${numbered.length}页`)
  const begins = numbered.findIndex((text) => text.startsWith('人民调解证据材料清单')) + 1
  expect(catalogue).toMatch(new RegExp(`人民调解证据材料${begins}(—${begins + 1})?`))
  const agreement = numbered.findIndex((text) => text.startsWith('人民调解协议书'))
  expect(agreement).toBeGreaterThan(begins)
  // The register of acceptance stands first, whenever the others were made.
  expect(numbered[0]).toContain('人民调解受理登记表')
  const all = pages.join('')
  expect(all).toContain('第1号院墙照片')
  expect(all).toContain('图片读不出来')
  expect(all).not.toMatch(/悄悄话|激化|交办单|签收回执/)
  // The sealed notice is there as it was given out: a picture with its red ring, and no text of it.
  expect(catalogue).toMatch(/调解通知书[^盖]*盖章件/)
  const copy = numbered.findIndex((text) => text.includes('盖章件的影像'))
  expect(copy).toBeGreaterThan(0)
  expect(numbered[copy]).not.toContain('请按时参加')
  const [picture] = (await picturesOf(answer.rawPayload, 200)).slice(copy + 2)
  expect(picture?.grey.some((it) => it < 120)).toBe(true)
  // The same file is the same volume, byte for byte.
  expect((await take('director', on)).rawPayload.equals(answer.rawPayload)).toBe(true)
}, 60_000)

test('a dossier of sixty pages is bound with its pictures, numbered through', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-'))
  try {
    const volume = await sixtyPages(folder, 1, { photos: 6, scans: 2, picture: async () => PHOTO })
    const bound = await bindSheets(volume)
    expect(bound.pages - bound.numbered).toBe(3)
    expect(bound.numbered).toBeGreaterThan(30)
    const text = solid((await textsOf(readFileSync(volume.to)))[1] ?? '')
    expect(text).toContain(`共${bound.numbered}页，第一份在1—`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
