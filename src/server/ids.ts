import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

/** A UUID v7 has 32 bits to count with; all of them would leave too little to chance. */
const SEQUENCE = 2 ** 31
const ROOM = 16 * 256
const random = Buffer.alloc(ROOM)
let used = ROOM

/** Sixteen fresh random bytes from a store filled 256 at a time: asking the system for each identifier took a tenth of a step. */
function freshBytes(): Uint8Array {
  if (used === ROOM) {
    randomFillSync(random)
    used = 0
  }
  used += 16
  return random.subarray(used - 16, used)
}

let last = { msecs: 0, seq: 0 }

/**
 * A new identifier (UUID v7) that carries its instant, so that rows made together lie together; those this process makes for
 * one instant count upwards, so that they also stand in the order they were made in.
 */
export function newId(instant: string): string {
  const msecs = Date.parse(instant)
  last = { msecs, seq: last.msecs === msecs ? (last.seq + 1) % SEQUENCE : 0 }
  return v7({ msecs, seq: last.seq, random: freshBytes() })
}
