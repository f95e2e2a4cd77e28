/**
 * 全部测试之后：在这一次运行留下的日志、作业、地址、临时文件里找测试里当事人的电话、身份证号码、链接、口令和姓名，找到就算失败。
 * 由 npm test 在最后运行；自己运行一次带毛病的：node scripts/exhaust.ts --planted
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inMemory, KINDS, type Kind, keptIn, temporaryIn, UNKEPT } from '../test/kept.ts'
import { IN_MEMORY } from '../test/quick-folder.ts'
import { root } from '../test/source.ts'
import { type Search, type Spilt, searcher } from '../test/spilt.ts'

/** Where something private may be, and why. */
const ALLOWED: readonly { path: RegExp; what: RegExp; because: string }[] = [
  { path: /^kept\/pages-/, what: /^链接的密钥$/, because: '她自己的链接在 # 后面，浏览器不会发出去' },
]

/** What is not looked into, and why. */
const PASSED_BY: readonly { path: RegExp; because: string }[] = [
  { path: /^tmp\/node-compile-cache\//, because: '编译过的源码：测试自己写着的人在里面，没有谁处理过' },
  { path: /^tmp\/(chromium$|(al2023|swiftshader|fonts)\/)/, because: '测试用的浏览器本身，从程序包里解开的' },
]

type Found = Spilt & { path: string }

/** What a process that is just ending takes away while it is read is left behind by nobody. @returns null where it is gone */
function ifThere<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

const readIfThere = (path: string): Buffer | null => ifThere(() => readFileSync(path))

function filesBelow(folder: string): string[] {
  const entries = ifThere(() => readdirSync(folder, { withFileTypes: true })) ?? []
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : []
  })
}

/** Looks through everything a run left. @param heard of what something must have been kept */
export function lookThrough(run: string, heard: readonly Kind[], search: Search = searcher()) {
  const places = [keptIn(run), temporaryIn(run), inMemory(IN_MEMORY, run)].filter((folder) => existsSync(folder))
  const found: Found[] = []
  let [files, bytes] = [0, 0]
  for (const path of places.flatMap(filesBelow)) {
    const name = path.startsWith(`${run}/`) ? path.slice(run.length + 1) : path
    if (PASSED_BY.some((place) => place.path.test(name))) continue
    const content = readIfThere(path)
    if (content === null) continue
    files += 1
    bytes += content.length
    for (const spilt of search(content))
      if (!ALLOWED.some((place) => place.path.test(name) && place.what.test(spilt.what)))
        found.push({ path: name, ...spilt })
  }
  const kept = existsSync(keptIn(run)) ? readdirSync(keptIn(run)) : []
  const missing = heard.filter((kind) => !kept.some((name) => name.startsWith(`${kind}-`)))
  const unkept = kept.filter((name) => name.startsWith(`${UNKEPT}-`)).map((name) => `kept/${name}`)
  return { found, missing, unkept, files, bytes }
}

type Looked = ReturnType<typeof lookThrough> & { seconds: number }

function tell({ found, missing, unkept, files, bytes, seconds }: Looked): void {
  for (const { path, line, what, how } of found) console.log(`✘ ${path} 第 ${line} 行：${what}（${how}）`)
  for (const kind of missing) console.log(`✘ 什么也没有留下，无从查起：${KINDS[kind]}`)
  for (const path of unkept) console.log(`✘ 有数据库的作业没有留下来，没有查到：原因见 ${path}`)
  const megabytes = Math.round(bytes / 1e5) / 10
  console.log(JSON.stringify({ figure: 'exhaust', files, megabytes, seconds, found: found.length }))
  const says = found.length > 0 ? '有' : missing.length + unkept.length > 0 ? '没有全看到' : '没有'
  const mark = says === '没有' ? '✔' : '✘'
  console.log(`${mark} 留下的日志、作业、网址、临时文件里${says}当事人的电话、号码、链接、口令、姓名（${seconds} 秒）`)
}

/** A run's folder names the process it belongs to. */
const runName = (pid: number): string => `fengqiao-run-${pid}-`
const RUN = /^fengqiao-run-(\d+)-/

const removeRun = (run: string): void => {
  for (const folder of [inMemory(IN_MEMORY, run), run]) rmSync(folder, { recursive: true, force: true })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Clears what runs left in memory that were cut off, by Ctrl-C or for want of it. What they kept on the disc may still be read. */
export function clearDeadRuns(memory: string): void {
  for (const name of ifThere(() => readdirSync(memory)) ?? []) {
    const pid = RUN.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) rmSync(join(memory, name), { recursive: true, force: true })
  }
}

/** Runs tests in a run of their own: what they print, log and leave in temporary folders is kept. @returns its folder, and what they returned */
async function kept<T>(tests: () => T | Promise<T>): Promise<{ run: string; of: T }> {
  clearDeadRuns(IN_MEMORY)
  const run = mkdtempSync(join(tmpdir(), runName(process.pid)))
  for (const folder of [keptIn(run), temporaryIn(run)]) mkdirSync(folder)
  // As the machine's own temporary folder: tests start programs as an ordinary user too.
  chmodSync(run, 0o711)
  chmodSync(temporaryIn(run), 0o1777)
  Object.assign(process.env, { FENGQIAO_RUN: run, TMPDIR: temporaryIn(run) })
  return { run, of: await tests() }
}

function looked(run: string, heard: readonly Kind[]): Looked {
  const began = performance.now()
  const through = lookThrough(run, heard)
  return { ...through, seconds: Math.round((performance.now() - began) / 100) / 10 }
}

/**
 * Runs tests, and when they passed looks through what they left. Where they failed or something was found it stays, to be read;
 * else nothing does.
 * @param heard kinds of which something must have been kept: a search through nothing finds nothing
 * @returns the exit code of the tests, or 1 when something private was left
 */
export async function inRun(heard: readonly Kind[], tests: () => Promise<number>): Promise<number> {
  const { run, of: code } = await kept(tests)
  const all = code === 0 ? looked(run, heard) : null
  if (all) tell(all)
  if (all && all.found.length + all.missing.length + all.unkept.length === 0) {
    removeRun(run)
    return 0
  }
  rmSync(inMemory(IN_MEMORY, run), { recursive: true, force: true })
  console.log(`这一次运行留下的都在 ${run}，看过以后请删除。`)
  return code || 1
}

/** The server prints every telephone it is told of: found in its words, or the search does not count. */
async function planted(): Promise<number> {
  process.env.NODE_OPTIONS = `--import ${join(root, 'harness/planted-spill.mjs')}`
  const { run } = await kept(() => spawnSync('vitest', ['run', 'test/privacy.test.ts'], { stdio: 'ignore', cwd: root }))
  const all = looked(run, ['words', 'databases', 'jobs'])
  tell(all)
  removeRun(run)
  const isFound = all.missing.length === 0 && all.found.some(({ path }) => path.startsWith('kept/words-'))
  console.log(JSON.stringify({ harness: 'exhaust', planted: true, verdict: isFound ? 'pass' : 'fail' }))
  return isFound ? 0 : 1
}

if (import.meta.main) {
  if (!process.argv.includes('--planted')) throw new Error('用法：node scripts/exhaust.ts --planted')
  process.exit(await planted())
}
