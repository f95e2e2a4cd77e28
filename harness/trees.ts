import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashWebSources } from '#server/web-build.ts'

const root = join(import.meta.dirname, '..')
const PARTS = ['src', 'demo', 'migrations', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts']

/** A place in the source, and what is to stand there instead. */
export type Edit = { file: string; from: string; to: string }

/**
 * A copy of this tree that can be started, with these places changed. @returns where it lies
 * @throws when a place is not found exactly once: a defect that is not planted would be missed for the wrong reason
 */
export function copyTree(into: string, edits: readonly Edit[] = []): string {
  mkdirSync(into)
  for (const part of PARTS) cpSync(join(root, part), join(into, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(into, 'node_modules'))
  for (const { file, from, to } of edits) {
    const path = join(into, file)
    const [before, after, ...more] = readFileSync(path, 'utf8').split(from)
    if (before === undefined || after === undefined || more.length > 0) throw new Error(`${file}: not once: ${from}`)
    writeFileSync(path, before + to + after)
  }
  // Nobody looks at pages here.
  mkdirSync(join(into, 'dist/web'), { recursive: true })
  if (existsSync(join(root, 'dist/web'))) cpSync(join(root, 'dist/web'), join(into, 'dist/web'), { recursive: true })
  writeFileSync(join(into, 'dist/.built'), hashWebSources(into))
  return into
}
