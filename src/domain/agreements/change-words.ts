import type { ChangedTerms } from '../disputes/parts.ts'
import { dayWords } from '../documents/say-time.ts'
import { sayYuan } from './amounts.ts'

/** What would be changed, in one line. */
export const changeInWords = ({ due_on, amount, instalments }: ChangedTerms): string =>
  [
    amount === null ? '' : `总额改为 ${sayYuan(amount)}`,
    instalments.length > 0
      ? `没付的分 ${instalments.length} 期：${instalments.map((it) => `${dayWords(it.due_on)}以前 ${sayYuan(it.amount)}`).join('、')}`
      : due_on === null
        ? ''
        : `改到${dayWords(due_on)}以前`,
  ]
    .filter(Boolean)
    .join('；')
