import { expect, test } from 'vitest'
import { act } from '../acts/act.ts'
import { faultsIn, faultsOfServer } from './nested-faults.ts'

test('a fault deep in a body is said at its own place, in words people read', () => {
  const faults = faultsIn(act('take_down').body, {
    channel: 'CH03',
    place_code: 990_101_001_000_000,
    where_text: '',
    what_happened: '吵架',
    wish: '还不知道',
    dispute_type: null,
    parties: [
      { side: 'applicant', kind: 'person', name: '甲' },
      { side: 'respondent', kind: 'person', name: '乙', reach: '123' },
    ],
  })
  expect(faults).toEqual([{ path: ['parties', 1, 'reach'], says: expect.stringContaining('电话号码好像不完整') }])
  for (const { says } of faultsIn(act('take_down').body, { channel: 'CH99', what_happened: 7 }))
    expect(says).toMatch(/\p{Script=Han}/u)
})

test("the server's places are read as steps into the form", () => {
  expect(faultsOfServer([{ path: 'body.parties.12.name', says: '请写下姓名。' }])).toEqual([
    { path: ['parties', 12, 'name'], says: '请写下姓名。' },
  ])
  expect(faultsOfServer([{ path: '/parties/0/reach', says: '不对。' }])[0]?.path).toEqual(['parties', 0, 'reach'])
})
