/** The process that fills a county's own Word templates (`papers.ts` starts it): nothing here is ever read by the server itself. */
import { serveJobs } from '../side-jobs.ts'
import { fillTemplate } from './fill-template.ts'
import type { TemplateValues } from './template-values.ts'

const jobs = {
  fill: ({ template, values }: { template: Uint8Array; values: TemplateValues }): Promise<Uint8Array> =>
    fillTemplate(template, values),
}
export type FillJobs = typeof jobs
serveJobs(jobs)
