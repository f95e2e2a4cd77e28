import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { endSideProcesses } from '#server/side-process.ts'
import { partOf, solid, textsOf, wordText } from '#test/read-paper.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Walk, Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
afterEach(() => setNow(null))
afterAll(() => endSideProcesses(0))

const ADDRESS = '石桥村二组 12 号'
const details = { sex: 'female', ethnicity: '汉族', occupation: '务农', address: ADDRESS }
const complete = (on: Walk, body: object) => door.take('director', 'complete_party', on, body, { part: on.applicant })
const sheet = async (who: Who, on: Walk, form: string, of: string) =>
  (await door.as(who, on)).get(
    `${who === 'applicant' || who === 'respondent' ? '/api/my-dispute' : `/api/disputes/${on.file_id}`}/forms/${form}?of=${of}`,
  )
const partyBefore = async (on: Walk) =>
  (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json().parties[0]
const looksOf = async (who: Who, on: Walk): Promise<string[]> =>
  (await (await door.as(who, on)).get('/api/my-dispute/looks')).json().looks.map((it: { reason: string }) => it.reason)

test('where somebody may be in danger no page and no sheet of the office says where she lives; her own sheet does', async () => {
  const on = await door.walkTo('threatened')
  expect((await complete(on, details)).status).toBe(200)
  expect(await partyBefore(on)).toMatchObject({ reach_open: false, details: { occupation: '务农', address: null } })
  expect(JSON.stringify(await partyBefore(on))).not.toContain(ADDRESS)
  for (const form of ['D-01', 'D-23']) {
    const office = await sheet('director', on, form, on.applicant)
    expect(office.statusCode).toBe(200)
    expect(office.body).toContain('务农')
    expect(office.body).not.toContain(ADDRESS)
    expect((await sheet('applicant', on, form, on.applicant)).body).toContain(ADDRESS)
  }
  // Whoever may not read it leaves it as it is, and she may still have it back.
  expect((await complete(on, { ...details, occupation: '做工', address: null })).status).toBe(200)
  expect((await sheet('applicant', on, 'D-23', on.applicant)).body).toContain(ADDRESS)
  expect((await complete(on, { ...details, address: '' })).status).toBe(200)
  expect((await sheet('applicant', on, 'D-23', on.applicant)).body).not.toContain(ADDRESS)
})

test('where nobody is in danger the office prints it, and what she said is hers to take back, all of it', async () => {
  const on = await door.walkTo('registered')
  await complete(on, details)
  expect(await partyBefore(on)).toMatchObject({ details: { address: ADDRESS } })
  expect((await sheet('director', on, 'D-23', on.applicant)).body).toContain(ADDRESS)
  expect((await complete(on, {})).status).toBe(200)
  expect((await sheet('director', on, 'D-23', on.applicant)).body).not.toMatch(/石桥村二组 12 号|务农|汉族/)
})

test('a sheet of another, of the whole file or of nobody is no sheet of hers; what the office printed of her she alone reads', async () => {
  const on = await door.walkTo('notified')
  for (const [form, of] of [
    ['D-23', on.applicant],
    ['D-01', on.applicant],
    ['D-00', on.file_id],
    ['D-23', on.file_id],
  ] as const)
    expect((await sheet('respondent', on, form, of)).statusCode, form).toBe(404)
  expect((await sheet('respondent', on, 'D-23', on.respondent)).statusCode).toBe(200)
  expect((await sheet('director', on, 'D-11', on.applicant)).statusCode).toBe(404)
  const printed = '打印：送达地址确认书'
  expect(await looksOf('respondent', on)).not.toContain(printed)
  expect((await sheet('director', on, 'D-23', on.respondent)).statusCode).toBe(200)
  expect(await looksOf('respondent', on)).toContain(printed)
  expect(await looksOf('applicant', on)).not.toContain(printed)
  expect((await sheet('director', on, 'D-00', on.file_id)).statusCode).toBe(200)
  expect((await looksOf('applicant', on)).filter((it) => it?.startsWith('打印：'))).toEqual(['打印：人民调解卷宗封面'])
})

test('a drawn form is taken along as PDF and as Word with what its page says, as a draft; hers is hers alone, and each taking is a look', async () => {
  const on = await door.walkTo('in_session')
  const at = (who: Who, as: string, of = on.applicant) => sheet(who, on, `D-01/${as}`, of)
  const pdf = await at('director', 'pdf')
  expect(pdf.statusCode, pdf.body).toBe(200)
  expect(pdf.headers['content-type']).toBe('application/pdf')
  const name = decodeURIComponent(String(pdf.headers['content-disposition']).split("UTF-8''")[1] ?? '')
  expect(name).toMatch(/^人民调解申请书 [0-9A-Z]{4}-[0-9A-Z]{4} \d{4}-\d\d-\d\d\.pdf$/)
  const text = solid((await textsOf(pdf.rawPayload)).join(''))
  expect(text).toContain('申请人（签名、指印）')
  expect(text).toContain('草稿，签名（盖章）入卷以后才作数')
  expect(text).toContain('照案卷填写')
  const word = await at('director', 'docx')
  expect(word.statusCode).toBe(200)
  expect(solid(wordText(partOf(word.rawPayload, 'word/document.xml')))).toContain('申请人（签名、指印）')
  expect(partOf(word.rawPayload, 'word/footer1.xml')).toContain('草稿')
  expect((await looksOf('applicant', on)).filter((it) => it === '下载：人民调解申请书')).toHaveLength(2)
  expect((await at('applicant', 'pdf')).statusCode).toBe(200)
  expect((await at('applicant', 'docx')).statusCode).toBe(404)
  expect((await at('respondent', 'pdf')).statusCode).toBe(404)
  expect((await at('far', 'pdf')).statusCode).toBe(404)
  expect((await at('town', 'pdf')).statusCode).toBe(403)
  // What could not be made, nobody took along.
  expect((await at('director', 'county-docx')).json()).toMatchObject({ code: 'no_template' })
  expect((await looksOf('applicant', on)).filter((it) => it === '下载：人民调解申请书')).toHaveLength(2)
})
