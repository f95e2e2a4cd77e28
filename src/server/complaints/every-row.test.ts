import { COMPLAINTS } from '#test/cases/complaints.ts'
import { everyRow } from '#test/every-row.ts'

everyRow(COMPLAINTS)
