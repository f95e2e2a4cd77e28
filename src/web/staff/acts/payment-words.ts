import type { PaymentView } from '#contract/agreements.ts'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { sayDay } from '#web/lib/dates.ts'

/** One payment, in one line. */
export const payInWords = ({ on, how_says, what, amount, proof, from, to }: PaymentView): string =>
  `${from ? `${from}，` : ''}${sayDay(on)}，${how_says}${to ? `给${to.name}` : ''}${what ? `（${what}）` : ''}，${sayYuan(amount)}${proof ? `；凭证：${proof}` : ''}`
