/** The process that binds volumes (`bind.ts` starts it): a volume of pictures takes seconds, and no single paper waits for it. */
import { serveJobs } from '../side-jobs.ts'
import { type Binder, volumeBinder } from './bind-pdf.ts'
import { isBindable } from './copy-pages.ts'
import type { Bound, Volume } from './sheets.ts'

let ready: { binder: Binder; fonts: string | null } | undefined
const jobs = {
  bind: ({ volume, fonts }: { volume: Volume; fonts: string | null }): Promise<Bound> => {
    if (ready?.fonts !== fonts) ready = { binder: volumeBinder(fonts), fonts }
    return ready.binder.bind(volume)
  },
  /** Whether a sealed copy's pages can stand in a volume. */
  isBindable: ({ path }: { path: string }): Promise<boolean> => isBindable(path),
}
export type BindJobs = typeof jobs
serveJobs(jobs)
