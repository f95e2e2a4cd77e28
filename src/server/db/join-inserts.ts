import { CompiledQuery } from 'kysely'
import { isPlainInsert, type Statement } from './connection.ts'

/** Rows that travel as one statement at most: the database looks through all of them at each. */
const MOST_ROWS = 24
/** Forms of such statements kept at most: each connection keeps a plan of each. Beyond them rows travel one by one. */
const MOST_FORMS = 200

const ours = new Map<string, string>()

/** The text that adds all these rows, or null where no more forms are kept. */
function formOf(rows: readonly Statement[], forms: Map<string, string>): string | null {
  const shape = rows.map(({ sql }) => sql).join(';')
  const known = forms.get(shape)
  if (known !== undefined) return known
  if (forms.size >= MOST_FORMS) return null
  let before = 0
  const texts = rows.map(({ sql, parameters }) => {
    const text = sql.replace(/\$(\d+)/g, (_, number: string) => `$${before + Number(number)}`)
    before += parameters.length
    return text
  })
  const last = texts.pop() ?? ''
  const text = `with ${texts.map((each, at) => `r${at} as (${each})`).join(', ')} ${last}`
  forms.set(shape, text)
  return text
}

/** As few statements as say the same. */
function joined(rows: readonly Statement[], forms: Map<string, string>): readonly Statement[] {
  if (rows.length < 2) return rows
  const text = formOf(rows, forms)
  return text === null
    ? rows
    : [
        CompiledQuery.raw(
          text,
          rows.flatMap(({ parameters }) => [...parameters]),
        ),
      ]
}

/**
 * Rows added one after the other travel as one statement: a filing adds thirteen, and to the server and the database each
 * statement costs about as much as the row itself (decision 0036). What they mean stays: references are checked when the
 * statement ends, unique values and policies row by row, and a policy for adding looks at no other row. Anything that is
 * not a plain insert stays where it stands, with what comes before it before it.
 * @param forms the texts of such statements by what they join, of this process
 */
export function joinInserts(statements: readonly Statement[], forms = ours): Statement[] {
  const all: Statement[] = []
  let run: Statement[] = []
  const close = (): void => {
    all.push(...joined(run, forms))
    run = []
  }
  for (const statement of statements) {
    if (!isPlainInsert(statement)) {
      close()
      all.push(statement)
      continue
    }
    run.push(statement)
    if (run.length === MOST_ROWS) close()
  }
  close()
  return all
}
