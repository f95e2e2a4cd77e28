import { expect, test } from 'vitest'
import { canSay, LANGUAGES, type Language, LanguagesInput, languagesFrom } from './languages.ts'

test('a cell of the workbook: known words each once, Mandarin left out, what is none of the list told', () => {
  expect(languagesFrom('')).toEqual({ languages: [], unknown: [] })
  expect(languagesFrom(' 普通话、苗语，手语 苗语；火星话')).toEqual({
    languages: ['miao', 'sign_language'],
    unknown: ['火星话'],
  })
  for (const code of Object.keys(LANGUAGES) as Language[])
    expect(languagesFrom(LANGUAGES[code]).languages).toEqual([code])
})

test('one speaks a language and knows how to sign', () => {
  expect([canSay('miao'), canSay('sign_language')]).toEqual(['会说苗语', '会手语'])
})

test('at most six, each once, of the list', () => {
  const reads = (list: unknown) => LanguagesInput.safeParse(list).success
  expect(reads(['miao', 'yi', 'dong', 'yao', 'bai', 'dai'])).toBe(true)
  expect(reads(['miao', 'yi', 'dong', 'yao', 'bai', 'dai', 'hani'])).toBe(false)
  expect(reads(['miao', 'miao'])).toBe(false)
  expect(reads(['putonghua'])).toBe(false)
})
