import { expect, test } from 'vitest'
import type { ClockCard } from '#contract/shared.ts'
import { clockSentence } from './clock-why.tsx'

const card = (more: Partial<ClockCard>): ClockCard =>
  ({
    says: '双方可以共同申请司法确认',
    length_says: '自协议生效之日起 30 日',
    duty: ['民事诉讼法 第二百零五条', '人民调解法 第三十三条'],
    ...more,
  }) as ClockCard

test('a limit says in one line how long is left, what, from when, and under which article', () => {
  expect(clockSentence('还剩 12 天', card({}))).toBe(
    '还剩 12 天 · 双方可以共同申请司法确认 · 自协议生效之日起 30 日 · 民事诉讼法 第二百零五条',
  )
})

test('what is the county’s own is never dressed as law', () => {
  expect(clockSentence('今天到期', card({ says: '结案登记', length_says: '', duty: ['本县约定：办完就结'] }))).toBe(
    '今天到期 · 结案登记 · 本县约定',
  )
})
