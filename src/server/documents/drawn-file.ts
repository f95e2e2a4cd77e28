import { PDF, WORD } from '#contract/papers.ts'
import { Problem } from '../http/problem.ts'
import type { PaperToDraw } from '../render/lay-out.ts'
import { drawPdf, drawWord } from '../render/papers.ts'
import { SideFailure } from '../side-process.ts'

/** `.catch` of whatever the drawing process does. @throws Problem not_drawn, with why it was not */
export const orNotDrawn = (error: unknown): never => {
  if (!(error instanceof SideFailure)) throw error
  throw Object.assign(new Problem('not_drawn', { retryAfter: 5 }), { cause: error })
}

export type Drawing = { as: 'pdf' | 'word'; left: AbortSignal }
const KINDS = { pdf: { ending: 'pdf', type: PDF }, word: { ending: 'docx', type: WORD } } as const

export const pdfFile = (bytes: Uint8Array, name: string): File =>
  new File([new Uint8Array(bytes)], `${name}.pdf`, { type: PDF })

/** The paper as a file to keep. `left` tells that nobody waits for it any more. @throws Problem not_drawn */
export async function drawnFile(paper: PaperToDraw, name: string, { as, left }: Drawing): Promise<File> {
  const bytes = await (as === 'pdf' ? drawPdf(paper, {}, left) : drawWord(paper, left)).catch(orNotDrawn)
  const { ending, type } = KINDS[as]
  return new File([new Uint8Array(bytes)], `${name}.${ending}`, { type })
}
