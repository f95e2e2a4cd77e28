import { expect, test } from 'vitest'
import { sayYuan } from './amounts.ts'

test('an amount is read in one way: thousands apart, cents only where there are some', () => {
  const says: [amount: string, text: string][] = [
    ['500', '500 元'],
    ['500.00', '500 元'],
    ['500.0', '500 元'],
    ['12000', '12,000 元'],
    ['3500.5', '3,500.50 元'],
    ['305692.41', '305,692.41 元'],
    ['1000000.00', '1,000,000 元'],
    ['0.5', '0.50 元'],
    ['999', '999 元'],
  ]
  for (const [amount, text] of says) expect(sayYuan(amount)).toBe(text)
})
