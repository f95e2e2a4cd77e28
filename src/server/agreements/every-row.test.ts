import { AGREEMENTS } from '#test/cases/agreements.ts'
import { everyRow } from '#test/every-row.ts'

everyRow(AGREEMENTS)
