import { createHash, sign } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ZipFile } from 'yazl'
import { dayIn } from '#domain/clocks/calendar.ts'
import { keptFor } from '#domain/documents/binding-forms.ts'
import { mediationOf } from '#domain/documents/file-on-paper.ts'
import { now } from '../clock.ts'
import { inScope } from '../db/scope.ts'
import { inTurn } from '../documents/turns.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { nameForDisc } from '../http/send-file.ts'
import { command } from '../packed.ts'
import { drawPdf } from '../render/papers.ts'
import { pathOfBytes, readBytes } from '../seals/kept-bytes.ts'
import { originalKey } from '../storage/store.ts'
import type { World } from '../world.ts'
import { catalogueCsv, catalogueJson, type Kept, README, sumsOf } from './archive-words.ts'
import { bindVolume } from './bind.ts'
import { type ChainFiles, chainFiles } from './events.ts'
import { type Gathered, gatherDossier } from './gather.ts'
import type { Bound } from './sheets.ts'
import { type Leaving, nameOf, orNotBound, writeTaking } from './take-dossier.ts'
import { workFolder } from './work-folder.ts'

const CHECKER = join(import.meta.dirname, 'check-archive.mjs')
type Staff = Extract<Asker, { kind: 'staff' }>
/** A file before it is in the package. `sha256`: what it must be, where that is known. */
type Coming = Pick<Kept, 'name' | 'title' | 'kind'> & {
  open: () => Readable | Promise<Readable>
  sha256?: string
  packed?: boolean
}

const text = (name: string, title: string, kind: Kept['kind'], content: string): Coming => ({
  ...{ name, title, kind },
  open: () => Readable.from([Buffer.from(content, 'utf8')]),
})

/** Names are told apart by their number: two files of one name stand side by side. */
const numbered = (nth: number): string => String(nth).padStart(3, '0')
const ENDS = /\.[a-z0-9]{1,5}$/i

/** Every paper of the volume by itself, as anybody who may read it takes it along. @throws SideFailure */
async function papersTo(folder: string, { papers }: Gathered, left: AbortSignal): Promise<Coming[]> {
  const coming: Coming[] = []
  for (const [at, { paper }] of papers.entries()) {
    const path = join(folder, `paper-${at}.pdf`)
    await writeFile(path, await drawPdf(paper, {}, left))
    const { title } = paper.content
    const name = `文书/${numbered(at + 1)} ${nameForDisc(title)} ${dayIn(paper.made_at)}.pdf`
    coming.push({ name, title, kind: '文书', open: () => createReadStream(path), packed: true })
  }
  return coming
}

/** Sealed copies as they were given out. @throws Problem original_missing */
async function copiesOf(world: World, { papers }: Gathered): Promise<Coming[]> {
  const coming: Coming[] = []
  for (const [at, { paper, copy }] of papers.entries()) {
    if (!copy) continue
    const { title } = paper.content
    if (!(await readBytes(world.dataDir, copy.sha256))) throw missing(`${title}的盖章件`)
    const sha256 = copy.sha256.toString('hex')
    const name = `盖章件/${numbered(at + 1)} ${nameForDisc(`${title} ${copy.number}`)}.pdf`
    const open = () => createReadStream(pathOfBytes(world.dataDir, sha256))
    coming.push({ name, title, kind: '盖章件', sha256, open, packed: true })
  }
  return coming
}

const missing = (what: string): Problem =>
  new Problem('original_missing', {
    next: `读不出来的是：${what}。请告诉系统管理员运行 npm run verify，并从备份恢复；整卷 PDF 可以先下载。`,
  })

const opened = (world: World, sha256: string): Promise<Readable | null> =>
  world.files.store.read(originalKey(sha256)).catch(() => null)

/** Whether the bytes in the store are still what was handed in. */
async function isWhole(bytes: Readable, sha256: string): Promise<boolean> {
  const hash = createHash('sha256')
  try {
    for await (const piece of bytes) hash.update(piece as Buffer)
  } catch {
    return false
  }
  return hash.digest('hex') === sha256
}

/** Originals of evidence. That each is there and whole is looked at before anything is sent. @throws Problem original_missing */
async function originalsOf(world: World, { evidence }: Gathered): Promise<Coming[]> {
  const coming: Coming[] = []
  for (const { facts, status } of evidence) {
    const { file, number, what } = facts
    if (!file || (status !== 'kept' && status !== 'shown')) continue
    const there = await opened(world, file.sha256)
    if (!there || !(await isWhole(there, file.sha256))) throw missing(`第 ${number} 号证据（${what}）`)
    const ending = ENDS.exec(file.name)?.[0].toLowerCase() ?? ''
    const name = `证据/${numbered(number)} ${nameForDisc(`${what} ${file.name.replace(ENDS, '')}`)}${ending}`
    const open = async () => {
      const bytes = await opened(world, file.sha256)
      if (!bytes) throw missing(`第 ${number} 号证据（${what}）`)
      return bytes
    }
    coming.push({ name, title: what, kind: '证据', sha256: file.sha256, open, packed: true })
  }
  return coming
}

/** What the volume is, for whoever files it. The fields are the county's own convention, and say so. */
const metadata = (gathered: Gathered, chain: ChainFiles, bound: Bound): string => {
  const { here, loaded, title, number, isOver, moved_at, test_time, papers, evidence } = gathered
  const mediation = mediationOf(here)
  return `${JSON.stringify(
    {
      说明: '字段是本县约定，不是某一项标准的全部要求',
      题名: title,
      卷号: number,
      查询编号: loaded.file.short_code,
      一案一码: loaded.file.code,
      责任者: mediation?.facts.in_name_of ?? loaded.responsible.name,
      立卷单位: loaded.responsible.name,
      年度: loaded.file.received_at.slice(0, 4),
      收到请求: loaded.file.received_at,
      最后一步: moved_at,
      做包时间: now(),
      步数: loaded.head.seq,
      末步指纹: chain.last,
      已经办结: isOver,
      保管期限: `${keptFor(here)}（本县约定，立卷时核定）`,
      卷: '正卷',
      整卷页数: bound.numbered,
      文书份数: papers.length,
      证据份数: evidence.length,
      内容不随包的步数: chain.withheld,
      还没有签名的日子: chain.unsigned,
      缺: gathered.missing.map(({ name, says }) => `${name}：${says}`),
      语种: '中文',
      载体: '电子',
      测试时间: test_time,
      案卷编号: loaded.file.id,
    },
    null,
    1,
  )}\n`
}

/** The day every file of the package bears, and that nobody takes it any more. */
type How = { at: Date; gone: AbortSignal }

/** Passes a file on into the package, counting its fingerprints on the way. @throws where it is not what it was */
async function add(zip: ZipFile, { name, title, kind, open, sha256: known, packed }: Coming, how: How): Promise<Kept> {
  const sha256 = createHash('sha256')
  const sm3 = createHash('sm3')
  let bytes = 0
  const counting = new Transform({
    transform(piece: Buffer, _, done) {
      sha256.update(piece)
      sm3.update(piece)
      bytes += piece.length
      done(null, piece)
    },
  })
  zip.addReadStream(counting, name, { mtime: how.at, mode: 0o100644, compress: packed !== true })
  await pipeline(await open(), counting, { signal: how.gone })
  const hash = sha256.digest('hex')
  if (known !== undefined && known !== hash) throw new Error('a file of the package is not what it was')
  return { name, title, kind, bytes, sha256: hash, sm3: sm3.digest('hex'), from: kind === '证据' ? (known ?? '') : '' }
}

/** One file after another, and last what tells of them all. */
async function fill(world: World, zip: ZipFile, files: readonly Coming[], how: How): Promise<void> {
  const kept: Kept[] = []
  for (const file of files) kept.push(await add(zip, file, how))
  const about: Kept[] = []
  for (const file of [
    text('目录.csv', '目录', '元数据', catalogueCsv(kept)),
    text('目录.json', '目录', '元数据', catalogueJson(kept)),
  ])
    about.push(await add(zip, file, how))
  const sums = sumsOf([...kept, ...about])
  await add(zip, text('校验.sha256', '校验', '元数据', sums), how)
  const said = `fengqiao archive ${createHash('sha256').update(sums, 'utf8').digest('hex')}`
  const signature = sign(null, Buffer.from(said), world.keys.head).toString('base64url')
  await add(
    zip,
    text(
      '签名.json',
      '签名',
      '元数据',
      `${JSON.stringify({ 算法: 'Ed25519', 签的是: said, 签名: signature }, null, 1)}\n`,
    ),
    how,
  )
  zip.end()
}

/**
 * The archive package of a file, as a stream. What may fail is drawn and looked for before the first byte goes out; a fault after
 * that cuts the download off, and never ends it as if it were whole.
 * @throws Problem not_found · not_yours · relation_found · drawing_already · not_bound · original_missing
 */
export const archiveOfFile = (world: World, asker: Staff, fileId: string, left: AbortSignal): Promise<Leaving> =>
  inTurn(asker, async () => {
    const { gathered, chain } = await inScope(world.pool, asker.scope, async (trx) => {
      const found = await gatherDossier(world, trx, asker, fileId)
      return { gathered: found, chain: await chainFiles(world, trx, found) }
    })
    const folder = await workFolder(world.dataDir)
    try {
      const originals = await originalsOf(world, gathered)
      const copies = await copiesOf(world, gathered)
      const volume = join(folder.path, 'volume.pdf')
      const bound = await bindVolume(world, gathered, { folder: folder.path, to: volume }, left).catch(orNotBound)
      const papers = await papersTo(folder.path, gathered, left).catch(orNotBound)
      const readme = README({
        title: gathered.title,
        number: gathered.number,
        withheld: chain.withheld,
        verify: command('verify'),
      })
      const files: Coming[] = [
        text('读我.txt', '说明', '说明', readme),
        { name: '核对.mjs', title: '核对程序', kind: '程序', open: () => createReadStream(CHECKER) },
        { name: '卷宗.pdf', title: '整卷', kind: '整卷', open: () => createReadStream(volume), packed: true },
        ...papers,
        ...copies,
        ...originals,
        text('事件/事件链.jsonl', '事件链', '事件', chain.chain),
        text('事件/每日签名.json', '每日签名', '事件', chain.heads),
        text('事件/公钥.pem', '签名公钥', '事件', chain.public_key),
        text('元数据.json', '元数据', '元数据', metadata(gathered, chain, bound)),
      ]
      await writeTaking(world, asker, fileId, 'archive')
      // Read when the first package is made, and not by a server that makes none.
      const { ZipFile } = await import('yazl')
      const zip = new ZipFile()
      const bytes = zip.outputStream
      const gone = new AbortController()
      zip.on('error', (error) => bytes.destroy(error))
      // Whoever sends it hears of a fault as well; until then it is nobody's.
      bytes.on('error', () => undefined)
      bytes.once('close', () => {
        gone.abort()
        void folder.remove()
      })
      left.addEventListener('abort', () => bytes.destroy(), { once: true })
      const how = { at: new Date(gathered.moved_at), gone: gone.signal }
      void fill(world, zip, files, how).catch((error: Error) => bytes.destroy(error))
      return { name: `${nameOf(gathered, '档案包')}.zip`, bytes, size: null }
    } catch (error) {
      await folder.remove()
      throw error
    }
  })
