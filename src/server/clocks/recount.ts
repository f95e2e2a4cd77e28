import { addDays, type Day, dayIn } from '#domain/clocks/calendar.ts'
import { calendarWith, daysChanged, type Notice } from '#domain/clocks/notices.ts'
import { now, secondsAfter } from '../clock.ts'
import type { Trx } from '../db/connection.ts'
import { inScope, unscoped, wholeCounty } from '../db/scope.ts'
import { takeStep } from '../disputes/take-step.ts'
import { Problem } from '../http/problem.ts'
import type { World } from '../world.ts'
import { type Live, meeting, movedDay, noticesOf } from './holidays.ts'
import { readTiming } from './timing.ts'

const AT_ONCE = 500
/** A step that began with the old calendar is done long before: it is walked over once more after so long. */
const SETTLED_SECONDS = 60

type Open = { nth: number; at: string; recounted_to: string | null }

const openNotices = (trx: Trx): Promise<Open[]> =>
  trx
    .selectFrom('holiday_notices')
    .select(['nth', 'at', 'recounted_to'])
    .where('recounted_at', 'is', null)
    .orderBy('nth')
    .execute()

/** The days a notice changed beside what was known before it. */
function daysOf(world: World, notices: readonly Notice[], nth: number): Day[] {
  const before = calendarWith(
    world.calendar,
    notices.filter((it) => it.nth < nth),
  )
  return daysChanged(
    before,
    calendarWith(
      world.calendar,
      notices.filter((it) => it.nth <= nth),
    ),
  )
}

/** Counts one file anew by a step of its own; somebody else may have moved it meanwhile. */
async function recountFile(world: World, fileId: string, today: Day): Promise<boolean> {
  try {
    await takeStep(world, {
      actor: { kind: 'system' },
      scope: wholeCounty(today),
      step: 'recount',
      fileId,
      partId: null,
      input: {},
      occurredAt: null,
      key: null,
    })
    return true
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return false
  }
}

/**
 * Counts anew what runs, after a notice was entered: each file it touches by an event of its own, so that everybody reads from which
 * day to which (threats I21). Begun anew at any point it goes on where it was; what a step with the old calendar left behind is
 * found by the walk that begins a minute later.
 * @returns on how many files it took a step
 */
export async function recountClocks(world: World): Promise<number> {
  const open = await unscoped(world.pool, openNotices)
  let taken = 0
  for (const notice of open) taken += await recountFor(world, notice)
  return taken
}

async function recountFor(world: World, { nth, at, recounted_to }: Open): Promise<number> {
  const begun = now()
  const today = dayIn(begun)
  const settled = begun >= secondsAfter(at, SETTLED_SECONDS)
  let after = recounted_to
  let taken = 0
  for (;;) {
    const chunk = await inScope(world.pool, wholeCounty(today), async (trx) => {
      const [{ calendar, rules }, notices] = await Promise.all([readTiming(trx, world), noticesOf(trx)])
      const days = daysOf(world, notices, nth)
      const [first, last] = [days[0], days.at(-1)]
      if (!first || !last) return { found: [] as Live[], moved: [] as Live[] }
      // A last day that was rolled over the holidays lies behind them.
      const found = await meeting(trx, [addDays(first, -1), last], after, AT_ONCE)
      return { found, moved: found.filter((it) => movedDay(it, rules, today, calendar) !== null) }
    })
    const files = [...new Set(chunk.moved.filter((it) => it.part !== 'complaint').map((it) => it.file_id))]
    for (const file of files) if (await recountFile(world, file, today)) taken += 1
    after = chunk.found.at(-1)?.id ?? null
    const over = chunk.found.length < AT_ONCE
    await unscoped(world.pool, (trx) =>
      trx
        .updateTable('holiday_notices')
        .set((eb) => ({
          recounted_to: over ? null : after,
          recounted_at: over && settled && recounted_to === null ? begun : null,
          moved: eb('moved', '+', chunk.moved.length),
        }))
        .where('nth', '=', nth)
        .where('recounted_at', 'is', null)
        .execute(),
    )
    if (over) return taken
  }
}
