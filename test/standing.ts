import { now, setNow } from '#server/clock.ts'
import { type Moment, rewinder } from './rewind.ts'
import type { Walks } from './walks.ts'
import type { Point, Walk } from './ways.ts'
import type { TestWorld } from './world.ts'

/** A walk of less than this takes no days: the clock is the machine's. */
const HOUR_MS = 3_600_000

/**
 * Files that stand at a point: walked there once, and put back there for whoever asks next, unless a step taken from it
 * wrote to another file. Whoever moves one looks at what it has become before she asks for the next: asking ends its use.
 * @param begun when every file came in, as an ISO instant; by the machine's clock where none is given
 */
export async function standings(
  world: TestWorld,
  door: Walks,
  begun: string | null = null,
): Promise<(point: Point) => Promise<Walk>> {
  const rewind = await rewinder(world)
  type Standing = { on: Walk; moment: Moment; at: string | null }
  const walked = new Map<Point, Standing>()
  let used: Point | null = null

  /** The file handed out last goes back where it stood, or is given up. */
  async function putBack(): Promise<void> {
    const last = used && walked.get(used)
    if (!used || !last) return
    if (await rewind.back(last.moment)) walked.set(used, { ...last, moment: await rewind.keep(last.on.file_id) })
    else walked.delete(used)
  }

  async function walkAnew(point: Point): Promise<Standing> {
    setNow(begun)
    const on = await door.walkTo(point)
    // Walks that take days move the clock: what stands at the end of one stands at that time.
    const at = begun !== null || Date.parse(now()) > Date.now() + HOUR_MS ? now() : null
    return { on, moment: await rewind.keep(on.file_id), at }
  }

  return async (point) => {
    await putBack()
    const standing = walked.get(point) ?? (await walkAnew(point))
    // What was written to other files until here was not written from this one.
    walked.set(point, { ...standing, moment: await rewind.goOn(standing.moment) })
    used = point
    setNow(standing.at)
    return structuredClone(standing.on)
  }
}
