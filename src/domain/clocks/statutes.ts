import { COURT_STATUTES } from './statutes-court.ts'
import { OFFICE_STATUTES } from './statutes-office.ts'
import { PEOPLE_STATUTES } from './statutes-people.ts'

/**
 * Every deadline of one dispute that a statute sets (domain 5, T-07 to T-51, T-84): the pure table. The clocks the platform runs
 * by itself are in `rules.ts`; those of court, police and petition office are started when their doors are there.
 */
export const STATUTES = { ...PEOPLE_STATUTES, ...COURT_STATUTES, ...OFFICE_STATUTES } as const
export type StatuteId = keyof typeof STATUTES
