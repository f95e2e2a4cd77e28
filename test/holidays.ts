import { addDays, dayIn, isWorkingDay } from '#domain/clocks/calendar.ts'
import { now } from '#server/clock.ts'
import { readTiming } from '#server/clocks/timing.ts'
import { inScope, nobody } from '#server/db/scope.ts'
import type { World } from '#server/world.ts'
import type { TestWorld } from './world.ts'

/** So many notices a county gets at most: whole months of holidays would be another county. */
const MOST = 8

/** The next working day becomes a holiday by a notice of its year, beside what was known of that year. */
export async function enterHoliday(world: World & Pick<TestWorld, 'owner'>, day?: string): Promise<void> {
  const today = dayIn(now())
  const { calendar } = await inScope(world.pool, nobody(today), (trx) => readTiming(trx, world))
  let off = day ?? addDays(today, 1)
  while (!isWorkingDay(off, calendar)) off = addDays(off, 1)
  const year = Number(off.slice(0, 4))
  const known = calendar.years.find((it) => it.year === year)
  await world.owner.query(
    `insert into holiday_notices (year, status, document, days_off, days_on, at, by_person, by_post, reason, moved, test_time)
     select $1, 'published', '国办发明电（测试）', $2, $3, $4, o.person_id, o.id, '测试', 0, true from posts o
     where (select count(*) from holiday_notices) < ${MOST} limit 1`,
    [year, [...(known?.days_off ?? []), off].sort(), known?.days_on ?? [], now()],
  )
}
