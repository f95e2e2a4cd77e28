import { withDataDir } from '#test/product.ts'
import { readingFigures } from './reading.ts'
import type { Figure } from './run.ts'
import { startStocked, stock } from './stock.ts'

const MANY = 100_000
const LIMITS = { desk: 50, search: 150, list: 150, ledger: 200, leader: 200, file: 50 }

/** The figures of a county's year: a hundred thousand disputes, read by those who work with them. */
export async function figures(tell: (figure: Figure) => void): Promise<void> {
  await withDataDir(async (dataDir) => {
    const { seconds } = await stock(dataDir, MANY)
    tell({ figure: 'disputes_loaded', value: Math.round(seconds), unit: 's', note: `${MANY} disputes, by SQL` })
    const product = await startStocked(dataDir)
    await readingFigures(product.url, tell, { many: MANY, limits: LIMITS })
    await product.stop()
  })
}
