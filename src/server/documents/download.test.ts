import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { drawingProcess, drawPdf } from '#server/render/papers.ts'
import { endSideProcesses } from '#server/side-process.ts'
import { ALL_POWERS, linkOn } from '#test/agent-links.ts'
import { speaker } from '#test/make.ts'
import { paperOf } from '#test/papers.ts'
import { partOf, solid, textsOf, wordText } from '#test/read-paper.ts'
import { type Walks, walks } from '#test/walks.ts'
import { danger, type Walk, type Who } from '#test/ways.ts'
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

type Paper = { id: string; content: { title: string; blocks: object[] } }
const papersBefore = async (who: Who, on: Walk): Promise<Paper[]> => {
  const url = who === 'applicant' || who === 'respondent' ? '/api/my-dispute' : `/api/disputes/${on.file_id}`
  return (await (await door.as(who, on)).get(url)).json().papers
}
const take = async (who: Who, on: Walk, paper: string, as = 'pdf', file = on.file_id) =>
  (await door.as(who, on)).get(`/api/disputes/${file}/papers/${paper}/${as}`)
const titled = (papers: readonly Paper[], title: string): string => {
  const paper = papers.find((it) => it.content.title === title)
  if (!paper) throw new Error(`no ${title} among ${papers.map((it) => it.content.title)}`)
  return paper.id
}

test('the office and the party take the same paper along: the same bytes, under its name, for keeping alone', async () => {
  const on = await door.walkTo('notified')
  const id = titled(await papersBefore('applicant', on), '调解通知书')
  const [office, hers] = [await take('director', on, id), await take('applicant', on, id)]
  expect([office.statusCode, hers.statusCode]).toEqual([200, 200])
  expect(hers.rawPayload.equals(office.rawPayload)).toBe(true)
  expect(office.headers).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    etag: hers.headers.etag,
  })
  const name = String(office.headers['content-disposition'])
  expect(name).toMatch(/^attachment; filename="[\w.-]+\.pdf"; filename\*=UTF-8''/)
  expect(decodeURIComponent(name.split("UTF-8''")[1] ?? '')).toMatch(
    /^调解通知书 [0-9A-Z]{4}-[0-9A-Z]{4} \d{4}-\d\d-\d\d\.pdf$/,
  )
  const text = solid((await textsOf(office.rawPayload)).join(''))
  expect(text).toContain('调解通知书')
  expect(text).toContain(id)
})

test('a party takes along what she was given and nothing else; Word is the office’s', async () => {
  const [on, other] = [await door.walkTo('notified'), await door.walkTo('notified')]
  const office = await papersBefore('director', on)
  const hers = await papersBefore('respondent', on)
  const receipt = titled(office, '收件回执')
  expect(hers.map(({ id }) => id)).not.toContain(receipt)
  for (const [who, paper, file] of [
    ['respondent', receipt, on.file_id],
    ['applicant', titled(await papersBefore('applicant', other), '收件回执'), other.file_id],
    ['applicant', receipt, other.file_id],
  ] as const) {
    const answer = await take(who, on, paper, 'pdf', file)
    expect(answer.statusCode, who).toBe(404)
    expect(answer.json().code).toBe('not_found')
  }
  expect((await take('applicant', on, receipt, 'docx')).statusCode).toBe(403)
  expect((await speaker(app).get(`/api/disputes/${on.file_id}/papers/${receipt}/pdf`)).statusCode).toBe(401)
  const word = await take('director', on, receipt, 'docx')
  expect(word.statusCode).toBe(200)
  expect(solid(wordText(partOf(word.rawPayload, 'word/document.xml')))).toContain('收件回执')
})

test('an agent takes papers along where he may take them for her', async () => {
  const on = await door.walkTo('notified')
  const receipt = titled(await papersBefore('applicant', on), '收件回执')
  const url = `/api/disputes/${on.file_id}/papers/${receipt}/pdf`
  const other: typeof ALL_POWERS = ALL_POWERS.filter((it) => it !== 'receive_papers')
  const without = speaker(app, { link: (await linkOn(door, on, { powers: other })) ?? '' })
  expect((await without.get('/api/my-dispute')).json().papers).toEqual([])
  expect((await without.get(url)).statusCode).toBe(404)
  const withIt = speaker(app, { link: (await linkOn(door, on, { name: '车代理' })) ?? '' })
  expect((await withIt.get(url)).statusCode).toBe(200)
})

type Look = { what: string; reason: string | null }
const looksOf = async (who: Who, on: Walk): Promise<Look[]> =>
  (await (await door.as(who, on)).get('/api/my-dispute/looks')).json().looks
const reasonsOf = async (who: Who, on: Walk) =>
  (await looksOf(who, on)).flatMap(({ reason }) => (reason === null ? [] : [reason]))

test('who sees only that there is a paper, or not even the file, takes none along; what was taken is on the list of looks, once', async () => {
  const on = await door.walkTo('notified')
  const id = titled(await papersBefore('director', on), '收件回执')
  const seen = (await papersBefore('town', on)).find((it) => it.id === id)
  expect(seen?.content.blocks).toEqual([])
  const before = (await looksOf('applicant', on)).length
  expect((await take('town', on, id)).json()).toMatchObject({ status: 403, code: 'not_yours' })
  expect((await take('far', on, id)).statusCode).toBe(404)
  // What was not handed over, nobody looked at.
  expect(await looksOf('applicant', on)).toHaveLength(before)
  expect((await take('director', on, id)).statusCode).toBe(200)
  expect(await looksOf('applicant', on)).toHaveLength(before + 1)
  expect(await reasonsOf('applicant', on)).toEqual(['下载文书：收件回执'])
})

test('which paper an office took along is read by whom that paper is: to the other side it opened the page', async () => {
  const on = await door.walkTo('notified')
  expect((await door.take('director', 'report_danger', on, danger(on))).status).toBe(200)
  const office = await papersBefore('director', on)
  const before = (await looksOf('respondent', on)).length
  for (const title of ['激化风险报告单', '收件回执', '调解通知书'])
    expect((await take('director', on, titled(office, title))).statusCode, title).toBe(200)
  expect(await looksOf('respondent', on)).toHaveLength(before + 3)
  expect((await reasonsOf('applicant', on)).sort()).toEqual(['下载文书：收件回执', '下载文书：调解通知书'])
  expect(await reasonsOf('respondent', on)).toEqual(['下载文书：调解通知书'])
  expect(JSON.stringify(await looksOf('respondent', on))).not.toMatch(/激化|收件/)
})

test('one asker has two papers drawn at a time, and what she no longer waits for is left out: the others come to their turn', async () => {
  const on = await door.walkTo('notified')
  const id = titled(await papersBefore('applicant', on), '调解通知书')
  const asking = () => {
    const left = new AbortController()
    const answer = app.inject({
      url: `/api/disputes/${on.file_id}/papers/${id}/pdf`,
      headers: { authorization: `Link ${on.link}` },
      signal: left.signal,
    })
    return { left, answer: answer.then(({ statusCode, json }) => ({ statusCode, json })).catch(() => null) }
  }
  const paper = paperOf([{ kind: 'paragraph', text: '别人的文书。' }])
  await drawPdf(paper)
  const pid = drawingProcess() ?? 0
  process.kill(pid, 'SIGSTOP')
  const others = drawPdf(paper)
  const three = [asking(), asking(), asking()]
  const { nth, told } = await Promise.race(three.map(async ({ answer }, nth) => ({ nth, told: await answer })))
  expect(told?.statusCode).toBe(429)
  expect(told?.json()).toMatchObject({ code: 'drawing_already' })
  const [first, second] = three.filter((_, at) => at !== nth)
  first?.left.abort()
  expect(await first?.answer).toBeNull()
  const again = asking()
  const wait = (await Promise.race([again.answer, sleep(1_000)])) ?? 'waits'
  expect(wait).toBe('waits')
  process.kill(pid, 'SIGCONT')
  await others
  expect([(await second?.answer)?.statusCode, (await again.answer)?.statusCode]).toEqual([200, 200])
  expect((await take('applicant', on, id)).statusCode).toBe(200)
})
