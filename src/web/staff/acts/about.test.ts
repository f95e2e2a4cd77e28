import { expect, test } from 'vitest'
import type { StaffDispute } from '#contract/disputes.ts'
import type { StaffMediation } from '#contract/mediation.ts'
import { lastPlace } from './about.ts'
import { daysTried } from './contact-forms.tsx'

const dispute = { file: { responsible: { address: '村部' } } } as unknown as StaffDispute
const talk = (mode: string, place: string) => ({ mode, place }) as StaffMediation['sessions'][number]

test('where somebody talked with one side alone is never offered as the place of a meeting of both', () => {
  const sessions = [talk('joint', '调解室'), talk('back_to_back', '邢家')]
  expect(lastPlace({ sessions, meeting: null }, dispute)).toBe('调解室')
  expect(lastPlace({ sessions: sessions.slice(1), meeting: null }, dispute)).toBe('村部')
})

test('two calls on one day are one day tried, by the calendar of Shanghai', () => {
  const call = (at: string, result = '没人接') => ({ party: '甲', at, how: '打电话', by: '乙', result, note: '' })
  expect(daysTried([call('2026-11-20T01:00:00Z'), call('2026-11-20T15:00:00Z')], '甲')).toBe(1)
  expect(daysTried([call('2026-11-20T15:00:00Z'), call('2026-11-20T16:30:00Z')], '甲')).toBe(2)
  expect(daysTried([call('2026-11-20T01:00:00Z', 'reached')], '甲')).toBe(0)
})
