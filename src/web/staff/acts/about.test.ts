import { expect, test } from 'vitest'
import type { StaffDispute } from '#contract/disputes.ts'
import type { StaffMediation } from '#contract/mediation.ts'
import { lastPlace } from './about.ts'
import type { About } from './act-form.ts'
import { cannotReach, daysTried, unanswered } from './contact-forms.tsx'
import { dispatch, proposedUnit } from './triage-unit-forms.tsx'

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

test('a unit is proposed to be sent to only where it can be: not one’s own, and none that had it', () => {
  const proposal = {
    unit: { id: 5, name: '鹿渡镇调委会' },
    route: 'peoples_mediation_town',
    reasons: [{ says: '离得近' }],
  }
  const about = (own_unit: string, tasks: object[]) =>
    ({ own_unit, dispute: { dispute: { triage: proposal }, tasks } }) as unknown as About
  expect(proposedUnit(about('鹿渡镇综治中心', []))?.id).toBe(5)
  expect(proposedUnit(about('鹿渡镇调委会', []))).toBeNull()
  const had = about('鹿渡镇综治中心', [{ unit_id: 5, assists: false, status: 'resolved' }])
  expect(proposedUnit(had)).toBeNull()
  // Nor are the way and the reason, which were that unit's.
  expect(dispatch.initial?.(had)).toEqual({ assists: false, unit_id: undefined, route: undefined, because: '' })
  expect(dispatch.initial?.(about('鹿渡镇综治中心', []))).toMatchObject({ unit_id: 5, because: '离得近' })
})

test('that somebody cannot be reached is asked only of who has not answered', () => {
  const mediation = {
    id: 'm1',
    parties: [
      { party_id: 'p1', name: '甲', answer: 'agreed' },
      { party_id: 'p2', name: '乙', answer: 'asked' },
      { party_id: 'p3', name: '丙', answer: 'another_time' },
    ],
  }
  const about = { part_id: 'm1', dispute: { mediations: [mediation], agreements: [], parties: [] } } as unknown as About
  expect(unanswered(about)).toEqual([{ id: 'p2', name: '乙' }])
  expect(cannotReach.initial?.(about)).toEqual({ party_id: 'p2' })
})
