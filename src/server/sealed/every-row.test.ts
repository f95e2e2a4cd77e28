import { SEALED_NOTES } from '#test/cases/sealed.ts'
import { everyRow } from '#test/every-row.ts'

everyRow(SEALED_NOTES)
