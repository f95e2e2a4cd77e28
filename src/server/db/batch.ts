import type pg from 'pg'
import utils from 'pg/lib/utils.js'

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

/** What a connection's database already knows of named statements, and what it has told of their columns. */
type Known = { parsed: Set<string>; columns: Map<string, Column[]>; parsing: string[] }
const knownTo = new WeakMap<pg.Connection, Known>()

function knownOn(connection: pg.Connection): Known {
  const found = knownTo.get(connection)
  if (found) return found
  const made: Known = { parsed: new Set(), columns: new Map(), parsing: [] }
  knownTo.set(connection, made)
  // A statement may be parsed and then fail: only this message tells that its name is taken from now on.
  connection.on('parseComplete', () => {
    const name = made.parsing.shift()
    if (name !== undefined) made.parsed.add(name)
  })
  return made
}

function rowOf(columns: readonly Column[], fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  columns.forEach(({ name, read }, at) => {
    const text = fields[at] ?? null
    row[name] = text === null ? null : read(text)
  })
  return row
}

/** The word and the number in `INSERT 0 3`, `SELECT 2`, `COMMIT`. */
function endedWith(tag: string): Pick<Outcome, 'command' | 'count'> {
  const [command = '', ...numbers] = tag.split(' ')
  return { command, count: Number(numbers.at(-1) ?? 0) }
}

/**
 * Statements that leave together and are answered together: one message ends them all, so that the database sends its
 * answers at once and not one by one. They are carried out in their order; after one that failed none is carried out, and
 * all of those fail as it did. Whether a transaction is open decides, as ever, what becomes of those before it.
 */
export function batch(all: readonly Sent[], readers: Readers): pg.Submittable {
  let at = 0
  let known: Known = { parsed: new Set(), columns: new Map(), parsing: [] }
  let rows: Outcome['rows'] = []
  let fault: Error | null = null

  function send(connection: pg.Connection, { name, text, values }: Sent): void {
    if (!known.parsed.has(name) && !known.parsing.includes(name)) {
      connection.parse({ name, text, types: [] }, true)
      known.parsing.push(name)
    }
    connection.bind({ statement: name, values: values as string[], valueMapper: utils.prepareValue }, true)
    if (!known.columns.has(name)) connection.describe({ type: 'P' }, true)
    connection.execute(null, true)
  }

  const columnsOfThis = (): Column[] => known.columns.get(all[at]?.name ?? '') ?? []
  const read = (fields: readonly (string | null)[]): void => {
    try {
      rows.push(rowOf(columnsOfThis(), fields))
    } catch (error) {
      fault ??= error instanceof Error ? error : new Error(String(error))
    }
  }
  function ended(tag: string): void {
    const sent = all[at]
    // A statement without rows is described by nothing: from now on that is known of it.
    if (sent && !known.columns.has(sent.name)) known.columns.set(sent.name, [])
    if (fault) sent?.failed(fault)
    else sent?.done({ rows, ...endedWith(tag) })
    at += 1
    rows = []
    fault = null
  }

  return {
    submit(connection: pg.Connection) {
      known = knownOn(connection)
      known.parsing = []
      connection.stream.cork()
      for (const sent of all) send(connection, sent)
      connection.sync()
      connection.stream.uncork()
    },
    handleRowDescription({ fields }: { fields: pg.FieldDef[] }) {
      const columns = fields.map(({ name, dataTypeID }) => ({ name, read: readers.getTypeParser(dataTypeID, 'text') }))
      known.columns.set(all[at]?.name ?? '', columns)
    },
    handleDataRow: ({ fields }: { fields: (string | null)[] }) => read(fields),
    handleCommandComplete: ({ text }: { text: string }) => ended(text),
    handleEmptyQuery: () => ended(''),
    handleReadyForQuery: () => {},
    handleError(error: Error) {
      for (const { failed } of all.slice(at)) failed(error)
      at = all.length
    },
  } as pg.Submittable
}
