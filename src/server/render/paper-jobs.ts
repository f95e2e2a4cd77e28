/** The process that draws papers (`papers.ts` starts it): nothing here is ever read by the server itself. */
import { serveJobs } from '../side-jobs.ts'
import { type PdfDrawer, pdfDrawer } from './draw-pdf.ts'
import type { Marks, PaperToDraw } from './lay-out.ts'

let ready: { drawer: PdfDrawer; fonts: string | null } | undefined
const jobs = {
  pdf: ({ paper, marks, fonts }: { paper: PaperToDraw; marks: Marks; fonts: string | null }): Uint8Array => {
    // One paper that is drawn without a county's fonts is no reason to draw the next one without them.
    if (ready?.fonts !== fonts) ready = { drawer: pdfDrawer(fonts), fonts }
    return ready.drawer.draw(paper, marks)
  },
  word: async ({ paper }: { paper: PaperToDraw }): Promise<Uint8Array> => {
    const { drawWord } = await import('./draw-word.ts')
    return drawWord(paper)
  },
}
export type PaperJobs = typeof jobs
serveJobs(jobs)
