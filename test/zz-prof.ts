import { REFUSALS } from '#domain/refusals.ts'
import { walkAll } from './walk-count.ts'

const t = performance.now()
const met = walkAll(20_260_303, Number(process.argv[2] ?? 150), new Set(Object.keys(REFUSALS)))
console.log(met.tried, performance.now() - t)
