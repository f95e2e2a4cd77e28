import { SUCCESSION } from '#test/cases/succession.ts'
import { everyRow } from '#test/every-row.ts'

everyRow(SUCCESSION)
