import { type Choice, type Row, trade } from './rows.ts'
import { DAILY_ROWS, DEBT_ROW } from './rows-daily.ts'
import { FAMILY_ROWS } from './rows-family.ts'
import { GOVERNMENT_ROWS } from './rows-government.ts'
import { BEFORE_TYPES, REVIEW_FIRST } from './rows-special.ts'
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

/** Where the county has a committee of the trade it goes first, as with the other trades (domain 2.6). */
const FIRST_IN_2: Readonly<Record<string, Choice>> = {
  travel: {
    ...trade('旅游纠纷', ['旅游']),
    law: '旅游法 第九十二条第二项、第九十三条；本县约定：专业纠纷先找行业调委会，可以调整',
  },
  intellectual_property: trade('知识产权', ['知识产权']),
}
const VERSION_2: readonly Row[] = VERSION_1.map((row) => {
  const first = FIRST_IN_2[row.code]
  return first ? { ...row, first: [first, ...row.first.filter((it) => it.route !== first.route)] } : row
})

/** Asked besides by rows that were there before: what would send the matter another way. */
const ASKED_IN_3: Readonly<Record<string, readonly TriageQuestion[]>> = {
  administrative_act: ['review_first'],
  injury_compensation: ['school', 'public_order'],
  neighbour: ['public_order'],
  house: ['one_project'],
  contract: ['finance', 'one_project'],
  enterprise: ['finance', 'one_project'],
  debt: ['finance'],
  other: ['restricted_matter', 'public_order', 'private_prosecution'],
}
const VERSION_3: readonly Row[] = VERSION_2.flatMap((row) => {
  const more = ASKED_IN_3[row.code]
  const asked = more ? { ...row, ask: [...row.ask, ...more] } : row
  // Where one and the same act is a taking, the row of takings answers.
  if (row.code === 'administrative_act') return [REVIEW_FIRST, asked]
  return row.code === 'status_only' ? [...BEFORE_TYPES, asked] : [asked]
})

/**
 * The matrices by version: a stored proposal names the one it was made with, so a released one is never edited. The fourth has the
 * rows of the third; what it says more is of the units (unit-reasons.ts).
 */
export const MATRICES: Record<MatrixVersion, readonly Row[]> = {
  1: VERSION_1,
  2: VERSION_2,
  3: VERSION_3,
  4: VERSION_3,
}

export const MATRIX_VERSION: MatrixVersion = 4

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
