import { z } from 'zod'

/** Kinds of identity papers (domain 4.6), as stored, with the words people see. */
export const IDENTITY_PAPERS = {
  resident_card: '居民身份证',
  household_register: '户口簿',
  passport: '护照',
  hk_macau_permit: '港澳居民来往内地通行证',
  taiwan_permit: '台湾居民来往大陆通行证',
  foreign_resident_card: '外国人永久居留身份证',
  unified_social_credit: '统一社会信用代码',
  other: '其他证件',
} as const
export type IdentityPaper = keyof typeof IDENTITY_PAPERS
const PAPERS = Object.keys(IDENTITY_PAPERS) as [IdentityPaper, ...IdentityPaper[]]

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Whether an 18-digit resident number has the check character of GB 11643. */
export function residentNumberChecks(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return '10X98765432'[sum % 11] === number[17]
}

const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** Whether a unified social credit code has the check character of GB 32100. */
export function creditCodeChecks(code: string): boolean {
  if (code.length !== 18 || [...code].some((letter) => !CREDIT.includes(letter))) return false
  const sum = CREDIT_WEIGHTS.reduce((total, weight, at) => total + weight * CREDIT.indexOf(code[at] ?? ''), 0)
  return CREDIT[(31 - (sum % 31)) % 31] === code[17]
}

/** What is wrong with a number on a paper of this kind, as a Chinese sentence, or null. 15-digit resident numbers exist. */
export function faultOfIdentityNumber(paper: IdentityPaper, number: string): string | null {
  if (paper === 'resident_card' && !(/^\d{15}$/.test(number) || residentNumberChecks(number)))
    return '身份证号码不对：应为 18 位（末位可为 X）或老证 15 位，请对照证件再核一遍。'
  if (paper === 'unified_social_credit' && !creditCodeChecks(number))
    return '统一社会信用代码不对：应为 18 位，请对照执照再核一遍。'
  // An officer's card reads 军字第…号: papers of other kinds may carry characters.
  const letters = paper === 'other' ? /^[\p{Lu}\p{Lo}\d()（）-]{4,40}$/u : /^[\dA-Z()（）-]{4,40}$/
  if (!letters.test(number)) return '证件号码应为 4 到 40 位的数字或字母。'
  return null
}

export const IdentityInput = z
  .strictObject({ party_id: z.uuid(), paper: z.enum(PAPERS), number: z.string().trim().toUpperCase().min(4).max(40) })
  .superRefine(({ paper, number }, check) => {
    const fault = faultOfIdentityNumber(paper, number)
    if (fault) check.addIssue({ code: 'custom', path: ['number'], message: fault })
  })

/**
 * Control characters and half characters are never part of what a person wrote. With the `u` flag a surrogate matches only
 * where it stands alone; older phones cannot read look-behind.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|[\uD800-\uDFFF]/u
export const UNWRITABLE_SAYS = '里面有无法显示的字符，请删掉后再提交。'

/** Whether this text can be stored and shown as it is. */
export const isWritable = (text: string): boolean => !UNWRITABLE.test(text)

/** Text as a person writes it, stored exactly but for the blanks at its ends. Lengths are in UTF-16 units. */
export const written = (most: number, emptySays: string) =>
  z
    .string({ error: emptySays })
    .trim()
    .min(1, emptySays)
    .max(most, `最多 ${most} 个字，请写短一些。`)
    .refine(isWritable, UNWRITABLE_SAYS)

/** Text that may be left out: empty then, and otherwise as exactly kept as what must be written. */
export const noted = (most: number) =>
  z.string().trim().max(most, `最多 ${most} 个字，请写短一些。`).refine(isWritable, UNWRITABLE_SAYS).default('')

/** A way to reach a person: a phone number, or where no phone exists, in words (a neighbour's phone, a place). */
export const Reach = written(100, '请告诉我们怎样联系您。').refine(
  (text) => /\p{L}/u.test(text) || /^\+?[\d\s()（）-]{7,20}$/.test(text),
  '电话号码好像不完整，请再看一遍；没有电话可以写明找谁转告。',
)

/** Digits of a phone as they are searched by: separators and +86 dropped; null when the text is no phone. */
export function phoneDigits(text: string): string | null {
  const digits = text.replace(/[\s()（）-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  return /^\+?\d{7,15}$/.test(digits) ? digits : null
}
