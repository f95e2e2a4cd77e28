import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FORMS } from '#domain/documents/forms.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { signPastDays } from '#server/disputes/day-heads.ts'
import { checkArchive } from '#server/dossier/check-archive.mjs'
import { makeCopy } from '#server/seals/make-copy.ts'
import { endSideProcesses } from '#server/side-process.ts'
import { soundUpload } from '#test/evidence.ts'
import { smallPdf } from '#test/small-pdf.ts'
import { type Walks, walks } from '#test/walks.ts'
import { danger, handedOver, type Walk, type Who } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'
import { unpack } from '../../../scripts/verify-archive.ts'

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
const run = (of: string) => spawnSync(process.execPath, ['核对.mjs'], { cwd: of, encoding: 'utf8' })

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
  const good = await checkFolder(whole)
  expect(run(whole)).toMatchObject({ status: 0, stdout: `${good.says}\n` })
  expect(good.says).toContain('全部一致')
  expect(good.code).toBe(0)
  // What was given in confidence and who is in danger: not a word, only their places in the chain.
  const words = names.filter((it) => /\.(jsonl?|csv|txt)$/.test(it)).map((it) => readFileSync(join(whole, it), 'utf8'))
  expect(words.join('\n')).not.toMatch(/只说给调解员的话|激化风险/)
  expect(good.says).toMatch(/其中 [2-9] 步内容保密，只核对衔接）、[1-9] 个签名日/)
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
      new RegExp(`✘ ${quoted(name)}|✘ .*${name === '校验.sha256' ? '' : '签名'}`),
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
  // Whoever changes a step and counts every fingerprint again still lacks the key.
  const recount = (at: (name: string) => string) => {
    const sums = readFileSync(at('校验.sha256'), 'utf8').replaceAll(/^[0-9a-f]{64} {2}(.+)$/gm, (_, name: string) => {
      return `${createHash('sha256')
        .update(readFileSync(at(name)))
        .digest('hex')}  ${name}`
    })
    writeFileSync(at('校验.sha256'), sums)
  }
  const chain = '事件/事件链.jsonl'
  await spoil(
    'rewritten',
    (at) => {
      writeFileSync(at(chain), readFileSync(at(chain), 'utf8').replace('水沟', '围墙'))
      recount(at)
    },
    /事件链\.jsonl 第 \d+ 步：内容被改过[\s\S]*|签名\.json：签名对不上/,
  )
  await spoil(
    'cut short',
    (at) => {
      const lines = readFileSync(at(chain), 'utf8').trimEnd().split('\n')
      writeFileSync(at(chain), `${lines.slice(0, -2).join('\n')}\n`)
      recount(at)
    },
    /可能被截断/,
  )
  const heads = '事件/每日签名.json'
  await spoil(
    'another day',
    (at) => {
      writeFileSync(at(heads), readFileSync(at(heads), 'utf8').replace(/"root": "./, '"root": "x'))
      recount(at)
    },
    /每日签名\.json \d{4}-\d\d-\d\d：当天的签名不对/,
  )
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
