import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linesOf } from '#domain/documents/wording-rules.ts'
import { wordingOf } from '#domain/documents/wordings.ts'
import { setNow } from '#server/clock.ts'
import { checkFile } from '#server/disputes/check-invariants.ts'
import { enter, request, speaker } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

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

const by = async (name: 'bo.wenyuan' | 'cen.suwen') => speaker(app, { cookie: await enter(world, name) })
const RIGHTS = wordingOf('rights_and_duties', 1)
const lines = linesOf(RIGHTS)
const label = RIGHTS.kind === 'list' ? RIGHTS.label : ''
const ADDED = '您可以用自己听得懂的话说。'
const draft = (more: object = {}) => ({
  ...{ label, lines: [...lines, ADDED], effective_on: '2026-03-05', reason: '老人多，写得再明白一些', base_version: 0 },
  ...more,
})
const write = async (body: object, name: Parameters<typeof by>[0] = 'bo.wenyuan', piece = 'rights_and_duties') =>
  (await by(name)).post(`/api/wordings/${piece}/versions`, body)
const release = async (version: number, name: Parameters<typeof by>[0], piece = 'rights_and_duties') =>
  (await by(name)).post(`/api/wordings/${piece}/versions/${version}/release`, {})
const drop = async (version: number, name: Parameters<typeof by>[0], reason = '这一条还要再问律师') =>
  (await by(name)).post(`/api/wordings/rights_and_duties/versions/${version}/drop`, { reason })
type Piece = { piece: string; waiting: object | null; versions: { state: string; version: number }[] }
const pieceNow = async (): Promise<Piece> => {
  const { pieces } = (await (await by('bo.wenyuan')).get('/api/wordings')).json() as { pieces: Piece[] }
  const found = pieces.find((it) => it.piece === 'rights_and_duties')
  if (!found) throw new Error('no such piece')
  return found
}
type Paper = { form: string; content: { blocks: { kind: string; items?: string[] }[] } }
/** What is read to the parties, as the page of the file draws it; and the version its paper names. */
const readOn = async (on: Walk): Promise<string[]> => {
  const page = (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json()
  const told = (page.papers as Paper[]).find((it) => it.form === 'D-03')
  return told?.content.blocks.find((it) => it.kind === 'list')?.items ?? []
}
const namedOn = async (on: Walk): Promise<number[]> =>
  (
    await world.owner.query(
      `select distinct (b->>'version')::int as v from papers, jsonb_array_elements(content->'blocks') b
       where file_id = $1 and b->>'piece' = 'rights_and_duties' order by 1`,
      [on.file_id],
    )
  ).rows.map((row) => row.v)

test('only the bureau writes and releases; everybody on the staff reads', async () => {
  for (const who of ['director', 'county', 'department', 'admin'] as const) {
    const other = await door.as(who)
    expect((await other.post('/api/wordings/rights_and_duties/versions', draft())).statusCode).toBe(403)
    expect((await other.post('/api/wordings/rights_and_duties/versions/100/release', {})).statusCode).toBe(403)
    const read = await other.get('/api/wordings')
    expect(read.json()).toMatchObject({ may_write: false })
  }
  expect((await speaker(app).get('/api/wordings')).statusCode).toBe(401)
})

test('a version is refused where it is empty, loses a right, promises, names a field there is none of, or says nothing new', async () => {
  const faultOf = async (more: object) => JSON.stringify((await write(draft(more))).json().faults ?? [])
  expect(await faultOf({ lines: [' '] })).toContain('请写下文字')
  expect(await faultOf({ lines: lines.slice(1) })).toContain('第十七条')
  expect(await faultOf({ lines: [...lines, '调解成功的，保证能执行。'] })).toContain('不能这样许诺')
  expect(await faultOf({ lines: [...lines, '达成协议后不得再起诉。'] })).toContain('放弃起诉')
  expect(await faultOf({ lines: [...lines, '请找{unit}。'] })).toContain('没有“{unit}”')
  expect(await faultOf({ lines })).toContain('一个字不差')
  expect(await faultOf({ label: '' })).toContain('请写标题')
  expect(await faultOf({ effective_on: '2026-03-01' })).toContain('从今天或者以后')
  expect(await faultOf({ reason: '改' })).toContain('理由')
  expect(JSON.stringify((await write(draft(), 'bo.wenyuan', 'other_routes')).json())).toContain('跟着软件的新版走')
  expect((await pieceNow()).waiting).toBeNull()
})

test('nobody releases what she wrote herself; what another wrote holds from its day at midnight in Shanghai, and old papers stay as they are', async () => {
  const old = await door.walkTo('invited')
  const key = randomUUID()
  const written = await (await by('bo.wenyuan')).post('/api/wordings/rights_and_duties/versions', draft(), key)
  expect(written.statusCode, written.body).toBe(200)
  expect((await (await by('bo.wenyuan')).post('/api/wordings/rights_and_duties/versions', draft(), key)).body).toBe(
    written.body,
  )
  expect((await write(draft({ reason: '再写一版试试' }))).json()).toMatchObject({ code: 'wording_waits' })
  expect((await release(100, 'bo.wenyuan')).json()).toMatchObject({ code: 'own_wording' })
  expect((await pieceNow()).waiting).toMatchObject({ version: 100, mine: true, may_release: false })
  expect((await release(101, 'cen.suwen')).json()).toMatchObject({ code: 'no_wording_waits' })
  expect((await release(100, 'cen.suwen')).statusCode).toBe(200)
  expect((await release(100, 'cen.suwen')).json()).toMatchObject({ code: 'no_wording_waits' })
  expect((await pieceNow()).versions.map((it) => it.state)).toEqual(['to_come', 'in_force'])

  setNow('2026-03-04T15:59:59.000Z')
  const before = await door.walkTo('invited')
  setNow('2026-03-04T16:00:00.000Z')
  const after = await door.walkTo('invited')
  expect([await namedOn(old), await namedOn(before), await namedOn(after)]).toEqual([[1], [1], [100]])
  expect(await readOn(old)).toEqual(lines)
  expect(await readOn(before)).toEqual(lines)
  expect(await readOn(after)).toEqual([...lines, ADDED])
  const mine = await (await door.as('applicant', after)).get('/api/my-dispute')
  expect(mine.body).toContain(ADDED)
  expect((await pieceNow()).versions.map((it) => it.state)).toEqual(['in_force', 'past'])
  expect(await checkFile(world, after.file_id)).toEqual([])
})

test('a version is taken back or sent back with a reason, counts for nothing, and its number is not used again', async () => {
  const next = { base_version: 100, lines: [...lines, '不识字的，可以请调解员念。'], effective_on: '2026-03-06' }
  expect((await write(draft({ ...next, base_version: 0 }))).json()).toMatchObject({ code: 'edition_changed' })
  expect((await write(draft(next), 'cen.suwen')).statusCode).toBe(200)
  expect((await drop(101, 'bo.wenyuan', '改')).statusCode).toBe(422)
  expect((await drop(101, 'cen.suwen')).statusCode).toBe(200)
  expect((await drop(101, 'cen.suwen')).json()).toMatchObject({ code: 'no_wording_waits' })
  expect((await pieceNow()).versions[0]).toMatchObject({ version: 101, state: 'dropped' })
  expect((await write(draft({ ...next, base_version: 101 }))).statusCode).toBe(200)
  // Nobody releases it in time: its day is never put back for it.
  setNow('2026-03-07T01:00:00.000Z')
  expect((await release(102, 'cen.suwen')).json()).toMatchObject({ code: 'wording_day_past' })
  expect((await drop(102, 'bo.wenyuan')).statusCode).toBe(200)
  expect(await namedOn(await door.walkTo('invited'))).toEqual([100])
})

test('the database itself holds a second person and what was once written', async () => {
  const { rows } = await world.owner.query('select * from wording_releases where version = 100')
  const plant = `insert into wording_releases (piece, version, written_by, verdict, because, at, by_person, by_post, test_time)
    select piece, 103, written_by, 'released', '', at, written_by, by_post, false from wording_releases where version = 100`
  await world.owner.query(
    `insert into wording_versions select piece, 103, above, body, effective_on, because, at, by_person, by_post, test_time
     from wording_versions where version = 100`,
  )
  await expect(world.owner.query(plant)).rejects.toThrow(/a_second_person_releases/)
  // Naming another writer than the one who wrote it is no way round.
  await expect(
    world.owner.query(
      plant.replace("select piece, 103, written_by, 'released'", "select piece, 103, by_person, 'released'"),
    ),
  ).rejects.toThrow(/foreign key|violates/)
  expect(rows).toHaveLength(1)
  await world.owner.query('delete from wording_versions where version = 103')
})

test('the paragraph of the limitation period stands on the receipt at once, in the words of the day', async () => {
  const text = `${linesOf(wordingOf('limitation_interrupted', 1)).join('')}有疑问可以打 12348。`
  const body = { label: '', lines: [text], effective_on: '2026-03-08', reason: '加上法律热线', base_version: 0 }
  expect((await write(body, 'bo.wenyuan', 'limitation_interrupted')).statusCode).toBe(200)
  expect((await release(100, 'cen.suwen', 'limitation_interrupted')).statusCode).toBe(200)
  setNow('2026-03-08T01:00:00.000Z')
  const { place_code } = door.crew.director
  const filed = await speaker(app).post('/api/disputes/steps/register', { ...request, place_code })
  expect(filed.statusCode, filed.body).toBe(201)
  expect(filed.body).toContain('12348')
})

test('an agreement is put in effect in the wording that was signed, also where another began on that day', async () => {
  const namedBy = async (on: Walk): Promise<number[]> =>
    (
      await world.owner.query(
        `select (b->>'version')::int as v from papers, jsonb_array_elements(content->'blocks') b
         where file_id = $1 and form = 'D-08' and b->>'piece' = 'effect_of_agreement' order by papers.id`,
        [on.file_id],
      )
    ).rows.map((row) => row.v)
  const effect = wordingOf('effect_of_agreement', 1)
  const body = {
    ...{ label: effect.kind === 'list' ? effect.label : '', lines: [...linesOf(effect), '看不懂的，请问调解员。'] },
    ...{ effective_on: '2026-03-09', reason: '老人多，写得再明白一些', base_version: 0 },
  }
  expect((await write(body, 'bo.wenyuan', 'effect_of_agreement')).statusCode).toBe(200)
  expect((await release(100, 'cen.suwen', 'effect_of_agreement')).statusCode).toBe(200)
  const signed = await door.walkTo('all_signed')
  setNow('2026-03-09T01:00:00.000Z')
  expect((await door.take('director', 'put_in_effect', signed, { sealed: true })).status).toBe(200)
  expect(await namedBy(signed)).toEqual([1, 1])
  expect(await namedBy(await door.walkTo('in_effect'))).toEqual([100, 100])
  expect(await checkFile(world, signed.file_id)).toEqual([])
})

test('what was released and has not begun is withdrawn by releasing the text of today for the same day', async () => {
  const present = wordingOf('effect_of_agreement', 1)
  const heading = present.kind === 'list' ? present.label : ''
  const of = (added: readonly string[], effective_on: string, base_version: number) => ({
    ...{ label: heading, lines: [...linesOf(present), ...added], effective_on, base_version },
    ...{ reason: '先不改了，再想一想' },
  })
  const both = async (version: number, body: object) => {
    const written = await write(body, 'bo.wenyuan', 'effect_of_agreement')
    expect(written.statusCode, written.body).toBe(200)
    expect((await release(version, 'cen.suwen', 'effect_of_agreement')).statusCode).toBe(200)
  }
  const now = ['看不懂的，请问调解员。']
  await both(101, of(['请收好这张纸。'], '2026-03-20', 100))
  // It says nothing new against the text that is to come then, though it would against today's; and the other way round.
  const same = await write(of(['请收好这张纸。'], '2026-03-21', 101), 'bo.wenyuan', 'effect_of_agreement')
  expect(JSON.stringify(same.json())).toContain('一个字不差')
  await both(102, of(now, '2026-03-20', 101))
  const { pieces } = (await (await by('bo.wenyuan')).get('/api/wordings')).json() as { pieces: Piece[] }
  const states = pieces.find((it) => it.piece === 'effect_of_agreement')?.versions.map((it) => it.state)
  expect(states).toEqual(['to_come', 'overtaken', 'in_force', 'past'])
})

test('newer text of the program is shown where a county uses its own, written above an older one', async () => {
  const piece = async () => pieceNow() as Promise<Piece & { behind: boolean }>
  expect((await piece()).behind).toBe(false)
  // As it stands after a release that brought another version.
  await world.owner.query("update wording_versions set above = 0 where piece = 'rights_and_duties'")
  expect(await piece()).toMatchObject({ behind: true })
  expect((await piece()).versions.at(-1)).toMatchObject({ version: 1, state_says: expect.stringContaining('还没有用') })
})
