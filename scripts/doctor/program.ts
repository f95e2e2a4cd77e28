import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { changedInPack, command, isPacked, someOf } from '#server/packed.ts'
import { areFreshPages } from '#server/web-build.ts'
import { missingPackages } from '../missing-packages.mjs'
import { type Check, ok, warning, wrong } from './check.ts'

/** Nothing but Node is imported here: a missing package must be told in words, not by a stack. */

const AGAIN = '请核对安装包的 SHA-256，重新解开到一个新文件夹（数据文件夹不用动）'

/** The release of Node in the lock file: the only one it was tried with. */
function lockedNode(root: string): string | undefined {
  try {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
    return packages[`node_modules/node-${process.platform}-${process.arch}`]?.version
  } catch {
    return undefined
  }
}

/** Whether this is the Node it was made for. @param version of the Node that runs */
export function checkNode(root: string, version = process.versions.node): Check {
  const wanted = lockedNode(root)
  if (wanted === undefined)
    return wrong(
      `读不到 package-lock.json，或者其中没有适合本机（${process.platform} ${process.arch}）的 Node`,
      isPacked(root) ? AGAIN : '请用完整的源码目录；本系统支持 x64 或 arm64 的 Linux',
    )
  return version === wanted
    ? ok(`Node ${version}`)
    : wrong(
        `正在用的 Node 是 ${version}，应是 ${wanted}`,
        `请用 ${command('doctor', '', root)}、${command('start', '', root)} 运行，不要直接用机器上的 node`,
      )
}

/** Whether every package, and on a disc every file, is what the product was made of. */
export function checkModules(root: string): Check {
  if (isPacked(root)) {
    const changed = changedInPack(root)
    return changed.length === 0 ? ok('程序和安装包里的一样') : wrong(`程序文件缺少或被改过：${someOf(changed)}`, AGAIN)
  }
  const missing = missingPackages(root, 'start')
  const gone = Object.keys(installed(root)).filter((path) => !existsSync(join(root, path, 'package.json')))
  const bad = [...new Set([...(missing ?? ['package-lock.json']), ...gone])]
  return bad.length === 0
    ? ok('程序包和 package-lock.json 一样')
    : wrong(
        `程序包缺少，或和 package-lock.json 不一样：${someOf(bad)}`,
        '请删除 node_modules，联网运行一次 npm start，它会重新装好',
      )
}

function installed(root: string): Record<string, object> {
  try {
    return JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages
  } catch {
    return {}
  }
}

/** Whether the pages are there and made of these sources. */
export function checkPages(root: string): Check {
  const doors = ['citizen', 'staff'].filter((it) => !existsSync(join(root, 'dist/web', it, 'index.html')))
  if (doors.length > 0)
    return wrong('网页还没有构建', isPacked(root) ? AGAIN : '请运行 npm start，它会自己构建（约半分钟）')
  return areFreshPages(root)
    ? ok('网页是这一版的')
    : warning('网页是旧的，和现在的程序不一样', '请重新运行 npm start，它会自己构建')
}

/** The tools of the machine without which the product does not start; they come with every common Linux. */
export function checkTools(path = process.env.PATH ?? ''): Check {
  const gone = ['flock', 'setpriv', 'unshare'].filter(
    (tool) => spawnSync('sh', ['-c', `command -v ${tool}`], { env: { PATH: path } }).status !== 0,
  )
  return gone.length === 0
    ? ok('要用的系统命令都在')
    : wrong(`缺少系统命令：${gone.join('、')}`, '请安装 util-linux（例如 apt install util-linux）')
}

/** What can be looked at before anything is loaded. */
export const checkProgram = (root: string): Check[] => [
  checkNode(root),
  checkModules(root),
  checkPages(root),
  checkTools(),
]
