import type pg from 'pg'
import utils from 'pg/lib/utils.js'
import { Indeterminate, isWaitGivenUp } from './standby.ts'

/** What a statement came to: its rows, the word the database ended it with, and how many rows it touched. */
export type Outcome = { rows: Record<string, unknown>[]; command: string; count: number }

/** A statement on its way, and whom to tell. Statements of one name are of one text. */
export type Sent = {
  name: string
  text: string
  values: readonly unknown[]
  done: (outcome: Outcome) => void
  failed: (error: Error) => void
}

type Readers = { getTypeParser: (oid: number, format: 'text') => (text: string) => unknown }
type Column = { name: string; read: (text: string) => unknown }

/**
 * What a connection's database already knows of named statements, what it has told of their columns, whether a transaction
 * is open on it, and whether it gave up waiting for a standby.
 */
type Known = {
  parsed: Set<string>
  columns: Map<string, Column[]>
  parsing: string[]
  open: boolean
  waitGivenUp: boolean
}
const nothingKnown = (): Known => ({
  parsed: new Set(),
  columns: new Map(),
  parsing: [],
  open: false,
  waitGivenUp: false,
})
const knownTo = new WeakMap<pg.Connection, Known>()

function knownOn(connection: pg.Connection): Known {
  const found = knownTo.get(connection)
  if (found) return found
  const made = nothingKnown()
  knownTo.set(connection, made)
  // A statement may be parsed and then fail: only this message tells that its name is taken from now on.
  connection.on('parseComplete', () => {
    const name = made.parsing.shift()
    if (name !== undefined) made.parsed.add(name)
  })
  connection.on('readyForQuery', ({ status }: { status: string }) => {
    made.open = status !== 'I'
  })
  connection.on('notice', (notice: { routine?: string }) => {
    if (isWaitGivenUp(notice)) made.waitGivenUp = true
  })
  return made
}

function rowOf(columns: readonly Column[], fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (let at = 0; at < columns.length; at += 1) {
    const { name, read } = columns[at] as Column
    const text = fields[at] ?? null
    row[name] = text === null ? null : read(text)
  }
  return row
}

/** The word and the number in `INSERT 0 3`, `SELECT 2`; of `COMMIT` and `CREATE TABLE` the number is 0. */
function endedWith(tag: string): Pick<Outcome, 'command' | 'count'> {
  const [command = ''] = tag.split(' ')
  return { command, count: Number(/(\d+)$/.exec(tag)?.[1] ?? 0) }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/**
 * Statements that leave together and are answered together: one message ends them all, so that the database sends its
 * answers at once and not one by one. They are carried out in their order; after one that failed none is carried out, and
 * all of those fail as it did. In a transaction those before it were carried out in it. Outside one they are one transaction of
 * their own, which ends with the last of them: nobody is told that anything was done before that, and all of them fail as one.
 * With a value that cannot be written none leaves. A commit that was not waited for fails them all as indeterminate (standby.ts).
 */
export function batch(all: readonly Sent[], readers: Readers): pg.Submittable & { sent: readonly Sent[] } {
  let at = 0
  let known = nothingKnown()
  let rows: Outcome['rows'] = []
  let fault: Error | null = null
  /** What is to be told of those carried out, how many of them nothing can undo, and whether they are in a transaction. */
  let endings: (() => void)[] = []
  let settled = 0
  let open = false

  function send(connection: pg.Connection, { name, text }: Sent, values: (Buffer | string | null)[]): void {
    if (!known.parsed.has(name) && !known.parsing.includes(name)) {
      connection.parse({ name, text, types: [] }, true)
      known.parsing.push(name)
    }
    connection.bind({ statement: name, values: values as string[] }, true)
    if (!known.columns.has(name)) connection.describe({ type: 'P' }, true)
    connection.execute(null, true)
  }

  const columnsOfThis = (): Column[] => known.columns.get(all[at]?.name ?? '') ?? []
  const read = (fields: readonly (string | null)[]): void => {
    try {
      rows.push(rowOf(columnsOfThis(), fields))
    } catch (error) {
      fault ??= asError(error)
    }
  }
  function ended(tag: string): void {
    const sent = all[at]
    // A statement without rows is described by nothing: from now on that is known of it.
    if (sent && !known.columns.has(sent.name)) known.columns.set(sent.name, [])
    const outcome = { rows, ...endedWith(tag) }
    const unread = fault
    endings.push(() => (unread ? sent?.failed(unread) : sent?.done(outcome)))
    at += 1
    rows = []
    fault = null
    if (outcome.command === 'BEGIN') open = true
    if (outcome.command === 'COMMIT' || outcome.command === 'ROLLBACK') {
      open = false
      settled = at
    }
  }

  return {
    sent: all,
    submit(connection: pg.Connection) {
      let written: (Buffer | string | null)[][]
      try {
        written = all.map(({ values }) => values.map((value) => utils.prepareValue(value)))
      } catch (error) {
        return asError(error)
      }
      known = knownOn(connection)
      known.parsing = []
      known.waitGivenUp = false
      open = known.open
      connection.stream.cork()
      try {
        all.forEach((sent, nth) => {
          send(connection, sent, written[nth] ?? [])
        })
        connection.sync()
      } finally {
        connection.stream.uncork()
      }
    },
    handleRowDescription({ fields }: { fields: pg.FieldDef[] }) {
      const columns = fields.map(({ name, dataTypeID }) => ({ name, read: readers.getTypeParser(dataTypeID, 'text') }))
      known.columns.set(all[at]?.name ?? '', columns)
    },
    handleDataRow: ({ fields }: { fields: (string | null)[] }) => read(fields),
    handleCommandComplete: ({ text }: { text: string }) => ended(text),
    handleEmptyQuery: () => ended(''),
    handleReadyForQuery() {
      // The database calls it done all the same; nobody is told so before a standby has it.
      if (known.waitGivenUp) for (const { failed } of all) failed(new Indeterminate('no standby has it yet'))
      else for (const tell of endings) tell()
      endings = []
    },
    handleError(error: Error) {
      const carriedOut = open ? at : settled
      for (const tell of endings.slice(0, carriedOut)) tell()
      for (const { failed } of all.slice(carriedOut)) failed(error)
      endings = []
    },
  } as pg.Submittable & { sent: readonly Sent[] }
}
