import { SEALS } from '#test/cases/seals.ts'
import { everyRow } from '#test/every-row.ts'

everyRow(SEALS)
