import { expect, test } from 'vitest'
import { z } from 'zod'
import { asKept } from './as-kept.ts'

test('what a request may leave out a reply must have, wherever it stands; else both take and refuse the same', () => {
  const asked = z.strictObject({
    due: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('within'), working: z.boolean().default(false) }),
    ]),
    debtors: z.array(z.strictObject({ amount: z.string().max(3).nullable().default(null) })).max(2),
    keeper: z.strictObject({ name: z.string().default('') }).nullable(),
  })
  const kept = asKept(asked)
  const whole = { due: { kind: 'within', working: true }, debtors: [{ amount: null }], keeper: { name: '' } }
  expect(kept.parse(whole)).toEqual(whole)
  for (const lacking of [
    { ...whole, due: { kind: 'within' } },
    { ...whole, debtors: [{}] },
    { ...whole, keeper: {} },
  ]) {
    expect(asked.safeParse(lacking).success).toBe(true)
    expect(kept.safeParse(lacking).success, JSON.stringify(lacking)).toBe(false)
  }
  for (const wrong of [
    { ...whole, more: 1 },
    { ...whole, due: { kind: 'on' } },
    { ...whole, debtors: [{ amount: '1000' }] },
    { ...whole, debtors: [{ amount: null }, { amount: null }, { amount: null }] },
  ])
    expect(kept.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
})
