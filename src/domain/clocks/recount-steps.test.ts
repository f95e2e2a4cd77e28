import { expect, test } from 'vitest'
import * as one from '#test/parts.ts'
import { decide } from '../decide.ts'
import { calendar } from './calendar-data.ts'
import { calendarWith } from './notices.ts'
import { recount } from './recount-steps.ts'

const known = calendar.years.find(({ year }) => year === 2026)
/** The last day of the holidays of February is worked after all. */
const worked = calendarWith(calendar, [
  {
    ...{ nth: 1, year: 2026, status: 'published', source: '' },
    days_off: (known?.days_off ?? []).filter((day) => day !== '2026-02-23'),
    days_on: known?.days_on ?? [],
  },
])
const agreed = one.agreement('in_effect')
const dispute = one.dispute('open')
/** What is told to whom when this clock is counted anew on a day. */
const told = (clock: ReturnType<typeof one.clock>, today: string) => {
  const here = one.hereWith([dispute, agreed], {
    ...{ clocks: [clock], today, now: `${today}T04:00:00.000Z`, occurred_at: `${today}T04:00:00.000Z` },
    ...{ calendar: worked, actor: { kind: 'system' } },
  })
  const decision = decide({ ...recount, needs: ['days_moved'] }, here, dispute, {})
  if (!decision.ok) throw new Error(decision.why)
  return decision.consequences.flatMap((it) =>
    it.kind === 'send_effect' && it.effect === 'text_message' ? [{ to: it.to_party, says: it.wording }] : [],
  )
}
const window = { started_on: '2026-01-22', due_on: '2026-02-24', owes: { party: one.APPLICANT } }

test('a day of the law that comes earlier is told to both sides, with the old day and the new', () => {
  const all = told(one.clock('T-33', agreed, window), '2026-02-10')
  expect(all.map(({ to }) => to)).toEqual([one.APPLICANT, one.RESPONDENT])
  for (const { says } of all) expect(says).toContain('原来到 2026-02-24，现在提前到 2026-02-23。')
})

test('where the day a court counts is over already she is told which it was', () => {
  const late = { ...window, due_on: '2026-02-26' }
  expect(told(one.clock('T-33', agreed, late), '2026-02-25')[0]?.says).toContain(
    '现在提前到 2026-02-25（数下来是 2026-02-23，请马上问法院）',
  )
})

test('a later day is read in the story; what an office owes under the law is no message to a party', () => {
  expect(told(one.clock('T-33', agreed, { ...window, due_on: '2026-02-20' }), '2026-02-10')).toEqual([])
  expect(told(one.clock('T-33', agreed, { ...window, owes: { unit: 1 } }), '2026-02-10')).toEqual([])
})
