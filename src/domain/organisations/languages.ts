import { z } from 'zod'

/**
 * What people speak beside Mandarin (普通话, which everybody is taken to speak): of somebody who works here, as administration keeps
 * it; of a party, as she says herself what is easiest for her. A help that is offered: no nationality is asked or kept.
 */
export const LANGUAGES = {
  local_speech: '本地话',
  cantonese: '粤语',
  hakka: '客家话',
  southern_min: '闽南话',
  wu: '吴语',
  mongolian: '蒙古语',
  tibetan: '藏语',
  uyghur: '维吾尔语',
  kazakh: '哈萨克语',
  korean: '朝鲜语',
  zhuang: '壮语',
  miao: '苗语',
  yi: '彝语',
  bouyei: '布依语',
  dong: '侗语',
  yao: '瑶语',
  bai: '白语',
  tujia: '土家语',
  hani: '哈尼语',
  dai: '傣语',
  sign_language: '手语',
} as const
export type Language = keyof typeof LANGUAGES
const CODES = Object.keys(LANGUAGES) as [Language, ...Language[]]

/** So many may stand with one person or one file. */
export const MOST_LANGUAGES = 6

export const LanguagesInput = z
  .array(z.enum(CODES, { error: '请从列表里选。' }))
  .max(MOST_LANGUAGES, `最多选 ${MOST_LANGUAGES} 种。`)
  .refine((list) => new Set(list).size === list.length, '有重复的，请去掉。')
  // In which order they were tapped says nothing: the same ones are the same answer.
  .overwrite((list) => CODES.filter((code) => list.includes(code)))

export const saysLanguages = (list: readonly Language[]): string => list.map((it) => LANGUAGES[it]).join('、')

/** “会说苗语” or “会手语”. */
export const canSay = (language: Language): string =>
  language === 'sign_language' ? '会手语' : `会说${LANGUAGES[language]}`

const MANDARIN = '普通话'
const BETWEEN = /[、，,；;\s]+/

/** What stands in a cell of the county's workbook: known languages, each once, and words that are none of the list. */
export function languagesFrom(text: string): { languages: Language[]; unknown: string[] } {
  const words = [...new Set(text.split(BETWEEN).filter((word) => word !== '' && word !== MANDARIN))]
  const languages: Language[] = []
  const unknown: string[] = []
  for (const word of words) {
    const code = CODES.find((it) => LANGUAGES[it] === word)
    if (code) languages.push(code)
    else unknown.push(word)
  }
  return { languages, unknown }
}
