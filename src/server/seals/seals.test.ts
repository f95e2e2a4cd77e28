import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CheckedPaper, SealsView } from '#contract/seals.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { deliverEffect } from '#server/exchange/deliver.ts'
import { smallPdf } from '#test/small-pdf.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { storeIn } from '../../../scripts/verify.ts'
import { verifySeals } from '../../../scripts/verify-seals.ts'
import { pathOfBytes } from './kept-bytes.ts'
import { sealKeyFaults } from './key-faults.ts'
import { sealRoots } from './keys.ts'
import type { CopyToDraw } from './make-copy.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let client: pg.Client
let drawn: CopyToDraw[] = []
let failing = false

beforeAll(async () => {
  world = await newWorld()
  // Copies are kept in a folder of this file's own: what is spoilt here is nobody else's.
  world.dataDir = mkdtempSync(join(tmpdir(), 'fengqiao-issued-'))
  world.copies = {
    keys: 'ecdsa',
    draw: async (copy) => {
      if (failing) throw new Error('the renderer fell over')
      drawn.push(copy)
      return smallPdf([JSON.stringify(copy.content), copy.check_url, copy.line])
    },
  }
  app = await newApp(world)
  door = await walks(world, app)
  client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
})
afterAll(async () => {
  setNow(null)
  await client.end()
  rmSync(world.dataDir, { recursive: true, force: true })
})

/** So much later, with everybody's session begun anew. */
const at = (instant: string | null) => {
  setNow(instant)
  for (const who of ['director', 'peer'] as const) door.forget(who)
}
const page = async (on: Walk, who: 'director' | 'peer' = 'director') =>
  (await (await door.as(who)).get(`/api/disputes/${on.file_id}`)).json() as {
    seals: SealsView
    dispute: { can: string[] }
    messages: unknown[]
  }
const sealOf = async (on: Walk) => {
  const [seal] = (await page(on)).seals.issued
  if (!seal) throw new Error('no seal')
  return seal
}
const made = async (on: Walk) => {
  const { id } = await sealOf(on)
  await deliverEffect(world, null, id)
  return sealOf(on)
}
const checked = async (code: string) => (await app.inject(`/api/check?code=${code}`)).json() as CheckedPaper
const codeOf = (url: string | null): string => (url ?? '').split('/').at(-1) ?? ''
const copyFor = (who: 'director' | 'town' | 'applicant' | 'respondent', on: Walk, id: string) =>
  door
    .as(who, on)
    .then((it) =>
      it.get(
        who === 'applicant' || who === 'respondent'
          ? `/api/my-dispute/seals/${id}/copy`
          : `/api/disputes/${on.file_id}/seals/${id}/copy`,
      ),
    )
const verified = () =>
  verifySeals(
    client,
    storeIn(world.dataDir),
    sealRoots(world.dataDir, (name) => existsSync(join(world.dataDir, 'keys', name))),
    world.keys.check,
  )

test('the seal is put on by the head alone, after everybody signed: with it the agreement is in effect; its copy follows', async () => {
  const on = await door.walkTo('all_signed')
  expect((await door.take('peer', 'seal_agreement', on, { edition: 1 })).code).toBe('not_yours')
  expect((await door.take('director', 'seal_agreement', on, { edition: 2 })).code).toBe('terms_changed')
  expect((await door.take('director', 'seal_agreement', on, { edition: 1 })).status).toBe(200)
  const making = await sealOf(on)
  expect(making).toMatchObject({ state: 'making', worth: 'true', title: '人民调解协议书', because: '' })
  expect((await copyFor('director', on, making.id)).json()).toMatchObject({ code: 'copy_not_made' })
  drawn = []
  const seal = await made(on)
  expect(seal).toMatchObject({ state: 'made', committee: making.committee })
  expect(drawn).toHaveLength(1)
  expect(drawn[0]?.check_url).toBe(seal.check_url)
  // A second job for the same seal makes nothing.
  await deliverEffect(world, null, seal.id)
  expect(drawn).toHaveLength(1)
  // It is no message to anybody.
  expect(JSON.stringify((await page(on)).messages)).not.toContain('盖章件')
})

test('the day of the seal is the day of effect: the window for confirmation runs from it, and nobody dates it back', async () => {
  const on = await door.walkTo('all_signed')
  const signed = now()
  at(secondsAfter(signed, 3 * 86_400))
  const back = await door.take('director', 'seal_agreement', on, { edition: 1, occurred_at: secondsAfter(signed, 60) })
  expect(back.code).toBe('sealed_another_day')
  expect((await door.take('director', 'seal_agreement', on, { edition: 1 })).status).toBe(200)
  const sealedOn = dayIn(now())
  const undone = await door.take('peer', 'take_back_agreement', on, { because: '日期写错了。' })
  at(null)
  const { rows } = await world.owner.query('select status, facts from agreements where id = $1', [on.ids.agreement])
  expect(rows[0]).toMatchObject({ status: 'in_effect', facts: { effective_on: sealedOn } })
  const { rows: clocks } = await world.owner.query(
    `select to_char(started_on, 'YYYY-MM-DD') as started_on from clocks where rule = 'T-33' and file_id = $1`,
    [on.file_id],
  )
  expect(clocks).toEqual([{ started_on: sealedOn }])
  // It cannot be undone by who mediates any more.
  expect(undone.code).toBe('wrong_state')
})

test('where somebody signed on paper the seal is on the paper: none is put on here', async () => {
  const on = await door.walkTo('signing')
  for (const party_id of [on.applicant, on.respondent])
    await door.take('peer', 'record_signature', on, { party_id, edition: 1, known_by: 'known_in_person' })
  await door.take('peer', 'sign_as_mediator', on, { edition: 1 })
  expect((await door.take('director', 'seal_agreement', on, { edition: 1 })).code).toBe('signed_on_paper')
  expect((await door.take('director', 'put_in_effect', on, { sealed: true })).status).toBe(200)
})

test('a renderer that fails undoes nothing: it is tried again, and said so where it stays so', async () => {
  const on = await door.walkTo('paper_sealed')
  const { id } = await sealOf(on)
  failing = true
  let later = now()
  for (let n = 0; n < 14; n += 1) {
    await deliverEffect(world, null, id)
    // A second job that comes at once draws nothing: it waits for its time.
    await deliverEffect(world, null, id)
    later = secondsAfter(later, 3_601)
    at(later)
  }
  const stuck = await sealOf(on)
  expect(stuck).toMatchObject({ state: 'failed', worth: 'true', check_url: null })
  expect(stuck.state_says).toMatch(/系统管理员看日志.*自己再做/)
  const { rows } = await world.owner.query('select status from agreements where id = $1', [on.ids.agreement])
  expect(rows).toEqual([{ status: 'in_effect' }])
  failing = false
  // However often it failed, its time comes again by itself.
  expect(await made(on)).toMatchObject({ state: 'made' })
  at(null)
})

test('two jobs for one copy draw it once, and leave one file', async () => {
  const on = await door.walkTo('paper_sealed')
  const { id } = await sealOf(on)
  drawn = []
  await Promise.all([deliverEffect(world, null, id), deliverEffect(world, null, id)])
  expect(drawn).toHaveLength(1)
  expect(await sealOf(on)).toMatchObject({ state: 'made' })
})

test('without the county’s root nothing is signed under a new one; what is wrong with the keys is said', async () => {
  const on = await door.walkTo('paper_sealed')
  await made(await door.walkTo('paper_sealed'))
  await client.query("select set_config('app.lo', '0', false), set_config('app.hi', '9007199254740991', false)")
  expect((await sealKeyFaults(client, world.dataDir)).join()).toMatch(/check-signing/)
  const keys = join(world.dataDir, 'keys')
  writeFileSync(join(keys, 'check-signing.pem'), world.keys.check.export({ type: 'pkcs8', format: 'pem' }))
  expect(await sealKeyFaults(client, world.dataDir)).toEqual([])
  renameSync(join(keys, 'seal-root-ecdsa.pem'), join(keys, 'aside'))
  expect((await sealKeyFaults(client, world.dataDir)).join()).toMatch(/seal-root-ecdsa/)
  expect((await verified()).findings.map(({ says }) => says).join()).toMatch(/根证书.*不见了/)
  for (const _ of [1, 2, 3]) {
    await deliverEffect(world, null, (await sealOf(on)).id)
    at(secondsAfter(now(), 3_601))
  }
  expect((await sealOf(on)).state_says).toMatch(/印章密钥不见了/)
  renameSync(join(keys, 'aside'), join(keys, 'seal-root-ecdsa.pem'))
  expect(await made(on)).toMatchObject({ state: 'made' })
  at(null)
})

test('a copy is for whoever handles the file and whose paper it is; taking it away is a look; strangers find nothing', async () => {
  const on = await door.walkTo('paper_sealed')
  const { id } = await made(on)
  const hers = await copyFor('applicant', on, id)
  expect(hers.headers['content-type']).toBe('application/pdf')
  expect(decodeURIComponent(String(hers.headers['content-disposition']))).toMatch(/调解协议书.*盖章件\.pdf/)
  expect((await copyFor('respondent', on, id)).rawPayload).toEqual(hers.rawPayload)
  expect((await copyFor('director', on, id)).rawPayload).toEqual(hers.rawPayload)
  expect([403, 404]).toContain((await copyFor('town', on, id)).statusCode)
  const looks = (await (await door.as('applicant', on)).get('/api/my-dispute/looks')).json() as {
    looks: { reason: string | null }[]
  }
  expect(looks.looks.map(({ reason }) => reason)).toContain('下载文书：人民调解协议书')
  const other = await door.walkTo('in_session')
  expect((await copyFor('applicant', other, id)).statusCode).toBe(404)
})

test('anyone who scans it reads that it is true, whose, and nobody’s whole name; and when it was taken back', async () => {
  const on = await door.walkTo('paper_sealed')
  const seal = await made(on)
  const answer = await checked(codeOf(seal.check_url))
  expect(answer).toMatchObject({ verdict: 'true', verdict_says: '真', title: '人民调解协议书', sha256: seal.sha256 })
  expect(answer.committee).toBe(seal.committee)
  const { rows: names } = await world.owner.query('select name from parties where file_id = $1', [on.file_id])
  expect(answer.people).toHaveLength(2)
  for (const { name } of names) expect(JSON.stringify(answer)).not.toContain(name)
  expect(JSON.stringify(answer)).not.toContain(on.file_id)
  await door.take('director', 'revoke_seal', on, {
    seal_id: seal.id,
    why: 'sealed_wrongly',
    because: '邢大山说写错了。',
  })
  const revoked = await checked(codeOf(seal.check_url))
  expect(revoked).toMatchObject({ verdict: 'revoked', verdict_says: '已撤销' })
  expect(revoked.revoked_on).not.toBeNull()
  expect(JSON.stringify(revoked)).not.toContain('写错了')
  expect(revoked.means).toMatch(/协议本身有没有效，由法律和法院定/)
  expect(revoked.means).not.toMatch(/不作数/)
  const again_ = { seal_id: seal.id, why: 'sealed_wrongly', because: '再撤。' }
  expect((await door.take('director', 'revoke_seal', on, again_)).code).toBe('no_seal_stands')
  // Both who have the paper are told, and read it in their story.
  const { rows: sent } = await world.owner.query(
    `select wording from effects where file_id = $1 and wording like '%盖章件撤销了%'`,
    [on.file_id],
  )
  expect(sent).toHaveLength(2)
  expect(sent[0].wording).toMatch(/协议本身有没有效，由法律和法院定/)
  const hers = await (await (await door.as('respondent', on)).get('/api/my-dispute')).json()
  expect(JSON.stringify(hers)).toMatch(/撤销盖章件.*盖错了/)
  // Sealed anew, it is another copy with another code.
  await door.take('director', 'seal_paper', on, { paper_id: seal.paper_id, because: '改正以后再盖。' })
  const [, second] = (await page(on)).seals.issued
  await deliverEffect(world, null, second?.id ?? '')
  const [, again] = (await page(on)).seals.issued
  expect((await checked(codeOf(again?.check_url ?? ''))).verdict).toBe('true')
  expect((await checked(codeOf(seal.check_url))).verdict).toBe('revoked')
})

test('a code that is none, is changed, or is of a seal whose copy is not made says the same: there is none', async () => {
  const on = await door.walkTo('paper_sealed')
  const code = codeOf((await made(on)).check_url)
  const none = await checked('x')
  expect(none).toMatchObject({ verdict: 'none', verdict_says: '不存在', people: [], sha256: '' })
  const changed = `${code.slice(0, 30)}${code[30] === 'A' ? 'B' : 'A'}${code.slice(31)}`
  const odd = [changed, code.slice(0, -2), 'A'.repeat(140), '%E8%A1%A8', 'A'.repeat(9_000), '', '%00', `${code}&code=x`]
  for (const it of odd) expect(await checked(it)).toEqual(none)
  expect(Object.keys(await checked(code)).sort()).toEqual(Object.keys(none).sort())
})

test('a supplement is told of on its own agreement, and is a paper of that agreement itself', async () => {
  const on = await door.walkTo('change_proposed')
  const sealTitled = async (title: string) => {
    const { sealable } = (await page(on)).seals
    const { paper_id } = sealable.find((it) => it.title.startsWith(title)) ?? {}
    expect((await door.take('director', 'seal_paper', on, { paper_id, because: '当事人要一份。' })).status).toBe(200)
    const seal = (await page(on)).seals.issued.at(-1)
    await deliverEffect(world, null, seal?.id ?? '')
    return (await page(on)).seals.issued.at(-1)
  }
  const agreement = await sealTitled('人民调解协议书')
  const code = codeOf(agreement?.check_url ?? '')
  expect(await checked(code)).toMatchObject({ verdict: 'true', supplements: 0 })
  await door.move(on, {
    ...{ step: 'agree_change', by: 'applicant', clause: 1 },
    body: () => ({ proposal_id: on.kept.proposal, how: 'in_person' }),
  })
  expect(await checked(code)).toMatchObject({ verdict: 'true', supplements: 1 })
  const supplement = await sealTitled('补充协议')
  expect(supplement?.agreement_id).toBe(agreement?.agreement_id)
  expect(await checked(codeOf(supplement?.check_url ?? ''))).toMatchObject({ verdict: 'true', supplements: 0 })
})

test('an agreement replaced by a new one, and one that fell, are told by whoever scans them', async () => {
  const on = await door.walkTo('paper_sealed')
  const code = codeOf((await made(on)).check_url)
  const become = (status: string) =>
    client.query(
      `begin; select set_config('app.lo', '0', true), set_config('app.hi', '9007199254740991', true);
       update agreements set status = '${status}' where id = '${on.ids.agreement}'; commit`,
    )
  await become('replaced')
  expect(await checked(code)).toMatchObject({ verdict: 'replaced', verdict_says: '已被新版代替' })
  await become('void')
  expect(await checked(code)).toMatchObject({ verdict: 'revoked' })
  await become('in_effect')
})

test('verify finds a changed byte, a swapped file, a rewritten event, row or certificate, and says where', async () => {
  const on = await door.walkTo('paper_sealed')
  const seal = await made(on)
  const other = await made(await door.walkTo('paper_sealed'))
  const clean = await verified()
  expect(clean.findings).toEqual([])
  expect(clean.copies).toBeGreaterThan(4)
  const path = pathOfBytes(world.dataDir, seal.sha256 ?? '')
  const bytes = readFileSync(path)
  const said = async () => (await verified()).findings.map(({ where, says }) => `${where} ${says}`).join('\n')
  const withFile = async (spoilt: Buffer | null) => {
    chmodSync(path, 0o600)
    if (spoilt) writeFileSync(path, spoilt)
    else rmSync(path)
    const found = await said()
    writeFileSync(path, bytes, { mode: 0o600 })
    return found
  }
  const flipped = Buffer.from(bytes)
  flipped.writeUInt8(flipped.readUInt8(700) ^ 4, 700)
  expect(await withFile(flipped)).toMatch(new RegExp(`${seal.id}.*第 0 到 4095 字节被改过（PDF 对象 \\d+ 附近）`))
  expect(await withFile(flipped)).toMatch(/内容和签名时不一样/)
  expect(await withFile(readFileSync(pathOfBytes(world.dataDir, other.sha256 ?? '')))).toMatch(/签的是另一份/)
  expect(await withFile(null)).toMatch(/不见了/)
  // Nothing but the bytes that were signed is ever handed out.
  writeFileSync(path, flipped)
  expect((await copyFor('director', on, seal.id)).json()).toMatchObject({ code: 'copy_damaged' })
  writeFileSync(path, bytes)

  const spoiltBy = async (spoil: string) => {
    await client.query('begin')
    await client.query("select set_config('app.lo', '0', true), set_config('app.hi', '9007199254740991', true)")
    const { rowCount } = await client.query(spoil)
    expect(rowCount, spoil).toBe(1)
    const found = await said()
    await client.query('rollback')
    return found
  }
  const one = `id = '${seal.id}'`
  expect(
    await spoiltBy(
      `update events set consequences = replace(consequences::text, '水沟', '水井')::jsonb
       where file_id = '${on.file_id}' and step = 'seal_agreement'`,
    ),
  ).toMatch(/登记的内容指纹和出具时的文书不一致/)
  expect(await spoiltBy(`update issued_papers set sha256 = decode('${other.sha256}', 'hex') where ${one}`)).toMatch(
    /签的是另一份/,
  )
  expect(await spoiltBy(`delete from issued_papers where ${one}`)).toMatch(/登记不见了/)
  expect(
    await spoiltBy(`update events set consequences = '[]' where file_id = '${on.file_id}' and step = 'seal_agreement'`),
  ).toMatch(/没有哪一步给这份文书盖过章/)
  // What anyone is told of it is signed too.
  for (const told of ["number = number || '号'", "people = array['赵某']", 'test_time = not test_time'])
    expect(await spoiltBy(`update issued_papers set ${told} where ${one}`), told).toMatch(/和盖章时签的不一样/)
  expect(await spoiltBy(`update issued_papers set issued_on = issued_on - 1 where ${one}`)).toMatch(/不是盖章的日子/)
  const foreign = `(select check_code from issued_papers where id = '${other.id}')`
  expect(await spoiltBy(`update issued_papers set check_code = ${foreign} where ${one}`)).toMatch(
    /二维码写的不是这一份/,
  )
  expect(await spoiltBy(`update issued_papers set check_code = 'AQAA' where ${one}`)).toMatch(/二维码的签名不对/)
  expect(
    await spoiltBy(
      `update events set consequences = replace(consequences::text, '"committee": "', '"committee": "假')::jsonb
       where file_id = '${on.file_id}' and step = 'seal_agreement'`,
    ),
  ).toMatch(/证书是别的单位的/)
  const stray = join(world.dataDir, 'issued', 'ab', 'abcd')
  mkdirSync(dirname(stray), { recursive: true })
  writeFileSync(stray, 'x')
  expect((await verified()).findings).toEqual([])
  utimesSync(stray, 0, 0)
  expect(await said()).toMatch(/issued\/ab\/abcd 没有登记/)
  rmSync(stray)
  expect((await verified()).findings).toEqual([])
})
