import { calendar } from '#domain/clocks/calendar-data.ts'
import { calendarWith } from '#domain/clocks/notices.ts'
import type { GuardName } from '#domain/guards.ts'
import type { Case } from './guard-parts.ts'
import * as one from './parts.ts'

const wednesday = one.clock('T-05', one.PARTIES[0])
const TUESDAY_OFF = calendarWith(calendar, [
  { nth: 1, year: 2026, status: 'published', source: '', days_off: ['2026-03-03'], days_on: [] },
])

export const CLOCK_CASES = {
  days_moved: [
    ['the day stands', [], 'nothing_moved', { here: { clocks: [wednesday] } }],
    ['a holiday came between', [], null, { here: { clocks: [wednesday], calendar: TUESDAY_OFF } }],
    [
      'it stands still: it is counted when it goes on',
      [],
      'nothing_moved',
      { here: { clocks: [{ ...wednesday, state: 'paused', paused_on: '2026-03-03' }], calendar: TUESDAY_OFF } },
    ],
    [
      'it would be over sooner, and a promised day stands',
      [],
      'nothing_moved',
      { here: { clocks: [{ ...wednesday, due_on: '2026-03-12' }] } },
    ],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
