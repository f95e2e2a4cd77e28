/**
 * 用 Wapiti（Debian 软件包：apt-get install wapiti）扫描一套刚启动的枫桥，只在本机。用法：npm run scan [-- --planted]
 * 以没有登录的人、办事人员、系统管理员三种身份各扫一遍；没有高危、中危才算通过。加 --planted 的那一遍必须找出故意留的两个漏洞。
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startProduct, withDataDir } from '#test/product.ts'

type Found = { level: number; path: string; method: string; parameter: string; info: string; module: string }
type Report = { vulnerabilities: Record<string, Found[]>; infos: { crawled_pages_nbr?: number } }

const PLANTED = process.argv.includes('--planted')
/** As Wapiti counts: 1 is low. */
const MEDIUM = 2
const MODULES =
  'sql,blindsql,xss,permanentxss,exec,file,crlf,redirect,xxe,shellshock,cookieflags,http_headers,csp,csrf,methods'
const OF_THE_PLANTED = 'sql,xss'
const SECONDS = Number(process.env.SCAN_SECONDS ?? 240)

/** Every address one may ask by GET, with ids of nothing: what is to be found there is in how they are read. */
function addresses(url: string): string[] {
  const printed = JSON.parse(readFileSync(join(import.meta.dirname, '../docs/openapi.json'), 'utf8')) as {
    paths: Record<string, { get?: { parameters?: { in: string; name: string; schema: { enum?: string[] } }[] } }>
  }
  return Object.entries(printed.paths).flatMap(([path, { get }]) => {
    if (!get) return []
    const query = (get.parameters ?? []).filter((it) => it.in === 'query')
    const asked = query.map(({ name, schema }) => `${name}=${schema.enum?.[0] ?? '1'}`).join('&')
    return `${url}${path.replaceAll(/\{\w+\}/g, () => randomUUID())}${asked ? `?${asked}` : ''}`
  })
}

async function cookieOf(url: string, signInName: string | undefined): Promise<string> {
  const entered = await fetch(`${url}/api/demo/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ sign_in_name: signInName }),
  })
  return entered.headers.get('set-cookie')?.split(';')[0] ?? ''
}

const run = (command: string, args: string[]): Promise<number> =>
  new Promise((done, failed) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', () => failed(new Error('没有找到 wapiti：请先运行 apt-get install wapiti。')))
    child.once('exit', (code) => done(code ?? 1))
  })

async function scanned(url: string, folder: string, who: string, cookie: string): Promise<Report> {
  const report = join(folder, `${who}.json`)
  const starts = PLANTED
    ? [`${url}/planted/hello?name=1`, `${url}/planted/row?id=1`]
    : [`${url}/`, `${url}/staff`, `${url}/my`, `${url}/check`, ...addresses(url)]
  const code = await run('wapiti', [
    ...['-u', `${url}/`, '--scope', 'domain', '-m', PLANTED ? OF_THE_PLANTED : MODULES, '-d', '3', '-v', '0'],
    ...['--max-scan-time', String(SECONDS), '--max-attack-time', String(SECONDS), '--no-bugreport', '--flush-session'],
    ...['--store-session', folder, '--store-config', folder, '-f', 'json', '-o', report],
    ...(cookie ? ['-H', `Cookie: ${cookie}`] : []),
    ...starts.flatMap((one) => ['-s', one]),
  ])
  if (code !== 0) throw new Error(`wapiti 没有做完（${code}）。`)
  return JSON.parse(readFileSync(report, 'utf8')) as Report
}

/** What the server itself calls a fault of the program in its log, each as its line says it, but for when and whose. */
const faultsSaid = (log: string): string[] =>
  log
    .split('\n')
    .filter((line) => line.includes('"unexpected"'))
    .map((line) => line.replaceAll(/"(time|pid|hostname|reqId)":("[^"]*"|\d+),?/g, '').slice(0, 600))

await withDataDir(async (folder) => {
  const planting = PLANTED ? { NODE_OPTIONS: `--import=${join(import.meta.dirname, 'planted-routes.mjs')}` } : {}
  const product = await startProduct(join(folder, 'data'), { DOOR_LIMITS: '0', ...planting })
  try {
    const { people } = (await (await fetch(`${product.url}/api/demo/people`)).json()) as {
      people: { sign_in_name: string; role_says: string }[]
    }
    const named = (role: RegExp) => people.find((it) => role.test(it.role_says))?.sign_in_name
    const callers: Record<string, string | undefined> = PLANTED
      ? { nobody: undefined }
      : { nobody: undefined, staff: named(/负责人|主任/), administrator: named(/系统管理员/) }
    let bad = 0
    for (const [who, signInName] of Object.entries(callers)) {
      const cookie = who === 'nobody' ? '' : await cookieOf(product.url, signInName)
      if (who !== 'nobody' && !cookie) throw new Error(`不能以${who}进入演示县。`)
      const { vulnerabilities, infos } = await scanned(product.url, folder, who, cookie)
      const found = Object.entries(vulnerabilities).flatMap(([kind, all]) => all.map((it) => ({ kind, ...it })))
      const grave = found.filter((it) => it.level >= MEDIUM)
      const faults = faultsSaid(product.said())
      console.log(
        JSON.stringify({
          harness: 'scan',
          who,
          planted: PLANTED,
          ...infos,
          found: found.length,
          grave: grave.length,
          faults: faults.length,
        }),
      )
      for (const [fault, times] of Map.groupBy(faults, (it) => it))
        console.log(JSON.stringify({ fault, times: times.length }))
      for (const { kind, level, method, path, parameter, info } of found)
        console.log(JSON.stringify({ kind, level, method, path, parameter, info }))
      bad += PLANTED
        ? ['SQL Injection', 'Cross Site Scripting'].filter((kind) => !grave.some((it) => it.kind === kind)).length
        : grave.length + faults.length
    }
    process.exitCode = bad ? 1 : 0
    console.log(JSON.stringify({ harness: 'scan', verdict: bad ? 'bad' : 'good' }))
  } finally {
    await product.stop()
  }
})
