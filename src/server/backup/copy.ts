import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type pg from 'pg'

/** What pg's client calls on a statement that speaks COPY, and what it speaks through: neither is in its types. */
type Wire = {
  stream: Writable & { pause(): void; resume(): void }
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}
type Spoken = {
  submit(wire: Wire): void
  handleError(error: Error): void
  handleReadyForQuery(): void
  handleCommandComplete(told: { text: string }): void
  handleCopyData(told: { chunk: Buffer }, wire: Wire): void
  handleCopyInResponse(wire: Wire): void
}
const speak = (client: pg.Client, spoken: Spoken): void =>
  void (client as unknown as { query(spoken: Spoken): void }).query(spoken)

const rowsOf = (told: { text: string }): number => Number(/^COPY (\d+)$/.exec(told.text)?.[1] ?? Number.NaN)

/** As much of a table as is handed on at once. */
const PART_BYTES = 4 * 1024 * 1024

/**
 * What a `copy … to stdout` gives, in parts of whole rows. @returns how many rows PostgreSQL says it was
 * @throws what PostgreSQL says, a filtering by row-level security among it when `row_security` is off
 */
export async function* copyOut(client: pg.Client, text: string): AsyncGenerator<Buffer, number> {
  const ready: Buffer[] = []
  let held: Buffer[] = []
  let size = 0
  let rows = 0
  let over = false
  let failure: Error | null = null
  let wire: Wire | undefined
  let wake = Promise.withResolvers<void>()
  const tell = (): void => {
    wake.resolve()
    wake = Promise.withResolvers<void>()
  }
  const cut = (): void => {
    if (size > 0) ready.push(Buffer.concat(held, size))
    held = []
    size = 0
    tell()
  }
  speak(client, {
    submit(given) {
      wire = given
      given.query(text)
    },
    // The bytes are pg's own and are written over by the next packet.
    handleCopyData({ chunk }, { stream }) {
      held.push(Buffer.from(chunk))
      size += chunk.length
      if (size < PART_BYTES) return
      cut()
      stream.pause()
    },
    handleCommandComplete(told) {
      rows = rowsOf(told)
    },
    handleError(error) {
      failure = error
      over = true
      tell()
    },
    handleReadyForQuery() {
      over = true
      // Held back for a part that was the last: the next statement's answer is to come through.
      wire?.stream.resume()
      cut()
    },
    handleCopyInResponse: ({ sendCopyFail }) => sendCopyFail('nothing to give'),
  })
  for (;;) {
    const part = ready.shift()
    if (part) yield part
    else if (failure) throw failure
    else if (over) return rows
    else {
      const woken = wake.promise
      wire?.stream.resume()
      await woken
    }
  }
}

/** Gives one part to a `copy … from stdin`. @returns how many rows PostgreSQL says it took @throws what PostgreSQL says */
export function copyIn(client: pg.Client, text: string, part: Buffer): Promise<number> {
  const done = Promise.withResolvers<number>()
  let rows = 0
  let failure: Error | null = null
  const give = async (wire: Wire): Promise<void> => {
    wire.sendCopyFromChunk(part)
    if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain')
    wire.endCopyFrom()
  }
  speak(client, {
    submit: (wire) => wire.query(text),
    handleCopyInResponse: (wire) => void give(wire).catch(done.reject),
    handleCopyData: () => {},
    handleCommandComplete(told) {
      rows = rowsOf(told)
    },
    handleError(error) {
      failure = error
      done.reject(error)
    },
    handleReadyForQuery() {
      if (!failure) done.resolve(rows)
    },
  })
  return done.promise
}
