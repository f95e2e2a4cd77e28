import { OnTheSpotInput } from '#domain/agreements/on-the-spot.ts'
import { endpoint } from './endpoint.ts'
import { OpenedFile } from './intake.ts'

/**
 * 现场调成: a matter settled in hand, written down on one page. The same steps as a long walk, in one transaction, each with
 * its own time and marked 事后登记; the law's conditions are those of each step.
 */
export const onTheSpot = endpoint({
  id: 'on_the_spot',
  method: 'POST',
  path: '/api/disputes/on-the-spot',
  summary: '现场调成：一页登记，逐步留痕',
  who: ['staff'],
  body: OnTheSpotInput,
  reply: OpenedFile,
  status: 201,
})
