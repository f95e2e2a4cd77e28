import type { ObligationView } from '#contract/agreements.ts'
import { sayDay } from '#web/lib/dates.ts'
import { isAmountOpen, isLasting, isMineToDo, isMineToGet, mayConfirm } from './owed-words.ts'

type Owed = Pick<
  ObligationView,
  'status' | 'days_left' | 'due_on' | 'debtors' | 'creditors' | 'lasting_says' | 'nature'
>

/** Whether its day is over and nobody has done it: as the record says, or as the calendar does before the night's round. */
export const isLate = ({ status, days_left }: Pick<Owed, 'status' | 'days_left'>): boolean =>
  status === 'breached' || (status === 'due' && days_left !== null && days_left < 0)

/** Late, and it is she who waits for it: of several it is owed to, not the one who has confirmed hers. */
export const isLateForMe = (owed: Owed & Pick<ObligationView, 'amount' | 'can'>): boolean =>
  isLate(owed) && isMineToGet(owed) && !isMineToDo(owed) && !isLasting(owed) && (mayConfirm(owed) || isAmountOpen(owed))

/** Told what the law gives her, after the other side did not do it: that is no end for her. */
export const isLeftToClaim = (owed: Pick<Owed, 'status' | 'creditors'>): boolean =>
  owed.status === 'sent_to_enforcement' && isMineToGet(owed)

const MISSED: Record<string, string> = { pay: '没有付', deliver: '没有交' }

/** Who has not done what, as a heading: 麻有根到期没有付. */
export const sayLate = ({ debtors, nature }: Pick<Owed, 'debtors' | 'nature'>): string =>
  `${debtors.map((it) => it.name).join('、')}到期${MISSED[nature] ?? '没有做到'}`

/** Since when: 说好最晚 2026年11月16日，已经超过 6 天. */
export function sayLateSince({ due_on, days_left }: Pick<Owed, 'due_on' | 'days_left'>): string {
  if (due_on === null) return ''
  return `说好最晚 ${sayDay(due_on)}${days_left !== null && days_left < 0 ? `，已经超过 ${-days_left} 天` : ''}。`
}

/** What the office does about it (人民调解法 31): it urges, and comes to ask. */
export function sayWeDo({ status, late }: Pick<ObligationView, 'status' | 'late'>, unit: string): string {
  if (status !== 'breached') return `${unit}会提醒对方，接着督促，也会来回访。`
  const urged = late?.urged ?? []
  return urged.length > 0
    ? `${unit}已经督促过 ${urged.length} 次，发了履行督促书，会接着催，也会来回访。`
    : `${unit}已经发出到期未履行提醒；接着会打电话或者上门督促，也会来回访。`
}

/**
 * What is open to her now, each in a sentence; the order is from the lightest to the gravest. `confirmBy`: the last day on
 * which both may ask a court to confirm the agreement, while there is one.
 */
export function waysToClaim({ nature }: Pick<Owed, 'nature'>, confirmBy: string | null): string[] {
  return [
    '想给对方宽限几天也行：要双方都同意。',
    ...(confirmBy === null
      ? []
      : [
          `${sayDay(confirmBy)}以前，可以和对方一起请法院确认这份协议，不收钱；确认以后对方再不办，可以直接申请强制执行。`,
        ]),
    '可以就这份协议向人民法院起诉，不用等我们同意。',
    ...(nature === 'pay' ? ['是欠钱的，也可以向人民法院申请支付令。'] : []),
    '协议已经由法院确认过的，可以向法院申请强制执行：从说好的最后一天算起，一般 2 年以内。',
  ]
}
export const CLAIM_LAW = '依据：人民调解法第三十一条至第三十三条；民事诉讼法第二百二十五条、第二百五十条。'

const TODAY: Record<string, string> = { pay: '今天就付', deliver: '今天就交' }

/** What whoever is late can do today, and what follows if she does not. */
export const whatToDoToday = ({ nature }: Pick<Owed, 'nature'>): string[] => [
  `${TODAY[nature] ?? '今天就做'}，办好了在下面说一声，等对方确认。`,
  '有困难就打电话给我们，可以请对方商量改期：要双方都同意。',
  '一直不办，对方可以向人民法院起诉；协议由法院确认过的，可以申请强制执行。',
]
