import { expect, test } from 'vitest'
import { ACTS } from '#contract/acts.ts'
import { act } from './act.ts'
import { bodyOf } from './body.ts'
import { FORMS, PAGES } from './forms.ts'
import { identityHint } from './identity-form.tsx'

test('every step staff may take has a form or a page, and no form is for a step they may not', () => {
  const theirs = ACTS.filter(({ who }) => who.includes('staff')).map(({ step }) => step)
  expect([...FORMS.map(({ step }) => step), ...PAGES].sort()).toEqual([...theirs].sort())
})

test('a form sends only what its step takes, without what was left empty', () => {
  const body = bodyOf(act('supply_supplement'), {
    text: ' 又写了一张欠条 ',
    other_side: '',
    occurred_at: '',
    opened: true,
  })
  expect(body).toEqual({ text: ' 又写了一张欠条 ' })
})

test('a time typed in Shanghai goes out with its offset', () => {
  const body = bodyOf(act('close'), { note: '', occurred_at: '2026-11-20T09:30' })
  expect(body).toEqual({ occurred_at: '2026-11-20T09:30:00+08:00' })
  expect(act('close').body.safeParse(body).success).toBe(true)
})

test('an identity number is told right or how far it is while it is typed', () => {
  expect(identityHint('resident_card', '11010519491231002X')).toEqual({ says: '校验位正确。', wrong: false })
  expect(identityHint('resident_card', '110105194912310021').wrong).toBe(true)
  expect(identityHint('resident_card', '1101').says).toContain('已输入 4 位')
  expect(identityHint('passport', 'E1').says).not.toContain('18 位')
})
