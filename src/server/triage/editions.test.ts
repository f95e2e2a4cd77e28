import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { type Guess, type GuessWord, guessTopics } from '#domain/triage/guess.ts'
import { FIRST_SELF_HELP } from '#domain/triage/self-help-first.ts'
import { request, speaker } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})

const REASON = '群众都这么说，补上这个词'
const post = async (who: Who, url: string, body: object, key?: string) => (await door.as(who)).post(url, body, key)
const get = async (who: Who, url: string) => (await (await door.as(who)).get(url)).json()
const wordsNow = async (): Promise<{ version: number; words: GuessWord[]; history: object[] }> =>
  get('dispatcher', '/api/guess-words')
const guessed = async (text: string) => (await speaker(app).post('/api/guess', { text })).json()
const ditch: GuessWord = { topic: 'land', word: '水沟', weight: 3 }
const ditches: GuessWord[] = [ditch, ...['让出来', '退回去', '院子', '下雨'].map((word) => ({ ...ditch, word }))]

test('anybody is shown at most three chips with the words that speak for them, and nothing of the text is kept', async () => {
  const text = '物业公司不修电梯，楼上漏水，还被狗咬伤了。'
  const { version, guesses } = await guessed(text)
  expect(version).toBe(0)
  expect(guesses).toHaveLength(3)
  expect(guesses[0]).toMatchObject({
    topic: 'property',
    dispute_type: 'M16',
    type_says: '物业纠纷',
    words: ['物业公司', '电梯', '楼上'],
  })
  const { rows } = await world.owner.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  )
  for (const { name } of rows) {
    const { rows: held } = await world.owner.query(`select 1 from "${name}" t where t::text like $1`, ['%不修电梯%'])
    expect([name, held]).toEqual([name, []])
  }
})

test('a tap is kept with the request; without one no type is chosen for her', async () => {
  const place_code = door.crew.director.place_code
  const filed = async (more: object) =>
    (await speaker(app).post('/api/disputes/steps/register', { ...request, place_code, ...more })).json()
  const typeOf = async (fileId: string) =>
    (await world.owner.query('select dispute_type from disputes where file_id = $1', [fileId])).rows[0].dispute_type
  expect(await typeOf((await filed({ dispute_type: 'M02' })).file_id)).toBe('M02')
  expect(await typeOf((await filed({})).file_id)).toBeNull()
})

test('the triage keeps what the words spoke for and by which edition, and computed again it is the same', async () => {
  const on = await door.walkTo('town_triaging')
  const page = await get('town', `/api/disputes/${on.file_id}`)
  const { rows } = await world.owner.query<{ guess: { version: number; topics: Guess[] }; text: string }>(
    "select facts -> 'triage' -> 'guess' as guess, what_happened || E'\\n' || wish as text from disputes where file_id = $1",
    [on.file_id],
  )
  const [kept] = rows
  const { version, words } = await wordsNow()
  expect(kept?.guess).toEqual({ version, topics: guessTopics(kept?.text ?? '', words) })
  expect(page.dispute.triage.guess).toMatchObject({
    version,
    topics: kept?.guess.topics.map(({ words }) => ({ words })),
  })
})

test('the bureau tries a list on past files, makes it the new edition with a reason, and the next guess is by it', async () => {
  const { version, words } = await wordsNow()
  const [before] = (await guessed('水沟')).guesses
  expect(before).toBeUndefined()
  const trial = (await post('dispatcher', '/api/guess-words/trial', { words: [...words, ...ditches] })).json()
  expect(trial.says).toBe(`过去 ${trial.looked_at} 件里会改变 ${trial.changed} 件的第一猜测。`)
  expect(trial.changed).toBeGreaterThan(0)
  expect(trial.lines[0]).toMatchObject({ after: '山林土地' })
  // A trial changes nothing.
  expect((await guessed('水沟')).guesses).toEqual([])
  const body = { base_version: version, reason: REASON, words: [...words, ...ditches] }
  const key = randomUUID()
  const made = await post('dispatcher', '/api/guess-words', body, key)
  expect(made.json()).toEqual({ version: version + 1 })
  expect((await post('dispatcher', '/api/guess-words', body, key)).json()).toEqual({ version: version + 1 })
  expect((await guessed('水沟')).guesses[0]).toMatchObject({ topic: 'land', words: ['水沟'] })
  expect((await wordsNow()).history[0]).toMatchObject({
    version: version + 1,
    because: REASON,
    by: door.crew.dispatcher.name,
    trial_says: trial.says,
  })
})

test('a file triaged under the old list still shows what the old list said', async () => {
  const on = await door.walkTo('town_triaging')
  const shown = async () => (await get('town', `/api/disputes/${on.file_id}`)).dispute.triage.guess
  const before = await shown()
  const { version, words } = await wordsNow()
  const changed = await post('dispatcher', '/api/guess-words', {
    base_version: version,
    reason: REASON,
    words: words.filter(({ topic }) => topic !== 'neighbour'),
  })
  expect(changed.statusCode).toBe(200)
  expect(await shown()).toEqual(before)
})

test('of two who change a list at once one is told that a newer edition stands', async () => {
  const { version, words } = await wordsNow()
  const both = await Promise.all(
    ['一', '二'].map((word) =>
      post('dispatcher', '/api/guess-words', {
        base_version: version,
        reason: REASON,
        words: [...words, { ...ditch, word: `田埂${word}` }],
      }),
    ),
  )
  expect(both.map((answer) => answer.statusCode).sort()).toEqual([200, 409])
  expect(both.find((answer) => answer.statusCode === 409)?.json()).toMatchObject({ code: 'edition_changed' })
  expect((await wordsNow()).version).toBe(version + 1)
})

test('who may read the tables may not change them: words are the county’s, the questions a justice office’s', async () => {
  const { version, words } = await wordsNow()
  const change = { base_version: version, reason: REASON, words }
  for (const who of ['director', 'town_director', 'justice', 'leader'] as const) {
    expect([who, (await post(who, '/api/guess-words', change)).statusCode]).toEqual([who, 403])
    expect([who, (await post(who, '/api/guess-words/trial', { words })).statusCode]).toEqual([who, 403])
  }
  const questions = { base_version: 0, reason: REASON, ...FIRST_SELF_HELP }
  for (const who of ['director', 'dispatcher'] as const)
    expect([who, (await post(who, '/api/self-help', questions)).statusCode]).toEqual([who, 403])
  expect((await get('director', '/api/guess-words')).may_edit).toBe(false)
  expect((await get('justice', '/api/self-help/edition')).may_edit).toBe(true)
})

test('everybody walks the questions without saying who she is, and a door has this county’s address', async () => {
  const shown = (await speaker(app).get('/api/self-help')).json()
  expect(shown.start).toBe('danger')
  const doors = shown.leaves.filter((leaf: { ends: string }) => leaf.ends === 'right_door')
  expect(doors.length).toBeGreaterThan(5)
  for (const { id, doors: found } of doors) {
    expect([id, found.length]).toEqual([id, expect.any(Number)])
    expect([id, found[0]]).toEqual([id, expect.objectContaining({ address: expect.stringMatching(/./) })])
  }
  // Of several stations hers need not be among the first; of other kinds nobody is told to choose.
  const police = shown.leaves.find(({ id }: { id: string }) => id === 'call_police')
  expect([police.doors.length > 1, police.which_door]).toEqual([true, '找您住的地方的派出所；不知道就打 110。'])
  expect(shown.leaves.find(({ id }: { id: string }) => id === 'labour').which_door).toBe('')
})

test('a justice office changes a question: a fault stands beside its field, a whole edition holds from the next asking on', async () => {
  const [start] = FIRST_SELF_HELP.questions
  const body = (to: string) => ({
    ...FIRST_SELF_HELP,
    questions: FIRST_SELF_HELP.questions.map((it) =>
      it === start
        ? { ...it, asks: '现在安全不安全？', answers: it.answers.map((one, at) => (at === 1 ? { ...one, to } : one)) }
        : it,
    ),
  })
  const asked = { base_version: 0, reason: '老人看不懂原来的问法' }
  const refused = await post('justice', '/api/self-help', { ...asked, ...body('nowhere') })
  expect(refused.statusCode).toBe(422)
  expect(refused.json().faults[0]).toMatchObject({
    path: 'questions.0.answers.1.to',
    says: expect.stringContaining('nowhere'),
  })
  expect((await post('justice', '/api/self-help', { ...asked, ...body('already') })).json()).toEqual({ version: 1 })
  const shown = (await speaker(app).get('/api/self-help')).json()
  expect([shown.version, shown.questions[0].asks]).toEqual([1, '现在安全不安全？'])
  expect((await get('justice', '/api/self-help/edition')).history[0]).toMatchObject({ because: asked.reason })
})

test('what a person changed and why is kept and shown: another answer, another route, another unit', async () => {
  const on = await door.walkTo('town_triaging')
  const page = async () => get('town', `/api/disputes/${on.file_id}`)
  const before = (await page()).dispute.triage
  const again = { dispute_type: 'M02', already_with: 'petition' }
  expect(await door.take('town', 'triage', on, again)).toMatchObject({
    status: 422,
    code: 'change_not_explained',
  })
  const because = '他后来说去县里反映过。'
  expect(await door.take('town', 'triage', on, { ...again, because })).toMatchObject({ status: 200 })
  const { triage } = (await page()).dispute
  expect(triage.changes).toEqual([
    {
      on: before.asked_on,
      by: door.crew.town.name,
      because,
      answers: [{ asks: '有没有别的机关已经受理', before: '还没有向别处反映', after: '信访部门已经登记' }],
    },
  ])
  const { rows } = await world.owner.query<{ id: number }>(
    "select id::int from units where kind = 'petition_bureau' order by id limit 1",
  )
  const why = '当事人只愿意由信访局听他说。'
  const sent = { unit_id: rows[0]?.id, route: 'petition', because: why }
  expect(await door.take('town', 'dispatch', on, sent)).toMatchObject({ status: 200 })
  expect((await page()).tasks[0]).toMatchObject({
    because: why,
    instead_of: { route_says: triage.route_says, unit_name: triage.unit?.name ?? null },
  })
})
