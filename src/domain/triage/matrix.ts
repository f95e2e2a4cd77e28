import type { Row } from './rows.ts'
import { DAILY_ROWS, DEBT_ROW } from './rows-daily.ts'
import { FAMILY_ROWS } from './rows-family.ts'
import { GOVERNMENT_ROWS } from './rows-government.ts'
import { TRADE_ROWS } from './rows-trade.ts'
import { WORK_ROWS } from './rows-work.ts'
import type { MatrixVersion, TriageFacts, TriageQuestion } from './types.ts'

/** The order is part of the matrix: what the law reserves comes before what a type alone would say. */
const VERSION_1: readonly Row[] = [
  ...GOVERNMENT_ROWS,
  ...WORK_ROWS,
  ...FAMILY_ROWS,
  DEBT_ROW,
  ...TRADE_ROWS,
  ...DAILY_ROWS,
]

/** The matrices by version: a stored proposal names the one it was made with, so a released one is never edited. */
export const MATRICES: Record<MatrixVersion, readonly Row[]> = { 1: VERSION_1 }

export const MATRIX_VERSION: MatrixVersion = 1

const fits = (row: Row, facts: TriageFacts): boolean =>
  row.match.some(
    ({ types, when = {} }) =>
      (types === undefined || types.includes(facts.dispute_type)) &&
      Object.entries(when).every(([question, answers]) => answers.includes(facts[question as TriageQuestion])),
  )

/** The first row of a matrix that fits these facts; the last row fits anything. */
export function rowFor(facts: TriageFacts, version: MatrixVersion = MATRIX_VERSION): Row {
  const row = MATRICES[version].find((it) => fits(it, facts))
  if (!row) throw new Error(`matrix ${version} has no row for ${facts.dispute_type}`)
  return row
}
