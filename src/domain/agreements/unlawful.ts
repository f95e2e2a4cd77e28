/**
 * What may not stand in an agreement, whoever wants it (人民调解法 3, INV-1…12): a closed table, each row with its sentence
 * and article. The matchers read wording, not intent: they are there so that nobody signs away a right by a stock phrase;
 * a lawyer reads the rest.
 */
import type { Clause, OutsideFact, Undertaking } from './clauses.ts'
import { DOUBTFUL_WORDING, type Matcher, UNLAWFUL_WORDING } from './unlawful-wording.ts'

type Told = { says: string; next: string; law: string }

export const UNLAWFUL = {
  gives_up_petition: {
    says: '协议不能要求任何人放弃信访或者向机关反映情况、投诉、举报。',
    next: '请删去这一条。愿意撤回已经提出的信访、投诉的，由本人向受理机关提出。',
    law: '宪法 第四十一条；信访工作条例 第十七条；人民调解法 第三条第三项',
  },
  gives_up_suit: {
    says: '协议不能要求任何人放弃起诉、仲裁，也不能把调解当成起诉的前提。',
    next: '请删去这一条。可以写“本次纠纷一次性了结”，或者由本人向法院申请撤回已经提起的诉讼。',
    law: '人民调解法 第三条第三项、第二十六条；民事诉讼法 第一百二十五条',
  },
  gives_up_police: {
    says: '协议不能要求任何人不报警、不报案。',
    next: '请删去这一条。有人身危险时应当立即报警。',
    law: '刑事诉讼法 第一百一十条；人民调解法 第二十五条',
  },
  bound_to_mediation: {
    says: '任何一方随时可以不接受调解、退出调解，协议不能取消这个权利。',
    next: '请删去这一条。',
    law: '人民调解法 第二十三条第二项',
  },
  freedom: {
    says: '协议不能限制人身自由，也不能限制结婚、离婚的自由。',
    next: '请删去这一条，改成对方可以做到的事。',
    law: '宪法 第三十七条；民法典 第一千零一十一条、第一千零四十二条',
  },
  violence: {
    says: '协议不能约定打骂、羞辱或者拿人身来抵债、担保。',
    next: '请删去这一条，改成赔偿损失或者赔礼道歉。',
    law: '民法典 第九百九十一条、第一千零二条、第一千零三条',
  },
  mediation_fee: {
    says: '人民调解不收任何费用，也不能给调解员或者调解委员会好处。',
    next: '请删去这一条；已经收了的，应当退还。',
    law: '人民调解法 第四条、第十五条第三项',
  },
  criminal_liability: {
    says: '立案、起诉、定罪、处罚由司法机关、公安机关决定，不能由当事人在协议里约定。',
    next: '请删去这一条。可以写赔偿、道歉、谅解；机关已经作出的决定，请写在“别的机关的决定”里。',
    law: '人民检察院刑事诉讼规则 第四百九十五条；治安管理处罚法（公安机关决定处罚的各条）',
  },
  identity_status: {
    says: '婚姻、收养、亲子关系不能只凭一份调解协议成立或者解除。',
    next: '请改成“双方到登记机关办理登记”，或者告诉当事人向法院起诉。',
    law: '民法典 第一千零七十六条、第一千一百零五条、第一千一百一十六条；民事诉讼法司法解释 第三百五十五条第三项',
  },
} as const satisfies Record<string, Told>
export type UnlawfulCode = keyof typeof UNLAWFUL

/** What may stand in an agreement, but wants a second look and a word to the parties: never a reason to refuse one. (Fixed wording for every paper, which nobody weighs case by case, is refused for it.) */
export const DOUBTFUL = {
  ownership: {
    says: '这一条涉及房屋、土地、林地归谁。不动产以登记为准，这样的约定也不能申请司法确认。',
    next: '请核对登记或者权属证书，并写明由谁协助办理登记。',
    law: '民法典 第二百零九条、第二百一十六条；民事诉讼法司法解释 第三百五十五条第五项',
  },
  utilities_for_fees: {
    says: '物业不能用停水、停电、停气、停暖的办法催费，恢复供应不应当等缴费。',
    next: '请建议物业先恢复供应，费用另定日期。',
    law: '民法典 第九百四十四条第三款',
  },
  support: {
    says: '抚养、赡养、扶养的法定义务不能约定免除；子女之间分担要老人同意。',
    next: '请问过被赡养、抚养的人，并写明由谁承担。',
    law: '民法典 第二十六条、第一千零五十九条、第一千零六十七条；老年人权益保障法 第十九条、第二十条',
  },
  all_liability: {
    says: '“不再追究任何责任”只能说到本次纠纷的民事责任。',
    next: '建议写成“本次纠纷的民事赔偿一次性了结”。',
    law: '民法典 第五百零六条、第一百五十三条',
  },
} as const satisfies Record<string, Told>
export type DoubtfulCode = keyof typeof DOUBTFUL

/** Rows that another authority's decision may well say: a court divorces, a procurator does not prosecute. */
const OTHERS_MAY_DECIDE: readonly UnlawfulCode[] = ['criminal_liability', 'identity_status', 'gives_up_suit']

/** A row that was hit, and the words that hit it. */
export type Found<Code extends string> = { code: Code; found: string }

/** Where the words stand: among the clauses, or as a decision of another authority that the paper only tells of. */
export type StandsAs = 'clause' | 'outside_fact'

/** Full-width forms, blanks and invisible characters make no difference to what is said. */
const sentencesOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\u2060\ufeff]/g, '')
    .replaceAll('不得不', '只好')
    .split(/[。;!?]/)

function hits<Code extends string>(matchers: Readonly<Record<Code, Matcher>>, text: string): Found<Code>[] {
  const sentences = sentencesOf(text)
  return (Object.entries(matchers) as [Code, Matcher][]).flatMap(([code, matcher]) => {
    const found = sentences.map(matcher).find((passage) => passage !== null)
    return found ? [{ code, found }] : []
  })
}

/** What in this text may not stand in an agreement; each row at most once, in the table's order. */
export const unlawfulIn = (text: string, as: StandsAs = 'clause'): Found<UnlawfulCode>[] =>
  hits(UNLAWFUL_WORDING, text).filter(({ code }) => as === 'clause' || !OTHERS_MAY_DECIDE.includes(code))

/** What in this text may stand but wants a second look. */
export const doubtsIn = (text: string): Found<DoubtfulCode>[] => hits(DOUBTFUL_WORDING, text)

/** Every text of a clause that a signer reads, read as its nature makes it sound: what is refrained from is forbidden. */
function textsOf({ nature, what, due, amount_later, held_by }: Clause): string[] {
  const spoken = nature === 'refrain' ? [`不得${what}`] : nature === 'release' ? [`放弃${what}`] : []
  const timing = due.kind === 'when' ? [due.condition] : due.kind === 'ongoing' ? [due.rhythm] : []
  return [what, ...spoken, ...timing, amount_later ?? '', held_by ?? '']
}

/** Where a hit stands: its list and its number there, from 1. */
export type UnlawfulAt = Found<UnlawfulCode> & { in: 'clause' | 'undertaking' | 'outside_fact'; number: number }

/** Every hit in a whole agreement, so that no list or field of it is a way round another. */
export function unlawfulInAgreement(
  clauses: readonly Clause[],
  undertakings: readonly Undertaking[] = [],
  facts: readonly OutsideFact[] = [],
): UnlawfulAt[] {
  const read = (texts: readonly string[], as: StandsAs, where: UnlawfulAt['in'], number: number): UnlawfulAt[] => {
    const byCode = new Map<UnlawfulCode, UnlawfulAt>()
    for (const hit of texts.flatMap((text) => unlawfulIn(text, as)))
      if (!byCode.has(hit.code)) byCode.set(hit.code, { ...hit, in: where, number })
    return [...byCode.values()]
  }
  return [
    ...clauses.flatMap((clause, at) => read(textsOf(clause), 'clause', 'clause', at + 1)),
    ...undertakings.flatMap(({ what }, at) => read([what], 'clause', 'undertaking', at + 1)),
    ...facts.flatMap(({ what }, at) => read([what], 'outside_fact', 'outside_fact', at + 1)),
  ]
}
