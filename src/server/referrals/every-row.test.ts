import { REFERRALS } from '#test/cases/referrals.ts'
import { everyRow } from '#test/every-row.ts'

everyRow(REFERRALS)
