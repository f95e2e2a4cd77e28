import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { mondayOf } from '#domain/organisations/duty.ts'
import type { Role } from '#domain/organisations/words.ts'
import { now } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { maskName } from '#server/identity/masks.ts'
import { enter, request, speaker } from '#test/make.ts'
import { type Walks, walks } from '#test/walks.ts'
import { both, chosen, contact, said, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: Awaited<ReturnType<typeof newApp>>
let door: Walks
const people: Record<string, { person_id: string; sign_in_name: string }> = {}
const QUESTION = '水沟改道以后，损失怎样算才公平？'
const OPINION = '先量沟，再按当年的收成算。'

/** Somebody of a role at a unit of the crew's village, or at the county's legal service centre. */
async function employ(key: string, role: Role, unit: number): Promise<void> {
  const [person_id, sign_in_name] = [randomUUID(), `test.${key}`]
  await world.owner.query(
    `insert into people (id, name, sign_in_name, created_at, is_demo) values ($1, $2, $3, '2026-01-05T01:00:00Z', true)`,
    [person_id, key === 'expert' ? '贲知行' : '那若水', sign_in_name],
  )
  await world.owner.query(
    `insert into posts (id, person_id, unit_id, role, from_on) values ($1, $2, $3, $4, '2026-01-05')`,
    [randomUUID(), person_id, unit, role],
  )
  people[key] = { person_id, sign_in_name }
}
const as = async (key: string) => speaker(app, { cookie: await enter(world, people[key]?.sign_in_name ?? '') })
const idOf = (key: string): string => people[key]?.person_id ?? ''
const mediation = (on: Walk): string => `/api/disputes/${on.file_id}/mediations/${on.ids.mediation}`

beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  await employ('invited', 'invited_mediator', door.crew.director.unit_id)
  await employ('expert', 'expert', door.crew.director.unit_id)
  await employ('elsewhere', 'full_time_mediator', door.crew.far.unit_id)
})

test('an invited mediator sees the files she mediates and none of her unit’s; she communicates, and signs and ends nothing', async () => {
  const on = await door.walkTo('accepted')
  const invited = await as('invited')
  expect((await invited.get(`/api/disputes/${on.file_id}`)).statusCode).toBe(404)
  const alone = chosen(idOf('invited'))
  expect((await door.take('director', 'assign_mediator', on, alone)).code).toBe('nobody_leads')
  const two = chosen(door.crew.director.person_id, idOf('invited'))
  expect((await door.take('director', 'assign_mediator', on, two)).status).toBe(200)

  const page = (await invited.get(`/api/disputes/${on.file_id}`)).json()
  expect(page.advises).toBe(false)
  expect(page.parties[0].reach_open).toBe(true)
  expect(page.mediations[0].can).toEqual(
    expect.arrayContaining(['record_contact', 'offer_times', 'declare_relation', 'leave']),
  )
  for (const step of ['notify_session', 'begin_session', 'end_mediation', 'replace_mediator', 'ask_guidance'])
    expect(page.mediations[0].can, step).not.toContain(step)
  expect(page.dispute.can).toEqual(['seal_note', 'report_danger'])

  expect((await invited.post(`${mediation(on)}/steps/record_contact`, contact(on))).statusCode).toBe(200)
  const ending = await invited.post(`${mediation(on)}/steps/end_mediation`, { reason: 'too_far_apart', note: '' })
  expect(ending.json()).toMatchObject({ code: 'assists_only', status: 403 })
  expect(ending.json().detail ?? ending.body).toContain('主持的调解员')
  const hers = (await (await door.as('applicant', on)).get('/api/my-dispute')).json()
  expect(hers.mediations[0].mediators).toEqual(
    expect.arrayContaining([
      { person_id: idOf('invited'), name: '那若水', assists: true },
      { person_id: door.crew.director.person_id, name: door.crew.director.name, assists: false },
    ]),
  )
  // Whoever hears that a party will not go on writes it down at once (INV-1).
  const over = await invited.post(`${mediation(on)}/steps/leave`, { ...said(on), how: 'spoken', note: '' })
  expect(over.statusCode).toBe(200)
  expect(await checkInvariants(world)).toEqual([])
})

test('a relation of the second mediator stops the mediation and takes what is sealed from her, as of the first', async () => {
  const on = await door.walkTo('accepted')
  const two = chosen(door.crew.director.person_id, idOf('invited'))
  expect((await door.take('director', 'assign_mediator', on, two)).status).toBe(200)
  const told = { person_id: idOf('invited'), party_id: on.applicant, says: '是表亲' }
  const invited = await as('invited')
  expect((await invited.post(`${mediation(on)}/steps/declare_relation`, told)).statusCode).toBe(200)
  const page = (await invited.get(`/api/disputes/${on.file_id}`)).json()
  expect(page.mediations[0].mediators.map((it: { level: string }) => it.level).sort()).toEqual(['green', 'red'])
  expect(page.parties[0].reach_open).toBe(false)
})

test('an expert reads her question and nothing of whom it is about; the mediators read her opinion, and nobody else', async () => {
  const on = await door.walkTo('in_session')
  const expert = await as('expert')
  const address = `/api/disputes/${on.file_id}`
  // At the very unit that answers for it, she sees nothing until she is asked.
  expect((await expert.get(address)).statusCode).toBe(404)
  const { advisers } = (await (await door.as('peer')).get(`${mediation(on)}/advisers`)).json()
  expect(advisers).toContainEqual(expect.objectContaining({ name: '贲知行', kinds: ['analyse', 'confer', 'guide'] }))
  for (const name of [door.crew.peer.name, door.crew.director.name])
    expect(advisers.map((it: { name: string }) => it.name)).not.toContain(name)
  const asked = { person_id: idOf('expert'), kind: 'guide', question: QUESTION }
  expect((await door.take('peer', 'ask_guidance', on, asked)).status).toBe(200)

  const answer = await expert.get(address)
  const page = answer.json()
  expect(page).toMatchObject({ advises: true, parties: [], story: [], papers: [], tasks: [], messages: [] })
  expect(page.mediations[0].guidance).toMatchObject([{ question: QUESTION, open: true, mine: true }])
  const told = (await (await door.as('director')).get(address)).json()
  for (const { name, reach } of told.parties as { name: string; reach: string }[]) {
    expect(answer.body).not.toContain(name)
    expect(answer.body).not.toContain(reach)
  }
  for (const words of [told.dispute.what_happened, told.dispute.wish, told.mediations[0].matter])
    expect(answer.body).not.toContain(words)
  const look = { party_id: on.applicant, what: 'reach', reason: '想打个电话' }
  expect((await expert.post(`${address}/looks`, look)).json()).toMatchObject({ code: 'not_yours' })
  const desk = await expert.get('/api/desk')
  expect(desk.json().lines).toMatchObject([
    { file_id: on.file_id, asked: true, applicant: '', other_side: '', place: [] },
  ])
  expect(desk.body).not.toContain(told.parties[0].name)

  const [{ id }] = page.mediations[0].guidance
  const given = { guidance_id: id, opinion: OPINION, disclosed: '' }
  expect((await expert.post(`${mediation(on)}/steps/give_guidance`, given)).statusCode).toBe(200)
  expect((await expert.get('/api/desk')).json().lines).toEqual([])
  for (const who of ['peer', 'director'] as const) {
    const it = (await (await door.as(who)).get(address)).json().mediations[0].guidance[0]
    expect(it, who).toMatchObject({ question: QUESTION, opinion: OPINION, open: false })
  }
  // A colleague of the handling unit hears that there is one, a superior nothing; no party reads of it at all.
  const second = await (await door.as('second')).get(address)
  expect(second.json().mediations[0].guidance).toMatchObject([{ question: null, opinion: null }])
  expect((await (await door.as('town_director')).get(address)).json().mediations[0].guidance).toEqual([])
  for (const who of ['applicant', 'respondent'] as const) {
    const hers = await (await door.as(who, on)).get('/api/my-dispute')
    for (const words of [QUESTION, OPINION, '贲知行', '请教']) expect(hers.body, who).not.toContain(words)
  }
  expect(second.body).not.toContain(OPINION)

  // Whoever mediates no more reads it no more.
  const replaced = { ...chosen(door.crew.director.person_id), because: '有事来不了。' }
  expect((await door.take('director', 'replace_mediator', on, replaced)).status).toBe(200)
  expect((await (await door.as('peer')).get(address)).statusCode).toBe(404)
  expect(await checkInvariants(world)).toEqual([])
})

test('a full-time mediator of another town who is asked to confer reads her question and nothing else either', async () => {
  const on = await door.walkTo('in_session')
  const address = `/api/disputes/${on.file_id}`
  const asked = { person_id: idOf('elsewhere'), kind: 'confer', question: QUESTION }
  expect((await door.take('peer', 'ask_guidance', on, asked)).status).toBe(200)
  const elsewhere = await as('elsewhere')
  const answer = await elsewhere.get(address)
  expect(answer.json()).toMatchObject({ advises: true, parties: [], story: [], papers: [], tasks: [], referrals: [] })
  expect(answer.json().mediations[0].guidance).toMatchObject([{ question: QUESTION, open: true, mine: true }])
  const told = (await (await door.as('director')).get(address)).json()
  const lists = [
    (await elsewhere.get('/api/desk')).body,
    (await elsewhere.get('/api/disputes?scope=mine')).body,
    (await elsewhere.post('/api/find', { words: on.short_code })).body,
  ]
  for (const list of lists) expect(list).toContain(on.file_id)
  const ofTheMatter = [told.dispute.what_happened, told.dispute.wish, told.mediations[0].matter]
  for (const canary of [...told.parties.map((it: { name: string }) => it.name), ...ofTheMatter])
    for (const body of [answer.body, ...lists]) expect(body, canary).not.toContain(canary)
  const masked = told.parties.map((it: { name: string }) => maskName(it.name))
  for (const canary of masked) for (const list of lists) expect(list, canary).not.toContain(canary)
  const look = { party_id: on.applicant, what: 'reach', reason: '想打个电话' }
  expect((await elsewhere.post(`${address}/looks`, look)).json()).toMatchObject({ code: 'not_yours' })
  for (const end of [`/parties/${on.respondent}/members`, '/similar'])
    expect((await elsewhere.get(`${address}${end}`)).json(), end).toMatchObject({ code: 'not_yours' })
})

test('whose unit handles the file and is asked for her opinion reads the file as before', async () => {
  const on = await door.walkTo('in_session')
  const asked = { person_id: door.crew.second.person_id, kind: 'confer', question: QUESTION }
  expect((await door.take('peer', 'ask_guidance', on, asked)).status).toBe(200)
  const page = (await (await door.as('second')).get(`/api/disputes/${on.file_id}`)).json()
  expect(page).toMatchObject({ advises: false, slip_only: false })
  expect(page.parties[0].reach_open).toBe(true)
})

test('the database itself keeps a question from everybody but those it is between', async () => {
  const on = await door.walkTo('in_session')
  const asked = { person_id: idOf('expert'), kind: 'guide', question: QUESTION }
  expect((await door.take('peer', 'ask_guidance', on, asked)).status).toBe(200)
  const seen = async (person: string): Promise<number> => {
    const client = await world.pool.connect()
    try {
      await client.query('begin')
      await client.query(
        `select set_config('app.lo', '0', true), set_config('app.hi', '999999999999999', true),
          set_config('app.units', '{}', true), set_config('app.person', $1, true), set_config('app.today', '2099-01-01', true)`,
        [person],
      )
      const { rows } = await client.query(`select 1 from sealed_values where file_id = $1 and kind = 'guidance'`, [
        on.file_id,
      ])
      return rows.length
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  for (const who of ['peer', 'director'] as const) expect(await seen(door.crew[who].person_id), who).toBe(1)
  expect(await seen(idOf('expert'))).toBe(1)
  for (const who of ['second', 'town_director', 'dispatcher', 'leader'] as const)
    expect(await seen(door.crew[who].person_id), who).toBe(0)
})

test('a question ends with the mediation: who was asked is asked no more', async () => {
  const on = await door.walkTo('in_session')
  const asked = { person_id: idOf('expert'), kind: 'confer', question: QUESTION }
  expect((await door.take('peer', 'ask_guidance', on, asked)).status).toBe(200)
  const ended = { reason: 'too_far_apart', note: '' }
  expect((await door.take('peer', 'end_mediation', on, ended)).status).toBe(200)
  expect((await (await as('expert')).get('/api/desk')).body).not.toContain(on.file_id)
  const it = (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json().mediations[0].guidance[0]
  expect(it).toMatchObject({ open: false, ended: { because: '这一场调解已经结束。' } })
  expect(await checkInvariants(world)).toEqual([])
})

test('an entrusted file shows whom to turn to at the court, on both pages, and that nobody is named yet', async () => {
  const on = await door.walkTo('entrusted')
  const page = async () => (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json().dispute
  expect(await page()).toMatchObject({ from_court: true, court_person: null })
  const own = { name: '裴思齐', phone: '10012345678' }
  expect((await door.take('director', 'name_court_person', on, own)).body).toContain('办公电话')
  expect((await door.take('director', 'name_court_person', on, { ...own, phone: '0960-5550130' })).status).toBe(200)
  const changed = { name: '路明', phone: '0960-5550131', because: '岗位调整。' }
  expect((await door.take('director', 'change_court_person', on, changed)).status).toBe(200)
  expect((await page()).court_person).toMatchObject({
    name: '路明',
    before: [{ name: '裴思齐', because: '岗位调整。' }],
  })
  const other = await door.walkTo('registered')
  const hers = (await (await door.as('applicant', other)).get('/api/my-dispute')).json()
  expect(hers.court_person).toBeNull()
  const { because: _, ...named } = changed
  expect((await door.take('director', 'name_court_person', other, named)).code).toBe('not_from_court')
  expect(both(on)).toHaveLength(2)
  expect(await checkInvariants(world)).toEqual([])
})

test('who could mediate is told with the languages somebody of the parties speaks, her duty today, and all she has in hand', async () => {
  const on = await door.walkTo('accepted')
  const [her, other] = [door.crew.director, door.crew.second]
  await world.owner.query(`update disputes set facts = jsonb_set(facts, '{triage}', $2) where file_id = $1`, [
    on.file_id,
    JSON.stringify({
      facts: { dispute_type: 'M02', languages: ['miao'] },
      units: [],
      matrix_version: 4,
      asked_on: '2026-03-02',
    }),
  ])
  await world.owner.query(`update people set languages = '{miao}' where id = $1`, [her.person_id])
  const today = dayIn(now())
  const keeper = await door.as('director')
  const shifts = [{ person_id: her.person_id, on: today, half: 'morning' }]
  const kept = await keeper.post(`/api/duty-weeks/${her.unit_id}`, { monday: mondayOf(today), base_version: 0, shifts })
  expect(kept.statusCode).toBe(200)
  const choice = async (id: string) => {
    const { mediators } = (await keeper.get(`${mediation(on)}/mediators`)).json()
    return mediators.find((it: { person_id: string }) => it.person_id === id)
  }
  expect((await choice(her.person_id)).speaks_for).toEqual(
    expect.arrayContaining(['会说苗语，当事人说讲苗语方便', '今天上午值班']),
  )
  expect((await choice(other.person_id)).speaks_against).toEqual(
    expect.arrayContaining(['没有登记会说苗语，可以转介口译', '今天没有登记值班']),
  )
  // Counted also where the asker sees nothing of it: a file of another town.
  const before = (await choice(other.person_id)).open
  const there = { ...request, place_code: door.crew.far.place_code }
  const { file_id } = (await speaker(app).post('/api/disputes/steps/register', there)).json()
  expect((await keeper.get(`/api/disputes/${file_id}`)).statusCode).toBe(404)
  await world.owner.query(
    `insert into involvements (id, file_id, person_id, as_what, received_at)
     select gen_random_uuid(), id, $1, 'mediating', received_at from files where id = $2`,
    [other.person_id, file_id],
  )
  expect((await choice(other.person_id)).open).toBe(before + 1)
  const { colleagues } = (await keeper.get('/api/colleagues')).json()
  expect(colleagues.find((it: { person_id: string }) => it.person_id === her.person_id).more_says).toEqual([
    '会苗语',
    '今天上午值班',
  ])
  // A colleague who takes turns at the centre above is on duty as well, as in the list of mediators; not once she is of no committee
  // whose mediators take turns there.
  const centre = door.crew.town_director.unit_id
  const is = (kind: string) => world.owner.query('update units set kind = $2 where id = $1', [other.unit_id, kind])
  await is('village_committee')
  const turn = {
    monday: mondayOf(today),
    base_version: 0,
    shifts: [{ person_id: other.person_id, on: today, half: 'day' }],
  }
  const put = await (await door.as('town_director')).post(`/api/duty-weeks/${centre}`, turn)
  expect(put.statusCode).toBe(200)
  const told = async () => {
    const { colleagues } = (await keeper.get('/api/colleagues')).json()
    return colleagues.find((it: { person_id: string }) => it.person_id === other.person_id)?.more_says
  }
  expect(await told()).toEqual(['今天值班'])
  expect((await choice(other.person_id)).speaks_for).toContain('今天值班')
  await is('village_centre')
  expect(await told()).toEqual(['今天没有登记值班'])
})
