import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** Every file below a folder of the repository whose name matches, as [path from the root, text]. */
export function filesIn(folder: string, name: RegExp): [string, string][] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [path.slice(root.length + 1), readFileSync(path, 'utf8')] as [string, string]
    })
    .sort(([one], [other]) => (one < other ? -1 : 1))
}

/** Source without tests. */
export const sourceIn = (folder: string): [string, string][] =>
  filesIn(folder, /\.tsx?$/).filter(([path]) => !/\.test\.tsx?$/.test(path))

/** What a file imports, as written. */
export const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name]) => name ?? '')
