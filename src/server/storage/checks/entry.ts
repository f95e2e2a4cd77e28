/** The side process that looks at what strangers send: see check-file.ts. Nothing else runs in it. */
import { serveJobs } from '../../side-jobs.ts'
import { checkFile } from './check-file.ts'
import { checkTemplate } from './template.ts'

const jobs = { check: checkFile, template: checkTemplate }
export type CheckJobs = typeof jobs
serveJobs(jobs)
