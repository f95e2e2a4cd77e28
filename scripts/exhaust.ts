/**
 * 全部测试之后：在这一次运行留下的日志、作业、地址、临时文件里找测试里当事人的电话、身份证号码、链接、口令和姓名，找到就算失败。
 * 由 npm test 在最后运行；自己运行一次带毛病的：node scripts/exhaust.ts --planted
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inMemory, KINDS, type Kind, keptIn, temporaryIn } from '../test/kept.ts'
import { IN_MEMORY } from '../test/quick-folder.ts'
import { root } from '../test/source.ts'
import { type Search, type Spilt, searcher } from '../test/spilt.ts'

/** Where something private may be, and why. */
const ALLOWED: readonly { path: RegExp; what: RegExp; because: string }[] = [
  { path: /^kept\/pages-/, what: /^链接的密钥$/, because: '她自己的链接在 # 后面，浏览器不会发出去' },
]

type Found = Spilt & { path: string }

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

/** Looks through everything a run left. @param heard of what something must have been kept */
export function lookThrough(run: string, heard: readonly Kind[], search: Search = searcher()) {
  const places = [keptIn(run), temporaryIn(run), inMemory(IN_MEMORY, run)].filter((folder) => existsSync(folder))
  const found: Found[] = []
  let [files, bytes] = [0, 0]
  for (const path of places.flatMap(filesBelow)) {
    const content = readFileSync(path)
    files += 1
    bytes += content.length
    const name = path.startsWith(`${run}/`) ? path.slice(run.length + 1) : path
    for (const spilt of search(content))
      if (!ALLOWED.some((place) => place.path.test(name) && place.what.test(spilt.what)))
        found.push({ path: name, ...spilt })
  }
  const kept = existsSync(keptIn(run)) ? readdirSync(keptIn(run)) : []
  const missing = heard.filter((kind) => !kept.some((name) => name.startsWith(`${kind}-`)))
  return { found, missing, files, bytes }
}

function tell(run: string, heard: readonly Kind[]): boolean {
  const began = performance.now()
  const { found, missing, files, bytes } = lookThrough(run, heard)
  const seconds = Math.round((performance.now() - began) / 100) / 10
  for (const { path, line, what, how } of found) console.log(`✘ ${path} 第 ${line} 行：${what}（${how}）`)
  for (const kind of missing) console.log(`✘ 什么也没有留下，无从查起：${KINDS[kind]}`)
  const clean = found.length + missing.length === 0
  console.log(
    JSON.stringify({ figure: 'exhaust', files, megabytes: Math.round(bytes / 1e5) / 10, seconds, found: found.length }),
  )
  console.log(
    `${clean ? '✔' : '✘'} 日志、作业、地址、临时文件里没有当事人的电话、号码、链接、口令、姓名（${seconds} 秒）`,
  )
  return clean
}

/**
 * Runs tests in a run of their own: what they print, log and leave in temporary folders is kept, and looked through when they
 * passed. Where something was found it stays, to be read; else nothing of the run does.
 * @param heard kinds of which something must have been kept: a search through nothing finds nothing
 * @returns the exit code of the tests, or 1 when something private was left
 */
export async function inRun(heard: readonly Kind[], tests: () => Promise<number>): Promise<number> {
  const run = mkdtempSync(join(tmpdir(), 'fengqiao-run-'))
  for (const folder of [keptIn(run), temporaryIn(run)]) mkdirSync(folder)
  Object.assign(process.env, { FENGQIAO_RUN: run, TMPDIR: temporaryIn(run) })
  const code = await tests()
  const clean = code !== 0 || tell(run, heard)
  if (clean) for (const folder of [run, inMemory(IN_MEMORY, run)]) rmSync(folder, { recursive: true, force: true })
  else console.log(`这一次运行留下的都在 ${run}，看过以后请删除。`)
  return clean ? code : 1
}

/** The server spills every telephone it is told of: found, or the search does not count. */
async function planted(): Promise<number> {
  process.env.NODE_OPTIONS = `--import ${join(root, 'harness/planted-spill.mjs')}`
  const code = await inRun(['words', 'databases', 'jobs'], async () => {
    spawnSync('vitest', ['run', 'test/privacy.test.ts'], { stdio: 'ignore', cwd: root })
    return 0
  })
  const verdict = code === 0 ? 'fail' : 'pass'
  console.log(JSON.stringify({ harness: 'exhaust', planted: true, verdict }))
  return code === 0 ? 1 : 0
}

if (import.meta.main) {
  if (!process.argv.includes('--planted')) throw new Error('用法：node scripts/exhaust.ts --planted')
  process.exit(await planted())
}
