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

/** One duty under a clause in a sentence; who does it stands in it as she says it herself (我). */
type Duty = { clause: Clause; who: string; whom: string; amount: string | null }
function said({ clause, who, whom, amount }: Duty): string {
  const { nature, what, amount_later, due } = clause
  const when = due.kind === 'not_said' || nature === 'release' ? '' : `（${dueInWords(due)}）`
  if (nature === 'pay')
    return `${who}付给${whom} ${amount === null ? short(amount_later ?? what) : sayYuan(amount)}${when}`
  if (nature === 'deliver') return `${who}交给${whom}：${short(what)}${when}`
  return `${who}要做到：${short(nature === 'refrain' ? whatOwed('refrain', what) : what)}${when}`
}

/** Three times the sum, in yuan as it is written: a figure that stands in no term. */
const another = (amount: string): string => String(Number((Number(amount) * 3).toFixed(2)))

/**
 * One question made from a signer's own terms: what she has to do, and with whom; what she stands surety for; what she gives up;
 * else what is to be done for her; else whose agreement it is. Never about the law: whoever reads her terms can answer it. The
 * other answers are made of the same terms (turned round, another sum, another person), so that a figure alone gives none away.
 * @param order the hash of the terms (hex), by which the answers are arranged
 * @param forName her name, where her agent answers for her: he is not asked what he himself has to do
 */
export function questionOf(facts: AgreementFacts, partyId: string, order: string, forName?: string): Question {
  const parties = facts.laid_out?.parties ?? []
  const me = forName ?? '我'
  const you = forName ?? '您自己'
  const lead = forName === undefined ? '签了以后' : `您代${forName}签。签了以后`
  const names = (ids: readonly string[]): string => {
    const named = parties.filter((it) => ids.includes(it.id) && it.id !== partyId).map(({ name }) => name)
    return ids.includes(partyId) ? [me, ...named].join('和') : named.join('和')
  }
  /** Several who owe one thing without shares owe it together, and so it is said. */
  const debtorsOf = ({ debtors }: Clause): string =>
    `${names(debtors.map((it) => it.party_id))}${debtors.length > 1 ? '一起' : ''}`
  const at = facts.parties.indexOf(partyId)
  const others = names(facts.parties.filter((id) => id !== partyId))
  const shareOf = (it: Clause): string | null =>
    it.debtors.find((debtor) => debtor.party_id === partyId)?.amount ?? null
  const dutyOf = (clause: Clause): Duty => {
    const share = shareOf(clause)
    const who = share === null ? debtorsOf(clause) : me
    const whom = names(clause.creditors.filter((id) => share === null || id !== partyId))
    return { clause, who, whom, amount: share ?? clause.amount }
  }
  const truths = new Set(facts.clauses.map((it) => said(dutyOf(it))))
  const told = (clause: Clause, asks: string, right: string, wrong: readonly string[]) => {
    const false_ones = [...new Set(wrong)].filter((it) => it !== right && !truths.has(it))
    const because = `请再看看第 ${facts.clauses.indexOf(clause) + 1} 条。`
    return arranged(asks, [right, ...false_ones.slice(0, 2)], because, order, at)
  }
  /** Statements the terms do not make, the nearest first; the last two are true under no agreement. */
  const wrongOf = (duty: Duty): string[] => {
    const { clause, who, whom, amount } = duty
    const inOne = short(clause.nature === 'refrain' ? whatOwed('refrain', clause.what) : clause.what)
    const sums = facts.clauses.flatMap((it) => [it.amount, ...it.debtors.map((debtor) => debtor.amount)])
    return [
      ...(whom ? [said({ ...duty, who: whom, whom: who })] : []),
      ...(clause.nature === 'pay' && amount !== null
        ? [...sums.filter((it) => it !== null && it !== amount), another(amount)].map((it) =>
            said({ ...duty, amount: it }),
          )
        : []),
      ...(whom || !others ? [] : [said({ ...duty, who: others })]),
      `这件事谁也不用办，由调解员去办：${inOne}`,
      `签完就算办好了，谁也不用再办：${inOne}`,
    ]
  }
  const owing = facts.clauses.filter((it) => it.nature !== 'release')
  const owes = (it: Clause) => it.debtors.some((debtor) => debtor.party_id === partyId)
  const mine = owing.find(owes)
  if (mine) return told(mine, `${lead}，${you}要办的是哪一样？`, said(dutyOf(mine)), wrongOf(dutyOf(mine)))
  const surety = owing.find((it) => it.guarantors.includes(partyId))
  if (surety) {
    const who = debtorsOf(surety)
    const duty = said(dutyOf(surety))
    return told(surety, `${lead}，${you}保证的是哪一样？`, `${me}替${who}保证：${duty}`, [
      `${who}替${me}保证：${said({ ...dutyOf(surety), who: me })}`,
      `${me}只是做个见证，${who}不办，也和${me}没有关系`,
      `${me}不用保证，由调解员保证：${duty}`,
    ])
  }
  const given = facts.clauses.find((it) => it.nature === 'release' && owes(it))
  if (given) {
    const what = short(given.what)
    const told_of = names([...given.debtors.map((it) => it.party_id), ...given.creditors])
    return told(given, `${lead}，这一条说定的是哪一样？`, `${told_of}说定：${what}`, [
      `调解员说定，${told_of}还没有说定：${what}`,
      `这一条先放着，以后再谈：${what}`,
    ])
  }
  const hers = owing.find((it) => it.creditors.includes(partyId))
  if (hers)
    return told(hers, `${lead}，别人要为${forName ?? '您'}办的是哪一样？`, said(dutyOf(hers)), wrongOf(dutyOf(hers)))
  return arranged(
    '这份协议是谁和谁说好的？',
    [`${me}和${others}`, `${me}和调解员`, `${me}和法院`],
    '协议是当事人自己说好的，调解员只帮着谈。请看看上面写的是哪几位。',
    order,
    at,
  )
}
