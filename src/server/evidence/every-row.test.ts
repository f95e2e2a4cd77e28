import { EVIDENCE } from '#test/cases/evidence.ts'
import { everyRow } from '#test/every-row.ts'

everyRow(EVIDENCE)
