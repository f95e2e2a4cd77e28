import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What the lock file says of one package. */
export type Locked = {
  name?: string
  version: string
  license?: string
  integrity?: string
  resolved?: string
  link?: boolean
  dev?: boolean
  optional?: boolean
  hasInstallScript?: boolean
  os?: string[]
  cpu?: string[]
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
  devDependencies?: Record<string, string>
}

/** The lock file's packages by their path (`node_modules/…`); the product itself stands under ''. */
export type Lock = Record<string, Locked>

export const readLock = (root: string): Lock =>
  (JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Lock }).packages

/** The name a package has at its registry: an alias is installed under another one. */
export const nameOf = (path: string, { name }: Locked): string => name ?? path.split('node_modules/').at(-1) ?? path

/** All files under a folder, by paths from it. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name).slice(folder.length + 1))
    .sort()
}

const FROM_OUTSIDE =
  /^(?:import|export|\})[^'\n]*from '([^'.#][^']*)'|^import '([^'.#][^']*)'|\bimport\('([^'.#][^']*)'\)|\bresolve\('([^'.#][^']*)'\)/gm

const packageIn = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** The packages that source texts name, without Node's own. */
export function packagesNamedIn(texts: readonly string[]): Set<string> {
  const named = texts.flatMap((text) => [...text.matchAll(FROM_OUTSIDE)].map((it) => it.slice(1).find(Boolean) ?? ''))
  return new Set(named.filter((it) => !it.startsWith('node:')).map(packageIn))
}

/** Where a package that asks for another finds it: beside itself, or further up. */
function found(lock: Lock, from: string, name: string): string | undefined {
  for (let at = from; ; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    if (lock[path]) return path
    if (at === '') return undefined
  }
}

/** Whether an optional package is made for this kind of machine. */
const fits = ({ os, cpu }: Locked, machine: { os: string; cpu: string }): boolean =>
  (os?.includes(machine.os) ?? true) && (cpu?.includes(machine.cpu) ?? true)

/**
 * The packages of the lock file that these need, and those that they need in turn, by path. What is optional and made
 * for another kind of machine is left out.
 * @throws when one that is needed is not in the lock file
 */
export function closureOf(
  lock: Lock,
  roots: Iterable<string>,
  machine: { os: string; cpu: string; libc: string },
): string[] {
  const reached = new Set<string>()
  const ask = (from: string, name: string, optional: boolean): void => {
    const path = found(lock, from, name)
    const locked = path === undefined ? undefined : lock[path]
    if (path === undefined || !locked) {
      if (optional) return
      throw new Error(`package-lock.json 里没有 ${name}（${from || '本系统'} 要用）：请运行 npm install 补齐。`)
    }
    if (reached.has(path)) return
    if (optional && !(fits(locked, machine) && !path.includes(machine.libc === 'glibc' ? 'musl' : 'gnu'))) return
    reached.add(path)
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = locked
    for (const it of Object.keys(dependencies)) ask(path, it, it in optionalDependencies)
    for (const it of Object.keys(optionalDependencies)) ask(path, it, true)
    for (const it of Object.keys(peerDependencies)) if (!peerDependenciesMeta[it]?.optional) ask(path, it, false)
  }
  for (const root of roots) ask('', root, false)
  return [...reached].sort()
}

/** The texts of a package's licences, as they lie beside its code. */
export function licenceTexts(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((it) => it.isFile() && /^(licen[cs]e|copying|notice|ofl)/i.test(it.name))
    .map((it) => ({ file: it.name, text: readFileSync(join(dirname(join(folder, it.name)), it.name), 'utf8') }))
    .sort((one, other) => (one.file < other.file ? -1 : 1))
}
