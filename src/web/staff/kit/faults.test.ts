import { expect, test } from 'vitest'
import { z } from 'zod'
import { RefuseInput } from '#domain/intake/inputs.ts'
import { faultOf, spread } from './faults.ts'

test('a field is checked with the sentence the server would answer', () => {
  expect(faultOf(RefuseInput.shape.explanation, '  ')).toBe('请用当事人听得懂的话说明理由。')
  expect(faultOf(RefuseInput.shape.ground, undefined)).toBe('请选择不予受理的理由。')
  expect(faultOf(RefuseInput.shape.explanation, '法院已经受理')).toBeNull()
})

test('words of the checking library itself are never shown', () => {
  expect(faultOf(z.string().max(2), 'abc')).toBe('请检查这一项。')
})

test("the server's faults go beside their fields, and none is lost", () => {
  const { fields, rest } = spread(
    [
      { path: 'missing.0', says: '甲' },
      { path: 'missing', says: '乙' },
      { path: 'elsewhere', says: '丙' },
    ],
    ['missing', 'note'],
  )
  expect(fields).toEqual([{ name: 'missing', errors: ['甲', '乙'] }])
  expect(rest).toEqual(['丙'])
})
