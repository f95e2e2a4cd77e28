import { RETURNED } from '#test/cases/returned.ts'
import { SEALS } from '#test/cases/seals.ts'
import { everyRow } from '#test/every-row.ts'

// What is sealed and what comes back signed by hand are both rows about papers.
everyRow({ ...SEALS, ...RETURNED })
