import type { z } from 'zod'
import { PDF } from '#contract/papers.ts'
import type { Paper } from '#contract/shared.ts'
import { shortHash } from '#domain/evidence/words.ts'
import type { PaperToSign } from '#domain/returned/facts.ts'
import { isOvertaken } from '#domain/returned/pages.ts'
import { inScope } from '../db/scope.ts'
import { loadFile } from '../disputes/load.ts'
import { type Asked, handOver, paperFor } from '../documents/download.ts'
import { orNotDrawn } from '../documents/drawn-file.ts'
import { inTurn } from '../documents/turns.ts'
import type { Asker } from '../http/caller.ts'
import { Problem } from '../http/problem.ts'
import { drawPdf } from '../render/papers.ts'
import { qrSvg } from '../render/qr.ts'
import { openPdf } from '../seals/read-pdf.ts'
import type { World } from '../world.ts'
import { paperToSign } from './find.ts'
import { makePageCode } from './page-code.ts'

type Read = z.input<typeof Paper>
const EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'

const lineOf = ({ content_hash, edition }: PaperToSign): string =>
  `打印签字件${edition === null ? '' : `（第 ${edition} 版）`}　内容指纹 ${shortHash(content_hash)}　签好以后逐页拍照或者扫描交回，二维码要拍清楚`

/** How many pages the paper has when it is printed to be signed. @throws SideFailure */
export async function pagesInPrint(paper: Read, of: PaperToSign, unwanted?: AbortSignal): Promise<number> {
  const bytes = await drawPdf(paper, { qr_svg: EMPTY, line: lineOf(of) }, unwanted)
  return openPdf(Buffer.from(bytes)).pages
}

/** The paper as it is signed by hand: on each page a code that says which paper, edition and page it is. @throws SideFailure */
export async function drawToSign(
  world: Pick<World, 'keys' | 'publicUrl'>,
  paper: Read,
  of: PaperToSign,
  unwanted?: AbortSignal,
): Promise<Uint8Array> {
  const pages = await pagesInPrint(paper, of, unwanted)
  const codes = Array.from({ length: pages }, (_, nth) =>
    makePageCode(world.keys.check, {
      ...{ paper_id: of.id, edition: of.edition ?? 0, page: nth + 1, of: pages, hash: of.content_hash },
    }),
  )
  const qr_svgs = codes.map((code) => qrSvg(`${world.publicUrl}/check/${code}`))
  return drawPdf(paper, { qr_svgs, line: lineOf(of) }, unwanted)
}

/**
 * A paper to be printed and signed by hand, for whoever of an office reads it there; taking it along is a look.
 * @throws Problem not_found · not_yours · paper_not_signed_by_hand · print_overtaken · drawing_already · not_drawn
 */
export async function printOf(
  world: World,
  asker: Extract<Asker, { kind: 'staff' }>,
  asked: Asked,
  left: AbortSignal,
): Promise<File> {
  const { paper, name } = await paperFor(world, asker, asked)
  const of = await inScope(world.pool, asker.scope, async (trx) => {
    const loaded = await loadFile(trx, asked.file_id, false)
    const found = loaded && (await paperToSign(trx, asked.file_id, asked.paper_id))
    if (!loaded || !found) throw new Problem('not_found')
    if (found.lines.length === 0) throw new Problem('paper_not_signed_by_hand')
    if (isOvertaken(loaded, found)) throw new Problem('print_overtaken')
    return found
  })
  const bytes = await inTurn(asker, () => drawToSign(world, paper, of, left)).catch(orNotDrawn)
  return handOver(world, asker, asked, new File([new Uint8Array(bytes)], `${name} 打印签字.pdf`, { type: PDF }))
}
