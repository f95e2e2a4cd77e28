import { expect, test } from 'vitest'
import { counted } from './counted.ts'

test('clauses are counted as people count', () => {
  expect([1, 2, 10, 11, 19, 20, 21, 30, 99, 100].map(counted)).toEqual([
    ...['一', '二', '十', '十一', '十九', '二十', '二十一', '三十', '九十九', '100'],
  ])
})
