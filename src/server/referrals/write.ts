import { partWriter } from '../disputes/part-table.ts'

/** The one writer of `referrals`. */
export const referrals = partWriter('referrals')
