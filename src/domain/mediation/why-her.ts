import { DUTY_SAYS, type DutyOf } from '../organisations/duty.ts'
import { canSay, LANGUAGES, type Language } from '../organisations/languages.ts'
import type { UnitKind } from '../organisations/words.ts'

/** What is known of somebody who could mediate: of her post and her work in hand, never of how her cases ended. */
export type CouldMediate = {
  role_says: string
  unit_name: string
  unit_kind: UnitKind
  /** Works in the unit that handles it. */
  own_unit: boolean
  /** Of the place where it happened, or of the town or county above it. */
  area: 'village' | 'town' | 'county'
  /** Her unit is a trade committee that takes this type, or null where it is none. */
  of_its_trade: boolean | null
  /** Mediations she has in hand. */
  open: number
  /** Beside one who leads. */
  assists: boolean
  /** What is easiest to speak for somebody of the parties, and what she speaks, each beside Mandarin. */
  wanted: readonly Language[]
  languages: readonly Language[]
  /** An interpreter is registered beside one of the parties. */
  interpreter: boolean
  /** Her duty today: a half or the whole of it; none on the rosters of her unit and the centres that are kept; no roster is. */
  duty: DutyOf
  relation: 'none' | 'ask' | 'related' | 'same_person'
}

const AREA = {
  village: '就在事情发生的村（社区）',
  town: '在事情发生的乡镇（街道）',
  county: '在县里，来回远一些',
} as const
/** From so many on it is said as a reason against: that work is spread (本县约定), not that anybody is compared. */
const MANY = 5

/**
 * What speaks for and what against asking her, in words, both sides always (domain 2.4 row 13). No rate of success is counted and
 * nobody is ranked: the list stays in the order of nearness and names.
 */
export function whyHer(it: CouldMediate): { for: string[]; against: string[] } {
  const speaksFor: string[] = []
  const against: string[] = []
  if (it.own_unit) speaksFor.push('是承办单位的人')
  if (it.area === 'county') against.push(AREA.county)
  else speaksFor.push(AREA[it.area])
  if (it.of_its_trade === true) speaksFor.push(`${it.unit_name}专调这一类`)
  if (it.of_its_trade === false) against.push(`${it.unit_name}专调的是别的类`)
  if (it.open >= MANY) against.push(`手上还有 ${it.open} 件调解`)
  else speaksFor.push(it.open === 0 ? '手上没有别的调解' : `手上有 ${it.open} 件调解`)
  for (const language of it.wanted) {
    const sign = language === 'sign_language'
    if (it.languages.includes(language))
      speaksFor.push(`${canSay(language)}，当事人说${sign ? '用手语' : `讲${LANGUAGES[language]}`}方便`)
    else if (it.interpreter) against.push(`没有登记${canSay(language)}，已经登记了翻译，先问清是不是会`)
    else against.push(`没有登记${canSay(language)}，可以转介${sign ? '手语翻译' : '口译'}`)
  }
  const duty = DUTY_SAYS[it.duty]
  if (duty) (it.duty === 'none' ? against : speaksFor).push(duty)
  if (it.assists) against.push('只协助，要另有一位主持')
  if (it.relation === 'ask') against.push('和当事人可能有关系，先问清')
  if (it.relation === 'related') against.push('和当事人有关系，要全体书面同意或者换人')
  if (it.relation === 'same_person') against.push('就是当事人，不能调解')
  return { for: speaksFor, against }
}
