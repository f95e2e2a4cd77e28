import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import {
  cpSync,
  createWriteStream,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import { FORMS } from '#domain/documents/forms.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { printOfKey } from '#server/crypto/key-print.ts'
import { inScope, wholeCounty } from '#server/db/scope.ts'
import { signPastDays } from '#server/disputes/day-heads.ts'
import { loadFile } from '#server/disputes/load.ts'
import { checkArchive } from '#server/dossier/check-archive.mjs'
import { makeCopy } from '#server/seals/make-copy.ts'
import { endSideProcesses } from '#server/side-process.ts'
import { soundUpload } from '#test/evidence.ts'
import { solid, textsOf } from '#test/read-paper.ts'
import { smallPdf } from '#test/small-pdf.ts'
import { type Walks, walks } from '#test/walks.ts'
import { danger, handedOver, WAYS, type Walk, type Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { TwiceNamed, unpack } from '../../../scripts/verify-archive.ts'
import { chainFiles } from './events.ts'

let world: TestWorld
let app: FastifyInstance
let door: Walks
let folder: string
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  door = await walks(world, app)
  folder = mkdtempSync(join(tmpdir(), 'archive-'))
})
afterAll(async () => {
  await endSideProcesses(0)
  rmSync(folder, { recursive: true, force: true })
})

const PHOTO = readFileSync(join(import.meta.dirname, '../../../demo/pictures/ditch.jpg'))
const take = async (who: Who, on: Walk) => (await door.as(who, on)).get(`/api/disputes/${on.file_id}/dossier/archive`)

const checkFolder = async (of: string, key?: string) => {
  const { code, says } = await checkArchive(of, key)
  return { code, says: says.join('\n') }
}
/** As whoever unpacked it runs it. */
const run = (of: string, ...told: string[]) =>
  spawnSync(process.execPath, ['核对.mjs', ...told], { cwd: of, encoding: 'utf8' })

/** The list of fingerprints as it is now, signed anew: what only whoever has the key can do. */
function recount(at: (name: string) => string, key?: KeyObject): void {
  const sums = readFileSync(at('校验.sha256'), 'utf8').replaceAll(/^[0-9a-f]{64} {2}(.+)$/gm, (_, name: string) => {
    return `${createHash('sha256')
      .update(readFileSync(at(name)))
      .digest('hex')}  ${name}`
  })
  writeFileSync(at('校验.sha256'), sums)
  if (!key) return
  const said = `fengqiao archive ${createHash('sha256').update(sums, 'utf8').digest('hex')}`
  const signature = sign(null, Buffer.from(said), key).toString('base64url')
  writeFileSync(at('签名.json'), `${JSON.stringify({ 算法: 'Ed25519', 签的是: said, 签名: signature }, null, 1)}\n`)
}

/** Takes a package and unpacks it. */
async function unpacked(on: Walk, name: string): Promise<string> {
  const answer = await take('director', on)
  expect(answer.statusCode, answer.body.slice(0, 200)).toBe(200)
  const zip = join(folder, `${name}.zip`)
  writeFileSync(zip, answer.rawPayload)
  if (process.env.KEEP_ARCHIVE) writeFileSync(process.env.KEEP_ARCHIVE, answer.rawPayload)
  const to = join(folder, name)
  await unpack(zip, to)
  return to
}
const sm3Of = (path: string): string => createHash('sm3').update(readFileSync(path)).digest('hex')
const namesIn = (of: string): string[] =>
  readdirSync(of, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name).slice(of.length + 1))
    .sort()

async function wholeFile(): Promise<Walk> {
  const on = await door.walkTo('in_effect')
  const by = { by_person: door.crew.director.person_id }
  const upload_id = await soundUpload(world, on.file_id, by, PHOTO)
  await door.take('director', 'provide_evidence', on, { ...handedOver(on), upload_id })
  const apart = await soundUpload(world, on.file_id, by)
  await door.take('director', 'provide_evidence', on, {
    ...{ ...handedOver(on), upload_id: apart, what: '只说给调解员的话', in_confidence: true },
  })
  const page = (await (await door.as('director', on)).get(`/api/disputes/${on.file_id}`)).json()
  const paper_id = page.seals.sealable.find((it: { title: string }) => it.title === FORMS['D-18'])?.paper_id
  await door.take('director', 'seal_paper', on, { paper_id, because: '当事人要盖章的一份。' })
  const again = (await (await door.as('director', on)).get(`/api/disputes/${on.file_id}`)).json()
  await makeCopy(world, { keys: 'ecdsa', draw: async () => smallPdf(['盖章的一份']) }, String(again.seals.issued[0].id))
  return on
}

test('a package checks out by itself, and every planted defect is named', async () => {
  const on = await wholeFile()
  const later = secondsAfter(now(), 2 * 86_400)
  setNow(later)
  await signPastDays(world)
  setNow(null)
  expect((await door.take('director', 'report_danger', on, danger(on))).status).toBe(200)
  const whole = await unpacked(on, 'whole')
  const names = namesIn(whole)
  for (const wanted of [
    /^读我\.txt$/,
    /^核对\.mjs$/,
    /^卷宗\.pdf$/,
    /^文书\/001 /,
    /^盖章件\/\d+ 调解通知书/,
    /^证据\/001 借条/,
  ])
    expect(
      names.filter((it) => wanted.test(it)),
      String(wanted),
    ).toHaveLength(1)
  const { looks } = (await (await door.as('respondent', on)).get('/api/my-dispute/looks')).json()
  expect(looks.map((it: { reason: string | null }) => it.reason)).toContain('下载档案包')
  const print = printOfKey(world.keys.head)
  const good = await checkFolder(whole, print)
  expect(run(whole, '.', print)).toMatchObject({ status: 0, stdout: `${good.says}\n` })
  expect(good.says).toContain('全部一致，是核对用的指纹那个系统做的')
  expect(good.says).toContain('要在做包的系统里重算')
  // By its own key alone it says no more than that it agrees with itself.
  const alone = run(whole)
  expect(alone.status).toBe(3)
  expect(alone.stdout).toContain('里面前后一致；还没有核对是谁做的')
  expect(alone.stdout).not.toContain('全部一致')
  // What was given in confidence and who is in danger: not a word, only their places in the chain.
  const words = names.filter((it) => /\.(jsonl?|csv|txt)$/.test(it)).map((it) => readFileSync(join(whole, it), 'utf8'))
  expect(words.join('\n')).not.toMatch(/只说给调解员的话|激化风险/)
  expect(good.says).toMatch(/其中 [2-9] 步内容保密，只核对衔接）。[\s\S]*[1-9] 个每日签名本身有效/)
  expect(names.some((it) => it.includes('只说给'))).toBe(false)
  // The original is the original.
  const original = names.find((it) => it.startsWith('证据/001')) ?? ''
  expect(readFileSync(join(whole, original)).equals(PHOTO)).toBe(true)

  const spoil = async (label: string, how: (at: (name: string) => string) => void, says: RegExp) => {
    const copy = join(folder, label)
    cpSync(whole, copy, { recursive: true })
    how((name) => join(copy, name))
    const told = await checkFolder(copy)
    expect(told.says, label).toMatch(says)
    expect(told.code, label).toBe(1)
    rmSync(copy, { recursive: true })
  }
  const flip = (path: string) => {
    const bytes = readFileSync(path)
    const at = Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(path, bytes)
  }
  const quoted = (name: string) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  // One file of every folder and every one at the top.
  const kinds = new Map(names.map((it) => [it.includes('/') && !it.startsWith('事件') ? it.split('/')[0] : it, it]))
  for (const name of kinds.values())
    await spoil(
      `flip ${name.replaceAll('/', '-')}`,
      (at) => flip(at(name)),
      // The list of fingerprints is known by its signature, the signature by itself, all else by the list.
      name === '校验.sha256' || name === '签名.json'
        ? /✘ 签名\.json：(签名对不上|读不出来)/
        : new RegExp(`✘ ${quoted(name)}：内容被改过`),
    )
  const [first = '', second = ''] = names.filter((it) => it.startsWith('文书/'))
  await spoil('removed', (at) => rmSync(at(original)), new RegExp(`✘ ${quoted(original)}：不见了`))
  await spoil('added', (at) => writeFileSync(at('文书/099 另一份.pdf'), 'x'), /099 另一份\.pdf：目录里没有这个文件/)
  await spoil(
    'swapped',
    (at) => {
      renameSync(at(first), at('x'))
      renameSync(at(second), at(first))
      renameSync(at('x'), at(second))
    },
    new RegExp(`✘ ${quoted(first)}：内容被改过[\\s\\S]*✘ ${quoted(second)}：内容被改过`),
  )
  // Whoever changes a step and counts every fingerprint again lacks the key; whoever has it is betrayed by the chain.
  const { head } = world.keys
  const chain = '事件/事件链.jsonl'
  await spoil(
    'rewritten',
    (at) => {
      writeFileSync(at(chain), readFileSync(at(chain), 'utf8').replace('水沟', '围墙'))
      recount(at, head)
    },
    /事件链\.jsonl 第 \d+ 步：内容被改过/,
  )
  await spoil(
    'counted again',
    (at) => recount((name) => (name === '读我.txt' ? at('目录.csv') : at(name))),
    /签名对不上/,
  )
  await spoil(
    'another moment',
    (at) => {
      writeFileSync(at(chain), readFileSync(at(chain), 'utf8').replace(/"recorded_at":"(\d{4})/, '"recorded_at":"1999'))
      recount(at, head)
    },
    /第 1 步：里面写的时间不一样/,
  )
  await spoil(
    'another original',
    (at) => {
      const other = Buffer.from('另一张借条')
      writeFileSync(at(original), other)
      const sum = createHash('sha256').update(other).digest('hex')
      const rows = JSON.parse(readFileSync(at('目录.json'), 'utf8'))
      for (const row of rows.文件)
        if (row.文件 === original) Object.assign(row, { sha256: sum, 登记的指纹: sum, 字节: other.length, sm3: '' })
      writeFileSync(at('目录.json'), JSON.stringify(rows))
      recount(at, head)
    },
    new RegExp(`✘ ${quoted(original)}：不是登记时的那一个文件（和事件链里登记的指纹对不上）`),
  )
  await spoil(
    'another fingerprint',
    (at) => {
      writeFileSync(
        at('目录.json'),
        readFileSync(at('目录.json'), 'utf8').replace(/登记的指纹": "./, '登记的指纹": "x'),
      )
      recount(at, head)
    },
    /不是登记时的那一个文件（和登记的指纹对不上）/,
  )
  await spoil(
    'cut short',
    (at) => {
      const lines = readFileSync(at(chain), 'utf8').trimEnd().split('\n')
      writeFileSync(at(chain), `${lines.slice(0, -2).join('\n')}\n`)
      recount(at, head)
    },
    /可能被截断/,
  )
  const heads = '事件/每日签名.json'
  await spoil(
    'another day',
    (at) => {
      writeFileSync(at(heads), readFileSync(at(heads), 'utf8').replace(/"root": "./, '"root": "x'))
      recount(at, head)
    },
    /每日签名\.json \d{4}-\d\d-\d\d：当天的签名不对/,
  )
  await spoil(
    'a day of no signature',
    (at) => {
      writeFileSync(at(heads), '[]\n')
      const meta = readFileSync(at('元数据.json'), 'utf8').replace(/"做包时间": "\d{4}/, '"做包时间": "2999')
      writeFileSync(at('元数据.json'), meta)
      recount(at, head)
    },
    /每日签名\.json \d{4}-\d\d-\d\d：这一天有记录，没有当天的签名/,
  )
  // Made anew with a key of his own: it agrees with itself, and is nobody's that was asked for.
  const forged = join(folder, 'forged')
  cpSync(whole, forged, { recursive: true })
  const own = generateKeyPairSync('ed25519')
  const at = (name: string) => join(forged, name)
  writeFileSync(at('事件/公钥.pem'), own.publicKey.export({ type: 'spki', format: 'pem' }))
  const days = JSON.parse(readFileSync(at(heads), 'utf8')) as { day: string; root: string; signature: string }[]
  for (const it of days) {
    const text = Buffer.concat([Buffer.from(`fengqiao day ${it.day} `), Buffer.from(it.root, 'hex')])
    it.signature = sign(null, text, own.privateKey).toString('base64url')
  }
  writeFileSync(at(heads), `${JSON.stringify(days, null, 1)}\n`)
  const key_sum = createHash('sha256').update(readFileSync(at('事件/公钥.pem')))
  const sumOf: Record<string, string> = {
    '事件/公钥.pem': key_sum.digest('hex'),
    [heads]: createHash('sha256')
      .update(readFileSync(at(heads)))
      .digest('hex'),
  }
  const rows = JSON.parse(readFileSync(at('目录.json'), 'utf8')) as { 文件: { 文件: string }[] }
  for (const row of rows.文件) {
    const sha256 = sumOf[row.文件]
    if (sha256) Object.assign(row, { sha256, 字节: readFileSync(at(row.文件)).length, sm3: sm3Of(at(row.文件)) })
  }
  writeFileSync(at('目录.json'), JSON.stringify(rows))
  recount(at, own.privateKey)
  const told = await checkFolder(forged)
  expect(told.says).not.toContain('全部一致')
  expect([told.code, (await checkFolder(forged, print)).code]).toEqual([3, 1])
  expect((await checkFolder(whole, 'ab'.repeat(32))).code).toBe(1)
  expect((await checkFolder(join(whole, '文书'))).code).toBe(2)
  flip(join(whole, '卷宗.pdf'))
  expect(run(whole)).toMatchObject({ status: 1, stdout: expect.stringContaining('✘ 卷宗.pdf：内容被改过') })
}, 60_000)

test('whoever does not handle the file takes no package', async () => {
  const on = await door.walkTo('in_session')
  for (const [who, status] of [
    ['town', 403],
    ['far', 404],
    ['leader', 403],
    ['admin', 404],
  ] as const)
    expect((await take(who, on)).statusCode, who).toBe(status)
  expect((await take('peer', await door.walkTo('related'))).statusCode).toBe(409)
  // Whoever has the slip of a referral has that, and not the file it came from.
  expect((await take('department', await door.walkTo('referred'))).statusCode).toBe(404)
})

test('an original that is gone is named before anything is sent, and the volume says so', async () => {
  const on = await door.walkTo('in_session')
  const by = { by_person: door.crew.director.person_id }
  const bytes = Buffer.from(`没了 ${Math.random()}`)
  const upload_id = await soundUpload(world, on.file_id, by, bytes)
  await door.take('director', 'provide_evidence', on, { ...handedOver(on), upload_id })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await world.files.store.remove(`originals/${sha256.slice(0, 2)}/${sha256}`)
  const answer = await take('director', on)
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toMatchObject({ code: 'original_missing' })
  expect(answer.json().detail).toContain('第 1 号证据（借条）')
})

test('an original that is there and no longer what it was is named before anything is sent', async () => {
  const on = await door.walkTo('in_session')
  const by = { by_person: door.crew.director.person_id }
  const bytes = Buffer.from(`换了 ${Math.random()}`)
  const upload_id = await soundUpload(world, on.file_id, by, bytes)
  await door.take('director', 'provide_evidence', on, { ...handedOver(on), upload_id })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await world.files.store.remove(`originals/${sha256.slice(0, 2)}/${sha256}`)
  const other = join(folder, 'other')
  writeFileSync(other, '别的')
  await world.files.store.put(`originals/${sha256.slice(0, 2)}/${sha256}`, other, { size: 6, sha256 })
  const answer = await take('director', on)
  expect([answer.statusCode, answer.json().code]).toEqual([500, 'original_missing'])
})

test('a danger told of in a file that is merged into this one is in its package with not a word', async () => {
  const [from, into] = [await door.walkTo('registered'), await door.walkTo('registered')]
  for (const [step, body] of [
    ['report_danger', { ...danger(from), what: '说要放火烧房。' }],
    ['police_told', { received_by: '柳河派出所 值班民警', how: 'phone' }],
    ['merge', { file_id: into.file_id, short_code: into.short_code, because: '同一件事。' }],
  ] as const)
    expect((await door.take('director', step, from, body)).status, step).toBe(200)
  const of = await unpacked(into, 'merged')
  const chain = readFileSync(join(of, '事件/事件链.jsonl'), 'utf8')
  expect(chain).toContain('register')
  expect(chain).not.toMatch(/放火|值班民警|take_in/)
  const volume = (await textsOf(readFileSync(join(of, '卷宗.pdf')))).map(solid).join('')
  expect(volume).toContain(`并入1件（${from.short_code}），原编号的文书在各自的卷里`)
})

test('where somebody may be hurt her home is in no paper and no step of the package, though it was written before', async () => {
  const on = await door.walkTo('in_session')
  const address = '柳河村三组 12 号'
  const asked = await door.take('director', 'complete_party', on, { address }, { part: on.applicant })
  expect(asked.status, asked.body).toBe(200)
  for (const point of ['drafting', 'signing', 'all_signed', 'in_effect'] as const)
    for (const move of WAYS[point].moves) await door.move(on, move)
  const { rows } = await world.owner.query(
    "select content::text from papers where file_id = $1 and form = 'D-08' order by id",
    [on.file_id],
  )
  expect(rows.at(-1).content).toContain(address)
  expect((await door.take('director', 'report_danger', on, danger(on))).status).toBe(200)
  const of = await unpacked(on, 'home')
  expect(readFileSync(join(of, '事件/事件链.jsonl'), 'utf8')).not.toContain(address)
  const papers = namesIn(of).filter((it) => it === '卷宗.pdf' || it.startsWith('文书/'))
  expect(papers.some((it) => it.includes('人民调解协议书'))).toBe(true)
  for (const name of papers)
    expect((await textsOf(readFileSync(join(of, name)))).map(solid).join(''), name).not.toContain(solid(address))
  const volume = (await textsOf(readFileSync(join(of, '卷宗.pdf')))).map(solid).join('')
  expect(volume).toContain('人民调解协议书里的住址不印')
})

test('what is handed in while the package is made is judged by nobody, and is not in it', async () => {
  const on = await door.walkTo('in_session')
  const scope = wholeCounty(dayIn(now()))
  const loaded = await inScope(world.pool, scope, (trx) => loadFile(trx, on.file_id, false))
  if (!loaded) throw new Error('no file')
  const secret = { ...handedOver(on), what: '悄悄交来的', in_confidence: true }
  expect((await door.take('director', 'provide_evidence', on, secret)).status).toBe(200)
  const files = await inScope(world.pool, scope, async (trx) => {
    await loadFile(trx, on.file_id, false)
    return chainFiles(world, trx, { loaded, homes: [] })
  })
  expect(files.chain).not.toContain('悄悄交来的')
  expect(files.last).toBe(loaded.head.hash.toString('hex'))
})

test('what was given in confidence goes to no colleague, though her leave to show it to the other was used', async () => {
  const on = await door.walkTo('in_session')
  const upload_id = await soundUpload(world, on.file_id, { by_person: door.crew.director.person_id }, PHOTO)
  const said = { ...handedOver(on), upload_id, what: '只给他一个人看的', in_confidence: true }
  expect((await door.take('director', 'provide_evidence', on, said)).status).toBe(200)
  await world.owner.query(
    `update evidence set status = 'shown', facts = jsonb_set(facts, '{shown}', $2::jsonb) where file_id = $1`,
    [on.file_id, JSON.stringify([{ to: [on.respondent], how: 'on_page', at: now() }])],
  )
  const of = await unpacked(on, 'confidence')
  expect(namesIn(of).filter((it) => it.startsWith('证据/'))).toEqual([])
  expect(readFileSync(join(of, '事件/事件链.jsonl'), 'utf8')).not.toContain('只给他一个人看的')
})

test('a unit that only helps takes neither the volume nor the package', async () => {
  const on = await door.walkTo('signed_off')
  const help = {
    unit_id: door.crew.department.unit_id,
    route: 'administrative_mediation',
    because: '请来看一看。',
    assists: true,
  }
  const sent = await door.take('town', 'dispatch', on, help)
  expect(sent.status, sent.body).toBe(200)
  const helper = await door.as('department', on)
  const page = (await helper.get(`/api/disputes/${on.file_id}`)).json()
  expect(page.dossier.can_take).toBe(false)
  for (const what of ['pdf', 'archive']) {
    const answer = await helper.get(`/api/disputes/${on.file_id}/dossier/${what}`)
    expect([answer.statusCode, answer.json().code], what).toEqual([403, 'not_yours'])
  }
})

test('a zip with two entries of one name is refused, one with entries for folders is not', async () => {
  const { ZipFile } = await import('yazl')
  const made = async (name: string, fill: (zip: InstanceType<typeof ZipFile>) => void): Promise<string> => {
    const zip = new ZipFile()
    fill(zip)
    zip.end()
    const path = join(folder, name)
    await pipeline(zip.outputStream, createWriteStream(path))
    return path
  }
  const twice = await made('twice.zip', (zip) => {
    zip.addReadStream(Readable.from([Buffer.from('伪造的')]), '卷宗.pdf')
    zip.addReadStream(Readable.from([Buffer.from('真的')]), '卷宗.pdf')
  })
  await expect(unpack(twice, join(folder, 'twice'))).rejects.toThrow(TwiceNamed)
  const packed = await made('packed.zip', (zip) => {
    zip.addEmptyDirectory('文书')
    zip.addReadStream(Readable.from([Buffer.from('真的')]), '文书/001.pdf')
  })
  await unpack(packed, join(folder, 'packed'))
  expect(namesIn(join(folder, 'packed'))).toEqual(['文书/001.pdf'])
})
