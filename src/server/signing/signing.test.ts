import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ToSign } from '#contract/signing.ts'
import { handwriting } from '#demo/handwriting.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { deliverEffect } from '#server/exchange/deliver.ts'
import { pathOfBytes } from '#server/seals/kept-bytes.ts'
import { sealRoots } from '#server/seals/keys.ts'
import type { CopyToDraw } from '#server/seals/make-copy.ts'
import { SideFailure } from '#server/side-process.ts'
import { glassOf } from '#test/glass.ts'
import { smallPdf } from '#test/small-pdf.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { storeIn } from '../../../scripts/verify.ts'
import { verifySeals } from '../../../scripts/verify-seals.ts'
import { withoutLine } from './names-written.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let client: pg.Client
let drawn: CopyToDraw[] = []
let drawings = 0
let failing = false

beforeAll(async () => {
  world = await newWorld()
  world.dataDir = mkdtempSync(join(tmpdir(), 'fengqiao-signing-'))
  world.drawToSign = async ({ id, content }) => {
    if (failing) throw new SideFailure('ended')
    drawings += 1
    return smallPdf([id, JSON.stringify(content)])
  }
  world.copies = {
    keys: 'ecdsa',
    draw: async (copy) => {
      drawn.push(copy)
      return smallPdf([JSON.stringify(copy.content), copy.check_url])
    },
  }
  app = await newApp(world)
  door = await walks(world, app)
  client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  rmSync(world.dataDir, { recursive: true, force: true })
})

type Who = 'director' | 'peer' | 'applicant' | 'respondent'
const open = async (who: Who, on: Walk, party?: string) => {
  const query = party === undefined ? '' : `?party_id=${party}`
  const path = `/api/disputes/${on.file_id}/agreements/${on.ids.agreement}/to-sign${query}`
  return (await door.as(who, on)).get(path)
}
const read = async (who: Who, on: Walk, party?: string): Promise<ToSign> => {
  const answer = await open(who, on, party)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json() as ToSign
}
const signs = async (who: 'applicant' | 'respondent', on: Walk, over: object = {}, known?: string) => {
  const sheet = await read(who, on)
  const code = known ?? (await door.codeFor(who, on))
  return door.take(who, 'sign_agreement', on, { edition: sheet.edition, code, ...glassOf(sheet), ...over })
}
const page = async (on: Walk) => (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json()
const verified = () =>
  verifySeals(
    client,
    storeIn(world.dataDir),
    sealRoots(world.dataDir, (name) => existsSync(join(world.dataDir, 'keys', name))),
    world.keys.check,
  ).then(({ findings }) => findings.map(({ where, says }) => `${where}：${says}`))

test('whoever opens an edition to sign reads the same two hashes; the text is drawn once and kept', async () => {
  const on = await door.walkTo('signing')
  const before = drawings
  const [hers, his, ours] = await Promise.all([
    read('applicant', on),
    read('respondent', on),
    read('director', on, on.respondent),
  ])
  expect(new Set([hers, his, ours].map((it) => `${it.terms_hash} ${it.pdf_hash}`)).size).toBe(1)
  expect(his.question).toEqual(ours.question)
  expect(hers.question.options[hers.question.right]).not.toBe(his.question.options[his.question.right])
  await read('applicant', on)
  expect(drawings - before).toBeLessThanOrEqual(3)
  const kept = drawings
  await read('respondent', on)
  expect(drawings).toBe(kept)
  expect(existsSync(pathOfBytes(world.dataDir, hers.pdf_hash))).toBe(true)
  expect(
    (await world.owner.query('select 1 from signing_copies where agreement_id = $1', [on.ids.agreement])).rowCount,
  ).toBe(1)
})

test('what is signed is what was read: other hashes, another answer, no consent and no name are refused', async () => {
  const on = await door.walkTo('signing')
  const sheet = await read('respondent', on)
  const wrong = (sheet.question.right + 1) % 3
  const tries: [object, string][] = [
    [{ terms_hash: '0'.repeat(64) }, 'terms_changed'],
    [{ pdf_hash: '0'.repeat(64) }, 'terms_changed'],
    [{ answer: wrong }, 'answer_not_as_agreed'],
    [{ consent: 9 }, 'consent_changed'],
    [{ strokes: [[10, 10]] }, 'signature_too_slight'],
  ]
  // What was refused used no code up: she goes on with the one she has.
  const sent = await door.codeFor('respondent', on)
  for (const [over, code] of tries) expect(await signs('respondent', on, over, sent), code).toMatchObject({ code })
  expect(await signs('respondent', on, { strokes: [] }, sent)).toMatchObject({ status: 422 })
  expect(await signs('respondent', on, { tries: 2 }, sent)).toMatchObject({ status: 200 })
  expect(await open('respondent', on)).toMatchObject({ statusCode: 409 })
  const { rows } = await world.owner.query(
    `select facts -> 'signatures' -> 0 -> 'signed' as signed from agreements where id = $1`,
    [on.ids.agreement],
  )
  expect(rows[0].signed).toEqual({
    ...{
      terms_hash: sheet.terms_hash,
      pdf_hash: sheet.pdf_hash,
      consent: sheet.consent.version,
      tries: 2,
      device: 'own',
    },
  })
})

test('nobody signs what nobody opened, and nobody opens for others', async () => {
  const on = await door.walkTo('signing')
  const other = await read('respondent', await door.walkTo('signing'))
  const code = await door.codeFor('respondent', on)
  expect(await door.take('respondent', 'sign_agreement', on, { edition: 1, code, ...glassOf(other) })).toMatchObject({
    code: 'signing_copy_missing',
  })
  expect((await open('director', on)).json()).toMatchObject({ code: 'signer_not_in_agreement' })
  const another = await door.walkTo('signing')
  const path = `/api/disputes/${another.file_id}/agreements/${another.ids.agreement}/to-sign`
  expect((await (await door.as('applicant', on)).get(path)).statusCode).toBe(404)
  expect((await (await door.as('town')).get(`${path}?party_id=${another.respondent}`)).statusCode).toBe(403)
})

test('after a signature the text does not change: a correction is a new edition without signatures, and old hashes sign nothing', async () => {
  const on = await door.walkTo('signing')
  const before = await read('respondent', on)
  expect((await signs('applicant', on)).status).toBe(200)
  expect((await door.take('peer', 'revise_agreement', on, {})).status).toBeGreaterThanOrEqual(400)
  await door.take('peer', 'take_back_agreement', on, { because: '日期写错了。' })
  expect((await open('respondent', on)).json()).toMatchObject({ code: 'wrong_state' })
  await door.take('peer', 'lay_out_agreement', on, {})
  const [{ signatures, edition, waiting_for }] = (await page(on)).agreements
  expect([signatures, edition, waiting_for.length]).toEqual([[], 2, 2])
  const after = await read('respondent', on)
  expect(after.terms_hash).not.toBe(before.terms_hash)
  expect(after.pdf_hash).not.toBe(before.pdf_hash)
  const old = { ...glassOf(before), edition: 2, party_id: on.respondent, known_by: 'identity_paper' }
  expect(await door.take('director', 'sign_on_our_device', on, old)).toMatchObject({ code: 'terms_changed' })
})

test('one signs on her phone, one on the mediator’s device hours later; a finger on paper has its witness; the page tells who is awaited', async () => {
  const on = await door.walkTo('signing')
  expect((await signs('applicant', on)).status).toBe(200)
  const half = (await page(on)).agreements[0]
  expect(half.signatures).toMatchObject([{ how_says: '屏幕签名', known_by_says: '本人手机验证码' }])
  expect(half.waiting_for).toMatchObject([{ party_id: on.respondent }])
  const sheet = await read('director', on, on.respondent)
  const body = { party_id: on.respondent, edition: 1, known_by: 'identity_paper', ...glassOf(sheet) }
  expect((await door.take('director', 'sign_on_our_device', on, body)).status).toBe(200)
  expect((await page(on)).agreements[0].signatures[1]).toMatchObject({ how_says: '当面在屏幕上签名' })

  const paper = await door.walkTo('signing')
  const finger = { party_id: paper.respondent, edition: 1, known_by: 'identity_paper', by_finger: true }
  expect(await door.take('director', 'record_signature', paper, finger)).toMatchObject({ code: 'witness_missing' })
  expect(await door.take('director', 'record_signature', paper, { ...finger, witness: '邢大山' })).toMatchObject({
    code: 'witness_takes_part',
  })
  expect((await door.take('director', 'record_signature', paper, { ...finger, witness: '看瓜老人' })).status).toBe(200)
  expect((await page(paper)).agreements[0].signatures[0].how_says).toBe('纸上按指印（见证人看瓜老人）')
})

const onOurs = async (on: Walk, over: object = {}) => {
  const sheet = await read('director', on, on.respondent)
  const body = { party_id: on.respondent, edition: sheet.edition, known_by: 'identity_paper', ...glassOf(sheet) }
  return door.take('director', 'sign_on_our_device', on, { ...body, ...over })
}
const facts = (table: 'agreements' | 'parties', id: string, more: object) =>
  world.owner.query(`update ${table} set facts = facts || $2 where id = $1`, [id, JSON.stringify(more)])

test('who signs on the mediator’s device hears of it on her own phone, and not on one the other side gave', async () => {
  const said = async (on: Walk) =>
    (
      await world.owner.query(
        `select wording from effects where file_id = $1 and to_party = $2 and wording like '%在调解员的设备上签了字%'`,
        [on.file_id, on.respondent],
      )
    ).rows.map((it) => it.wording as string)
  const on = await door.walkTo('signing')
  expect((await onOurs(on)).status).toBe(200)
  expect(await said(on)).toHaveLength(1)
  expect((await said(on))[0]).toMatch(/用您的名字在调解员的设备上签了字。不是您的意思，请马上拨打 \d/)
  const theirs = await door.walkTo('signing')
  await facts('parties', theirs.respondent, { reach_from: 'other_side' })
  expect((await onOurs(theirs)).status).toBe(200)
  expect(await said(theirs)).toEqual([])
})

test('a name on glass is written now: nobody dates it back, on her phone or on the mediator’s device', async () => {
  const on = await door.walkTo('signing')
  const before = now()
  setNow(secondsAfter(before, 300))
  try {
    expect(await onOurs(on, { occurred_at: before })).toMatchObject({ code: 'signed_another_time' })
    expect(await signs('applicant', on, { occurred_at: before })).toMatchObject({ code: 'signed_another_time' })
    expect((await onOurs(on)).status).toBe(200)
  } finally {
    setNow(null)
  }
})

test('while it lies before her to sign her name is not changed: taken back, corrected and laid out anew, all says the same', async () => {
  const on = await door.walkTo('signing')
  const correction = { party_id: on.respondent, name: '邢小山', because: '姓名写错了', reach_from: 'staff' }
  expect(await door.take('director', 'correct_party', on, correction)).toMatchObject({ code: 'name_being_signed' })
  expect((await signs('applicant', on)).status).toBe(200)
  expect(await door.take('director', 'correct_party', on, correction)).toMatchObject({ code: 'name_being_signed' })
  await door.take('peer', 'take_back_agreement', on, { because: '姓名写错了。' })
  expect((await door.take('director', 'correct_party', on, correction)).status).toBe(200)
  await door.take('peer', 'lay_out_agreement', on, {})
  expect((await onOurs(on)).status).toBe(200)
  const [{ party_id }] = (await page(on)).agreements[0].waiting_for
  const onPaper = { party_id, edition: 2, known_by: 'known_in_person' }
  expect((await door.take('director', 'record_signature', on, onPaper)).status).toBe(200)
  await door.take('peer', 'sign_as_mediator', on, { edition: 2 })
  expect((await door.take('director', 'put_in_effect', on, { sealed: true })).status).toBe(200)
  expect(await verified()).toEqual([])
})

test('what was laid out before there were screens to sign on says so, and paper is open', async () => {
  const on = await door.walkTo('signing')
  await world.owner.query(`update agreements set facts = facts - 'laid_out' where id = $1`, [on.ids.agreement])
  for (const who of ['applicant', 'director'] as const)
    expect((await open(who, on, who === 'director' ? on.respondent : undefined)).json()).toMatchObject({
      code: 'laid_out_before_screens',
    })
  const mine = (await (await door.as('applicant', on)).get('/api/my-dispute')).json().agreements[0]
  expect(mine.screen).toMatchObject({ possible: false })
  expect(mine.screen.why_not).toContain('纸上签')
  expect(mine.can).not.toContain('ask_code')
  const onPaper = { party_id: on.respondent, edition: 1, known_by: 'known_in_person' }
  expect((await door.take('director', 'record_signature', on, onPaper)).status).toBe(200)
})

test('her agent is named as the hand that writes, asked of what is hers, and told why where he may not', async () => {
  const on = await door.walkTo('signing')
  const agent = {
    ...{ id: '00000000-0000-4000-8000-0000000000aa', name: '李代理', kind: 'relative', reach_id: null, ended: null },
    ...{ powers: ['settle', 'take_part'], paper: { number: '', on: '2026-01-01' }, until: null },
  }
  await facts('parties', on.respondent, { agents: [agent] })
  const path = `/api/disputes/${on.file_id}/agreements/${on.ids.agreement}/to-sign?party_id=${on.respondent}&by_agent=${agent.id}`
  const sheet = (await (await door.as('director')).get(path)).json() as ToSign
  expect(sheet).toMatchObject({ signer: '李代理', for_name: '邢大山', by_agent: agent.id, party_id: on.respondent })
  expect(sheet.question.asks).toContain('您代邢大山签')
  expect(sheet.question.options.join()).not.toContain('我')
  const hers = await read('director', on, on.respondent)
  expect(hers).toMatchObject({ signer: '邢大山', for_name: null, by_agent: null })
  await facts('parties', on.respondent, { agents: [{ ...agent, powers: ['take_part'] }] })
  expect((await (await door.as('director')).get(path)).json()).toMatchObject({ code: 'agent_lacks_settle' })
})

test('an agent’s name stands on the copy when his authority has ended since, and one of two of the same name at its own line', async () => {
  drawn = []
  const on = await door.walkTo('signing')
  const agent = {
    ...{ id: '00000000-0000-4000-8000-0000000000ab', name: '李代理', kind: 'relative', reach_id: null, ended: null },
    ...{ powers: ['settle', 'take_part'], paper: { number: '', on: '2026-01-01' }, until: null },
  }
  await facts('parties', on.respondent, { agents: [agent] })
  expect((await onOurs(on, { by_agent: agent.id })).status).toBe(200)
  const ended = { at: now(), by: '', note: '' }
  await facts('parties', on.respondent, { agents: [{ ...agent, ended }] })
  expect((await signs('applicant', on)).status).toBe(200)
  await door.take('peer', 'sign_as_mediator', on, { edition: 1 })
  expect((await door.take('director', 'seal_agreement', on, { edition: 1 })).status).toBe(200)
  const [seal] = (await page(on)).seals.issued
  await deliverEffect(world, null, seal.id)
  const [copy] = drawn
  expect(copy?.signatures?.map(({ role, name }) => `${role}${name}`)).toContain('委托代理人李代理（代邢大山）')
  expect(withoutLine(copy?.signatures ?? [], copy?.content ?? { title: '', to: '', blocks: [] })).toEqual([])

  const sign = { kind: 'sign' as const, lines: [{ role: '申请人', names: ['张三', '张三'], how: ['name' as const] }] }
  const nth = (at: number) => ({ role: '申请人', name: '张三', nth: at, svg: '' })
  expect(withoutLine([nth(0), nth(1)], { title: '', to: '', blocks: [sign] })).toEqual([])
  expect(withoutLine([nth(2)], { title: '', to: '', blocks: [sign] })).toHaveLength(1)
  expect(withoutLine([{ ...nth(0), role: '被申请人' }], { title: '', to: '', blocks: [sign] })).toHaveLength(1)
})

test('signed on glass, taken back, signed on paper and sealed on its copy: nothing of the edition before is awaited there', async () => {
  const on = await door.walkTo('signing')
  expect((await signs('applicant', on)).status).toBe(200)
  await door.take('peer', 'take_back_agreement', on, { because: '日期写错了。' })
  await door.take('peer', 'lay_out_agreement', on, {})
  for (const party_id of [(await page(on)).agreements[0].waiting_for[0].party_id, on.respondent])
    expect(
      (await door.take('director', 'record_signature', on, { party_id, edition: 2, known_by: 'known_in_person' }))
        .status,
    ).toBe(200)
  await door.take('peer', 'sign_as_mediator', on, { edition: 2 })
  expect((await door.take('director', 'put_in_effect', on, { sealed: true })).status).toBe(200)
  const paper = await world.owner.query(
    `select id from papers where file_id = $1 and form = 'D-08' order by made_at desc, id desc limit 1`,
    [on.file_id],
  )
  const sealed = await door.take('director', 'seal_paper', on, {
    paper_id: paper.rows[0].id,
    because: '要电子的一份。',
  })
  expect(sealed, sealed.body).toMatchObject({ status: 200 })
  const [seal] = (await page(on)).seals.issued
  await deliverEffect(world, null, seal.id)
  expect(await verified()).toEqual([])
})

test('whoever takes along what is to be signed has the very file whose hash is signed', async () => {
  const on = await door.walkTo('signing')
  const sheet = await read('respondent', on)
  for (const who of ['respondent', 'director'] as const) {
    const file = await (await door.as(who, on)).get(`/api/disputes/${on.file_id}/papers/${sheet.paper_id}/pdf`)
    expect(file.statusCode).toBe(200)
    expect(createHash('sha256').update(file.rawPayload).digest('hex')).toBe(sheet.pdf_hash)
  }
})

test('where drawing fails it says so and offers paper; nothing is lost, and the next time it is there', async () => {
  const on = await door.walkTo('signing')
  failing = true
  try {
    expect((await open('respondent', on)).json()).toMatchObject({ code: 'signing_not_drawn' })
    expect((await open('respondent', on)).body).toContain('纸上签')
    const onPaper = { party_id: on.respondent, edition: 1, known_by: 'known_in_person' }
    expect((await door.take('director', 'record_signature', on, onPaper)).status).toBe(200)
  } finally {
    failing = false
  }
  await read('applicant', on)
})

test('what touches an identity relation is signed on no screen', async () => {
  const on = await door.walkTo('signing')
  await world.owner.query(`update agreements set facts = facts || '{"identity_relation": true}' where id = $1`, [
    on.ids.agreement,
  ])
  expect((await open('applicant', on)).json()).toMatchObject({ code: 'paper_only' })
  expect((await open('director', on, on.respondent)).json()).toMatchObject({ code: 'paper_only' })
})

test('the sealed copy has the very names that were written, and verify finds a changed stroke, term or file', async () => {
  drawn = []
  const on = await door.walkTo('all_signed')
  expect((await door.take('director', 'seal_agreement', on, { edition: 1 })).status).toBe(200)
  const [seal] = (await page(on)).seals.issued
  await deliverEffect(world, null, seal.id)
  const [copy] = drawn
  expect(copy?.signatures?.map(({ role, name }) => `${role}${name}`)).toEqual(['申请人苗秀禾', '被申请人邢大山'])
  expect(copy?.signatures?.[1]?.svg).toContain('<path d="M')
  const words = JSON.stringify(copy?.content)
  const { rows } = await world.owner.query('select * from signing_copies where agreement_id = $1', [on.ids.agreement])
  for (const hash of [rows[0].terms_hash, rows[0].pdf_hash]) expect(words).toContain(hash.toString('hex'))
  expect(await verified()).toEqual([])

  // No page has the strokes: neither hers, nor his, nor the office's.
  const strokes = JSON.stringify(handwriting('邢大山'))
  for (const who of ['applicant', 'respondent'] as const)
    expect((await (await door.as(who, on)).get('/api/my-dispute')).body).not.toContain('strokes')
  expect(JSON.stringify(await page(on))).not.toContain(strokes.slice(1, 40))

  // Each time by whoever owns the database itself.
  const spoilt = async (query: string, values: unknown[]) => {
    await client.query('begin')
    try {
      await client.query("select set_config('app.lo', '0', true), set_config('app.hi', '9007199254740991', true)")
      expect((await client.query(query, values)).rowCount, query).toBeGreaterThan(0)
      return await verified()
    } finally {
      await client.query('rollback')
    }
  }
  const at = [on.file_id]
  const stroke = `update events set input = jsonb_set(input, '{strokes,0,0}', '999') where file_id = $1 and step = 'sign_agreement'`
  expect((await spoilt(stroke, at)).join()).toContain('印在上面的签名、条款指纹和签的时候不一样')
  const term = `update events set consequences = replace(consequences::text, '"3000"', '"30"')::jsonb where file_id = $1 and step = 'draft_agreement'`
  expect((await spoilt(term, at)).join()).toContain('条款和签字稿登记的指纹对不上')
  const hash = `update events set input = jsonb_set(input, '{pdf_hash}', to_jsonb(repeat('0', 64))) where file_id = $1 and step = 'sign_agreement'`
  expect((await spoilt(hash, at)).join()).toContain('签名里的指纹不是那一版的')
  const effect = `update events set consequences = replace(consequences::text, '3,000', '9,000')::jsonb where file_id = $1 and step = 'seal_agreement'`
  expect((await spoilt(effect, at)).join()).toContain('生效的协议写的，和签的那一版不一样')
  const when = `update events set consequences = replace(consequences::text, '纠纷主要事实', '别的事实')::jsonb where file_id = $1 and step = 'seal_agreement'`
  expect((await spoilt(when, at)).join()).toContain('生效的协议写的，和签的那一版不一样')
  expect((await spoilt('delete from signing_copies where agreement_id = $1', [on.ids.agreement])).join()).toContain(
    '没有签字稿的登记',
  )

  const path = pathOfBytes(world.dataDir, rows[0].pdf_hash.toString('hex'))
  chmodSync(path, 0o600)
  writeFileSync(path, smallPdf(['另一份']))
  expect((await verified()).join()).toContain('和签字时不一样')
  rmSync(path)
  expect((await verified()).join()).toContain('不见了')
})
