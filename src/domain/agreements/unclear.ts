/**
 * What in a clause a court would find indefinite (民事诉讼法司法解释 358: 内容不明确), in plain words with what to mend.
 * Warnings only: people may sign less than a lawyer would like, and many do on the same evening.
 */
import { AMOUNT, cents } from './amounts.ts'
import type { Clause } from './clauses.ts'

export const UNCLEAR = {
  no_due: { says: '没有写什么时候做完。', mend: '写一个日期，或者写“签订后几天内”。' },
  no_end: { says: '没有写多久一次。', mend: '写明每月几号、每周几天，或者到哪天为止。' },
  no_amount: { says: '没有写多少钱。', mend: '写明金额；现在定不下来的，写明以后怎样定。' },
  amount_later: { says: '金额以后才定。', mend: '写明由谁、按什么材料、在哪天以前定下来。' },
  vague_time: { says: '时间说得含糊。', mend: '换成一个日期或天数。' },
  vague_amount: { says: '数目说得含糊。', mend: '换成具体数字。' },
  vague_measure: { says: '怎样才算做到说得含糊。', mend: '写明做到什么程度、由谁看过算数。' },
  several_acts: { says: '一条里写了几件事。', mend: '一件事写一条，各写各的日期。' },
  shares_not_said: { says: '几个人一起付，没有写各付多少，也没有写连带。', mend: '写明每人的份额，或者选“连带”。' },
  receivers_not_said: { says: '钱给几个人，没有写各得多少。', mend: '分成几条，一人一条。' },
  figures_differ: { says: '文字里的金额和填写的金额不一样。', mend: '核对两处金额。' },
  no_keeper: { says: '保证金没有写由谁保管、怎样退。', mend: '写明保管人，以及什么条件下退给谁。' },
} as const satisfies Record<string, { says: string; mend: string }>
export type UnclearCode = keyof typeof UNCLEAR

/** One warning: clause number from 1, and the words that made it, empty where something is missing instead. */
export type UnclearAt = { clause: number; code: UnclearCode; found: string }

const VAGUE: [UnclearCode, RegExp][] = [
  [
    'vague_time',
    /尽快|尽早|及时|近期|择日|限期|届时|第一时间|一段时间|约定(?:时间|期限|的?时间)|条件(?:允许|成熟|具备)|有钱(?:时|了|再)|手头宽裕/,
  ],
  [
    'vague_amount',
    /若干|数(?:百|千|万|十万)|几(?:百|千|万)|[多余]元|左右|大约|大概|上下|部分(?:费用|款项|损失)|多一点|一半(?:多|左右)/,
  ],
  ['vague_measure', /适当|合理|相应|酌情|妥善|尽量|尽力|有关规定|按规定|照顾好|恢复正常/],
]

/** 并 within 合并, 并非 and the like joins nothing; a list of things (、) is still one act. */
const SEVERAL =
  /(?:^|[^合归吞兼一])并(?![非不未行列排肩])|并且|同时(?![履交])|以及|另外|此外|还要|然后|[;；。](?=[^\s])/

const WRITTEN_SUM = /(\d+(?:\.\d{1,2})?)(万)?元/g

/** The sums written in figures in a text, in cents; what is no possible amount (01元, a long number) is passed over. */
const sumsIn = (text: string): bigint[] => {
  const plain = text.normalize('NFKC').replaceAll(/(\d),(?=\d{3})/g, '$1')
  return [...plain.matchAll(WRITTEN_SUM)].flatMap(([, figures = '', tenThousands]) =>
    AMOUNT.test(figures) ? [cents(figures) * (tenThousands ? 10_000n : 1n)] : [],
  )
}

function missing(clause: Clause): UnclearCode[] {
  const { nature, due, amount, amount_later, debtors, creditors } = clause
  const money = nature === 'pay'
  const codes: UnclearCode[] = []
  if (due.kind === 'not_said' && (money || nature === 'deliver' || nature === 'do')) codes.push('no_due')
  if (nature === 'continue' && (due.kind !== 'ongoing' || (due.rhythm === '' && due.until === null)))
    codes.push('no_end')
  if (money && amount === null) codes.push(amount_later === null ? 'no_amount' : 'amount_later')
  const shared = debtors.some((debtor) => debtor.amount !== null)
  if (money && debtors.length > 1 && !shared && !clause.joint) codes.push('shares_not_said')
  if (money && creditors.length > 1 && clause.held_by === null) codes.push('receivers_not_said')
  if (/保证金|押金/.test(clause.what) && clause.held_by === null && money) codes.push('no_keeper')
  return codes
}

/** Everything indefinite in these clauses, in their order. Never a reason to refuse. */
export function unclear(clauses: readonly Clause[]): UnclearAt[] {
  return clauses.flatMap((clause, at) => {
    const { what, due, amount, amount_later } = clause
    const said = [what, due.kind === 'when' ? due.condition : '', amount_later ?? ''].join('\n')
    const words = VAGUE.flatMap(([code, pattern]): [UnclearCode, string][] => {
      const hit = pattern.exec(said)
      return hit ? [[code, hit[0]]] : []
    })
    if (SEVERAL.test(what.trim().replace(/[。；;]$/, ''))) words.push(['several_acts', SEVERAL.exec(what)?.[0] ?? ''])
    const sums = amount === null ? [] : sumsIn(what)
    const own = [amount, ...clause.debtors.map((debtor) => debtor.amount)].flatMap((sum) => (sum ? [cents(sum)] : []))
    if (sums.length > 0 && !sums.some((sum) => own.includes(sum))) words.push(['figures_differ', ''])
    const codes = [...missing(clause).map((code): [UnclearCode, string] => [code, '']), ...words]
    return codes.map(([code, found]) => ({ clause: at + 1, code, found }))
  })
}
