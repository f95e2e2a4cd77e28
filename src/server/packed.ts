import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The list a pack carries: one line a file, its SHA-256 and its path, as `sha256sum -c` reads it. */
export const PACK_LIST = 'files.sha256'

const HERE = join(import.meta.dirname, '../..')

/** Whether the program in this folder came from the archive for a disc: then there is no npm, and nothing is built here. */
export const isPacked = (root = HERE): boolean => existsSync(join(root, PACK_LIST))

/** How an operator runs one of our commands here, with what follows it: `npm run verify` in a clone, `./fengqiao verify` from a disc. */
export function command(name: string, rest = '', root = HERE): string {
  const words = isPacked(root) ? `./fengqiao ${name}` : name === 'start' ? 'npm start' : `npm run ${name}`
  return rest ? `${words} ${isPacked(root) ? '' : '-- '}${rest}` : words
}

/** A text for people that names our commands as in a clone, with the commands as they are here. */
export const commandsIn = (text: string, root = HERE): string =>
  text.includes('npm run ') && isPacked(root) ? text.replaceAll(/npm run ([a-z-]+)( --)?/g, './fengqiao $1') : text

function listed(root: string): { digest: string; path: string }[] {
  return readFileSync(join(root, PACK_LIST), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ digest: line.slice(0, 64), path: line.slice(66) }))
}

/** The files of the list that are not there: told before every start, in a few hundredths of a second. */
export function missingFromPack(root = HERE): string[] {
  return listed(root).flatMap(({ path }) =>
    statSync(join(root, path), { throwIfNoEntry: false })?.isFile() ? [] : [path],
  )
}

/** The files of the list that are not as they were packed, missing ones among them. Reads all of them: about a second. */
export function changedInPack(root = HERE): string[] {
  return listed(root).flatMap(({ digest, path }) => {
    try {
      const found = createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex')
      return found === digest ? [] : [path]
    } catch {
      return [path]
    }
  })
}

/** A few of many, for a sentence. */
export const someOf = (names: readonly string[], most = 3): string =>
  names.length <= most ? names.join('、') : `${names.slice(0, most).join('、')} 等 ${names.length} 个`
