import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { PaperContent } from '#domain/disputes/consequences.ts'
import type { Part } from '#domain/disputes/parts.ts'
import { termsOf } from '#domain/signing/terms.ts'
import { isTestTime, now } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, type Scope } from '../db/scope.ts'
import { seeFile } from '../disputes/load.ts'
import { drawnPaper } from '../documents/stored-wordings.ts'
import { Problem } from '../http/problem.ts'
import type { PaperToDraw } from '../render/lay-out.ts'
import { drawPdf } from '../render/papers.ts'
import { keepBytes, readBytes } from '../seals/kept-bytes.ts'
import type { World } from '../world.ts'

type Agreement = Part<'agreement'>
/** Both hashes of an edition, in hex. */
export type SigningCopy = { terms_hash: string; pdf_hash: string }

/** SHA-256 of the terms of what is laid out; null of what was laid out before there were hashes. */
export function termsHash({ id, facts }: Agreement): Buffer | null {
  const terms = termsOf(id, facts)
  return (
    terms &&
    createHash('sha256')
      .update(canonicalize(terms) ?? '', 'utf8')
      .digest()
  )
}

/** The text of an edition as it is signed on a screen, where somebody opened it to sign. */
export async function signingCopyNamed(trx: Trx, agreementId: string, edition: unknown): Promise<SigningCopy | null> {
  const row = await trx
    .selectFrom('signing_copies')
    .select(['terms_hash', 'pdf_hash'])
    .where('agreement_id', '=', agreementId)
    .where('edition', '=', Number(edition))
    .executeTakeFirst()
  return row ? { terms_hash: row.terms_hash.toString('hex'), pdf_hash: row.pdf_hash.toString('hex') } : null
}

/** The PDF whose hash is signed, as it was kept when somebody first opened it to sign; null of every other paper. */
export async function keptToSign(world: World, scope: Scope, paperId: string): Promise<Buffer | null> {
  const row = await inScope(world.pool, scope, (trx) =>
    trx.selectFrom('signing_copies').select('pdf_hash').where('paper_id', '=', paperId).executeTakeFirst(),
  )
  return row ? readBytes(world.dataDir, row.pdf_hash) : null
}

/** The paper that was laid before the parties, to be drawn as whoever downloads it has it: the same bytes. */
async function paperToDraw(trx: Trx, fileId: string, paperId: string): Promise<PaperToDraw> {
  const row = await trx
    .selectFrom('papers')
    .select(['id', 'form', 'made_at', 'test_time', 'content'])
    .where('file_id', '=', fileId)
    .where('id', '=', paperId)
    .executeTakeFirstOrThrow()
  return { ...row, content: await drawnPaper(trx, row.content as PaperContent) }
}

/**
 * Both hashes of what is laid out, made when the first signer opens it: the PDF is drawn, kept under its hash, and then the row
 * says so, once and for ever. Drawn outside every transaction; of two who open it together one row stands, and both read that.
 * @throws Problem signing_copy_missing where it was laid out before there were hashes. @throws SideFailure where it was not drawn
 */
export async function signingCopyOf(
  world: World,
  scope: Scope,
  fileId: string,
  agreement: Agreement,
  left?: AbortSignal,
): Promise<SigningCopy> {
  const { laid_out, edition } = agreement.facts
  const terms_hash = termsHash(agreement)
  if (!laid_out || !terms_hash) throw new Problem('signing_copy_missing')
  const [known, paper] = await inScope(world.pool, scope, async (trx) => {
    const found = await signingCopyNamed(trx, agreement.id, edition)
    return [found, found ? null : await paperToDraw(trx, fileId, laid_out.paper_id)] as const
  })
  if (known || !paper) return known ?? never()
  const bytes = await (world.drawToSign ?? drawPdf)(paper, {}, left)
  const pdf_hash = await keepBytes(world.dataDir, bytes)
  return inScope(world.pool, scope, async (trx) => {
    await seeFile(trx, fileId)
    await trx
      .insertInto('signing_copies')
      .values({
        ...{ agreement_id: agreement.id, edition, file_id: fileId, paper_id: laid_out.paper_id },
        ...{ terms_hash, pdf_hash, bytes: bytes.length, made_at: now(), test_time: isTestTime() },
      })
      .onConflict((on) => on.doNothing())
      .execute()
    return (await signingCopyNamed(trx, agreement.id, edition)) ?? never()
  })
}

const never = (): never => {
  throw new Error('a signing copy is not there')
}
