import type { PaperBlock } from '#domain/documents/blocks.ts'
import { drawn } from '#domain/documents/forms.ts'
import { drawPdf } from '../render/papers.ts'
import { qrSvg } from '../render/qr.ts'
import type { CopyToDraw } from './make-copy.ts'

/** Where the seal stands: where the paper has a place for it, else at its end, with its day. */
function withSeal(
  blocks: readonly PaperBlock[],
  unit: string,
  on: string,
): { blocks: PaperBlock[]; stamped: string[] } {
  const places = blocks.filter((it) => it.kind === 'seal')
  if (places.length > 0) return { blocks: [...blocks], stamped: places.slice(0, 1).map((it) => it.unit) }
  return { blocks: [...blocks, { kind: 'seal', unit, on }], stamped: [unit] }
}

/** Draws a copy as papers are drawn, with its seal, and the QR and its line on every page. @throws SideFailure */
export function drawCopy(copy: CopyToDraw): Promise<Uint8Array> {
  const { id, form, content, made_at, test_time, check_url, line, committee, sealed_on, signatures = [] } = copy
  const { blocks, stamped } = withSeal(content.blocks, committee, sealed_on)
  return drawPdf(
    { id, form, content: drawn({ ...content, blocks }), made_at, test_time },
    { qr_svg: qrSvg(check_url), line, stamped, signatures },
  )
}
