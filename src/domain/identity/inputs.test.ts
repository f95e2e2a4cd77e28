import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  creditCodeChecks,
  faultOfIdentityNumber,
  type IDENTITY_PAPERS,
  IdentityInput,
  noted,
  phoneDigits,
  Reach,
  residentNumberChecks,
  written,
} from './inputs.ts'

/** The check character of GB 11643 by its definition (ISO 7064 MOD 11-2), reckoned another way than the product does. */
const residentCheck = (body: string): string => {
  let remainder = 0
  for (const digit of body) remainder = ((remainder + Number(digit)) * 2) % 11
  const check = (12 - remainder) % 11
  return check === 10 ? 'X' : String(check)
}

/** The check character of GB 32100, whose weights are the powers of 3 modulo 31. */
const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditCheck = (body: string): string => {
  const sum = [...body].reduce(
    (total, letter, at) => total + LETTERS.indexOf(letter) * Number(3n ** BigInt(at) % 31n),
    0,
  )
  return LETTERS[(31 - (sum % 31)) % 31] ?? ''
}

const seventeen = fc
  .tuple(
    fc.integer({ min: 1920, max: 2026 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(
    ([year, month, day, nth]) =>
      `990326${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${String(nth).padStart(3, '0')}`,
  )

/** Somebody born on the first day of 1990 whose check character is an X. */
const bodyWithX =
  Array.from({ length: 999 }, (_, nth) => `99032619900101${String(nth).padStart(3, '0')}`).find(
    (it) => residentCheck(it) === 'X',
  ) ?? ''

test('a resident number is right with its check character and with no other', () => {
  fc.assert(
    fc.property(seventeen, (body) => {
      const right = residentCheck(body)
      for (const check of '0123456789X') expect(residentNumberChecks(body + check)).toBe(check === right)
    }),
  )
})

test('any one wrong digit and any two neighbours exchanged are noticed', () => {
  fc.assert(
    fc.property(seventeen, fc.nat(16), fc.integer({ min: 1, max: 9 }), (body, at, more) => {
      const number = body + residentCheck(body)
      const digit = (Number(number[at]) + more) % 10
      expect(residentNumberChecks(number.slice(0, at) + digit + number.slice(at + 1))).toBe(false)
      if (at < 16 && number[at] !== number[at + 1]) {
        const exchanged = `${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}`
        expect(residentNumberChecks(exchanged)).toBe(false)
      }
    }),
  )
})

test('a credit code is right with its check character and with no other', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LETTERS), { minLength: 17, maxLength: 17 }), (letters) => {
      const body = letters.join('')
      const right = creditCheck(body)
      for (const check of LETTERS) expect(creditCodeChecks(body + check)).toBe(check === right)
    }),
    { numRuns: 50 },
  )
  for (const letter of 'IOSVZ') expect(creditCodeChecks(`9199032600000000${letter}0`)).toBe(false)
})

test('each paper takes its own numbers and says in Chinese what is wrong with others', () => {
  const right: [keyof typeof IDENTITY_PAPERS, string][] = [
    ['resident_card', `${bodyWithX}X`],
    ['resident_card', `99032619570203011${residentCheck('99032619570203011')}`],
    ['resident_card', '990326570203011'],
    ['household_register', '990326001'],
    ['passport', 'XX0000001'],
    ['passport', '99P000001'],
    ['hk_macau_permit', 'H00000001'],
    ['hk_macau_permit', 'H0000000001'],
    ['taiwan_permit', '00000001'],
    ['foreign_resident_card', 'XXX990326000001'],
    ['unified_social_credit', `91990326MA0000001${creditCheck('91990326MA0000001')}`],
    ['other', '(2026)0001'],
    ['other', '军字第0000001号'],
  ]
  for (const [paper, number] of right) expect(faultOfIdentityNumber(paper, number), `${paper} ${number}`).toBeNull()
  const wrong: [keyof typeof IDENTITY_PAPERS, string, RegExp][] = [
    ['resident_card', `${bodyWithX}0`, /身份证号码不对/],
    ['resident_card', bodyWithX, /身份证号码不对/],
    ['resident_card', '99032657020301', /身份证号码不对/],
    ['resident_card', '9903265702030111', /身份证号码不对/],
    ['resident_card', '９９０３２６５７０２０３０１１', /身份证号码不对/],
    ['unified_social_credit', '91990326MA00000010', /统一社会信用代码不对/],
    ['passport', '护照号码', /数字或字母/],
    ['other', 'X', /4 到 40 位/],
    ['other', 'A'.repeat(41), /4 到 40 位/],
  ]
  for (const [paper, number, says] of wrong)
    expect(faultOfIdentityNumber(paper, number), `${paper} ${number}`).toMatch(says)
})

test('what is registered must be right for its paper; a small x and blanks at the ends are forgiven', () => {
  const party_id = '018f0000-0000-7000-8000-000000000001'
  expect(IdentityInput.parse({ party_id, paper: 'resident_card', number: ` ${bodyWithX}x ` }).number).toBe(
    `${bodyWithX}X`,
  )
  const refused = IdentityInput.safeParse({ party_id, paper: 'resident_card', number: `${bodyWithX}1` })
  expect(refused.error?.issues).toMatchObject([
    { path: ['number'], message: expect.stringContaining('身份证号码不对') },
  ])
  expect(IdentityInput.safeParse({ party_id, paper: 'passport', number: `${bodyWithX}1` }).success).toBe(true)
})

test('the digits of a phone are found however it was written', () => {
  const same: Record<string, string> = {
    '10012345678': '10012345678',
    '100 1234 5678': '10012345678',
    '100-1234-5678': '10012345678',
    '+86 100 1234 5678': '10012345678',
    '+8610012345678': '10012345678',
    '8610012345678': '10012345678',
    '008610012345678': '10012345678',
    '(0960)5550000': '09605550000',
    '（0960）555-0000': '09605550000',
    '5550000': '5550000',
    '+99 5550 0000': '+9955500000',
  }
  for (const [typed, digits] of Object.entries(same)) expect(phoneDigits(typed), typed).toBe(digits)
  for (const typed of [
    '',
    '123456',
    '1'.repeat(16),
    '村口小卖部',
    '10012345678 老王',
    '１００１２３４５６７８',
    '100.1234.5678',
  ]) {
    expect(phoneDigits(typed), typed).toBeNull()
  }
})

test('a way to reach is a whole phone number, or words', () => {
  for (const typed of ['10012345678', '+86 100 1234 5678', '0960-5550000', '村口小卖部老王转告', '邻居 10012345678']) {
    expect(Reach.safeParse(typed).success, typed).toBe(true)
  }
  for (const typed of ['', '   ', '123', '1001234', '!!!!!!!', '10012345678\u0000']) {
    const read = Reach.safeParse(typed)
    if (typed === '1001234') expect(read.success).toBe(true)
    else expect(read.error?.issues[0]?.message, typed).toMatch(/\p{Script=Han}/u)
  }
})

test('what a person writes is kept exactly but for the blanks at its ends', () => {
  const text = written(60, '请写下您的姓名。')
  for (const name of [
    '马䶮',
    '沈㛃',
    '林𠀀',
    '周𫖮',
    '贺𬀩',
    '古丽巴哈尔·艾山',
    '次仁多吉•旺堆',
    "O'Neil",
    '<b>王</b>',
    '=1+1',
    '第一行\n第二行\t缩进',
    '\u202Eabc',
    '👨‍👩‍👧',
  ]) {
    expect(text.parse(name)).toBe(name)
    expect(text.parse(`  ${name} `)).toBe(name)
  }
  expect(text.parse('一'.repeat(60))).toHaveLength(60)
})

test('half characters and control characters are refused with a Chinese sentence, wherever they stand', () => {
  const text = written(60, '请写下您的姓名。')
  for (const bad of ['\u0000', '\u0007', '\u001B', '\u007F', '\uD840', '\uDC00', '\uDC00\uD840']) {
    for (const typed of [`王${bad}`, `王${bad}明`, `${bad}王`]) {
      expect(text.safeParse(typed).error?.issues[0]?.message, JSON.stringify(typed)).toMatch(/无法显示/)
      expect(noted(60).safeParse(typed).error?.issues[0]?.message, JSON.stringify(typed)).toMatch(/无法显示/)
    }
  }
  expect(noted(60).parse(undefined)).toBe('')
  expect(text.safeParse(' '.repeat(5)).error?.issues[0]?.message).toBe('请写下您的姓名。')
  expect(text.safeParse('一'.repeat(61)).error?.issues[0]?.message).toMatch(/最多 60 个字/)
})
