import { now, setNow } from '#server/clock.ts'
import type { Rewinder } from '../rewind.ts'
import type { Walks } from '../walks.ts'
import { POINTS, type Point, WAYS, type Walk, type Way } from '../ways.ts'

/** A walk of less than this takes no days: the clock is the machine's. */
const HOUR_MS = 3_600_000
const isMoved = (): boolean => Date.parse(now()) > Date.now() + HOUR_MS

const wayTo = (point: Point): Way => WAYS[point]
const before = (point: Point): Point | null => {
  const way = wayTo(point)
  return 'after' in way ? (way.after as Point) : null
}

/** What is done with a file that stands at a point; what it did to the file is taken back before the next. */
export type Visit = (on: Walk) => Promise<void>

/**
 * Brings files to every point that has visits, each step of every way taken once: where two ways part the file goes one, is
 * put back row by row, and goes the other. `beforeEach`: done before each point.
 */
export async function tour(
  door: Pick<Walks, 'walkTo' | 'move'>,
  rewind: Rewinder,
  visits: ReadonlyMap<Point, readonly Visit[]>,
  beforeEach: () => void,
): Promise<void> {
  const leadsOn = (point: Point): boolean =>
    visits.has(point) || POINTS.some((it) => before(it) === point && leadsOn(it))

  /** Does something to a file, and gives it back as it stood: the same one, or another walked there where that cannot be. */
  async function andBack(point: Point, on: Walk, work: Visit): Promise<Walk> {
    const at = isMoved() ? now() : null
    const moment = await rewind.keep(on.file_id)
    await work(structuredClone(on))
    setNow(at)
    if (await rewind.back(moment)) return on
    setNow(null)
    return door.walkTo(point)
  }

  async function from(point: Point, standing: Walk): Promise<void> {
    let on = standing
    beforeEach()
    for (const visit of visits.get(point) ?? []) on = await andBack(point, on, visit)
    for (const next of POINTS.filter((it) => before(it) === point && leadsOn(it)))
      on = await andBack(point, on, async (it) => {
        const way = wayTo(next)
        for (const move of 'about' in way ? [] : (way.moves ?? [])) await door.move(it, move)
        await from(next, it)
      })
  }

  for (const root of POINTS.filter((it) => before(it) === null && leadsOn(it))) {
    setNow(null)
    beforeEach()
    await from(root, await door.walkTo(root))
  }
  setNow(null)
}
