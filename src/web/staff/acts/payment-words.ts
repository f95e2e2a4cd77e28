import type { PaymentView } from '#contract/agreements.ts'
import { sayDay } from '#web/lib/dates.ts'

/** One payment, in one line. */
export const payInWords = ({ on, how_says, what, amount, proof }: PaymentView): string =>
  `${sayDay(on)}，${how_says}${what ? `（${what}）` : ''}，${amount} 元${proof ? `；凭证：${proof}` : ''}`
