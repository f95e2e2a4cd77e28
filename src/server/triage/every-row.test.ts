import { TRIAGE } from '#test/cases/intake.ts'
import { everyRow } from '#test/every-row.ts'

everyRow(TRIAGE)
