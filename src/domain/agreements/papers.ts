import { CLOCK_RULES, dueOn } from '../clocks/rules.ts'
import type { AgreementFacts, Part } from '../disputes/parts.ts'
import { actorName, namesOf, ownUnit, partiesAmong } from '../disputes/people.ts'
import type { PaperBlock } from '../documents/blocks.ts'
import { agreementNo } from '../documents/docket.ts'
import {
  effectBlock,
  field,
  onScreenBlock,
  paragraph,
  rightsBlock,
  routesBlock,
  whomToCall,
} from '../documents/forms.ts'
import { asSentence } from '../documents/in-one-line.ts'
import {
  agentsSign,
  box,
  byName,
  cell,
  clauses,
  heading,
  listed,
  partiesOn,
  partiesSign,
  sealOf,
  signing,
  table,
  theEnd,
  told,
} from '../documents/pieces.ts'
import { dayWords, momentWords } from '../documents/say-time.ts'
import { numberOn } from '../mediation/papers.ts'
import { howSigned, KNOWN_BY_SAYS } from '../signing/words.ts'
import type { Here } from '../step.ts'
import { inCapitals, sayYuan } from './amounts.ts'
import { type Clause, NATURES } from './clauses.ts'
import { confirmable } from './confirmable.ts'
import { clauseInWords, dueInWords } from './words.ts'

type Mediation = Part<'mediation'>
type Names = (ids: readonly string[]) => string

const sumOwed = ({ amount, amount_later, nature }: Clause): string =>
  amount === null ? (amount_later ?? NATURES[nature]) : `${sayYuan(amount)}\n${inCapitals(amount)}`

/** 履行方式、时限, clause by clause, from the same terms the clauses are written from; nothing is owed under a release. */
function howAndWhen(terms: readonly Clause[], names: Names): PaperBlock[] {
  const rows = terms.flatMap((clause, at) =>
    clause.nature === 'release'
      ? []
      : [
          [
            `第 ${at + 1} 条`,
            names(clause.debtors.map((it) => it.party_id)),
            names(clause.creditors),
            sumOwed(clause),
            dueInWords(clause.due),
          ],
        ],
  )
  return rows.length === 0
    ? []
    : [heading('履行方式、时限'), table(['条款', '谁履行', '向谁履行', '金额或者事项', '时限'], [2, 3, 3, 3, 5], rows)]
}

/** What an agreement says, as every side reads it (domain 3.2 D-08, D-09). */
export function agreementBlocks(
  here: Here,
  facts: AgreementFacts,
  mediation: Mediation,
  id: string | null,
): PaperBlock[] {
  const names: Names = (ids) => namesOf(here, ids)
  return [
    numberOn(here, mediation.facts, agreementNo(here, facts, id)),
    box([cell('查询编号', here.file?.short_code), cell('调解组织', mediation.facts.in_name_of)]),
    ...partiesOn(here, partiesAmong(here, facts.parties)),
    ...told('纠纷主要事实、争议事项', facts.dispute_facts),
    heading('经调解，自愿达成如下协议'),
    clauses(facts.clauses.map((clause) => asSentence(clauseInWords(clause, names)))),
    ...howAndWhen(facts.clauses, names),
    ...(facts.undertakings.length
      ? [
          listed(
            '帮助人的承诺（不是当事人的义务）',
            facts.undertakings.map((it) => `${it.who}：${it.what}`),
          ),
        ]
      : []),
    ...(facts.outside_facts.length
      ? [
          listed(
            '别的机关的决定（不是协议内容）',
            facts.outside_facts.map((it) => `${it.authority}：${it.what}${it.paper ? `（${it.paper}）` : ''}`),
          ),
        ]
      : []),
  ]
}

/** What was left open, written down after everybody signed: below the end of the text, where nothing of it can pass for signed. */
const leftOpen = ({ rest }: AgreementFacts): PaperBlock[] =>
  rest
    ? [
        field('没有谈成的部分', rest.what),
        paragraph(
          rest.then === 'goes_on'
            ? '这份协议只管上面谈成的部分；没有谈成的，各方继续调解，任何一方随时可以退出。'
            : '这份协议只管上面谈成的部分；没有谈成的，不影响任何一方的权利，可以走别的途径。',
        ),
      ]
    : []

const copies = ({ parties }: AgreementFacts): PaperBlock =>
  paragraph(`本协议一式 ${parties.length + 1} 份，当事人各一份，调解组织留存一份。`)
const NOTES = heading('附：告知事项（不是协议内容）')

/** Who signs, by whom it was mediated, who wrote it down: below the words that end the text. */
const signatures = (here: Here, facts: AgreementFacts, { facts: { mediators } }: Mediation, recorder: string) =>
  signing([
    ...partiesSign(here, partiesAmong(here, facts.parties)),
    ...agentsSign(
      here,
      partiesAmong(here, facts.parties),
      facts.signatures.flatMap((it) => it.by_agent ?? []),
    ),
    byName('调解员', ...mediators.map((it) => it.name)),
    byName('记录人', recorder),
  ])

/** D-08 to be signed: of no effect until everybody has (人民调解法 29). */
export const draftPaper = (here: Here, { id, facts }: Part<'agreement'>, mediation: Mediation): PaperBlock[] => [
  ...agreementBlocks(here, facts, mediation, id),
  copies(facts),
  paragraph('每一位都签字、调解员签名、调解组织盖章以后才生效；在那以前没有效力。不同意可以不签。'),
  theEnd,
  signatures(here, facts, mediation, actorName(here)),
  sealOf(mediation.facts.in_name_of, null),
  NOTES,
  ...(confirmable(mediation, facts) ? [effectBlock()] : []),
  rightsBlock(),
]

/** How each of them signed: where it was on a screen, the paper says so. */
const signed = ({ signatures }: AgreementFacts): PaperBlock[] =>
  signatures.length === 0
    ? []
    : [
        heading('签署情况'),
        table(
          ['谁', '怎样签的', '怎样确认是本人', '时间'],
          [4, 3, 3, 4],
          signatures.map((it) => [
            `${'party' in it.who ? '当事人' : '调解员'}${it.name}`,
            howSigned(it),
            KNOWN_BY_SAYS[it.known_by],
            momentWords(it.at),
          ]),
        ),
        ...whatWasSigned(signatures),
      ]

/** What those who signed on a screen signed: both hashes, as each of their signatures has them, and their consent (电子签名法 3). */
function whatWasSigned(signatures: AgreementFacts['signatures']): PaperBlock[] {
  const on = signatures.find((it) => 'party' in it.who && it.signed)?.signed
  return on
    ? [
        field('签的条款（SHA-256）', on.terms_hash),
        field('签的文稿（SHA-256）', on.pdf_hash),
        paragraph('在屏幕上签的，签名里有以上两个指纹；条款或者文稿改过一个字，就对不上。'),
        onScreenBlock(),
      ]
    : []
}

/** D-08 or D-09 as it binds: signed and sealed, or written down as it was agreed by word of mouth (人民调解法 29, 30). */
export const bindingPaper = (
  here: Here,
  { id, facts }: { id: string; facts: AgreementFacts },
  mediation: Mediation,
  on: string,
): PaperBlock[] => [
  ...agreementBlocks(here, facts, mediation, id),
  field('生效日期', dayWords(on)),
  // D-09 is a register: nobody gets a copy to sign.
  ...(facts.form === 'written' ? [copies(facts)] : []),
  theEnd,
  ...(facts.form === 'written'
    ? [signatures(here, facts, mediation, '')]
    : [
        signing([
          byName('调解员', ...mediation.facts.mediators.map((it) => it.name)),
          byName('记录人', actorName(here)),
        ]),
      ]),
  // The day stands by a seal that was set; where nobody set it, the pen writes it.
  sealOf(facts.sealed?.by ?? mediation.facts.in_name_of, facts.sealed ? on : null),
  ...signed(facts),
  NOTES,
  ...leftOpen(facts),
  ...(confirmable(mediation, facts)
    ? [
        field(
          '双方可以共同申请司法确认到',
          `${dayWords(dueOn(CLOCK_RULES['T-33'], on, 0, here.calendar))}（民事诉讼法 第二百零五条）`,
        ),
        effectBlock(),
      ]
    : []),
  whomToCall(ownUnit(here)),
  routesBlock(),
]
