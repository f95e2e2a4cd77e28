import { join } from 'node:path'
import { SideFailure, sideProcess } from '../side-process.ts'
import type { Marks, PaperToDraw } from './lay-out.ts'
import type { PaperJobs } from './paper-jobs.ts'

const side = sideProcess<PaperJobs>({
  entry: join(import.meta.dirname, 'paper-jobs.ts'),
  // Whoever reads one paper often reads the next: starting again costs a second.
  idleMilliseconds: 60_000,
})

let fonts: string | null = null
/** From now on papers are drawn with a county's own fonts first; null: with those that come with the product. */
export function drawWithFontsIn(folder: string | null): void {
  fonts = folder
}

/**
 * The paper as PDF/A-2b: the same bytes for the same paper and marks.
 * @throws SideFailure when it was not drawn
 */
export async function drawPdf(paper: PaperToDraw, marks: Marks = {}): Promise<Uint8Array> {
  try {
    return await side.ask('pdf', { paper, marks, fonts })
  } catch (error) {
    if (fonts === null || !(error instanceof SideFailure) || error.reason !== 'ended') throw error
    // A font file can bring the whole renderer down: from now on without them, until the next start.
    fonts = null
    return side.ask('pdf', { paper, marks, fonts })
  }
}

/** The paper for Word, to be edited. @throws SideFailure when it was not made */
export const drawWord = (paper: PaperToDraw): Promise<Uint8Array> => side.ask('word', { paper })
