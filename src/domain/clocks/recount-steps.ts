import { z } from 'zod'
import type { Consequence } from '../disputes/consequences.ts'
import { tell } from '../disputes/make.ts'
import type { Clock } from '../disputes/parts.ts'
import { idsOf, partiesAmong } from '../disputes/people.ts'
import { type Here, step } from '../step.ts'
import type { Day } from './calendar.ts'
import { movedClocks } from './moved.ts'
import { freshDay } from './recount.ts'
import { ruleAsStarted } from './rule-book.ts'

/** So many are told at once; more than that read it on their pages. */
const TOLD = 200

/** Whose day it is: both sides of the agreement it stands on, else the party who owes it; nobody where an office owes it. */
function whoseDay(here: Here, { owes, part, part_id }: Clock): readonly string[] {
  if (!('party' in owes)) return []
  const on = here.parts.find((it) => it.part === part && it.id === part_id)
  return on?.part === 'agreement' ? on.facts.parties : [owes.party]
}

/** What was said to her, what it is now, and what a court counts where that day is over already. */
function earlierInWords(here: Here, clock: Clock, day: Day): string {
  const rule = ruleAsStarted(here.rules, clock.rule, clock.rule_version)
  const counted = rule ? freshDay(rule, clock, here.calendar) : day
  const over = counted < day ? `（数下来是 ${counted}，请马上问法院）` : ''
  return `${rule?.says ?? ''}：原来到 ${clock.due_on}，现在提前到 ${day}${over}`
}

/** A day that comes earlier is told to each party whose day it is: she may have planned by the old one. */
function tellEarlier(here: Here, next: () => string): Consequence[] {
  const earlier = movedClocks(here).filter(({ clock, day }) => day < clock.due_on)
  const all = new Set(earlier.flatMap(({ clock }) => whoseDay(here, clock)))
  return partiesAmong(here, [...all])
    .slice(0, TOLD)
    .map((party) => {
      const hers = earlier.filter(({ clock }) => whoseDay(here, clock).includes(party.id))
      const says = hers.map(({ clock, day }) => earlierInWords(here, clock, day)).join('；')
      return tell(next(), party, `放假安排有变，法律定的日子按实际放假算。${says}。要办请抓紧。`)
    })
}

export const recount = step({
  on: 'dispute',
  from: ['clue', 'registered', 'supplementing', 'checking_duplicates', 'triaging', 'open'],
  to: null,
  by: ['system'],
  needs: ['days_moved'],
  input: z.strictObject({}),
  // It goes on as it went, to another day: neither its start nor the days it stood still change (threats I22).
  then: (here) => [
    ...movedClocks(here).map(
      ({ clock, day }): Consequence => ({
        kind: 'resume_clock',
        id: clock.id,
        paused_days: clock.paused_days,
        due_on: day,
        calendar_version: here.calendar.version,
      }),
    ),
    ...tellEarlier(here, idsOf(here)),
  ],
  ids: TOLD,
  law: [
    '民事诉讼法 第八十五条',
    '民法典 第二百零三条',
    '本县约定：本县约定的日子不因放假安排改变而缩短；法律定的按实际放假算',
  ],
  carries_out: {
    because: '国务院办公厅改了放假安排，正在计的期限要逐件重新计算，谁都看得到从哪天改到哪天（threats I21、I22）',
  },
  says: '放假安排有变，重新计算期限',
})
