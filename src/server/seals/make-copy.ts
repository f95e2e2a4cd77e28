import { createHash, X509Certificate } from 'node:crypto'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { capacityOf } from '#domain/identity/capacity.ts'
import { type Seal, sealsIn } from '#domain/seals/seal.ts'
import { isTestTime, now } from '../clock.ts'
import { crashPoint } from '../crash.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, wholeCounty } from '../db/scope.ts'
import { loadFile, seeFile } from '../disputes/load.ts'
import { maskName } from '../identity/masks.ts'
import { type NameWritten, namesWritten, withoutLine } from '../signing/names-written.ts'
import type { World } from '../world.ts'
import { makeCheckCode } from './check-code.ts'
import { contentHash } from './content-hash.ts'
import type { SealKey } from './device.ts'
import { keepBytes } from './kept-bytes.ts'

/** What a copy is drawn from: the frozen paper, and what stands on its pages besides. */
export type CopyToDraw = {
  id: string
  form: string
  content: PaperContent
  made_at: string
  test_time: boolean
  /** The address behind the QR, and the line beside it. */
  check_url: string
  line: string
  /** Whose seal stands in the seal's place. */
  committee: string
  sealed_on: string
  /** The names that were written on glass, each at its own line. */
  signatures?: NameWritten[]
}
export type DrawCopy = (copy: CopyToDraw) => Promise<Uint8Array>
/** What the worker makes copies with; a server process has none of it. */
export type CopyTools = { draw: DrawCopy; keys: SealKey }

export const BLOCK = 4096
/** The first eight bytes of the SHA-256 of each block: enough to say where a byte was changed. */
export function blockHashes(bytes: Uint8Array): Buffer {
  const hashes: Buffer[] = []
  for (let at = 0; at < bytes.length; at += BLOCK)
    hashes.push(
      createHash('sha256')
        .update(bytes.subarray(at, at + BLOCK))
        .digest()
        .subarray(0, 8),
    )
  return Buffer.concat(hashes)
}

/** The number a paper carries; before it has one of its own, the file's. */
export const numberOf = (content: PaperContent): string => {
  for (const block of content.blocks) {
    if (block.kind === 'number') return block.text
    if (block.kind === 'field' && block.label === '编号') return block.text
  }
  return ''
}

/** Whose paper it is, as a stranger may read it: masked, a child not at all (未成年人保护法 103). */
function maskedPeople(parts: readonly Part[], ids: readonly string[], today: string): string[] {
  return partsOf(parts, 'party')
    .filter((it) => ids.includes(it.id))
    .map(({ facts }) => {
      if (facts.kind === 'organisation') return facts.name
      return capacityOf(facts.capacity, today) === 'full' ? maskName(facts.name) : '（依法不显示姓名）'
    })
}

/** What anyone who scans the paper is told of it. */
type Told = { number: string; people: readonly string[]; issued_on: string; test_time: boolean }
/**
 * What is signed together with the bytes: which seal on which content, so that no other signed file can take its place, and what
 * is told of it, so that nobody changes that in the register either. @param signed what was signed on glass, strokes and all
 */
export const reasonOf = (seal: Pick<Seal, 'id' | 'title'>, hash: Buffer, told: Told, signed?: string): string =>
  [seal.title, seal.id, hash.toString('hex'), contentHash(told).toString('hex'), ...(signed ? [signed] : [])].join(' ')

const sealUnder = async (trx: Trx, sealId: string) => {
  const effect = await trx.selectFrom('effects').select('file_id').where('id', '=', sealId).executeTakeFirst()
  const loaded = effect && (await loadFile(trx, effect.file_id, false))
  const seal = loaded && sealsIn(loaded.parts).find((it) => it.id === sealId)
  if (!loaded || !seal) throw new Error(`there is no seal ${sealId}`)
  const [paper, county, done] = await Promise.all([
    trx
      .selectFrom('papers')
      .select(['id', 'form', 'content', 'made_at', 'test_time', 'for_parties'])
      .where('id', '=', seal.paper_id)
      .executeTakeFirstOrThrow(),
    trx.selectFrom('county').select('name').executeTakeFirstOrThrow(),
    trx.selectFrom('issued_papers').select('id').where('id', '=', sealId).executeTakeFirst(),
  ])
  const last = await trx
    .selectFrom('issued_papers')
    .select('certificate')
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const agreement = partsOf(loaded.parts, 'agreement').find((it) => it.id === seal.agreement_id)
  const written =
    agreement && paper.form === 'D-08' ? await namesWritten(trx, effect.file_id, agreement, loaded.parts) : null
  return {
    loaded,
    seal,
    paper,
    written,
    county: county.name,
    isDone: done !== undefined,
    last: last?.certificate ?? null,
  }
}

/**
 * Makes the copy of a sealed paper: draws what was frozen with the QR on every page, puts the committee's signature on it,
 * keeps the bytes, and then writes the row that says so. Whatever fails on the way leaves the seal as it is: the copy is made
 * when it is tried again. One that is there already is never made a second time.
 */
export async function makeCopy(world: World, tools: CopyTools, sealId: string): Promise<void> {
  const at = now()
  const scope = wholeCounty(dayIn(at))
  const { loaded, seal, paper, written, county, isDone, last } = await inScope(world.pool, scope, (trx) =>
    sealUnder(trx, sealId),
  )
  if (isDone) return
  const content = paper.content as PaperContent
  // Rather no copy yet than one on which a signature is missing.
  const [lost] = withoutLine(written?.names ?? [], content)
  if (lost) throw new Error(`paper ${paper.id} has no line for a name that was written under it (${lost.role})`)
  const hash = contentHash(content)
  const day = dayIn(seal.at)
  const number = numberOf(content) || loaded.file.short_code
  const code = makeCheckCode(world.keys.check, { id: seal.id, day, hash: hash.toString('hex'), number })
  const drawn = await tools.draw({
    ...{ id: paper.id, form: paper.form, content, made_at: paper.made_at, test_time: paper.test_time },
    check_url: `${world.publicUrl}/check/${code}`,
    line: `${seal.committee} 盖章件 ${day} 内容指纹 ${hash.toString('hex').slice(0, 16)}`,
    ...{ committee: seal.committee, sealed_on: day, signatures: written?.names ?? [] },
  })
  // Read here, so that a server process never has them in memory.
  const [{ committeeDevice }, { signPdf }] = await Promise.all([import('./keys.ts'), import('./sign-pdf.ts')])
  const who = { unit_id: seal.unit_id, name: seal.committee, county }
  const device = committeeDevice(world.dataDir, who, tools.keys, new Date(at), {
    signedBefore: last !== null && kindOf(last) === tools.keys,
    making: (name) => console.log(`新做了印章密钥 ${name}：请再备份一次密钥文件夹 ${world.dataDir}/keys。`),
  })
  const applicants = partsOf(loaded.parts, 'party').filter(({ facts }) => facts.side === 'applicant')
  const people = maskedPeople(loaded.parts, paper.for_parties ?? applicants.map(({ id }) => id), dayIn(at))
  const told = { number, people, issued_on: day, test_time: isTestTime() }
  const words = { name: seal.committee, reason: reasonOf(seal, hash, told, written?.digest), location: county }
  const bytes = await signPdf(drawn, device, words, new Date(at))
  const sha256 = await keepBytes(world.dataDir, bytes)
  crashPoint('copy_kept')
  await inScope(world.pool, scope, async (trx) => {
    await seeFile(trx, loaded.file.id)
    await trx
      .insertInto('issued_papers')
      .values({
        ...{ id: seal.id, file_id: loaded.file.id, paper_id: paper.id, ...told },
        ...{ content_hash: hash, bytes: bytes.length, sha256, block_hashes: blockHashes(bytes) },
        sm3: createHash('sm3').update(bytes).digest(),
        certificate: certificatePem(device.chain[0]),
        ...{ check_code: code, made_at: at },
      })
      .onConflict((on) => on.doNothing())
      .execute()
  })
}

const kindOf = (certificate: string): SealKey =>
  new X509Certificate(certificate).publicKey.asymmetricKeyType === 'rsa' ? 'rsa' : 'ecdsa'

const certificatePem = (der: Uint8Array | undefined): string =>
  `-----BEGIN CERTIFICATE-----\n${(
    Buffer.from(der ?? [])
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n')}\n-----END CERTIFICATE-----\n`
