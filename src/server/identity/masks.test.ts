import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskIdentity, maskName, maskNamesIn, maskReach } from './masks.ts'

test('a masked phone can be neither called nor guessed', () => {
  expect(maskReach('10012345678')).toBe('100****5678')
  expect(maskReach('+86 100-1234-5678')).toBe('861****5678')
  expect(maskReach('0960-5550000')).toBe('096****0000')
  // A local number is short: what stands at both ends would be all of it.
  expect(maskReach('5550123')).toBe('****23')
  expect(maskReach('55500123')).toBe('****23')
  fc.assert(
    fc.property(fc.stringMatching(/^\d{7,15}$/), (phone) => {
      const shown = maskReach(phone).replace(/\D/g, '')
      expect(phone.length - shown.length).toBeGreaterThanOrEqual(4)
    }),
  )
})

test('a way to reach in words shows its first character only', () => {
  expect(maskReach('村口小卖部老王转告 10012345678')).toBe('村****')
  expect(maskReach('𠀀家邻居')).toBe('𠀀****')
  expect(maskReach('')).toBe('****')
})

test('a masked identity number keeps its length but never the day of birth', () => {
  expect(maskIdentity('990326199001010011')).toBe('990*************11')
  expect(maskIdentity('990326900101001')).toBe('990**********01')
  expect(maskIdentity('H00000001')).toBe('****01')
  expect(maskIdentity('1234')).toBe('****34')
})

test('a masked name keeps the surname whole, also a rare one, and tells no length beyond four', () => {
  expect(maskName('苗秀禾')).toBe('苗**')
  expect(maskName('马䶮')).toBe('马*')
  expect(maskName('𠀀小明')).toBe('𠀀**')
  expect(maskName('王')).toBe('王*')
  expect(maskName('阿力木江·吐尔逊·尼亚孜')).toBe('阿***')
  expect(maskName('')).toBe('*')
})

test('names are masked in a sentence however they were told apart, and what is no name stays as it is', () => {
  const known = ['邢大山（村东）', '阿力木江·吐尔逊', '邻居', '三单元住户', '王', '2号楼业主']
  expect(maskNamesIn('邢大山和邻居都说，阿力木江·吐尔逊在三单元住户那里，王法不能没有', known)).toBe(
    '邢**和邻居都说，阿***在三单元住户那里，王法不能没有',
  )
  expect(maskNamesIn('邢大山（村东）占了沟', known)).not.toContain('大山')
})
