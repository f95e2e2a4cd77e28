import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './source.ts'

/** Names and lengths of the sources: another number with nearly every change of the product, the same for the same product. */
const ofTheSources = (): number => {
  const hash = createHash('sha256')
  for (const folder of ['migrations', 'src'])
    for (const path of (readdirSync(join(root, folder), { recursive: true }) as string[]).sort())
      if (/\.(tsx?|sql)$/.test(path)) hash.update(`${path} ${statSync(join(root, folder, path)).size}\n`)
  return hash.digest().readUInt32BE() >>> 1
}

/**
 * From where a run draws its cases: what failed once fails again until the product is changed, and a changed product is
 * tried with other cases. `TEST_SEED` draws others.
 */
export const SEED = Number(process.env.TEST_SEED ?? ofTheSources())
