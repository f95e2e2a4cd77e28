import { afterEach, beforeAll, expect, test } from 'vitest'
import { setNow } from '#server/clock.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { type Walks, walks } from '#test/walks.ts'
import { both, chosen, danger, said, type Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let door: Walks
beforeAll(async () => {
  world = await newWorld()
  door = await walks(world, await newApp(world))
})
afterEach(() => setNow(null))

const apart = (on: Walk) => ({
  mode: 'back_to_back',
  place: '他家里',
  present: [on.respondent],
  with: on.respondent,
  private_note: '他私下说墙可以退。',
  result: 'goes_on',
})
const pageFor = async (who: 'peer' | 'director', on: Walk) =>
  (await door.as(who)).get(`/api/disputes/${on.file_id}`).then((it) => ({ status: it.statusCode, page: it.json() }))
const mediatorsIn = (page: { mediations: { mediators: { name: string; level: string; reasons: string[] }[] }[] }) =>
  page.mediations.at(-1)?.mediators ?? []
const mediation = (on: Walk) => on.ids.mediation ?? ''

test('whoever is named later is looked at too: a mediator of her name stops, sees nothing sealed, and once replaced nothing at all', async () => {
  const on = await door.walkTo('in_session')
  const part = mediation(on)
  const { peer, second, director } = door.crew
  expect((await door.take('peer', 'record_session', on, apart(on), { part })).status).toBe(200)
  const before = await pageFor('peer', on)
  expect(mediatorsIn(before.page).map((it) => it.level)).not.toContain('red')
  expect(before.page.mediations[0].sessions[0].private_note).toBe('他私下说墙可以退。')
  expect(before.page.parties[0].reach_open).toBe(true)

  const named = { side: 'third', name: peer.name, reach: '10077778888', reach_from: 'staff' }
  expect((await door.take('director', 'name_party', on, named)).status).toBe(200)
  const office = (await pageFor('director', on)).page
  const hers = mediatorsIn(office).find((it) => it.name === peer.name)
  expect(hers).toMatchObject({ level: 'red', reasons: [expect.stringContaining('可能就是本人')] })
  for (const [step, body] of [
    ['record_session', apart(on)],
    ['agree_orally', { dispute_facts: '。', clauses: [], a_party_asks_for_writing: false }],
  ] as const) {
    const answer = await door.take('peer', step, on, body, { part })
    expect([409, 422]).toContain(answer.status)
    if (step === 'record_session') expect(answer.code).toBe('relation_found')
  }

  const meanwhile = await pageFor('peer', on)
  expect(meanwhile.page.parties[0].reach_open).toBe(false)
  expect(meanwhile.page.mediations[0].sessions[0].private_note).toBeNull()
  const look = { party_id: on.applicant, what: 'reach', reason: '想打个电话' }
  expect((await (await door.as('peer')).post(`/api/disputes/${on.file_id}/looks`, look)).json()).toMatchObject({
    code: 'relation_found',
  })

  // In every list the file stands for her as its page does: on her desk, in a search, among the files.
  const lineFor = async (who: 'peer' | 'director', path: string) =>
    (await (await door.as(who)).get(path)).json().lines.find((it: { file_id: string }) => it.file_id === on.file_id)
  let seen = 0
  for (const path of ['/api/desk', '/api/disputes?scope=mine']) {
    const [hers, offices] = [await lineFor('peer', path), await lineFor('director', path)]
    if (offices) expect(offices.applicant, path).toBe('苗秀禾')
    if (hers) expect(JSON.stringify(hers), path).not.toMatch(/苗秀禾|邢大山/)
    if (hers) seen += 1
  }
  expect(seen).toBeGreaterThan(0)
  const searched = await (await door.as('peer')).post('/api/find', { words: on.short_code })
  expect(searched.json().lines, searched.body).toMatchObject([{ file_id: on.file_id, applicant: '苗**' }])

  const replaced = { ...chosen(director.person_id, second.person_id), because: '要回避。' }
  expect((await door.take('director', 'replace_mediator', on, replaced, { part })).status).toBe(200)
  // At once, not at the end of the day.
  expect((await pageFor('peer', on)).status).toBe(404)
  expect((await door.take('director', 'record_session', on, apart(on), { part })).status).toBe(200)
  expect(await checkInvariants(world)).toEqual([])
})

test('a relation told of stops the mediation until every party waives it on paper, and the waiver is of that one alone', async () => {
  const on = await door.walkTo('related')
  const part = mediation(on)
  expect((await door.take('peer', 'record_session', on, apart(on), { part })).code).toBe('relation_found')
  const one = { waived_by: [on.applicant], on_paper: true }
  expect((await door.take('director', 'waive_relation', on, one, { part })).code).toBe('relation_not_waived')
  const all = { waived_by: both(on), on_paper: true }
  expect((await door.take('director', 'waive_relation', on, all, { part })).status).toBe(200)
  expect((await door.take('peer', 'record_session', on, apart(on), { part })).status).toBe(200)
  const told = { person_id: door.crew.peer.person_id, party_id: on.applicant, says: '以前替她办过事' }
  expect((await door.take('peer', 'declare_relation', on, told, { part })).status).toBe(200)
  expect((await door.take('peer', 'record_session', on, apart(on), { part })).code).toBe('relation_found')
})

test('who was taken out comes back only where every party asks for it in writing, and may be taken out again', async () => {
  const on = await door.walkTo('questioned')
  const part = mediation(on)
  const { director, second, peer } = door.crew
  const others = chosen(director.person_id, second.person_id)
  const granted = { ...others, because: '她想换一位。', request_id: on.kept.request }
  expect((await door.take('town_director', 'grant_other_mediator', on, granted, { part })).status).toBe(200)
  const { page } = await pageFor('director', on)
  const out = [{ person_id: peer.person_id, name: peer.name, of_relation: true }]
  expect(page.mediations.at(-1).taken_out).toEqual(out)
  const back = { ...chosen(director.person_id, peer.person_id), because: '双方都想请他回来。' }
  for (const wished_back_by of [[], [on.respondent], [on.applicant]])
    expect((await door.take('director', 'replace_mediator', on, { ...back, wished_back_by }, { part })).code).toBe(
      'was_taken_out',
    )
  const wished = { ...back, wished_back_by: both(on) }
  // She had to stand back for a relation: to wish her back is not to waive that.
  expect((await door.take('director', 'replace_mediator', on, wished, { part })).code).toBe('relation_not_waived')
  const all = { ...wished, waived_by: both(on) }
  expect((await door.take('director', 'replace_mediator', on, all, { part })).status).toBe(200)
  const after = (await pageFor('peer', on)).page
  expect(mediatorsIn(after).map(({ name }) => name)).toContain(peer.name)
  expect(after.mediations.at(-1).taken_out).toEqual([])
  expect(JSON.stringify(after.papers)).toContain('书面要求请回来')
  expect(JSON.stringify(after.papers)).toMatch(/以前换下的原因.*请调解员回避（/)
  // While she is there nobody has to wish it anew; and another request may take her out once more.
  const stays = { ...chosen(director.person_id, peer.person_id, second.person_id), because: '再添一位。' }
  expect((await door.take('director', 'replace_mediator', on, stays, { part })).status).toBe(200)
  const again = { kind: 'change', person_id: peer.person_id }
  expect((await door.take('applicant', 'ask_other_mediator', on, again, { part })).status).toBe(200)
  const asked = (await pageFor('director', on)).page.mediations.at(-1).other_mediator.at(-1).id
  const gone = { ...granted, request_id: asked }
  expect((await door.take('town_director', 'grant_other_mediator', on, gone, { part })).status).toBe(200)
  expect((await pageFor('director', on)).page.mediations.at(-1).taken_out).toEqual([{ ...out[0], of_relation: false }])
  // The director handles the matter still once she mediates it no more: her own return is for somebody else to register.
  const her = { kind: 'change', person_id: director.person_id }
  expect((await door.take('respondent', 'ask_other_mediator', on, her, { part })).status).toBe(200)
  const last = (await pageFor('director', on)).page.mediations.at(-1).other_mediator.at(-1).id
  const without = { ...granted, ...chosen(second.person_id), request_id: last }
  expect((await door.take('town_director', 'grant_other_mediator', on, without, { part })).status).toBe(200)
  const herself = { ...all, ...chosen(director.person_id, second.person_id), waived_by: both(on) }
  expect((await door.take('director', 'replace_mediator', on, herself, { part })).code).toBe('questioned_herself')
  expect(await checkInvariants(world)).toEqual([])
})

test('nobody opens a session over a missing consent or undoes a no: planted past every wall it is still refused', async () => {
  const asking = await door.walkTo('invited')
  const over = await door.walkTo('refused')
  for (const who of ['admin', 'auditor', 'leader', 'dispatcher', 'town_director', 'director'] as const) {
    for (const step of ['accept_mediation', 'begin_session', 'record_session', 'assign_mediator'] as const) {
      const body = { mediators: [], chosen_by: 'committee', disclosed: '', waived_by: [], present: [], mode: 'phone' }
      const planted = await door.plant(door.crew[who], step, asking, body)
      expect(planted.status, `${step} by ${who}: ${planted.body}`).toBeGreaterThanOrEqual(400)
    }
    const undo = await door.plant(door.crew[who], 'agree_to_mediation', over, {
      ...said(over, 'respondent'),
      how: 'spoken',
    })
    expect(undo.code).toBe('wrong_state')
  }
  expect((await door.plant({ kind: 'system' }, 'accept_mediation', asking, {})).code).toBe('not_yours')
})

test('what is reported of danger is the office’s alone: neither side reads of it, whichever of them is in danger', async () => {
  const on = await door.walkTo('notified')
  const told = { ...danger(on), what: '他扬言要动刀。', who: '她六岁的女儿' }
  expect((await door.take('director', 'report_danger', on, told)).status).toBe(200)
  const office = (await pageFor('director', on)).page
  expect(office.dispute.dangers).toMatchObject([{ what: '他扬言要动刀。', told: null }])
  expect(office.messages.map((it: { wording: string }) => it.wording).join()).toContain('扬言要动刀')
  // They were to meet at one table: not any more.
  const begun = { rights_told: true, present: both(on) }
  expect((await door.take('peer', 'begin_session', on, begun)).code).toBe('joint_not_wished')
  for (const who of ['applicant', 'respondent'] as const) {
    const page = JSON.stringify((await (await door.as(who, on)).get('/api/my-dispute')).json())
    expect(page).not.toMatch(/动刀|女儿|激化|公安机关报告|T-52|F-25|面对面的意愿/)
  }
  const wish = { ...said(on), wish: true, how: 'spoken' }
  expect((await door.take('director', 'wish_joint', on, wish)).status).toBe(200)
  expect((await door.take('peer', 'begin_session', on, begun)).status).toBe(200)
  expect(JSON.stringify((await (await door.as('respondent', on)).get('/api/my-dispute')).json())).not.toMatch(
    /愿不愿意/,
  )
  expect(await checkInvariants(world)).toEqual([])
})

test('a waiver from before waivers named what they are of covers what was disclosed then, and nothing told of since', async () => {
  const on = await door.walkTo('in_session')
  const part = mediation(on)
  const { peer } = door.crew
  // As 0.2.0 wrote it: what was said, and who waived it.
  await world.owner.query(
    `update parties set facts = facts || jsonb_build_object('speaks', $2::text) where file_id = $1 and side = 'respondent'`,
    [on.file_id, peer.name],
  )
  const disclosure = { says: ['替对方说过话。'], waived_by: both(on) }
  const put = (it: object) =>
    world.owner.query(`update mediations set facts = jsonb_set(facts, '{disclosure}', $2::jsonb) where id = $1`, [
      part,
      JSON.stringify(it),
    ])
  await put({ ...disclosure, covers: [] })
  expect(mediatorsIn((await pageFor('director', on)).page).find((it) => it.name === peer.name)?.level).toBe('red')
  await put({ ...disclosure, waived_by: [on.applicant] })
  expect(mediatorsIn((await pageFor('director', on)).page).find((it) => it.name === peer.name)?.level).toBe('red')
  await put(disclosure)
  expect(mediatorsIn((await pageFor('director', on)).page).find((it) => it.name === peer.name)?.level).toBe('amber')
  const told = { person_id: peer.person_id, party_id: on.applicant, says: '是表亲' }
  expect((await door.take('director', 'declare_relation', on, told, { part })).status).toBe(200)
  expect((await door.take('peer', 'record_session', on, apart(on), { part })).code).toBe('relation_found')
  const all = { waived_by: both(on), on_paper: true }
  expect((await door.take('director', 'waive_relation', on, all, { part })).status).toBe(200)
  // The old one is covered still.
  expect((await door.take('peer', 'record_session', on, apart(on), { part })).status).toBe(200)
})
