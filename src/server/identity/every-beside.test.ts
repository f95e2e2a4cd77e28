import { PEOPLE_BESIDE } from '#test/cases/beside.ts'
import { everyRow } from '#test/every-row.ts'

everyRow(PEOPLE_BESIDE)
