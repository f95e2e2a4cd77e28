import type { FastifyInstance } from 'fastify'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { cast, enter, request, speaker } from '#test/make.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

type Line = { file_id: string; applicant: string; stage: string; short_code: string; received_at: string }
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
type Said = Partial<typeof request>
const file = async (said: Said = {}): Promise<{ file_id: string; short_code: string; code: string; link: string }> =>
  (
    await speaker(app).post('/api/disputes/steps/register', {
      ...request,
      place_code: people.village.place_code,
      ...said,
    })
  ).json()
const found = async (who: { sign_in_name: string }, words: string): Promise<string[]> => {
  const { lines } = (await (await as(who)).post('/api/find', { words })).json()
  return lines.map((line: Line) => line.file_id)
}
const listed = async (who: { sign_in_name: string }, query: string): Promise<string[]> => {
  const { lines } = (await (await as(who)).get(`/api/disputes?${query}`)).json()
  return lines.map((line: Line) => line.file_id)
}

test('words of the facts find a file: of what happened, the other side, the place and the wish, a whole phrase or single characters', async () => {
  const { file_id } = await file({
    what_happened: '猪圈的粪水流进了鱼塘，死了三百斤草鱼。',
    other_side: '养猪的尤大壮',
    where_text: '磨盘岭水库下面',
    wish: '赔我鱼苗钱。',
  })
  for (const words of ['粪水', '鱼塘 死了', '尤大壮', '磨盘岭水库', '鱼苗钱', '猪圈的粪水流进了鱼塘', '圈 粪']) {
    expect(await found(people.village, words), words).toContain(file_id)
  }
  for (const words of ['鱼塘 牛棚', '粪流', '磨盘岭的水库'])
    expect(await found(people.village, words), words).toEqual([])
})

test('what is supplied later is found, and what it replaced is not', async () => {
  const { file_id, link } = await file({ other_side: '一个姓慕容的人', what_happened: '占了晒谷场。' })
  const clerk = await as(people.village)
  await clerk.post(`/api/disputes/${file_id}/steps/ask_supplement`, { missing: ['other_side_name'], note: '' })
  await speaker(app, { link: link.split('#')[1] ?? '' }).post(`/api/disputes/${file_id}/steps/supply_supplement`, {
    text: '还堆了砖头。',
    other_side: '欧阳铁蛋',
  })
  for (const words of ['欧阳铁蛋', '堆了砖头', '晒谷场'])
    expect(await found(people.village, words), words).toContain(file_id)
  expect(await found(people.village, '姓慕容')).toEqual([])
})

test('a name is found by its beginning, and stands before files that only mention it', async () => {
  const named = await file({ your_name: '司徒翠花' })
  const mentioned = await file({ what_happened: '司徒翠花家的狗咬了我。' })
  expect(await found(people.village, '司徒')).toEqual([named.file_id, mentioned.file_id])
  expect(await found(people.village, '司徒翠花')).toEqual([named.file_id, mentioned.file_id])
  // A code answers exactly and stands first, however it is typed.
  expect(await found(people.village, named.short_code.toLowerCase().replace('-', ' '))).toEqual([named.file_id])
  expect(await found(people.village, named.code)).toEqual([named.file_id])
})

test('nobody finds words of a file she may not see, and a name is masked for who may see but does not handle', async () => {
  const { file_id } = await file({ your_name: '端木小雨', what_happened: '拖拉机压坏了秧田。' })
  for (const words of ['拖拉机压坏', '端木小雨', '秧田']) {
    expect(await found(people.stranger, words), words).toEqual([])
    expect(await found(people.admin, words), words).toEqual([])
    expect(await found(people.county, words), words).toContain(file_id)
  }
  const { lines } = (await (await as(people.county)).post('/api/find', { words: '拖拉机压坏' })).json()
  expect(lines[0].applicant).toBe('端***')
})

test('a person’s name is masked for who does not handle the file, an organisation’s is not', async () => {
  const party = (side: string, name: string, kind = 'person') => ({ side, kind, name })
  const taken = await (await as(people.village)).post('/api/disputes/steps/take_down', {
    channel: 'CH03',
    place_code: people.village.place_code,
    where_text: '',
    what_happened: '厂里的废水把藕田淹坏了。',
    wish: '赔藕种钱。',
    dispute_type: null,
    parties: [
      party('applicant', '青藕合作社', 'organisation'),
      party('respondent', '澄泥砖瓦厂', 'organisation'),
      party('respondent', '厂长公孙大寿'),
    ],
  })
  expect(taken.statusCode).toBe(201)
  const { file_id } = taken.json()
  const county = await as(people.county)
  const { lines } = (await county.post('/api/find', { words: '废水把藕田' })).json()
  expect(lines[0]).toMatchObject({ applicant: '青藕合作社', other_side: '澄泥砖瓦厂、厂***' })
  const page = await county.get(`/api/disputes/${file_id}`)
  expect(page.json().parties.map((it: { name: string }) => it.name)).toEqual(['青藕合作社', '澄泥砖瓦厂', '厂***'])
  expect(page.body).not.toContain('公孙大寿')
  const own = (await (await as(people.village)).post('/api/find', { words: '废水把藕田' })).json()
  expect(own.lines[0]).toMatchObject({ applicant: '青藕合作社', other_side: '澄泥砖瓦厂、厂长公孙大寿' })
})

test('whoever stands beside a party is masked where lists tell what happened, as the page masks them', async () => {
  const beside = {
    speaks: '温言清',
    guardian: { name: '温守正' },
    agents: [{ name: '骆代言' }],
    helpers: [{ name: '骆扶持' }],
    representatives: [{ name: '骆众望' }],
  }
  const names = ['温言清', '温守正', '骆代言', '骆扶持', '骆众望']
  const { file_id } = await file({ what_happened: `${names.join('、')}都来过，说水车停了。`, your_name: '温小满' })
  await world.owner.query('update parties set facts = facts || $2 where file_id = $1', [file_id, beside])
  const { lines } = (await (await as(people.county)).post('/api/find', { words: '水车停了' })).json()
  const [line] = lines.filter((it: Line) => it.file_id === file_id)
  expect(line.excerpt).toBe('温**、温**、骆**、骆**、骆**都来过，说水车停了。')
  // Whoever handles it reads them plainly.
  const own = (await (await as(people.village)).post('/api/find', { words: '水车停了' })).json()
  expect(names.filter((name) => !own.lines[0].excerpt.includes(name))).toEqual([])
})

test('a unit that is in a file finds it, as long as it is in it', async () => {
  const { file_id } = await file({ what_happened: '石灰窑的烟熏黄了橘子树。' })
  const { rows } = await world.owner.query<{ unit_id: number }>(
    'select unit_id from posts o join people p on p.id = o.person_id where sign_in_name = $1',
    [people.stranger.sign_in_name],
  )
  expect(await found(people.stranger, '橘子树')).toEqual([])
  const involve = (until: string | null) =>
    world.owner.query(
      `insert into involvements (id, file_id, unit_id, as_what, until, received_at)
       select gen_random_uuid(), id, $2, 'handling', $3, received_at from files where id = $1`,
      [file_id, rows[0]?.unit_id, until],
    )
  await world.owner.query('alter table involvements no force row level security')
  await involve('2020-01-01')
  expect(await found(people.stranger, '橘子树')).toEqual([])
  await involve(null)
  await world.owner.query('alter table involvements force row level security')
  expect(await found(people.stranger, '橘子树')).toEqual([file_id])
  expect(await listed(people.stranger, `scope=mine&text=${encodeURIComponent('橘子树')}`)).toEqual([file_id])
  expect(await listed(people.stranger, `scope=area&text=${encodeURIComponent('橘子树')}`)).toEqual([])
})

test('signs of a search expression are only letters that were not typed', async () => {
  await file({ what_happened: "引号'和反斜杠\\，竖线|和括号(！" })
  for (const words of ["' | 'x", '!!!', '& |', "\\'; drop", "a':*", '%__%']) {
    const answer = await (await as(people.village)).post('/api/find', { words })
    expect(answer.statusCode, words).toBe(200)
  }
  expect(await found(people.village, "引号'和")).toHaveLength(1)
})

test('a list is narrowed by stage, place, unit, time, words and by what is late, alone and together', async () => {
  const place = people.village.place_code
  setNow('2026-03-02T01:00:00.000Z')
  const old = await file({ what_happened: '老榆树倒在我家瓦上。' })
  setNow('2026-04-20T01:00:00.000Z')
  const fresh = await file({ what_happened: '老榆树又倒了一棵。' })
  const clerk = await as(people.village)
  await clerk.post(`/api/disputes/${fresh.file_id}/steps/accept_here`, {})
  const both = [fresh.file_id, old.file_id]
  const text = `text=${encodeURIComponent('老榆树')}`
  const ask = async (query: string): Promise<string[]> =>
    (await listed(people.county, query)).filter((id) => both.includes(id))
  for (const words of ['', `${text}&`]) {
    expect(await ask(`${words}scope=area`)).toEqual(both)
    expect(await ask(`${words}stage=in_handling`)).toEqual([fresh.file_id])
    expect(await ask(`${words}stage=in_handling,registered`)).toEqual(both)
    expect(await ask(`${words}stage=closed`)).toEqual([])
    expect(await ask(`${words}from=2026-03-03`)).toEqual([fresh.file_id])
    expect(await ask(`${words}to=2026-03-02`)).toEqual([old.file_id])
    expect(await ask(`${words}from=2026-03-02&to=2026-03-02`)).toEqual([old.file_id])
    expect(await ask(`${words}overdue=1`)).toEqual([old.file_id])
    expect(await ask(`${words}place=${place}`)).toEqual(both)
    expect(await ask(`${words}place=${place - (place % 1e6)}`)).toEqual(both)
    expect(await ask(`${words}place=${place - (place % 1e6) + 999_999_000}`)).toEqual([])
    expect(await ask(`${words}unit=${people.village.unit_id}`)).toEqual(both)
    expect(await ask(`${words}unit=${people.stranger.unit_id}`)).toEqual([])
    expect(await ask(`${words}type=M02`)).toEqual([])
    expect(await ask(`${words}stage=registered&overdue=1&to=2026-03-31&unit=${people.village.unit_id}`)).toEqual([
      old.file_id,
    ])
  }
  // As the door writes it, on the file beside the dispute.
  for (const [table, id] of [
    ['disputes', 'file_id'],
    ['files', 'id'],
  ]) {
    await world.owner.query(`alter table ${table} no force row level security`)
    await world.owner.query(`update ${table} set dispute_type = 'M02' where ${id} = $1`, [old.file_id])
    await world.owner.query(`alter table ${table} force row level security`)
  }
  expect(await ask('type=M02')).toEqual([old.file_id])
  expect(await ask(`${text}&type=M02`)).toEqual([old.file_id])
})

test('a day is a day in China: the first hour after midnight there belongs to it', async () => {
  setNow('2026-05-03T16:30:00.000Z')
  const { file_id } = await file()
  setNow('2026-05-05T01:00:00.000Z')
  expect(await listed(people.county, 'from=2026-05-04&to=2026-05-04')).toEqual([file_id])
  expect(await listed(people.county, 'to=2026-05-03&from=2026-05-03')).toEqual([])
})

test('pages of found files leave nothing out, also where many came in one instant', async () => {
  setNow('2026-06-01T01:00:00.000Z')
  const filed: string[] = []
  for (let n = 0; n < 55; n += 1) filed.push((await file({ what_happened: '蜂箱被人推倒了。' })).file_id)
  const clerk = await as(people.village)
  const seen: string[] = []
  let query = ''
  for (;;) {
    const { lines, more } = (await clerk.get(`/api/disputes?text=${encodeURIComponent('蜂箱')}${query}`)).json()
    seen.push(...lines.map((line: Line) => line.file_id))
    if (!more) break
    const last = lines.at(-1)
    query = `&before=${encodeURIComponent(last.received_at)}&before_id=${last.file_id}`
  }
  expect([...seen].sort()).toEqual([...filed].sort())
  expect((await clerk.post('/api/find', { words: '蜂箱' })).json()).toMatchObject({ more: true })
})

test('a phone or an identity number is refused in an address, where it would stand in histories', async () => {
  const clerk = await as(people.village)
  for (const text of [
    '10012345678',
    '100 1234 5678',
    '100-1234-5678',
    '１００１２３４５６７８',
    '找 990326199001011234 这个人',
  ]) {
    const answer = await clerk.get(`/api/disputes?text=${encodeURIComponent(text)}`)
    expect(answer.statusCode, text).toBe(422)
    expect(answer.body, text).toContain('不要写进网址')
  }
  expect((await clerk.get(`/api/disputes?text=${encodeURIComponent('24000 元')}`)).statusCode).toBe(200)
})

test('of what stands in an address no name is looked up: only codes and words of the facts', async () => {
  const { file_id, short_code } = await file({ your_name: '公冶长青', what_happened: '两家合买的碾米机怎么分。' })
  const text = (words: string): Promise<string[]> => listed(people.village, `text=${encodeURIComponent(words)}`)
  expect(await text('公冶长青')).toEqual([])
  expect(await text('碾米机')).toEqual([file_id])
  expect(await text(short_code)).toEqual([file_id])
})

test('a list offers the places and units of one’s own area', async () => {
  const choices = async (who: { sign_in_name: string }) =>
    (await (await as(who)).get('/api/lists/choices')).json() as {
      places: { code: number; level: string }[]
      units: { id: number }[]
    }
  const county = await choices(people.county)
  const village = await choices(people.village)
  expect(county.places.length).toBeGreaterThan(village.places.length)
  expect(village.places.map((place) => place.code)).toEqual([people.village.place_code])
  expect(village.units.map((unit) => unit.id)).toContain(people.village.unit_id)
  expect(village.units.map((unit) => unit.id)).not.toContain(people.county.unit_id)
})

test('whoever writes down what happens in a place is offered it, also where her work does not cover the area', async () => {
  const { rows } = await world.pool.query<{ sign_in_name: string; place_code: number }>(
    `select p.sign_in_name, u.place_code from posts o join people p on p.id = o.person_id join units u on u.id = o.unit_id
     where o.role = 'grid_worker' limit 1`,
  )
  const [worker] = rows
  if (!worker) throw new Error('the demo county has no grid worker')
  const { places } = (await (await as(worker)).get('/api/lists/choices')).json() as { places: { code: number }[] }
  expect(places.map((place) => place.code)).toEqual([worker.place_code])
})
