import { randomInt, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { inScope, wholeCounty } from '#server/db/scope.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { carryOnSuccessions } from '#server/organisations/carry-on.ts'
import { administrator } from '#test/administrator.ts'
import type { CrewName } from '#test/crew.ts'
import { enter, speaker } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import { asking, chosen, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

/** Words nobody else says: wherever they turn up, the seal was broken. */
const mark = (what: string): string => `${what}${randomInt(1e9, 1e10 - 1)}`
const REASON = '明天要约双方见面，先看身体情况'
let world: TestWorld
let app: FastifyInstance
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
})
afterEach(() => setNow(null))

type Someone = Pick<ReturnType<typeof speaker>, 'get' | 'post'>
const address = (on: Walk) => `/api/disputes/${on.file_id}`
const pageOf = async (by: Someone, on: Walk) => (await by.get(address(on))).json()
const sealedFor = async (who: CrewName, on: Walk) => (await pageOf(await door.as(who), on)).dispute?.sealed ?? null
const openAs = (by: Someone, on: Walk, note_id: string, reason = REASON) =>
  by.post(`${address(on)}/sealed-notes/looks`, { note_id, reason })
const open = async (who: CrewName, on: Walk, id: string) => (await openAs(await door.as(who), on, id)).statusCode
const seal = async (who: CrewName, on: Walk, sealed_text: string, sealed_kind = 'violence') => {
  const done = await door.take(who, 'seal_note', on, { sealed_kind, sealed_text })
  expect(done.status, done.body).toBe(200)
  const { notes } = await sealedFor(who, on)
  return notes.at(-1).id as string
}
const looks = async () =>
  (await world.owner.query("select person_id, of_note, of_party, reason from looks where what = 'sealed_note'")).rows

test('of a sealed note those who handle the file read that it is there, and nobody a word of it: no page, list, finding, paper or row', async () => {
  const on = await door.walkTo('in_session')
  const words = mark('她说他喝了酒就动手')
  const id = await seal('peer', on, words)
  expect(await sealedFor('peer', on)).toMatchObject({ count: 1, notes: [{ id, by: door.crew.peer.name }] })
  // Another of the unit that handles it reads the number and nothing else.
  expect(await sealedFor('second', on)).toEqual({ count: 1, notes: [] })
  for (const who of ['town', 'town_director', 'county', 'justice', 'leader'] as const)
    expect(await sealedFor(who, on), who).toEqual({ count: 0, notes: [] })
  for (const who of ['peer', 'director', 'second', 'town', 'county', 'justice', 'applicant', 'respondent'] as const) {
    const by = await door.as(who, on)
    const urls = ['applicant', 'respondent'].includes(who)
      ? ['/api/my-dispute', '/api/my-dispute/looks']
      : [...['', '/similar'].map((end) => `${address(on)}${end}`), '/api/desk', '/api/disputes?scope=mine']
    const told = (await Promise.all([...urls.map((url) => by.get(url)), by.post('/api/find', { words })])).map(
      (it) => it.body,
    )
    expect(new RegExp(`${words}|"step":"seal_note"|写一条密封`).test(told.join()), who).toBe(false)
  }
  const { rows } = await world.owner.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'",
  )
  for (const { name } of rows) {
    const { rows: found } = await world.owner.query(`select 1 from ${name} t where t::text like $1`, [`%${words}%`])
    expect(found, name).toEqual([])
  }
  // What it is about is sealed as well: no event and no fact of this file tells its kind.
  const { rows: kinds } = await world.owner.query(
    `select 1 from events where file_id = $1 and (input::text like '%"violence"%' or consequences::text like '%"violence"%')`,
    [on.file_id],
  )
  expect(kinds).toEqual([])
})

test('it is opened one by one, with a reason, by who mediates, who wrote it and who holds the task; each look is kept, and no party reads it', async () => {
  const on = await door.walkTo('in_session')
  const words = mark('他半年前做过手术')
  const id = await seal('second', on, words, 'health')
  const before = (await looks()).length
  for (const who of ['town', 'town_director', 'county', 'justice', 'leader'] as const)
    expect(await open(who, on, id), who).toBe(403)
  for (const who of ['near', 'far', 'grid', 'police', 'department', 'admin', 'auditor', 'privacy'] as const)
    expect([403, 404], who).toContain(await open(who, on, id))
  for (const reason of ['', '看看', ' '.repeat(20)])
    expect((await openAs(await door.as('peer'), on, id, reason)).statusCode, reason).toBe(422)
  for (const party of ['applicant', 'respondent'] as const)
    expect((await openAs(await door.as(party, on), on, id)).statusCode, party).toBe(403)
  expect((await openAs(await door.as('peer'), on, randomUUID())).statusCode).toBe(404)
  expect(await looks()).toHaveLength(before)

  for (const who of ['second', 'peer', 'director'] as const) {
    const told = await openAs(await door.as(who), on, id)
    expect(told.statusCode, who).toBe(200)
    expect(told.json()).toMatchObject({ kind_says: '健康情况', text: words, by: door.crew.second.name })
    expect(told.json().looked[0]).toMatchObject({ who: expect.stringContaining(door.crew[who].name), reason: REASON })
  }
  const kept = (await looks()).slice(before)
  expect(kept).toHaveLength(3)
  for (const look of kept) expect(look).toMatchObject({ of_note: id, of_party: null, reason: REASON })
  for (const party of ['applicant', 'respondent'] as const) {
    const told = await (await door.as(party, on)).get('/api/my-dispute/looks')
    expect(told.statusCode, party).toBe(200)
    expect(told.body, party).not.toMatch(new RegExp(`sealed|${REASON}`))
  }
  expect(await checkInvariants(world)).toEqual([])
})

test('a colleague who took the task on opens what others wrote; the head of the office, who carries nothing of it, does not', async () => {
  const on = await door.walkTo('in_handling')
  const id = await seal('second', on, mark('他在吃药'), 'psychological')
  expect(await open('director', on, id)).toBe(403)
  expect(await sealedFor('director', on)).toEqual({ count: 1, notes: [] })
  expect((await door.take('director', 'take_on', on, {})).status).toBe(200)
  expect(await open('director', on, id)).toBe(200)
  expect((await door.take('director', 'give_to', on, { person_id: door.crew.second.person_id })).status).toBe(200)
  // Handed over: what she read before she reads no more.
  expect(await open('director', on, id)).toBe(403)
  expect(await sealedFor('director', on)).toEqual({ count: 1, notes: [] })
})

test('a mediator who stands too near, and one who was replaced, open nothing any more, not even what they wrote', async () => {
  const on = await door.walkTo('in_session')
  const { director, peer, second } = door.crew
  const [hers, his] = [await seal('peer', on, mark('她怕他')), await seal('director', on, mark('他知道她在哪'))]
  expect([await open('peer', on, hers), await open('peer', on, his)]).toEqual([200, 200])
  const told = { person_id: director.person_id, party_id: on.applicant, says: '是表亲' }
  expect((await door.take('peer', 'declare_relation', on, told)).status).toBe(200)
  // Red, and she still works at the unit that handles it: the number stands no more either.
  expect([await open('director', on, hers), await open('director', on, his)]).toEqual([403, 403])
  expect(await sealedFor('director', on)).toEqual({ count: 0, notes: [] })
  const others = { ...chosen(peer.person_id, second.person_id), because: '要回避。' }
  expect((await door.take('second', 'replace_mediator', on, others)).status).toBe(200)
  expect([await open('director', on, hers), await open('director', on, his)]).toEqual([403, 403])
  // Taking the task on does not bring it back; whoever comes after her opens both.
  expect((await door.take('director', 'take_on', on, {}, { part: on.ids.task ?? '' })).status).toBe(200)
  expect(await open('director', on, his)).toBe(403)
  // Decided before the database is asked: as one of the unit that handles it she reads how many there are.
  expect(await sealedFor('director', on)).toEqual({ count: 2, notes: [] })
  expect([await open('second', on, hers), await open('second', on, his)]).toEqual([200, 200])
  const alone = { ...chosen(second.person_id), because: '请一位就够。' }
  expect((await door.take('second', 'replace_mediator', on, alone)).status).toBe(200)
  expect(await open('peer', on, hers)).toBe(404)
})

test('an adviser writes down what is not for her opinion, and reads her own alone, for as long as she is asked', async () => {
  const [person_id, sign_in_name] = [randomUUID(), 'test.psychologist']
  await world.owner.query(
    `insert into people (id, name, sign_in_name, created_at, is_demo) values ($1, '宓知微', $2, '2026-01-05T01:00:00Z', true)`,
    [person_id, sign_in_name],
  )
  await world.owner.query(
    `insert into posts (id, person_id, unit_id, role, from_on) values ($1, $2, $3, 'expert', '2026-01-05')`,
    [randomUUID(), person_id, door.crew.director.unit_id],
  )
  const expert = speaker(app, { cookie: await enter(world, sign_in_name) })
  const on = await door.walkTo('in_session')
  const mediators = await seal('peer', on, mark('调解员的'))
  const ask = { ...asking(door.crew), person_id, kind: 'guide' }
  expect((await door.take('peer', 'ask_guidance', on, ask)).status).toBe(200)
  expect((await pageOf(expert, on)).dispute.sealed).toEqual({ count: 0, notes: [] })
  const words = mark('从问题看，有人可能想不开')
  const done = await expert.post(`${address(on)}/steps/seal_note`, { sealed_kind: 'psychological', sealed_text: words })
  expect(done.statusCode, done.body).toBe(200)
  const { sealed } = (await pageOf(expert, on)).dispute
  expect(sealed).toMatchObject({ count: 1, notes: [{ by: '宓知微' }] })
  const own = sealed.notes[0].id
  expect((await openAs(expert, on, own)).json()).toMatchObject({ text: words })
  expect((await openAs(expert, on, mediators)).statusCode).toBe(403)
  expect(await open('peer', on, own)).toBe(200)
  const part = `${address(on)}/mediations/${on.ids.mediation}`
  const [{ id: guidance_id }] = (await pageOf(expert, on)).mediations[0].guidance
  const given = await expert.post(`${part}/steps/give_guidance`, { guidance_id, opinion: '慢慢来。', disclosed: '' })
  expect(given.statusCode, given.body).toBe(200)
  expect((await openAs(expert, on, own)).statusCode).toBe(403)
})

test('what a counsellor wrote of a session is hers alone, and gone for her when consent is taken back', async () => {
  const on = await door.walkTo('counselling')
  const words = mark('第一次来，说夜里睡不着')
  expect((await door.take('department', 'seal_session_note', on, { sealed_text: words })).status).toBe(200)
  const slip = await pageOf(await door.as('department'), on)
  expect(slip.slip_only).toBe(true)
  const { count, notes } = slip.referrals[0].session_notes
  expect(count).toBe(1)
  const id = notes[0].id
  const told = await openAs(await door.as('department'), on, id)
  expect(told.json()).toMatchObject({ text: words, kind_says: '心理疏导的记录' })
  // The office that sent her reads how many there are, whoever holds the task.
  expect((await door.take('director', 'take_on', on, {})).status).toBe(200)
  const office = await pageOf(await door.as('director'), on)
  expect(office.referrals[0].session_notes).toEqual({ count: 1, notes: [] })
  expect(await open('director', on, id)).toBe(403)
  expect(new RegExp(`${words}|seal_session_note`).test(JSON.stringify(office))).toBe(false)
  const page = await (await door.as('applicant', on)).get('/api/my-dispute')
  expect(/session_note|疏导记录/.test(page.body)).toBe(false)
  // The same unit was sent somebody for legal aid: no such note there.
  const aid = await door.walkTo('referral_with_them')
  const wrong = await door.take('department', 'seal_session_note', aid, { sealed_text: words })
  expect(wrong).toMatchObject({ status: 409, code: 'not_counselling' })
  const back = await door.take('director', 'withdraw_referral', on, { said_by: on.applicant, note: '' })
  expect(back.status, back.body).toBe(200)
  expect(await open('department', on, id)).toBe(404)
})

test('a file merged away keeps its notes to itself: nothing of them stands in the other; when it comes back they are as before', async () => {
  const first = await door.walkTo('registered', { your_name: '卜先来', reach: '10033334444' })
  const later = await door.walkTo('registered', { your_name: '后来香', reach: '10033335555' })
  const id = await seal('second', first, mark('他身体不好'), 'health')
  const into = { file_id: later.file_id, short_code: later.short_code, because: '是同一条水沟。' }
  expect((await door.take('director', 'merge', first, into)).status).toBe(200)
  expect(await sealedFor('second', later)).toEqual({ count: 0, notes: [] })
  expect(await open('second', later, id)).toBe(404)
  expect(await open('director', first, id)).toBe(403)
  expect((await door.take('director', 'unmerge', first, { because: '不是同一条水沟。' })).status).toBe(200)
  expect(await sealedFor('second', first)).toMatchObject({ count: 1, notes: [{ id }] })
  expect(await open('second', first, id)).toBe(200)
  expect(await checkInvariants(world)).toEqual([])
})

test('who leaves hands them over with the mediation: her successor opens them', async () => {
  const on = await door.walkTo('in_session')
  const { director, second } = door.crew
  const id = await seal('director', on, mark('她怕他'))
  expect(await open('second', on, id)).toBe(403)
  const admin = await administrator(world, app)
  const leaving = await admin.post(`/people/${director.person_id}/succession`, {
    ...{ unit_id: director.unit_id, successor: second.person_id, leaves: false },
  })
  expect(leaving.statusCode, leaving.body).toBe(200)
  await carryOnSuccessions(world)
  expect(await open('second', on, id)).toBe(200)
  expect(await checkInvariants(world)).toEqual([])
})

/** Who reads how many sealed notes by SQL alone, as the look asks and as any other query does. */
async function readBySql(on: Walk, person: string | null, looks_at: string | null = 'sealed_note', later = 0) {
  const today = addDays(dayIn(now()), later)
  return inScope(world.pool, { ...wholeCounty(today), person }, async (trx) => {
    if (looks_at !== null) await sql`select set_config('app.looks_at', ${looks_at}, true)`.execute(trx)
    const { rows } = await sql<{ kind: string }>`select kind from sealed_values
      where file_id = ${on.file_id} and kind in ('sealed_note', 'session_note')`.execute(trx)
    return rows.length
  })
}

test('the database itself gives a sealed note to no query but that of the look, and then only to those who may; without its policy to all', async () => {
  const other = await newWorld()
  const [w, a, d] = [world, app, door]
  world = other
  app = await newApp(other)
  door = await walks(other, app)
  try {
    const on = await door.walkTo('in_session')
    const { peer, director, second, town, near, department } = door.crew
    await seal('second', on, mark('他半年前做过手术'))
    const referred = await door.walkTo('counselling')
    expect((await door.take('department', 'seal_session_note', referred, { sealed_text: '睡不着。' })).status).toBe(200)
    const who = { second, peer, director, town, near, department }
    const found = async (looks_at: string | null = 'sealed_note') => {
      const of: Record<string, [number, number]> = {}
      for (const [name, { person_id }] of Object.entries({ ...who, worker: { person_id: null } }))
        of[name] = [await readBySql(on, person_id, looks_at), await readBySql(referred, person_id, looks_at)]
      return of
    }
    // Kind and words of one note, words of the other.
    const right = {
      second: [2, 0],
      peer: [2, 0],
      director: [2, 0],
      town: [0, 0],
      near: [0, 0],
      department: [0, 1],
      worker: [0, 0],
    }
    expect(await found()).toEqual(right)
    const nobody = Object.fromEntries(Object.keys(right).map((name) => [name, [0, 0]]))
    expect(await found(null)).toEqual(nobody)
    expect(await found('reporter')).toEqual(nobody)
    // Replaced: her involvement ended and no mediation names her; at the database too she reads none.
    setNow(secondsAfter(now(), 60))
    const alone = { ...chosen(director.person_id, second.person_id), because: '请近一点的。' }
    expect((await door.take('director', 'replace_mediator', on, alone)).status).toBe(200)
    expect(await readBySql(on, peer.person_id)).toBe(0)
    expect(await readBySql(on, second.person_id)).toBe(2)

    const name = 'sealed_notes_are_opened_one_by_one'
    const { rows } = await world.owner.query<{ using: string }>(
      'select qual as using from pg_policies where policyname = $1',
      [name],
    )
    await world.owner.query(`drop policy ${name} on sealed_values`)
    expect(await readBySql(on, town.person_id, null)).toBe(2)
    await world.owner.query(
      `create policy ${name} on sealed_values as restrictive for select using (${rows[0]?.using})`,
    )
    expect(await readBySql(on, town.person_id, null)).toBe(0)
  } finally {
    ;[world, app, door] = [w, a, d]
  }
})
