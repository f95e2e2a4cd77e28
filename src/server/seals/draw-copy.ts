import { drawn } from '#domain/documents/forms.ts'
import { drawPdf } from '../render/papers.ts'
import { qrSvg } from '../render/qr.ts'
import type { CopyToDraw } from './make-copy.ts'

/** Draws a copy as papers are drawn, with the QR and its line on every page. @throws SideFailure */
export const drawCopy = ({ id, form, content, made_at, test_time, check_url, line }: CopyToDraw): Promise<Uint8Array> =>
  drawPdf({ id, form, content: drawn(content), made_at, test_time }, { qr_svg: qrSvg(check_url), line })
