import { sayYuan } from '../agreements/amounts.ts'
import type { Clause } from '../agreements/clauses.ts'
import { whatOwed } from '../agreements/what-owed.ts'
import { dueInWords } from '../agreements/words.ts'
import type { AgreementFacts } from '../disputes/parts.ts'

/** The one question before somebody signs, about her own terms and nothing else; `right` is the place of the true answer. */
export type Question = {
  asks: string
  options: string[]
  right: number
  /** What she is told where she chose another: where it stands. */
  because: string
}

/** So much of what somebody promised is read in an option: the whole of it stands right above. */
const READ = 60
const short = (text: string): string => ([...text].length > READ ? `${[...text].slice(0, READ).join('')}……` : text)

const ORDERS = [
  [0, 1, 2],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [0, 2, 1],
  [2, 1, 0],
] as const

/** Puts the true answer (the first) among the others; the same terms and the same person give the same order. */
function arranged(asks: string, options: readonly string[], because: string, order: string, at: number): Question {
  const places = ORDERS[(Number.parseInt(order.slice(0, 6) || '0', 16) + at) % ORDERS.length] ?? ORDERS[0]
  return { asks, options: places.map((it) => options[it] ?? ''), right: places.indexOf(0), because }
}

/** What one has to do for the other under a clause, in a sentence: who does it stands in it as she says it herself (我). */
function duty(clause: Clause, who: string, whom: string, amount: string | null): string {
  const { nature, what, amount_later, due } = clause
  const when = due.kind === 'not_said' ? '' : `（${dueInWords(due)}）`
  if (nature === 'pay')
    return `${who}付给${whom} ${amount === null ? short(amount_later ?? what) : sayYuan(amount)}${when}`
  if (nature === 'deliver') return `${who}交给${whom}：${short(what)}${when}`
  return `${who}要做到：${short(nature === 'refrain' ? whatOwed('refrain', what) : what)}${when}`
}

/**
 * One question made from a signer's own terms: what she has to do; else what is to be done for her; else whose agreement it is.
 * Never about the law: whoever reads her terms can answer it.
 * @param order the hash of the terms (hex), by which the answers are arranged
 */
export function questionOf(facts: AgreementFacts, partyId: string, order: string): Question {
  const parties = facts.laid_out?.parties ?? []
  const names = (ids: readonly string[]): string =>
    parties
      .filter((it) => ids.includes(it.id))
      .map((it) => (it.id === partyId ? '我' : it.name))
      .join('、')
  const at = facts.parties.indexOf(partyId)
  const owing = facts.clauses.filter((it) => it.nature !== 'release')
  const owes = (it: Clause) => it.debtors.some((debtor) => debtor.party_id === partyId)
  const told = (clause: Clause, asks: string, options: string[]) =>
    arranged(asks, options, `请再看看第 ${facts.clauses.indexOf(clause) + 1} 条。`, order, at)
  const mine = owing.find(owes)
  if (mine) {
    const share = mine.debtors.find((it) => it.party_id === partyId)?.amount ?? mine.amount
    const others = names(mine.creditors.filter((id) => id !== partyId))
    return told(mine, '签了以后，您自己要办的是哪一样？', [
      duty(mine, '我', others, share),
      mine.nature === 'pay' ? `我什么也不用付，等${others}付给我` : `这件事由${others || '别人'}去办，我不用办`,
      '我什么都不用办，签这个只是做个记录',
    ])
  }
  const hers = owing.find((it) => it.creditors.includes(partyId))
  if (hers) {
    const who = names(hers.debtors.map((it) => it.party_id))
    return told(hers, '签了以后，别人要为您办的是哪一样？', [
      duty(hers, who, '我', hers.amount),
      hers.nature === 'pay' ? `${who}什么也不用付，由我付给${who}` : `这件事由我去办，${who}不用办`,
      '没有人要为我办什么，签这个只是做个记录',
    ])
  }
  const others = names(facts.parties.filter((id) => id !== partyId))
  return arranged(
    '这份协议是谁和谁说好的？',
    [`我和${others}`, '我和调解员', '我和法院'],
    '协议是当事人自己说好的，调解员只帮着谈。请看看上面写的是哪几位。',
    order,
    at,
  )
}
