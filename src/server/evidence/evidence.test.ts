import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import type { EvidenceView, MyEvidence } from '#contract/evidence.ts'
import { linkOn } from '#test/agent-links.ts'
import { soundUpload } from '#test/evidence.ts'
import { speaker } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import { handedOver, type Walk, type Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})

/** Hands the applicant's in at the window, with its file. */
async function given(on: Walk, more: object = {}): Promise<string> {
  const upload_id = await soundUpload(world, on.file_id, { by_person: door.crew.director.person_id })
  const done = await door.take('director', 'provide_evidence', on, { ...handedOver(on), upload_id, ...more })
  expect(done.status, done.body).toBe(200)
  const { parts } = JSON.parse(done.body) as { parts: { part: string; id: string }[] }
  const id = parts.filter(({ part }) => part === 'evidence').at(-1)?.id ?? ''
  on.ids.evidence = id
  return id
}
const seenBy = async (who: Who, on: Walk): Promise<(EvidenceView | MyEvidence)[]> => {
  const own = who === 'applicant' || who === 'respondent'
  const page = await (await door.as(who, on)).get(own ? '/api/my-dispute' : `/api/disputes/${on.file_id}`)
  return (page.json() as { evidence: EvidenceView[] }).evidence
}
const take = async (who: Who, on: Walk, id: string, what = 'original') =>
  (await (await door.as(who, on)).get(`/api/disputes/${on.file_id}/evidence/${id}/${what}`)).statusCode

test('the other side hears of it when it is shown, reads it where it was put on her page, and never otherwise', async () => {
  const on = await door.walkTo('in_session')
  const id = await given(on)
  expect(await seenBy('respondent', on)).toEqual([])
  expect(await take('respondent', on, id)).toBe(404)
  const words = JSON.stringify((await (await door.as('respondent', on)).get('/api/my-dispute')).json())
  expect(words).not.toContain('借条')
  await door.take('director', 'show_evidence', on, { to: [on.respondent], how: 'in_session' })
  expect(await seenBy('respondent', on)).toMatchObject([
    { mine: false, what: '借条', opens: false, file: null, can: [] },
  ])
  expect(await take('respondent', on, id)).toBe(403)
  await door.take('director', 'show_evidence', on, { to: [on.respondent], how: 'on_page' })
  expect(await take('respondent', on, id)).toBe(200)
  expect(await take('respondent', on, id, 'previews/1')).toBe(200)
  expect(await seenBy('applicant', on)).toMatchObject([{ mine: true, shown: [{ to: ['邢大山'] }, { to: ['邢大山'] }] }])
  // Shown, it cannot be taken back: what the other side has read it has read.
  expect(await door.take('applicant', 'withdraw_evidence', on, {})).toMatchObject({ code: 'wrong_state' })
})

test('given in confidence it opens to who mediates and wrote it down; its words stand on nobody else’s page, and it is shown with her leave alone', async () => {
  const on = await door.walkTo('in_session')
  const id = await given(on, { in_confidence: true })
  expect(await seenBy('peer', on)).toMatchObject([{ what: '借条', opens: true, in_confidence: true }])
  expect(await take('peer', on, id)).toBe(200)
  // Of the same unit, handling the file, and not among those she told.
  expect(await seenBy('second', on)).toMatchObject([{ what: '', proves: '', opens: false, file: null }])
  expect(await take('second', on, id)).toBe(403)
  const list = (await (await door.as('second')).get(`/api/disputes/${on.file_id}/evidence-list`)).json()
  expect(JSON.stringify(list)).toContain('另有 1 份只给调解员看')
  expect(JSON.stringify(list)).not.toContain('借条')
  const story = JSON.stringify((await (await door.as('second')).get(`/api/disputes/${on.file_id}`)).json().story)
  expect(story).not.toContain('借条')
  const show = { to: [on.respondent], how: 'on_page' }
  expect(await door.take('director', 'show_evidence', on, show)).toMatchObject({ code: 'given_in_confidence' })
  const another = { ...show, said_by: on.respondent, agreed_how: 'in_person' }
  expect(await door.take('director', 'show_evidence', on, another)).toMatchObject({ code: 'speaker_not_in_file' })
  const leave = { said_by: on.applicant, agreed_how: 'by_phone' }
  expect((await door.take('director', 'show_evidence', on, { ...show, ...leave })).status).toBe(200)
  expect(await take('respondent', on, id)).toBe(200)
})

test('a mediator who stands too near to a party sees none of it and opens none', async () => {
  const on = await door.walkTo('related')
  await given(on)
  expect(await seenBy('peer', on)).toEqual([])
  expect(await take('peer', on, on.ids.evidence ?? '')).toBe(403)
  const base = `/api/disputes/${on.file_id}/uploads`
  const begun = await (await door.as('peer', on)).post(base, { name: '借条.jpg', size: 10 })
  expect(begun.json()).toMatchObject({ code: 'relation_found' })
})

test('people of the area, leaders and whoever is here for a slip or a question see that there is none', async () => {
  const on = await door.walkTo('referred')
  await given(on)
  for (const who of ['leader', 'town', 'justice', 'department'] as const) {
    expect(await seenBy(who, on), who).toEqual([])
    expect([403, 404], who).toContain(await take(who, on, on.ids.evidence ?? ''))
  }
})

test('an agent hands in and reads within his powers, and not beyond', async () => {
  const on = await door.walkTo('in_session')
  const id = await given(on)
  const may = speaker(app, { link: (await linkOn(door, on)) ?? '' })
  const mayNot = speaker(app, { link: (await linkOn(door, on, { name: '尤二', powers: ['take_part'] })) ?? '' })
  const page = async (who: typeof may) =>
    (await who.get('/api/my-dispute')).json() as { evidence: unknown[]; can: string[] }
  expect((await page(may)).evidence).toHaveLength(1)
  expect((await page(may)).can).toContain('provide_evidence')
  expect(await page(mayNot)).toMatchObject({ evidence: [], can: expect.not.arrayContaining(['provide_evidence']) })
  const at = `/api/disputes/${on.file_id}`
  expect((await may.get(`${at}/evidence/${id}/original`)).statusCode).toBe(200)
  expect((await mayNot.get(`${at}/evidence/${id}/original`)).statusCode).toBe(404)
  expect((await may.post(`${at}/uploads`, { name: '借条.jpg', size: 10 })).statusCode).toBe(201)
  expect((await mayNot.post(`${at}/uploads`, { name: '借条.jpg', size: 10 })).json()).toMatchObject({
    code: 'agent_lacks_give_evidence',
  })
})

test('taken back or void it is read by nobody any more, its number stays, and the next is another', async () => {
  const on = await door.walkTo('in_session')
  const first = await given(on)
  expect((await door.take('applicant', 'withdraw_evidence', on, {})).status).toBe(200)
  for (const who of ['director', 'peer', 'applicant'] as const) expect(await take(who, on, first), who).toBe(403)
  expect(await seenBy('director', on)).toMatchObject([{ status: 'withdrawn', what: '', opens: false }])
  const second = await given(on)
  expect((await door.take('director', 'void_evidence', on, { because: '写错了案子。' })).status).toBe(200)
  expect(await take('director', on, second)).toBe(403)
  await given(on)
  expect((await seenBy('director', on)).map((it) => 'number' in it && it.number)).toEqual([1, 2, 3])
  const { content } = (await (await door.as('director')).get(`/api/disputes/${on.file_id}/evidence-list`)).json()
  const table = content.blocks.find(({ kind }: { kind: string }) => kind === 'table')
  expect(table.head).toEqual([
    '序号',
    '证据名称',
    '来源',
    '证明对象',
    '页数/份数',
    '原件核对人',
    '提供人',
    '收到时间',
    '退还',
  ])
  expect(table.rows.map(([number, name]: string[]) => [number, name])).toEqual([
    ['1', '（提供人已收回）'],
    ['2', '（登记有误，已作废）'],
    ['3', '借条（书面原件）'],
  ])
})

test('what she sent herself no office makes void; nothing new comes into a file that is over, and an original still goes back', async () => {
  const on = await door.walkTo('registered')
  const upload_id = await soundUpload(world, on.file_id, { by_party: on.applicant })
  const { said_by: _, ...mine } = handedOver(on)
  const done = await door.take('applicant', 'provide_evidence', on, { ...mine, upload_id })
  on.ids.evidence =
    (JSON.parse(done.body) as { parts: { part: string; id: string }[] }).parts.find(({ part }) => part === 'evidence')
      ?.id ?? ''
  expect(await door.take('director', 'void_evidence', on, { because: '不要。' })).toMatchObject({
    code: 'evidence_is_hers',
  })
  expect((await door.take('applicant', 'withdraw', on, { reason: 'personal' })).status).toBe(200)
  expect(await door.take('applicant', 'provide_evidence', on, { ...mine, upload_id })).toMatchObject({
    code: 'wrong_state',
  })
  const begun = await speaker(app, { link: on.link }).post(`/api/disputes/${on.file_id}/uploads`, {
    name: '借条.jpg',
    size: 10,
  })
  expect(begun.json()).toMatchObject({ code: 'wrong_state' })
  expect(await door.take('director', 'check_original', on, { result: 'same' })).toMatchObject({ code: 'file_over' })
  expect((await door.take('director', 'return_original', on, { to: '苗秀禾' })).status).toBe(200)
})

test('what the other side’s own step answers says nothing of evidence she was not shown', async () => {
  const on = await door.walkTo('in_session')
  const id = await given(on, { in_confidence: true })
  const partsOf = (body: string) => (JSON.parse(body) as { parts: { part: string; id: string }[] }).parts
  const own = { what: '收条', source: '本人保存的', proves: '还了一千元', form: 'electronic' }
  const upload_id = await soundUpload(world, on.file_id, { by_party: on.respondent })
  const hers = await door.take('respondent', 'provide_evidence', on, { ...own, upload_id })
  expect(hers.status, hers.body).toBe(200)
  expect(hers.body).not.toContain(id)
  expect(partsOf(hers.body).filter(({ part }) => part === 'evidence')).toHaveLength(1)
  const office = await door.take('director', 'show_evidence', on, {
    ...{ to: [on.respondent], how: 'in_session' },
    ...{ said_by: on.applicant, agreed_how: 'in_person' },
  })
  expect(partsOf(office.body).filter(({ part }) => part === 'evidence')).toHaveLength(2)
})

test('who may not open it compares, shows and voids none of it; whoever gave it hears that it was shown', async () => {
  const on = await door.walkTo('in_session')
  await given(on, { in_confidence: true })
  const show = { to: [on.respondent], how: 'in_session', said_by: on.applicant, agreed_how: 'in_person' }
  for (const [step, input] of [
    ['check_original', { result: 'same' }],
    ['show_evidence', show],
    ['void_evidence', { because: '写错了案子。' }],
  ] as const)
    expect(await door.take('second', step, on, input), step).toMatchObject({ status: 403, code: 'evidence_closed' })
  const done = await door.take('director', 'show_evidence', on, show)
  expect(done.status, done.body).toBe(200)
  const { rows } = await world.owner.query(
    `select to_party, wording from effects where file_id = $1 and wording like '%只交给调解员看%'`,
    [on.file_id],
  )
  expect(rows).toEqual([{ to_party: on.applicant, wording: expect.not.stringContaining('借条') }])
  const related = await door.walkTo('related')
  await given(related)
  expect(await door.take('peer', 'check_original', related, { result: 'same' })).toMatchObject({
    code: 'evidence_closed',
  })
})

test('of what was given in confidence neither its being void nor what was noted beside it says anything to who may not read it', async () => {
  const on = await door.walkTo('in_session')
  await given(on, { in_confidence: true })
  await door.take('director', 'check_original', on, { result: 'differs', note: '借条上的数字改过。' })
  await door.take('director', 'return_original', on, { to: '苗秀禾', note: '借条退了。' })
  const words = async (who: Who) => JSON.stringify(await seenBy(who, on))
  expect(await words('peer')).toContain('借条上的数字改过')
  expect(await words('second')).not.toContain('借条')
  await door.take('director', 'void_evidence', on, { because: '借条是别的案子的。' })
  expect(await words('second')).not.toContain('借条')
  expect(await words('peer')).toContain('借条是别的案子的')
})
