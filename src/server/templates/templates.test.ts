import { createHash, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { endSideProcesses } from '#server/side-process.ts'
import { enter, speaker } from '#test/make.ts'
import { partOf, solid, wordText } from '#test/read-paper.ts'
import { BAD_TEMPLATES, p, table, templateOf } from '#test/template-files.ts'
import { type Walks, walks } from '#test/walks.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { keepTemplate, onDisc } from './bytes.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  setNow('2026-03-02T01:00:00.000Z')
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
afterAll(() => setNow(null))
afterAll(() => endSideProcesses(0))

const by = async (name: 'bo.wenyuan' | 'cen.suwen') => speaker(app, { cookie: await enter(world, name) })
const NOTICE = templateOf(
  p('枫溪县人民调解文书', '　{标题}') + p('{抬头}：') + table(['时间', '{时间}'], ['地点', '{地点}']) + p('{盖章单位}'),
)
const draft = (more: object = {}) => ({
  ...{ name: '通知书（县样）.docx', file: NOTICE.toString('base64'), effective_on: '2026-03-05' },
  ...{ reason: '县里统一抬头', base_version: 0, ...more },
})
const put = async (body: object, name: Parameters<typeof by>[0] = 'bo.wenyuan', form = 'D-18') =>
  (await by(name)).post(`/api/templates/${form}/versions`, body)
const decide = async (what: 'release' | 'drop' | 'end', version: number, name: Parameters<typeof by>[0]) =>
  (await by(name)).post(
    `/api/templates/D-18/versions/${version}/${what}`,
    what === 'release' ? {} : { reason: '样子又改了，重交' },
  )
const states = async () => {
  const { versions } = (await (await by('bo.wenyuan')).get('/api/templates/D-18')).json()
  return versions.map((it: { state: string }) => it.state)
}
const faultsOf = async (bytes: Buffer, form = 'D-18') => {
  const answer = await put(draft({ file: bytes.toString('base64') }), 'bo.wenyuan', form)
  expect(answer.statusCode).toBe(422)
  return JSON.stringify(answer.json().faults)
}
const documentOf = (answer: { rawPayload: Buffer }) => solid(wordText(partOf(answer.rawPayload, 'word/document.xml')))

test('the page tells every placeholder of a form, with an example, and gives a file to begin with', async () => {
  const bureau = await by('bo.wenyuan')
  const { forms, may_write } = (await bureau.get('/api/templates')).json()
  expect(may_write).toBe(true)
  expect(forms).toContainEqual(
    expect.objectContaining({ form: 'D-18', title: '调解通知书', in_force: false, waits: false }),
  )
  const page = (await bureau.get('/api/templates/D-08')).json()
  expect(page.fields).toContainEqual(
    expect.objectContaining({
      name: '协议条款',
      columns: ['序号', '内容'],
      example: expect.stringContaining('枫溪县柳河石料厂'),
    }),
  )
  expect(page.fields.map((it: { name: string }) => it.name)).toEqual(
    expect.arrayContaining(['申请人姓名', '第三人', '签名']),
  )
  expect(page.required).toEqual([['其他途径']])
  const start = await bureau.get('/api/templates/D-08/starter')
  expect(start.statusCode).toBe(200)
  expect(documentOf(start)).toContain('{申请人姓名}')
})

test('what is not fit is refused with every fault, in Chinese, and nothing is kept; the server takes the next one', async () => {
  for (const what of ['a zip bomb', 'a picture fetched from elsewhere', 'a macro', 'a thousand boxes one in another'])
    expect(await faultsOf(BAD_TEMPLATES.find(([it]) => it === what)?.[1]() ?? NOTICE), what).toMatch(/请/)
  expect(await faultsOf(templateOf(p('{时间}{身份证号}')))).toContain('正文第 1 段：“{身份证号}”不是这种文书的占位符')
  // The other lawful routes stand on every notice that ends something (INV-2): a template may not lose them.
  const routes = p('{其他途径}')
  for (const [what, body] of [
    ['nowhere', ''],
    ['in a list that may be empty', `${p('{#签名}')}${routes}${p('{/签名}')}`],
    ['in a box', `<w:p><w:r><w:pict><w:txbxContent>${routes}</w:txbxContent></w:pict></w:r></w:p>`],
    [
      'for one program alone',
      `<w:p xmlns:mc="urn:mc"><mc:AlternateContent><mc:Fallback><w:r><w:t>{其他途径}</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>`,
    ],
  ])
    expect(await faultsOf(templateOf(p('{为什么结束}') + body), 'D-13'), what).toContain('必须有 {其他途径}')
  expect(JSON.stringify((await put(draft({ name: '通知书.doc' }))).json().faults)).toContain('另存为 .docx')
  expect(JSON.stringify((await put(draft({ file: '不是' }))).json().faults)).toContain('没有传完整')
  expect((await put(draft({ effective_on: '2026-03-01' }))).statusCode).toBe(422)
  expect(await states()).toEqual([])
})

test('a template counts once another person released it, from its day, beside our own Word; the record is untouched', async () => {
  const key = randomUUID()
  const sent = await (await by('bo.wenyuan')).post('/api/templates/D-18/versions', draft(), key)
  expect(sent.statusCode, sent.body).toBe(200)
  expect((await (await by('bo.wenyuan')).post('/api/templates/D-18/versions', draft(), key)).body).toBe(sent.body)
  // What is refused anyway is refused before anybody looks at the file, and nothing of it is kept.
  const noWord = Buffer.from('不是 Word').toString('base64')
  expect((await put(draft({ file: noWord }))).json()).toMatchObject({ code: 'template_waits' })
  expect((await decide('release', 1, 'bo.wenyuan')).json()).toMatchObject({ code: 'own_template' })
  const tried = await (await by('cen.suwen')).get('/api/templates/D-18/versions/1/sample')
  expect(documentOf(tried)).toContain('枫溪县人民调解文书调解通知书')
  const kept = await (await by('cen.suwen')).get('/api/templates/D-18/versions/1/file')
  expect(kept.rawPayload.equals(NOTICE)).toBe(true)
  expect((await decide('release', 1, 'cen.suwen')).statusCode).toBe(200)
  expect((await decide('release', 1, 'cen.suwen')).json()).toMatchObject({ code: 'no_template_waits' })

  const on = await door.walkTo('notified')
  const director = await door.as('director')
  const { papers } = (await director.get(`/api/disputes/${on.file_id}`)).json()
  const notice = papers.find((it: { form: string }) => it.form === 'D-18')
  const receipt = papers.find((it: { form: string }) => it.form === 'D-02r')
  const url = `/api/disputes/${on.file_id}/papers/${notice.id}`
  expect((await director.get(`${url}/county-docx`)).json()).toMatchObject({ code: 'no_template' })
  setNow('2026-03-04T16:00:00.000Z')
  const filled = await (await door.as('director')).get(`${url}/county-docx`)
  expect(filled.statusCode, filled.body).toBe(200)
  expect(decodeURIComponent(String(filled.headers['content-disposition']))).toContain('本县模板.docx')
  expect(documentOf(filled)).toContain(`枫溪县人民调解文书调解通知书${solid(notice.content.to)}：时间`)
  const ours = await (await door.as('director')).get(`${url}/docx`)
  expect(documentOf(ours)).not.toContain('枫溪县人民调解文书')
  // Taking it is a look, as with our own; who may not read the paper gets neither.
  const looks = (await (await door.as('applicant', on)).get('/api/my-dispute/looks')).json().looks
  expect(looks.filter((it: { reason: string }) => it.reason === '下载文书：调解通知书')).toHaveLength(2)
  expect((await (await door.as('town', on)).get(`${url}/county-docx`)).statusCode).toBe(403)
  expect((await (await door.as('far', on)).get(`${url}/county-docx`)).statusCode).toBe(404)
  expect((await (await door.as('director')).get(`${url.replace(notice.id, receipt.id)}/county-docx`)).statusCode).toBe(
    404,
  )
})

test('a drawn form is filled into the county’s template too', async () => {
  const file = templateOf(p('{本人姓名}的地址：{送达地址}') + p('{正文}') + p('{签名}')).toString('base64')
  expect((await put(draft({ file, effective_on: '2026-03-05' }), 'bo.wenyuan', 'D-23')).json()).toMatchObject({
    lacks: ['电话'],
  })
  expect((await (await by('cen.suwen')).post('/api/templates/D-23/versions/1/release', {})).statusCode).toBe(200)
  const on = await door.walkTo('notified')
  const url = `/api/disputes/${on.file_id}/forms/D-23/county-docx?of=${on.respondent}`
  const filled = await (await door.as('director')).get(url)
  expect(filled.statusCode, filled.body).toBe(200)
  expect(documentOf(filled)).toMatch(/的地址：/)
  expect((await (await door.as('respondent', on)).get(url)).statusCode).toBe(403)
})

test('a newer one takes its place, one is dropped, one is ended: then none is used, and those before it do not come back', async () => {
  expect((await put(draft({ effective_on: '2026-03-06' }))).json()).toMatchObject({ code: 'edition_changed' })
  expect((await put(draft({ effective_on: '2026-03-06', base_version: 1 }), 'cen.suwen')).statusCode).toBe(200)
  expect((await decide('drop', 2, 'bo.wenyuan')).statusCode).toBe(200)
  expect((await put(draft({ effective_on: '2026-03-06', base_version: 2 }), 'cen.suwen')).statusCode).toBe(200)
  expect((await decide('end', 3, 'cen.suwen')).json()).toMatchObject({ code: 'template_not_used' })
  expect((await decide('release', 3, 'bo.wenyuan')).statusCode).toBe(200)
  expect(await states()).toEqual(['to_come', 'dropped', 'in_force'])
  // One that is ended before its day never began: what is used goes on.
  expect((await put(draft({ effective_on: '2026-03-06', base_version: 3 }), 'cen.suwen')).statusCode).toBe(200)
  expect((await decide('release', 4, 'bo.wenyuan')).statusCode).toBe(200)
  expect(await states()).toEqual(['to_come', 'overtaken', 'dropped', 'in_force'])
  expect((await decide('end', 4, 'cen.suwen')).json().notes).toEqual(['这一版不会起用；现在用的第 1 版照常用。'])
  expect(await states()).toEqual(['ended', 'to_come', 'dropped', 'in_force'])
  setNow('2026-03-06T01:00:00.000Z')
  expect(await states()).toEqual(['ended', 'in_force', 'dropped', 'past'])
  expect((await decide('end', 3, 'cen.suwen')).statusCode).toBe(200)
  expect(await states()).toEqual(['ended', 'ended', 'dropped', 'past'])
  const { forms } = (await (await by('cen.suwen')).get('/api/templates')).json()
  expect(forms).toContainEqual(expect.objectContaining({ form: 'D-18', in_force: false }))
})

test('the database itself holds a second person, and bytes that are no longer those put forward are never filled', async () => {
  await world.owner.query(
    `insert into template_versions select form, 9, name, sha256, size, lacks, effective_on, because, at, by_person, by_post, test_time
     from template_versions where form = 'D-18' and version = 1`,
  )
  const plant = `insert into template_releases select form, 9, written_by, 'released', '', at, written_by, by_post, false
    from template_releases where form = 'D-18' and version = 1`
  await expect(world.owner.query(plant)).rejects.toThrow(/a_second_person_releases_a_template/)
  await world.owner.query(`update template_versions set sha256 = repeat('a', 64) where form = 'D-18' and version = 9`)
  const lost = await (await by('cen.suwen')).get('/api/templates/D-18/versions/9/file')
  expect(lost.json()).toMatchObject({ status: 503, code: 'template_damaged' })
  // One that cannot be filled cannot be filled the next time either: nobody is told to try again.
  const odd = Buffer.from('PK')
  const sha256 = createHash('sha256').update(odd).digest('hex')
  await onDisc(world, odd, (path) => keepTemplate(world, path, { size: odd.length, sha256 }))
  await world.owner.query(`update template_versions set sha256 = $1 where form = 'D-18' and version = 9`, [sha256])
  const tried = await (await by('cen.suwen')).get('/api/templates/D-18/versions/9/sample')
  expect(tried.json()).toMatchObject({ status: 503, code: 'template_not_filled' })
})
