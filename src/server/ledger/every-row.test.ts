import { OVERSIGHT } from '#test/cases/oversight.ts'
import { everyRow } from '#test/every-row.ts'

everyRow(OVERSIGHT)
