import type { UnitKind } from '../organisations/words.ts'
import type { LimitCode } from './limits.ts'
import type { DisputeType, Exclusion, OtherRoute, Reason, RouteCode, TriageQuestion } from './types.ts'

/** What is only this county's way of working says so; it is never dressed as law. */
export const LOCAL = '本县约定，可以调整'

/**
 * Where a dispute would go first, and why. `words` are what the name of a department or trade committee has to hold;
 * `kinds` narrows the kinds of units that usually serve the route.
 */
export type Choice = Reason & { route: RouteCode; words?: readonly string[]; kinds?: readonly UnitKind[] }

/** A row answers when its types and its closed questions fit; null stands for "not known yet". */
export type Match = {
  types?: readonly DisputeType[]
  when?: Partial<Record<TriageQuestion, readonly (boolean | null)[]>>
}

/** One row of the matrix (domain 2.6), as a lawyer reads it. The first row that fits answers. */
export type Row = {
  code: string
  says: string
  /** Any of these. */
  match: readonly Match[]
  /** In order of preference: the first one with a unit in the list is proposed. */
  first: readonly Choice[]
  preconditions: readonly Reason[]
  exclusions: readonly Exclusion[]
  limits: readonly LimitCode[]
  others: readonly OtherRoute[]
  court: Reason & { directly: boolean }
  lead: string
  /** Questions worth asking where they have no answer yet. */
  ask: readonly TriageQuestion[]
  /** Whether a written arbitration clause would close the court (not for labour, land, family or administrative matters). */
  arbitrable: boolean
}

export const because = (says: string, law: string): Reason => ({ says, law })
export const to = (route: RouteCode, says: string, law: string): OtherRoute => ({ route, says, law })

const MAY_APPLY = '人民调解法 第十七条；本县约定：小事不出村，可以调整'
const TOWN_NEXT = '人民调解法 第三十四条；本县约定：大事不出镇，可以调整'

/** Local first: the village, then the town. */
export const village: Choice = {
  route: 'peoples_mediation_village',
  says: '民间纠纷，双方自愿的，先请最近的村（居）调委会上门调解，不收费。',
  law: MAY_APPLY,
}
export const town: Choice = {
  route: 'peoples_mediation_town',
  says: '村里调不了或者不便调的，请乡镇（街道）调委会调解，不收费。',
  law: TOWN_NEXT,
}
export const trade = (name: string, words: readonly string[]): Choice => ({
  route: 'peoples_mediation_trade',
  says: `${name}要懂行，先请${name}调委会调解，不收费。`,
  law: '人民调解法 第三十四条；本县约定：专业纠纷先找行业调委会，可以调整',
  words,
})
export const department = (says: string, law: string, words: readonly string[]): Choice => ({
  route: 'administrative_mediation',
  says,
  law,
  words,
})

export const COURT_OPEN: Row['court'] = {
  directly: true,
  says: '可以直接向人民法院起诉，不需要先经过调解；调解中随时也可以去。',
  law: '人民调解法 第三条第三项；民事诉讼法 第一百二十二条',
}

export const BOTH_WILLING = because('双方都愿意才能调解；有一方明确拒绝的不得调解。', '人民调解法 第十七条')
export const TITLE_NOT_CONFIRMED: Exclusion = {
  route: 'judicial_confirmation',
  says: '协议里写“地、房归谁所有”这类确权内容的，法院不予司法确认。',
  law: '民事诉讼法解释（2022）第三百五十五条第五项',
}
export const STATUS_NOT_CONFIRMED: Exclusion = {
  route: 'judicial_confirmation',
  says: '婚姻、亲子、收养关系本身有没有效或者解除，法院不予司法确认；只能到婚姻登记机关办理或者由法院判决。',
  law: '民事诉讼法解释（2022）第三百五十五条第三项；民法典 第一千零七十六条、第一千零七十九条',
}
export const UNLAWFUL_NOT_CONFIRMED: Exclusion = {
  route: 'judicial_confirmation',
  says: '赌债、虚假的债务以及其他违法的内容，法院不予司法确认；怀疑虚假的要先停下来核实。',
  law: '民事诉讼法解释（2022）第三百五十八条；民事诉讼法 第一百一十五条',
}
export const AID = to(
  'legal_aid',
  '没钱请律师的，可以申请法律援助；先咨询也可以。',
  '法律援助法 第三十一条、第四十三条',
)
export const CLAUSE = to(
  'commercial_arbitration',
  '合同里写明由仲裁委员会仲裁的，或者双方另外书面同意的，可以申请仲裁。',
  '仲裁法（2025 年修订，2026 年 3 月 1 日起施行，条号尚待核对）；民事诉讼法 第一百二十七条第二项',
)
