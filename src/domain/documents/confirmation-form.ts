import { clauseInWords } from '../agreements/words.ts'
import type { Part } from '../disputes/parts.ts'
import { namesOf, partiesAmong, partOf } from '../disputes/people.ts'
import type { PaperBlock } from './blocks.ts'
import { agreementNo } from './docket.ts'
import type { FileOnPaper } from './file-on-paper.ts'
import { paragraph, sincerityBlock } from './forms.ts'
import { asSentence } from './in-one-line.ts'
import { clauses, heading, listed, partiesOn, partiesSign, signing, theEnd, told } from './pieces.ts'
import { dayWords } from './say-time.ts'

/** D-11: both sides ask together, or nobody does (民事诉讼法 205; 民事诉讼法解释 351–354; INV-7). */
export function applicationForConfirmation({ here }: FileOnPaper, { id, facts }: Part<'agreement'>): PaperBlock[] {
  const no = agreementNo(here, facts, id)
  const mediation = partOf(here, 'mediation', facts.mediation_id)
  const parties = partiesAmong(here, facts.parties)
  const names = (ids: readonly string[]) => namesOf(here, ids)
  const on = facts.effective_on ? dayWords(facts.effective_on) : ''
  return [
    ...partiesOn(here, parties, { caption: '申请人' }),
    heading('请求事项'),
    paragraph(
      `请求确认申请人在${mediation.facts.in_name_of}主持下达成、${on}生效的${no ? `编号为${no}的` : ''}调解协议有效。`,
    ),
    ...told('事实和理由', facts.dispute_facts),
    heading('调解协议的内容'),
    clauses(facts.clauses.map((clause) => asSentence(clauseInWords(clause, names)))),
    sincerityBlock(),
    paragraph('此致'),
    paragraph('　　　　　　　　　　　　人民法院'),
    theEnd,
    signing(partiesSign(here, parties, '申请人')),
    paragraph('　　　　　　　　　　　　　　　　　　　　　　　年　　　月　　　日'),
    // Enclosures are listed below the day, as in every application to a court.
    listed('附', [
      '调解协议书（当事人各一份）',
      `${mediation.facts.in_name_of}主持调解的证明`,
      '双方的身份证明、资格证明',
      '和协议有关的财产权利证明等材料',
      '双方的送达地址、联系方式；有代理人的，授权委托书',
    ]),
  ]
}
