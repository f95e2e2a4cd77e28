import { type Clause, type Due, NATURES } from './clauses.ts'

const dueInWords = (due: Due): string => {
  switch (due.kind) {
    case 'at_signing':
      return '签订时当场履行'
    case 'on':
      return `${due.day} 以前`
    case 'within':
      return `签订后 ${due.days} ${due.working ? '个工作日' : '日'}内`
    case 'ongoing':
      return [due.from && `自 ${due.from} 起`, due.until ? `至 ${due.until} 止` : '长期', due.rhythm]
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

/** A clause as one sentence a villager reads: who, to whom, what, how much, by when. */
export function clauseInWords(clause: Clause, names: (ids: readonly string[]) => string): string {
  const { debtors, creditors, nature, what, amount, amount_later, due, joint, guarantors, held_by } = clause
  const shares = debtors.filter((debtor) => debtor.amount !== null)
  const who = names(debtors.map((debtor) => debtor.party_id))
  const money =
    shares.length > 0
      ? `共 ${amount} 元，其中${shares.map((share) => `${names([share.party_id])} ${share.amount} 元`).join('、')}`
      : amount !== null
        ? `${amount} 元`
        : (amount_later ?? '')
  return [
    `${who}${joint ? '（连带）' : ''}${creditors.length ? `对${names(creditors)}` : ''}【${NATURES[nature].split('（')[0]}】${what}`,
    money,
    nature === 'release' ? '' : dueInWords(due),
    guarantors.length ? `保证人：${names(guarantors)}` : '',
    held_by ? `由${held_by}保管` : '',
  ]
    .filter(Boolean)
    .join('；')
}
