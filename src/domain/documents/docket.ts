import type { AgreementFacts, Part } from '../disputes/parts.ts'
import { partsOf } from '../disputes/parts.ts'
import type { Here } from '../step.ts'

/** A docket number (卷号) as it was given: whose book, of which year, which one, and the words it is read in for ever. */
export type Docket = { committee: number; year: number; n: number; no: string }
/** One taken in error: the number is used up, and the book says why (domain 3.3: voids kept). */
export type VoidedDocket = Docket & { because: string; by: string; at: string }

/** Numbers a committee counts in books of its own, with the pattern they are written in where the county chose none. */
export const DOCKET_KINDS = {
  peoples: { says: '人民调解案卷号', pattern: '（{year}）{unit}人调字第{n}号' },
} as const satisfies Record<string, { says: string; pattern: string }>
export type DocketKind = keyof typeof DOCKET_KINDS

/** What may stand in braces in a pattern: nothing else, and each of them once. */
export const DOCKET_FIELDS = { year: '年份', unit: '调委会简称', n: '序号' } as const
type DocketField = keyof typeof DOCKET_FIELDS
const MOST_IN_PATTERN = 40
/** What stands in numbers that are not a committee's: court, administrative mediation, letters, petitions. */
const OTHERS_WORDS =
  /民[特初终申诉]|[行刑执][初终审申]?字|行[初终调]|诉前|调确|司[确惩]|仲[裁案]?字|[检法监]建|公提|信访|复议/u

/** A number in the words of a pattern. */
export const docketIn = (pattern: string, of: Record<DocketField, string | number>): string =>
  pattern.replace(/\{(year|unit|n)\}/g, (_, field: DocketField) => String(of[field]))

/**
 * What is wrong with a pattern, each in one sentence; none: it may be used. Two different numbers never read the same under it:
 * every field stands in it once, apart from the next, and no digit stands beside them.
 */
export function faultsOfPattern(pattern: string): string[] {
  const faults: string[] = []
  const fields = [...pattern.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '')
  const bare = pattern.replace(/\{[^{}]*\}/g, '')
  for (const name of new Set(fields))
    if (!Object.hasOwn(DOCKET_FIELDS, name)) faults.push(`花括号里只能写 year、unit、n，没有“${name}”。`)
  for (const [name, says] of Object.entries(DOCKET_FIELDS)) {
    const times = fields.filter((it) => it === name).length
    if (times === 0) faults.push(`缺少{${name}}（${says}）。`)
    if (times > 1) faults.push(`{${name}}（${says}）只能写一次。`)
  }
  if (/[{}]/.test(bare)) faults.push('花括号没有成对。')
  if (/\}\{/.test(pattern)) faults.push('两个花括号之间要隔一个字，不然连在一起的号分不清。')
  if (/\p{Nd}/u.test(bare)) faults.push('花括号外面不要写数字，免得和年份、序号混在一起。')
  // 口 and 之二 tell agreements apart, and a court's, an agency's and a letter's numbers have words of their own (domain 3.3).
  const tail = pattern.slice(Math.max(pattern.lastIndexOf('号'), pattern.indexOf('{n}')))
  if (/[口之]/u.test(tail)) faults.push('序号后面不要写“口”“之几”：那是分口头协议和第几份协议用的。')
  const taken = OTHERS_WORDS.exec(bare.normalize('NFKC'))
  if (taken) faults.push(`不要写“${taken[0]}”：那是法院、行政机关或者建议函的字号。`)
  if (/[\s\p{Cc}\p{Cf}]/u.test(bare)) faults.push('不要有空格和看不见的字符。')
  if (pattern.length > MOST_IN_PATTERN) faults.push(`最多 ${MOST_IN_PATTERN} 个字。`)
  return faults
}

/**
 * How a committee is called in its numbers where it has no short name of its own: without what all of them have, and without the
 * county, which all of them are in: 枫溪县石桥村人民调解委员会 → 石桥村.
 */
export function shortNameOf(unit: { name: string; short_name: string | null }, county: string): string {
  if (unit.short_name) return unit.short_name
  const bare = unit.name.replace(/(人民)?调解委员会$|调委会$/u, '')
  return (bare.startsWith(county) ? bare.slice(county.length) : bare) || bare || unit.name
}

const SECOND = ['', '之二', '之三', '之四', '之五', '之六', '之七', '之八', '之九', '之十']

/**
 * The docket number of a mediation: the one it has, or the one this very step gives it (`here.named.docket`). Null for mediations
 * accepted before numbers were given, for those not accepted yet, and for those no committee holds.
 */
export const docketNo = (here: Pick<Here, 'named'> | null, mediation: Part<'mediation'>): string | null =>
  mediation.facts.docket?.no ?? (mediation.facts.docket === undefined ? (here?.named.docket?.no ?? null) : null)

/**
 * The number of an agreement: that of its docket, an oral one with 口 (domain 3.3). Where a mediation came to a part first and to
 * more later, the second agreement is 之二.
 * @param id its own, where it exists already: only agreements before it are counted
 */
export function agreementNo(
  here: Pick<Here, 'parts' | 'named'>,
  facts: Pick<AgreementFacts, 'mediation_id' | 'form'>,
  id: string | null = null,
): string | null {
  const mediation = partsOf(here.parts, 'mediation').find((it) => it.id === facts.mediation_id)
  const no = mediation ? docketNo(here, mediation) : null
  if (no === null) return null
  const before = partsOf(here.parts, 'agreement').filter(
    (it) =>
      it.facts.mediation_id === facts.mediation_id &&
      (it.status === 'in_effect' || it.status === 'replaced') &&
      (id === null || it.id < id),
  ).length
  const nth = SECOND[before] ?? `之${before + 1}`
  return `${no}${nth}${facts.form === 'oral' ? '口' : ''}`
}

/** The number a return visit quotes: that of the agreement it is about (domain 3.3). */
export function visitNo(here: Pick<Here, 'parts' | 'named'>, visit: Part<'visit'>): string | null {
  const agreement = partsOf(here.parts, 'agreement').find((it) => it.id === visit.facts.agreement_id)
  return agreement ? agreementNo(here, agreement.facts, agreement.id) : null
}

/** Kinds of brackets a year is written in: people type whichever their keyboard gives. */
const BRACKETS = ['（）', '〔〕', '[]', '【】', '()'] as const

/**
 * What somebody typed, read as a docket number: as typed, in half-width signs, and with the year in every kind of bracket; without 口 and 之二 at its end,
 * which belong to the agreement. Empty where it looks like none.
 */
export function numbersTyped(text: string): string[] {
  const year = /[（〔[【(](\d{4})[）〕\]】)]/u
  const forms = new Set([text, text.normalize('NFKC')])
  const found = [...forms].flatMap((form) => {
    const bare = form
      .replace(/\s/g, '')
      .replace(/口$/u, '')
      .replace(/之[二三四五六七八九十\d]+$/u, '')
    if (!/\p{Nd}/u.test(bare) || !/\p{Script=Han}/u.test(bare)) return []
    return year.test(bare) ? BRACKETS.map(([open, close]) => bare.replace(year, `${open}$1${close}`)) : [bare]
  })
  return [...new Set(found)]
}
