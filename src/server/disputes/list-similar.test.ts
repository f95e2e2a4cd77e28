import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { secondsAfter, setNow } from '#server/clock.ts'
import { inScope, nobody, type Scope, wholeCounty } from '#server/db/scope.ts'
import { newId } from '#server/ids.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { similarFiles } from './similar.ts'

type Candidate = {
  line: { file_id: string; applicant: string }
  level: string
  reasons: { kind: string; says: string }[]
}
let world: TestWorld
let app: FastifyInstance
let people: Awaited<ReturnType<typeof cast>>
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  people = await cast(world)
})
afterEach(() => setNow(null))

const as = async (who: { sign_in_name: string }) => speaker(app, { cookie: await enter(world, who.sign_in_name) })
const file = async (said: Partial<typeof request> = {}): Promise<string> =>
  (
    await speaker(app).post('/api/disputes/steps/register', {
      ...request,
      place_code: people.village.place_code,
      ...said,
    })
  ).json().file_id
const similar = async (who: { sign_in_name: string }, fileId: string): Promise<Candidate[]> =>
  (await (await as(who)).get(`/api/disputes/${fileId}/similar`)).json().candidates
const candidates = (fileId: string, scope: Scope = wholeCounty('2026-03-02')) =>
  inScope(world.pool, scope, async (trx) => (await similarFiles(trx, fileId))?.candidates ?? [])

/** More files than are looked at of what is frequent, each with the words and the people of another, a minute apart. */
async function plant(of: { like: string; place: number; from: string; names: boolean }): Promise<void> {
  const ids = Array.from({ length: 2_100 }, (_, n) => newId(secondsAfter(of.from, n * 60)))
  for (const table of ['files', 'dispute_words', 'parties'])
    await world.owner.query(`alter table ${table} no force row level security`)
  await world.owner.query(
    `insert into files (id, kind, code, short_code, place_code, responsible_unit, received_at, head_seq, head_hash, stage, moved_at, moved_by, dispute_type, ledger)
     select t.id, f.kind, t.id::text, t.id::text, $3, f.responsible_unit, $4::timestamptz + (n - 1) * interval '1 minute', 1, f.head_hash, f.stage, f.moved_at, f.moved_by, f.dispute_type, f.ledger
     from files f, unnest($2::uuid[]) with ordinality t (id, n) where f.id = $1`,
    [of.like, ids, of.place, of.from],
  )
  await world.owner.query(
    'insert into dispute_words select t.id, w.tokens, w.minhash from dispute_words w, unnest($2::uuid[]) t (id) where w.file_id = $1',
    [of.like, ids],
  )
  if (of.names)
    await world.owner.query(
      `insert into parties (id, file_id, status, version, side, name)
       select gen_random_uuid(), t.id, p.status, 1, p.side, p.name from parties p, unnest($2::uuid[]) t (id) where p.file_id = $1`,
      [of.like, ids],
    )
  await world.owner.query('analyze files, dispute_words, parties')
}

const WALL = '邻居在两家中间砌墙，占了排水沟，下雨天水都流到我家堂屋里，说了三次都不听。'

test('the same matter told by two neighbours is shown with its reasons, and a stranger’s matter is not', async () => {
  setNow('2026-03-02T01:00:00.000Z')
  const one = await file({ your_name: '蔺采薇', reach: '10011110001', what_happened: WALL })
  setNow('2026-03-08T01:00:00.000Z')
  const other = await file({
    your_name: '蔺大川',
    reach: '10011110002',
    what_happened: `${WALL}请村里来看看。`,
  })
  const wages = await file({
    your_name: '佟三喜',
    reach: '10011110003',
    other_side: '包工头老卜',
    where_text: '镇上工地',
    what_happened: '干了四个月泥瓦活，工钱一分没有结，打电话也不接。',
    wish: '结清工钱。',
  })
  const shown = await similar(people.village, other)
  expect(shown[0]).toMatchObject({ line: { file_id: one, applicant: '蔺采薇' } })
  expect(shown[0]?.reasons.length).toBeGreaterThan(0)
  for (const { says } of shown[0]?.reasons ?? []) expect(says).toMatch(/\p{Script=Han}/u)
  expect(shown.map((it) => it.line.file_id)).not.toContain(wages)
})

test('the same phone and the same identity number are found without telling what they are', async () => {
  setNow('2026-04-02T01:00:00.000Z')
  const one = await file({ reach: '10022223333', what_happened: '鸡被狗咬死了。' })
  setNow('2026-09-02T01:00:00.000Z')
  const other = await file({ reach: '100-2222-3333', your_name: '别名', what_happened: '摩托车被人划了。' })
  expect(await candidates(other)).toMatchObject([{ file_id: one, same_reach: true, same_identity: false }])
  const clerk = await as(people.village)
  for (const [fileId, party] of [
    [one, 0],
    [other, 0],
  ] as const) {
    const { parties } = (await clerk.get(`/api/disputes/${fileId}`)).json()
    const recorded = await clerk.post(`/api/disputes/${fileId}/steps/record_identity`, {
      party_id: parties[party].id,
      paper: 'passport',
      number: 'XX0000077',
    })
    expect(recorded.statusCode).toBe(200)
  }
  expect(await candidates(other)).toMatchObject([{ file_id: one, same_reach: true, same_identity: true }])
  const { body } = await clerk.get(`/api/disputes/${other}/similar`)
  expect(body).not.toMatch(/22223333|2222-3333|XX0000077/)
  // After a year it is another matter.
  setNow('2027-12-02T01:00:00.000Z')
  expect(
    await candidates(await file({ reach: '10022223333', your_name: '又一名', what_happened: '买的秧苗死了。' })),
  ).toEqual([])
})

test('nearly the same words are found anywhere in the town, the same place within 90 days', async () => {
  setNow('2026-05-02T01:00:00.000Z')
  const town = people.town.place_code
  const said = '去年腊月开发商答应的车位到现在没有交付，物业说不归他们管，业主群里三百多户都在等答复。'
  const above = await file({ place_code: town, your_name: '甲一', reach: '10033330001', what_happened: said })
  const here = await file({ your_name: '乙二', reach: '10033330002', what_happened: `${said}我是其中一户。` })
  expect((await candidates(here)).map((it) => it.file_id)).toContain(above)
  const near = await file({ your_name: '丙三', reach: '10033330003', what_happened: '井水浑了。' })
  setNow('2026-06-30T01:00:00.000Z')
  const soon = await file({ your_name: '丁四', reach: '10033330004', what_happened: '路灯坏了。' })
  expect((await candidates(soon)).map((it) => it.file_id)).toContain(near)
  setNow('2026-08-30T01:00:00.000Z')
  const late = await file({ your_name: '戊五', reach: '10033330005', what_happened: '桥栏断了。' })
  expect((await candidates(late)).map((it) => it.file_id)).not.toContain(near)
})

test('nobody is followed across areas: a clerk sees only what she may see anyway', async () => {
  setNow('2026-10-02T01:00:00.000Z')
  const same = { your_name: '慕容雪', reach: '10044445555', what_happened: '租的挖掘机坏了，不给修也不退押金。' }
  const far = await file({ ...same, place_code: people.stranger.place_code })
  const here = await file(same)
  const shownTo = async (who: { sign_in_name: string }, fileId: string): Promise<string[]> =>
    (await similar(who, fileId)).map((it) => it.line.file_id)
  expect(await shownTo(people.village, here)).not.toContain(far)
  expect(await shownTo(people.stranger, far)).toEqual([])
  expect(await shownTo(people.county, here)).toContain(far)
  expect((await (await as(people.stranger)).get(`/api/disputes/${here}/similar`)).statusCode).toBe(404)
})

test('who does not handle the files reads no name in the reasons', async () => {
  setNow('2026-11-02T01:00:00.000Z')
  const same = { your_name: '呼延灼华', what_happened: '两家合用的打谷机弄丢了皮带，谁也不肯出钱。' }
  const one = await file({ ...same, reach: '10055550001' })
  const two = await file({ ...same, reach: '10055550001' })
  const clerk = await (await as(people.village)).get(`/api/disputes/${two}/similar`)
  const county = await (await as(people.county)).get(`/api/disputes/${two}/similar`)
  for (const answer of [clerk, county]) expect(answer.json().candidates[0].line.file_id).toBe(one)
  expect(clerk.body).toContain('呼延灼华')
  expect(county.body).not.toContain('呼延灼华')
})

test('nor where both were brought by an organisation, whose own name stands plainly', async () => {
  setNow('2026-11-12T01:00:00.000Z')
  const take = async () =>
    (
      await (
        await as(people.village)
      ).post('/api/disputes/steps/take_down', {
        channel: 'CH03',
        place_code: people.village.place_code,
        where_text: '',
        what_happened: '借走的水泵说好十天还，到现在不还，打电话也不接，去家里也找不到人。',
        wish: '还水泵。',
        dispute_type: null,
        parties: [
          { side: 'applicant', kind: 'organisation', name: '石桥农机合作社' },
          { side: 'respondent', kind: 'person', name: '令狐阿泉' },
        ],
      })
    ).json().file_id
  const one = await take()
  const two = await take()
  const county = await (await as(people.county)).get(`/api/disputes/${two}/similar`)
  expect(county.json().candidates[0].line).toMatchObject({ file_id: one, applicant: '石桥农机合作社' })
  expect(county.body).not.toContain('令狐阿泉')
})

test('at most twenty are shown, those told most alike first', async () => {
  setNow('2026-12-02T01:00:00.000Z')
  const said = '西头果园的围栏被推倒，三十棵桃树苗折断，脚印通到沟那边。'
  const alike = await file({ your_name: '一模', reach: '10066660000', what_happened: said })
  for (let n = 1; n <= 25; n += 1)
    await file({
      your_name: `旁${n}`,
      reach: `1006666${String(n).padStart(4, '0')}`,
      what_happened: `别的事第 ${n} 件。`,
    })
  const mine = await file({ your_name: '二样', reach: '10066669999', what_happened: `${said}请查。` })
  const found = await candidates(mine)
  expect(found).toHaveLength(20)
  expect(found[0]?.file_id).toBe(alike)
})

test('an old file has its twins, though thousands of newer ones share their words and their names', async () => {
  setNow('2027-02-02T01:00:00.000Z')
  const said = '新修的水渠从我家秧田里过，补的钱只说了一个数，一直没有看到。'
  const worded = await file({ your_name: '闾丘听荷', reach: '10077770001', what_happened: said })
  const named = await file({
    your_name: '濮阳知秋',
    reach: '10077770002',
    place_code: people.town.place_code,
    what_happened: '打米机响到半夜。',
  })
  // More than 90 days later, so that no place brings them together.
  setNow('2027-06-02T01:00:00.000Z')
  const old = await file({ your_name: '濮阳知秋', reach: '10077770003', what_happened: said })
  const twins = [worded, named].sort()
  const found = async () => (await candidates(old)).map((it) => it.file_id).sort()
  expect(await found()).toEqual(twins)
  await plant({ like: old, place: people.stranger.place_code, from: '2028-08-02T01:00:00.000Z', names: true })
  expect(await found()).toEqual(twins)
})

test('a village has its own twins, though thousands nearer in time were told alike in another town and in the rest of its own', async () => {
  setNow('2029-02-02T01:00:00.000Z')
  const said = '晒谷坪边上新立的电杆挡了拖拉机的路，绕道要多走两里。'
  const twin = await file({ your_name: '澹台映雪', reach: '10088880001', what_happened: said })
  setNow('2029-06-02T01:00:00.000Z')
  const mine = await file({ your_name: '公孙九里', reach: '10088880002', what_happened: said })
  const village = { ...nobody('2029-06-02'), lo: people.village.place_code, hi: people.village.place_code }
  const found = async () => (await candidates(mine, village)).map((it) => it.file_id)
  expect(await found()).toEqual([twin])
  await plant({ like: mine, place: people.stranger.place_code, from: '2029-06-03T01:00:00.000Z', names: false })
  expect(await found()).toEqual([twin])
  await plant({ like: mine, place: people.town.place_code, from: '2029-06-05T01:00:00.000Z', names: false })
  expect(await found()).toEqual([twin])
})
