import { inOneLine } from '../documents/in-one-line.ts'
import { sayYuan } from './amounts.ts'
import type { Clause, Due, Nature } from './clauses.ts'
import { whatOwed } from './what-owed.ts'

/** When it is to be done, in words. */
export const dueInWords = (due: Due): string => {
  switch (due.kind) {
    case 'at_signing':
      return '签订时当场履行'
    case 'on':
      return `${dayInWords(due.day)}以前`
    case 'within':
      return `签订后 ${due.days} ${due.working ? '个工作日' : '日'}内`
    case 'ongoing':
      return [
        due.from && `自${dayInWords(due.from)}起`,
        due.until ? `至${dayInWords(due.until)}止` : '长期',
        due.rhythm,
      ]
        .filter(Boolean)
        .join('，')
    case 'when':
      return [
        due.after_clause === null ? '' : `第 ${due.after_clause} 条履行以后`,
        due.condition,
        due.within_days === null ? '' : `此后 ${due.within_days} ${due.working ? '个工作日' : '日'}内`,
      ]
        .filter(Boolean)
        .join('，')
    case 'not_said':
      return '没有约定时间'
  }
}

/** 2026-05-01 as people say it. */
const dayInWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** What is done to whom, as people say it. */
const SENTENCES: Record<Nature, (who: string, whom: string, what: string) => string> = {
  pay: (who, whom, what) => `${who}付给${whom}：${what}`,
  deliver: (who, whom, what) => `${who}交给${whom}：${what}`,
  do: (who, whom, what) => `${who}（对${whom}）：${what}`,
  refrain: (who, whom, what) => `${who}（对${whom}）：${whatOwed('refrain', what)}`,
  continue: (who, whom, what) => `${who}（对${whom}）一直做到：${what}`,
  release: (who, whom, what) => `${who}${whom ? `和${whom}` : ''}：${what}`,
}

/** A clause as one sentence a villager reads: who, to whom, what, how much, by when. */
export function clauseInWords(clause: Clause, names: (ids: readonly string[]) => string): string {
  const { debtors, creditors, nature, what, amount, amount_later, due, joint, guarantors, held_by } = clause
  const shares = debtors.filter((debtor) => debtor.amount !== null)
  const who = names(debtors.map((debtor) => debtor.party_id))
  const money =
    shares.length > 0
      ? `共 ${sayYuan(amount ?? '')}，其中${shares.map((share) => `${names([share.party_id])} ${sayYuan(share.amount ?? '')}`).join('、')}`
      : amount !== null
        ? sayYuan(amount)
        : (amount_later ?? '')
  const whom = names(creditors)
  const they = `${who}${joint ? '（连带）' : ''}`
  return inOneLine([
    SENTENCES[nature](they, whom, what),
    money,
    nature === 'release' ? '' : dueInWords(due),
    guarantors.length ? `保证人：${names(guarantors)}` : '',
    held_by ? `由${held_by}保管` : '',
  ])
}
