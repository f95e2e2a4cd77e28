import type { ObligationView } from '#contract/agreements.ts'
import type { StaffDispute } from '#contract/disputes.ts'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import type { ReviewedCase } from './read.ts'
import type { DisputeWalk } from './walk.ts'

const ENDED = ['performed', 'waived', 'sent_to_enforcement']
const lastsForEver = (it: ObligationView): boolean =>
  it.status === 'due' && it.lasting_says !== null && it.due_on === null
const open = (page: StaffDispute): ObligationView[] =>
  page.obligations.filter((it) => !ENDED.includes(it.status) && !lastsForEver(it))

/** Whoever is owed says she has it; where the agreement left the sum open, it is fixed first, with what it rests on. */
async function performed(walk: DisputeWalk, it: ObligationView): Promise<void> {
  const pays = it.nature === 'pay' && it.amount === null
  if (pays)
    await walk.actOn('obligations', it.id, 'fix_amount', { amount: '1000.00', basis: it.amount_later ?? '票据' })
  const debtor = it.debtors[0]?.party_id ?? ''
  if (walk.holdsLink(debtor)) await walk.says(debtor, 'obligations', it.id, 'claim_performed')
  // Of several each says it for herself, and the last one's word ends it.
  const last = it.creditors.at(-1)
  for (const by of it.creditors)
    await walk.says(by.party_id, 'obligations', it.id, by === last ? 'confirm_performed' : 'confirm_share')
}

/** Not done in time: the system says so, the office tells her how she can claim it in court. */
async function sued(walk: DisputeWalk, it: ObligationView): Promise<void> {
  if (it.due_on === null) throw new Error(`${walk.name}: what is owed on no day is never overdue`)
  await walk.until(addDays(it.due_on, 1))
  await walk.actOn('obligations', it.id, 'send_to_enforcement', {
    note: '权利人决定起诉。',
    skipped_because: '权利人自己决定起诉。',
  })
}

const visited = async (walk: DisputeWalk): Promise<boolean> => {
  const page = await walk.page()
  const visit = page.visits.find((it) => it.status === 'due')
  if (!visit) return false
  await walk.until(visit.due_on)
  const lasting = page.obligations.some(lastsForEver)
  await walk.actOn('visits', visit.id, 'record_visit', {
    how: 'phone',
    visited: page.parties.slice(0, 2).map((it) => it.id),
    performance: open(page).length > 0 ? 'partly' : lasting ? 'lasting' : 'all',
    account: '按协议办的，没有新的矛盾。',
  })
  return true
}

/** From the day of effect to the last one: performed as the case tells, or not; visited; closed. */
export async function follow(walk: DisputeWalk, reviewed: ReviewedCase): Promise<void> {
  const atOnce = reviewed.performed === 'at_once' || reviewed.performed === 'partly_at_once'
  const today = dayIn(now())
  if (atOnce)
    for (const it of open(await walk.page()))
      if (it.status === 'due' && (it.due_on === today || reviewed.performed === 'at_once')) await performed(walk, it)
  // By the calendar: whatever is due next is done on its day, what has no day within two weeks, what waits when it comes true.
  for (let turn = 0; turn < 60; turn += 1) {
    const left = open(await walk.page())
    const due = left.filter((it) => it.status === 'due').sort((a, b) => ((a.due_on ?? '') < (b.due_on ?? '') ? -1 : 1))
    const [next] = due
    if (!next) {
      const waiting = left.find((it) => it.can.includes('meet_condition'))
      if (!waiting) break
      walk.later(10)
      await walk.actOn('obligations', waiting.id, 'meet_condition', { note: '条件已经成就。' })
      continue
    }
    const last = left.length === 1
    if (reviewed.afterwards === 'sued' && last && next.due_on !== null) await sued(walk, next)
    else {
      if (next.due_on === null) walk.later(7)
      else await walk.until(next.due_on)
      await performed(walk, next)
    }
  }
  while (await visited(walk)) if ((await walk.page()).file.stage === 'closed') break
  await walk.act('close', { note: '' })
}
