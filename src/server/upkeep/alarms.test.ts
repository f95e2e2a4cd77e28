import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { IN_TIME, installation, muted } from '#test/incidents.ts'
import { enter, request, speaker } from '#test/make.ts'
import { checkSome, sampleOf, WRITES_ITS_SAMPLE } from './checks.ts'
import { countDenial } from './denials.ts'
import { SILENT_SECONDS, SWEEP_SECONDS } from './sweep.ts'

let here: Awaited<ReturnType<typeof installation>>
beforeAll(async () => {
  here = await installation()
})
afterAll(() => here.close())

/** The tests' own database runs without fsync: that is told, and nothing else is amiss. */
const ALWAYS = ['database_unsafe']

test('an installation that is well has no alarm', async () => {
  expect(await here.standing()).toEqual(ALWAYS)
})

test('whoever falls silent is told within a minute, by the sweeps of who is left', () => {
  expect(SILENT_SECONDS + SWEEP_SECONDS).toBeLessThan(IN_TIME)
})

test('each incident raises its own alarm and no other within a minute, and it goes away by itself', {
  timeout: 60_000,
}, async () => {
  const told: Record<string, number | string> = {}
  for (const incident of here.incidents) {
    told[incident.condition] = await here.raised(incident)
    expect([incident.condition, await here.cleared(incident)]).toEqual([incident.condition, true])
    expect(await here.standing()).toEqual(ALWAYS)
  }
  expect(Object.entries(told).filter(([, seconds]) => typeof seconds !== 'number')).toEqual([])
  expect(here.incidents.length).toBeGreaterThan(24)
})

/** Every third, so that the suite stays short; all of them with ALL_INCIDENTS=1. */
const muting = () => here.incidents.filter((_, nth) => process.env.ALL_INCIDENTS === '1' || nth % 3 === 0)

test('a condition that is muted is missed', { timeout: 120_000 }, async () => {
  const found: string[] = []
  for (const incident of muting()) {
    const unmute = muted(incident.condition)
    if ((await here.raised(incident)) !== 'no alarm') found.push(incident.condition)
    unmute()
    await here.cleared(incident)
  }
  expect(found).toEqual([])
})

/** What the administrator is told of the disc. */
async function discLines(path: string, list: string) {
  const admin = speaker(here.app, { cookie: await enter(here.world, here.people.admin.sign_in_name) })
  type Told = { condition: string; level: string; says: string; worst: string | null }
  return (await admin.get(path)).json()[list].filter((it: Told) => it.condition === 'disk_data') as Told[]
}

test('what begins as a warning and grows worse is two alarms, and both are kept', async () => {
  here.around.disc = 90
  await here.turn()
  here.around.disc = 97
  await here.turn()
  here.around.disc = 94
  await here.turn()
  expect(await discLines('/api/administration/alarms/standing', 'alarms')).toMatchObject([
    { level: 'wrong', says: '放数据的盘用了 94%。比刚才轻了，稳定满一分半钟就改为“提醒”。' },
  ])
  here.restore()
  await here.calmDown()
  const rows = await here.run(
    "select level, reading, worst, until is not null as ended from alarms where condition = 'disk_data' order by since desc, id desc limit 2",
  )
  expect(rows).toEqual([
    { level: 'wrong', reading: 40, worst: 97, ended: true },
    { level: 'warning', reading: 90, worst: 90, ended: true },
  ])
})

test('a figure that trembles around its threshold is one alarm, which tells its worst, and says when it has become better', async () => {
  const since = now()
  for (let times = 0; times < 6; times += 1)
    for (const disc of [86.2, 91, 84.8]) {
      here.around.disc = disc
      await here.turn()
    }
  expect(await discLines('/api/administration/alarms/standing', 'alarms')).toMatchObject([
    {
      says: '放数据的盘用了 85%。已经好转，稳定满一分半钟，这条告警就消失。',
      worst: '放数据的盘用了 91%。',
    },
  ])
  here.restore()
  await here.calmDown()
  expect(await here.standing()).toEqual(ALWAYS)
  const rows = await here.run("select worst from alarms where condition = 'disk_data' and since > $1", [since])
  expect(rows).toEqual([{ worst: 91 }])
  const [told] = await discLines('/api/administration/alarms', 'lines')
  expect(told).toMatchObject({ says: '放数据的盘用了 40%。', worst: '放数据的盘用了 91%。' })
})

test('an alarm lies on its desk, is seen by the first who says so, and by nobody it is not for', async () => {
  const as = async (role: string) => {
    const [row] = await here.run(
      'select p.sign_in_name from posts o join people p on p.id = o.person_id where o.role = $1 and o.until is null limit 1',
      [role],
    )
    return speaker(here.app, { cookie: await enter(here.world, row?.sign_in_name) })
  }
  const [admin, auditor, privacy, clerk] = [
    await as('system_administrator'),
    await as('security_auditor'),
    await as('data_protection_officer'),
    await as('village_director'),
  ]
  here.around.disc = 97
  const stranger = here.incidents.find(({ condition }) => condition === 'direct_login')
  await stranger?.happens()
  await here.turn()
  type Line = { id: string; condition: string; mine: boolean; acknowledged_by: string | null }
  const onDesk = async (who: typeof admin): Promise<Line[]> =>
    (await who.get('/api/administration/alarms/standing')).json().alarms
  const named = async (who: typeof admin) => (await onDesk(who)).map(({ condition }) => condition).sort()
  expect(await named(admin)).toEqual(['database_unsafe', 'disk_data'])
  // A way in past the product is told to the two who watch over whoever may have used it.
  expect(await named(auditor)).toEqual(['direct_login'])
  expect(await named(privacy)).toEqual(['direct_login'])
  expect((await clerk.get('/api/administration/alarms/standing')).statusCode).toBe(403)

  const disc = (await onDesk(admin)).find(({ condition }) => condition === 'disk_data')
  const path = `/api/administration/alarms/${disc?.id}/acknowledge`
  expect((await auditor.post(path, {})).statusCode).toBe(403)
  expect((await admin.post(path, {})).statusCode).toBe(200)
  const seen = (await onDesk(admin)).find(({ condition }) => condition === 'disk_data')
  expect(seen?.acknowledged_by).toEqual(expect.any(String))
  expect((await admin.post(path, {})).statusCode).toBe(200)
  expect((await onDesk(admin)).find(({ condition }) => condition === 'disk_data')).toEqual(seen)

  const page = (await admin.get('/api/administration/upkeep')).json()
  const line = page.lines.find((it: { condition: string }) => it.condition === 'disk_data')
  expect(line).toMatchObject({
    state: 'wrong',
    says: '放数据的盘用了 97%。',
    todo: expect.stringContaining('换大一些的盘'),
  })
  expect(JSON.stringify(page)).not.toContain(here.fileId)
  // Who administers may be the one who used the way in: he does not read of it anywhere.
  const history = (await admin.get('/api/administration/alarms')).body
  for (const text of [JSON.stringify(page), history]) expect(text).not.toMatch(/direct_login|emergency_code/)
  expect((await auditor.get('/api/administration/alarms')).body).toContain('direct_login')
  await stranger?.isMended()
  here.restore()
  await here.calmDown()
  expect(await here.standing()).toEqual(ALWAYS)
})

test('the auditor counts what was looked at by day and unit, and finds no file in it; the administrator is not asked in', async () => {
  const village = speaker(here.app, { cookie: await enter(here.world, here.people.village.sign_in_name) })
  const county = speaker(here.app, { cookie: await enter(here.world, here.people.county.sign_in_name) })
  const stranger = speaker(here.app, { cookie: await enter(here.world, here.people.stranger.sign_in_name) })
  const file = (await village.get(`/api/disputes/${here.fileId}`)).json()
  const party = file.parties[0].id
  expect(
    (await village.post(`/api/disputes/${here.fileId}/looks`, { party_id: party, what: 'reach', reason: '约时间见面' }))
      .statusCode,
  ).toBe(200)
  await county.get(`/api/disputes/${here.fileId}`)
  expect((await stranger.get(`/api/disputes/${here.fileId}`)).statusCode).toBe(404)
  await here.turn()
  const [auditor] = await here.run(
    "select p.sign_in_name from posts o join people p on p.id = o.person_id where o.role = 'security_auditor'",
  )
  const asked = speaker(here.app, { cookie: await enter(here.world, auditor?.sign_in_name) })
  const answer = await asked.get('/api/administration/audit')
  expect(answer.statusCode, answer.body).toBe(200)
  const page = answer.json()
  expect(page.days[0].counts).toMatchObject({ revealed: 1, outsider: 1 })
  const named = new Map(page.units.map((it: { unit_name: string }) => [it.unit_name, it]))
  const nameOf = async (id: number) => (await here.run('select name from units where id = $1', [id]))[0]?.name
  expect(named.get(await nameOf(here.people.village.unit_id))).toMatchObject({ counts: { revealed: 1, outsider: 0 } })
  expect(named.get(await nameOf(here.people.county.unit_id))).toMatchObject({ counts: { revealed: 0, outsider: 1 } })
  expect(named.get(await nameOf(here.people.stranger.unit_id))).toMatchObject({ counts: { denied: 1 } })
  expect(page.verified).toMatchObject({ findings: 0 })
  expect(page.emergencies.map((it: { what: string }) => it.what)).toContain('direct_login')
  expect(answer.body).not.toContain(here.fileId)
  expect(answer.body).not.toContain(party)
  const admin = speaker(here.app, { cookie: await enter(here.world, here.people.admin.sign_in_name) })
  expect((await admin.get('/api/administration/audit')).statusCode).toBe(403)
})

test('a machine that was taken away long ago is missed by nobody', async () => {
  await here.run(
    `insert into measurements (source, beat, at, running, readings, figures) values ('server gone 1', 7, $1, true, '{"server_slow": 9999}', '{}')`,
    [now()],
  )
  for (let seconds = 0; seconds <= IN_TIME; seconds += SWEEP_SECONDS) await here.turn()
  expect(await here.standing()).toEqual(ALWAYS)
})

test('what was refused while the database was away is counted when it is back', async () => {
  const unit = here.people.county.unit_id
  const counted = async () =>
    (await here.run('select coalesce(sum(times), 0)::int as n from denials where unit_id = $1', [unit]))[0]?.n as number
  const before = await counted()
  countDenial(here.world, unit)
  const { connect } = here.world.pool
  here.world.pool.connect = () => Promise.reject(new Error('away'))
  await expect(here.turn()).rejects.toThrow('away')
  here.world.pool.connect = connect
  await here.turn()
  expect(await counted()).toBe(before + 1)
  await here.turn()
  expect(await counted()).toBe(before + 1)
})

/** Two workers that have both taken the same sample before either writes down what it found. */
async function twoAtOnce(most?: number): Promise<(number | null)[]> {
  const client = await here.world.owner.connect()
  const waiting = "select 1 from pg_locks where locktype = 'advisory' and objid = $1 and not granted"
  try {
    await client.query('select pg_advisory_lock($1)', [WRITES_ITS_SAMPLE])
    const both = Promise.all([1, 2].map(() => checkSome(here.world, most === undefined ? {} : { most })))
    while ((await client.query(waiting, [WRITES_ITS_SAMPLE])).rowCount !== 2) await sleep(5)
    await client.query('select pg_advisory_unlock($1)', [WRITES_ITS_SAMPLE])
    return await both
  } finally {
    client.release()
  }
}

test('each hourly sample begins where the last ended, and the round begins anew', async () => {
  for (let more = 0; more < 2; more += 1)
    await speaker(here.app).post('/api/disputes/steps/register', {
      ...request,
      place_code: here.people.village.place_code,
    })
  const ids = (await here.run('select id from files order by id')).map(({ id }) => id as string)
  expect(ids).toHaveLength(3)
  const found: (string | null)[] = []
  for (let hour = 0; hour < 5; hour += 1) {
    setNow(secondsAfter(now(), 3601))
    expect(await twoAtOnce(1)).toEqual([0, 0])
    // Before the hour is over nothing is checked again; nor is a sample that two workers took at once counted twice.
    expect(await checkSome(here.world, { most: 1 })).toBeNull()
    const [last] = await here.run("select last_file from checks where kind = 'sample' order by at desc limit 1")
    found.push(last?.last_file ?? null)
    expect(await here.run("select 1 from checks where kind = 'sample' and at = $1", [now()])).toHaveLength(1)
  }
  const round: (string | null)[] = [...ids, null]
  const first = round.indexOf(found[0] ?? null)
  expect(found).toEqual(found.map((_, nth) => round[(first + nth) % round.length]))
})

test('a clock that was ahead and was put back silences no check: rows of the future are not looked at', async () => {
  const real = now()
  const reading = async (name: string) =>
    (await here.run("select readings -> $1 as reading from measurements where source = 'worker test 1'", [name]))[0]
      ?.reading
  setNow(secondsAfter(real, 400 * 86_400))
  await checkSome(here.world, { most: 1 })
  await here.run(
    `insert into checks (id, kind, at, files, events, days, findings, test_time) values ($1, 'whole', $2, 1, 1, 1, 0, false)`,
    [randomUUID(), now()],
  )
  for (const kind of ['backup', 'drill'])
    await here.run(
      `insert into backup_runs (id, kind, began_at, ended_at, outcome, place, says) values ($1, $2, $3, $3, 'done', '', '')`,
      [randomUUID(), kind, now()],
    )
  const begins = secondsAfter(real, 4 * 86_400)
  setNow(begins)
  await here.turn()
  expect(await reading('check_late')).toBeGreaterThan(95)
  expect(await reading('backup_late')).toBeGreaterThan(95)
  expect(await reading('drill_late')).toBeGreaterThan(3)
  const seen: (string | null)[] = []
  for (let hour = 0; hour < 2; hour += 1) {
    setNow(secondsAfter(begins, 600 + hour * 3601))
    expect(await checkSome(here.world, { most: 1 })).toBe(0)
    expect(await checkSome(here.world, { most: 1 })).toBeNull()
    seen.push((await here.run('select last_file from checks where at = $1', [now()]))[0]?.last_file)
  }
  expect(seen[0]).not.toBe(seen[1])
  await here.run('update files set head_seq = head_seq + 1')
  for (const later of [20_000, 24_000]) {
    setNow(secondsAfter(begins, later))
    await twoAtOnce()
  }
  // Of two at once none that found something is thrown away.
  const told = 'select count(*)::int as n from checks where findings > 0 and at >= $1 group by at'
  // (One of the two samples may be the end of the round, with nothing in it.)
  const counted = (await here.run(told, [secondsAfter(begins, 20_000)])).map(({ n }) => n)
  expect([...new Set(counted)]).toEqual([2])
  await here.turn()
  expect(await reading('check_broken')).toBeGreaterThan(0)
  await here.run('update files set head_seq = head_seq - 1')
})

test("two workers do not put out each other's alarms", async () => {
  here.around.fellow = true
  await here.turn()
  await here.turn()
  Object.assign(here.around, { disc: 97, scanning: 600 })
  const begun = "select condition from alarms where condition in ('disk_data', 'scan_late') and since >= $1 order by 1"
  const since = now()
  for (let turns = 0; turns < 4; turns += 1) await here.turn()
  expect(await here.standing()).toEqual(expect.arrayContaining(['disk_data', 'scan_late']))
  expect((await here.run(begun, [since])).map(({ condition }) => condition)).toEqual(['disk_data', 'scan_late'])
  here.restore()
  await here.calmDown()
})

test("the log, which is the administrator's, says nothing of what is told to those who watch over her", async () => {
  await here.turn()
  const said: string[] = []
  for (const { happens, isMended } of here.incidents.filter(({ condition }) =>
    ['disk_data', 'direct_login', 'emergency_code', 'refused_rate'].includes(condition),
  )) {
    await happens()
    said.push(...(await here.turn()))
    await isMended()
    for (let turns = 0; turns < 2; turns += 1) said.push(...(await here.turn(100)))
  }
  expect(said.filter((line) => line.includes('数据盘'))).toHaveLength(2)
  expect(said.filter((line) => !line.includes('数据盘'))).toEqual([])
})

test('the page reads what the living say: a process that went long ago says nothing on it', async () => {
  await here.run(
    `insert into measurements (source, beat, at, running, readings, figures)
     values ('server gone 2', 7, $1, true, '{"certificate": -400}', '{}'), ('worker gone 2', 7, $2, true, '{"disk_data": 99}', '{}')`,
    [secondsAfter(now(), -86_400), secondsAfter(now(), 86_400)],
  )
  await here.turn()
  const admin = speaker(here.app, { cookie: await enter(here.world, here.people.admin.sign_in_name) })
  const { lines } = (await admin.get('/api/administration/upkeep')).json()
  const saysOf = (name: string) => lines.find((it: { condition: string }) => it.condition === name)?.says
  expect(saysOf('certificate')).toMatch(/证书还有 1?\d\d 天到期/)
  expect(saysOf('disk_data')).toBe('放数据的盘用了 40%。')
})

test('a round of samples takes two weeks at most, up to the cap; one told to stop says how far it came', async () => {
  for (const files of [0, 300, 50_000, 100_801, 400_000, 1_000_000])
    expect(files / sampleOf(files), String(files)).toBeLessThanOrEqual(14 * 24)
  expect([sampleOf(10), sampleOf(50_000_000)]).toEqual([300, 3000])
  setNow(secondsAfter(now(), 200 * 86_400))
  expect(await checkSome(here.world, { stop: AbortSignal.abort() })).toBeNull()
  expect(await here.run('select 1 from checks where at = $1', [now()])).toEqual([])
})
