import { join } from 'node:path'
import { SideFailure, sideProcess } from '../side-process.ts'
import type { FillJobs } from './fill-jobs.ts'
import type { Marks, PaperToDraw } from './lay-out.ts'
import type { PaperJobs } from './paper-jobs.ts'
import type { TemplateValues } from './template-values.ts'

const side = sideProcess<PaperJobs>({
  entry: join(import.meta.dirname, 'paper-jobs.ts'),
  // Whoever reads one paper often reads the next: starting again costs a second.
  idleMilliseconds: 60_000,
})

/** The process that draws, while there is one: for measuring it. */
export const drawingProcess = (): number | null => side.pid

let fonts: string | null = null
/** From now on papers are drawn with a county's own fonts first; null: with those that come with the product. */
export function drawWithFontsIn(folder: string | null): void {
  fonts = folder
}
/** The folder papers are drawn from now: the volume is drawn with the same letters. */
export const fontsInUse = (): string | null => fonts

/**
 * The paper as PDF/A-2b: the same bytes for the same paper, marks and fonts.
 * @param unwanted tells that nobody waits for it any more: then it is not begun
 * @throws SideFailure when it was not drawn
 */
export async function drawPdf(paper: PaperToDraw, marks: Marks = {}, unwanted?: AbortSignal): Promise<Uint8Array> {
  const draw = (from: string | null) => side.ask('pdf', { paper, marks, fonts: from }, undefined, unwanted)
  // A process may fall for any reason: the same paper is to be the same bytes. A font file that brings it down with this
  // paper does so again, and then this one paper, and no other, is drawn without it.
  for (const own of fonts === null ? [] : [fonts, fonts]) {
    const drawn = await draw(own).catch(fallen)
    if (drawn) return drawn
  }
  return draw(null)
}

/** Nothing where the process fell; everything else is not to be tried again. */
const fallen = (error: unknown): null => {
  if (error instanceof SideFailure && error.reason === 'ended') return null
  throw error
}

/** The paper for Word, to be edited. @throws SideFailure when it was not made */
export const drawWord = (paper: PaperToDraw, unwanted?: AbortSignal): Promise<Uint8Array> =>
  side.ask('word', { paper }, undefined, unwanted)

/** Templates are a county's own: what one of them brings down is no paper anybody else waits for. */
const filler = sideProcess<FillJobs>({
  entry: join(import.meta.dirname, 'fill-jobs.ts'),
  limitMilliseconds: 10_000,
  heapMegabytes: 384,
  mostWaiting: 20,
})

/** A county's own Word template with a paper's values in it. @throws SideFailure when it was not made */
export const fillWord = (template: Uint8Array, values: TemplateValues, unwanted?: AbortSignal): Promise<Uint8Array> =>
  filler.ask('fill', { template, values }, undefined, unwanted)
