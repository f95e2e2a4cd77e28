import { z } from 'zod'
import type { Consequence } from '../disputes/consequences.ts'
import { step } from '../step.ts'
import { movedClocks } from './moved.ts'

export const recount = step({
  on: 'dispute',
  from: ['clue', 'registered', 'supplementing', 'checking_duplicates', 'triaging', 'open'],
  to: null,
  by: ['system'],
  needs: ['days_moved'],
  input: z.strictObject({}),
  // It goes on as it went, to another day: neither its start nor the days it stood still change (threats I22).
  then: (here) =>
    movedClocks(here).map(
      ({ clock, day }): Consequence => ({
        kind: 'resume_clock',
        id: clock.id,
        paused_days: clock.paused_days,
        due_on: day,
        calendar_version: here.calendar.version,
      }),
    ),
  law: ['民事诉讼法 第八十五条', '民法典 第二百零三条', '本县约定：已经告诉当事人的日子不因放假安排改变而缩短'],
  carries_out: {
    because: '国务院办公厅改了放假安排，正在计的期限要逐件重新计算，谁都看得到从哪天改到哪天（threats I21、I22）',
  },
  says: '放假安排有变，重新计算期限',
})
