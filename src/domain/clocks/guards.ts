import type { Guard } from '../guards.ts'
import { movedClocks } from './moved.ts'

/** Conditions on what a changed calendar does to running clocks. */
export const CLOCK_GUARDS = {
  /** 放假安排确实改了正在计的期限：没有改到的，不在经过里多写一条。 */
  days_moved: (here) => (movedClocks(here).length > 0 ? null : 'nothing_moved'),
} as const satisfies Record<string, Guard>
