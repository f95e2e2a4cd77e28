import { PLACE_KINDS, type PlaceCode, type PlaceKind, placeFromText } from '#domain/organisations/places.ts'

/** Words for kinds of place as official lists write them, beside our own. */
const WORDS: Record<string, PlaceKind> = {
  ...Object.fromEntries(Object.entries(PLACE_KINDS).map(([kind, word]) => [word, kind as PlaceKind])),
  ...Object.fromEntries((Object.keys(PLACE_KINDS) as PlaceKind[]).map((kind) => [kind, kind])),
  township: 'town',
  县: 'county',
  区: 'county',
  市: 'county',
  县级市: 'county',
  镇: 'town',
  乡: 'town',
  民族乡: 'town',
  街道办事处: 'street',
  行政村: 'village',
  村委会: 'village',
  村民委员会: 'village',
  居委会: 'community',
  居民委员会: 'community',
}

/** A kind by the word an operator or an official list uses for it, or null. */
export const kindFromWord = (word: string): PlaceKind | null =>
  Object.hasOwn(WORDS, word) ? (WORDS[word] ?? null) : null

/** The kind of a place by its level and the usual ending of its name, for lists that do not say. */
export function kindFromName(level: 'county' | 'town' | 'village' | 'grid', name: string): PlaceKind {
  if (level === 'county' || level === 'grid') return level
  if (level === 'town') {
    if (/(街道|街道办事处|街道办)$/.test(name)) return 'street'
    return /(镇|乡|苏木)$/.test(name) ? 'town' : 'other'
  }
  if (/(社区|居委会|居民委员会)$/.test(name)) return 'community'
  return /(村|村委会|村民委员会|嘎查)$/.test(name) ? 'village' : 'other'
}

/** Reads a place code as people type it. `says` tells why not: a spreadsheet's 6.1E+11 is a mishap of its own. */
export function codeFromText(text: string): { code: PlaceCode } | { says: string } {
  if (text === '') return { says: '没有写区划代码：请填写 12 位官方代码（网格写 15 位）。' }
  if (/^\d(\.\d+)?E\+?\d+$/i.test(text)) {
    return { says: `代码变成了“${text}”，后几位已丢失：请把这一列设为“文本”格式，重新填写完整的代码。` }
  }
  const code = placeFromText(text)
  return code === null
    ? { says: `“${text.slice(0, 30)}”不是区划代码：请写 6、9、12 位官方代码，网格写 15 位。` }
    : { code }
}
