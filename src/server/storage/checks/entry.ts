/** The side process that looks at what strangers send: see check-file.ts. Nothing else runs in it. */
import { serveJobs } from '../../side-jobs.ts'
import { checkFile } from './check-file.ts'
import { checkTemplate } from './template.ts'

const jobs = {
  check: checkFile,
  template: checkTemplate,
  // Its reader is read in when the first page of paper comes.
  codes: async (of: Parameters<typeof import('./read-codes.ts').readCodes>[0]): Promise<(string | null)[]> => {
    const { readCodes } = await import('./read-codes.ts')
    return readCodes(of)
  },
}
export type CheckJobs = typeof jobs
serveJobs(jobs)
