import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockFile } from './file-lock.ts'
import { isPacked } from './packed.ts'

/** All that the pages are made of. */
const sources = ['src/web', 'src/contract', 'src/domain', 'vite.config.ts', 'package-lock.json']

function filesUnder(root: string, path: string): string[] {
  if (!existsSync(join(root, path))) return []
  try {
    return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesUnder(root, `${path}/${entry.name}`) : [`${path}/${entry.name}`],
    )
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [path]
    throw error
  }
}

/** One hash over names and contents: times of files prove nothing after a clone or a copy. */
export function hashWebSources(root: string): string {
  const hash = createHash('sha256')
  const files = sources.flatMap((path) => filesUnder(root, path)).filter((path) => !/\.test\.tsx?$/.test(path))
  for (const path of files.sort()) {
    const content = readFileSync(join(root, path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Whether the pages were built from these sources. What came on a disc was built before: its own list tells whether it is whole. */
export const areFreshPages = (root: string): boolean => isPacked(root) || isFresh(root, hashWebSources(root))

function isFresh(root: string, hash: string): boolean {
  const mark = join(root, 'dist/.built')
  return existsSync(join(root, 'dist/web')) && existsSync(mark) && readFileSync(mark, 'utf8').trim() === hash
}

function runVite(root: string, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
      cwd: root,
      // Whoever starts us: what people get is the production build, without its colours in our lines.
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal ? { signal } : {}),
    })
    let said = ''
    for (const channel of [vite.stdout, vite.stderr]) {
      channel.on('data', (part) => {
        said += part
      })
    }
    vite.on('error', reject)
    vite.on('close', (code) => {
      if (code === 0) resolve()
      else
        reject(
          new Error(`网页没有构建成功，原因如下；改好后重新启动。\n${said.trim().split('\n').slice(-20).join('\n')}`),
        )
    })
  })
}

/**
 * Builds the pages into dist/web when what they are made of has changed since the last build that was finished.
 * Two at once wait for each other.
 * @throws a sentence for the operator when the build fails
 */
export async function buildWebIfStale(options: {
  root: string
  say: (line: string) => void
  signal?: AbortSignal
}): Promise<void> {
  const { root, say, signal } = options
  if (isPacked(root)) return
  const hash = hashWebSources(root)
  if (isFresh(root, hash)) return
  const lock = await lockFile(join(root, 'dist/.building'), 600)
  try {
    if (isFresh(root, hash)) return
    say('正在构建网页（约半分钟）……')
    rmSync(join(root, 'dist/.built'), { force: true })
    await runVite(root, signal)
    writeFileSync(join(root, 'dist/.built'), `${hash}\n`)
  } finally {
    lock?.release()
  }
}
