import { expect, test } from 'vitest'
import { inCapitals, sayYuan } from './amounts.ts'

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

test('a sum is written out in the capitals of receipts, so that no figure can be added to it', () => {
  const says: [amount: string, text: string][] = [
    ['3000', '叁仟元整'],
    ['3500.5', '叁仟伍佰元伍角'],
    ['10', '壹拾元整'],
    ['105', '壹佰零伍元整'],
    ['1001', '壹仟零壹元整'],
    ['100000', '壹拾万元整'],
    ['100200.05', '壹拾万零贰佰元零伍分'],
    ['20000001', '贰仟万零壹元整'],
    ['305692.41', '叁拾万伍仟陆佰玖拾贰元肆角壹分'],
    ['100000000', '壹亿元整'],
    ['100000001', '壹亿零壹元整'],
    ['999999999999.99', '玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
    ['0.5', '伍角'],
    ['0.05', '伍分'],
    ['0', '零元整'],
    ['0.00', '零元整'],
  ]
  for (const [amount, text] of says) expect(inCapitals(amount), amount).toBe(text)
  expect(() => inCapitals('1,000')).toThrow(RangeError)
})
