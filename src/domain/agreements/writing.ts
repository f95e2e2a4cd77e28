/** When an agreement may not stay oral (domain 2.4 row 21). */
import type { Clause } from './clauses.ts'

/** What the mediator says about the matter that the clauses do not show. Left out means no. */
export type SaidOfAgreement = {
  a_party_asks_for_writing: boolean
  /** Something due at signing was not paid, given or done there and then. */
  not_all_performed?: boolean
  /** Grave or complex: death, injury with lasting harm, many people, a large sum. The mediator's own judgement. */
  major?: boolean
  /** Marriage, adoption, succession, parents and children (INV-6). */
  identity_relation?: boolean
  /** Land, houses, forest: who may use or own them. */
  immovable?: boolean
}

export const WRITING_FORCED = {
  a_party_asks_for_writing: { says: '有当事人要求书面协议。', law: '人民调解法 第二十八条' },
  not_on_the_spot: {
    says: '还有没有当场做完的事，口头协议以后说不清。',
    law: '人民调解工作若干规定 第三十四条（尚待核对原文）；宁波市多元化解条例 第二十四条（参照）',
  },
  rights_given_up: {
    says: '有人放弃权利或者解除合同，应当留下字据。',
    law: '人民调解工作若干规定 第三十四条（尚待核对原文）',
  },
  guarantor: { says: '有保证人；保证合同应当书面订立。', law: '民法典 第六百八十五条' },
  major: { says: '事情重大或者复杂。', law: '人民调解工作若干规定 第三十四条（尚待核对原文）' },
  identity_relation: { says: '涉及婚姻、收养、继承、抚养、赡养。', law: '民法典 第一千零七十六条；电子签名法 第三条' },
  immovable: { says: '涉及土地、房屋、林地的权利。', law: '民法典 第二百零九条、第三百三十三条' },
} as const satisfies Record<string, { says: string; law: string }>
export type WritingForced = keyof typeof WRITING_FORCED

/**
 * The first reason why this agreement must be in writing, or null where the parties may leave it oral.
 *
 * Read after 人民调解法 28 (a statute, 2010), which lets the parties do without paper; the older ministry rule that wants
 * paper for any civil right is taken for what outlasts the day. A promise to refrain (不再争吵) leaves nothing to perform.
 */
export function writingForced(clauses: readonly Clause[], said: SaidOfAgreement): WritingForced | null {
  const some = (test: (clause: Clause) => boolean): boolean => clauses.some(test)
  const acts = ({ nature }: Clause): boolean => nature === 'pay' || nature === 'deliver' || nature === 'do'
  const reasons: [WritingForced, boolean | undefined][] = [
    ['a_party_asks_for_writing', said.a_party_asks_for_writing],
    ['guarantor', some((clause) => clause.guarantors.length > 0)],
    ['identity_relation', said.identity_relation],
    ['immovable', said.immovable],
    ['major', said.major],
    ['rights_given_up', some((clause) => clause.nature === 'release')],
    [
      'not_on_the_spot',
      some((clause) => clause.nature === 'continue' || (acts(clause) && clause.due.kind !== 'at_signing')) ||
        (said.not_all_performed && some(acts)),
    ],
  ]
  return reasons.find(([, holds]) => holds)?.[0] ?? null
}
