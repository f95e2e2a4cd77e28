import { DANGER } from '#test/cases/mediation.ts'
import { everyRow } from '#test/every-row.ts'

everyRow(DANGER)
