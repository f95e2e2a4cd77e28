// Usage: node scripts/prepare.mjs start|test|doctor
// Runs before `npm start`, `npm test` and `npm run doctor`, under whatever Node (>= 20) the machine has and before node_modules exists:
// plain JavaScript, nothing imported but Node itself. Before the doctor it only looks; else it installs the packages of the lock file when they are missing or
// differ from it; when they are right it does nothing (a few milliseconds).

import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { missingPackages } from './missing-packages.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const purpose = process.argv[2]

/** Ends with one clear sentence instead of a stack. */
function refuse(sentence) {
  console.error(sentence)
  process.exit(1)
}

function findMissing() {
  const missing = missingPackages(root, purpose === 'test' ? 'test' : 'start')
  if (!missing) refuse('读不到 package-lock.json：请在完整的源码目录里运行（例如重新 git clone）。')
  return missing
}

/**
 * Holds the kernel's lock on a file until this process and the `npm` it started are gone (both hold the descriptor), so
 * no crash leaves it behind. Without the `flock` tool there is no lock: then two first starts at once are the risk.
 */
function takeLock() {
  mkdirSync(join(root, 'dist'), { recursive: true })
  const file = openSync(join(root, 'dist', '.installing'), 'a')
  const flock = (...args) => spawnSync('flock', [...args, '3'], { stdio: ['ignore', 'ignore', 'inherit', file] })
  if (flock('-n').status === 1) {
    console.log('另一个进程正在安装程序包，等它装完……')
    if (flock('-w', '1200').status === 1) refuse('等了 20 分钟，另一个安装还没有结束：请结束它之后重新运行。')
  }
  return file
}

/**
 * Runs npm by the Node that runs npm now, never by node_modules/.bin/node: `npm ci` deletes that one first.
 * Install scripts are off everywhere: none is needed, and so no machine comes out different from another.
 */
function install(lock) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter)
  const inside = node?.startsWith(join(root, 'node_modules'))
  const [command, first] = npm && node && !inside ? [node, [npm]] : ['npm', []]
  return spawnSync(
    command,
    [...first, 'ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['inherit', 'inherit', 'inherit', lock],
      env: { ...process.env, PATH: path, NODE_ENV: '' },
    },
  )
}

if (!['start', 'test', 'doctor'].includes(purpose)) refuse('用法：node scripts/prepare.mjs start|test|doctor')
if (Number(process.versions.node.split('.')[0]) < 20) {
  refuse(`本机的 Node 是 ${process.versions.node}，太旧了：请安装 Node 20 或更新的版本，再重新运行。`)
}

/** A few of the missing, for a sentence. */
const named = (missing) => `${missing.slice(0, 5).join('、')}（共 ${missing.length} 个）`

if (purpose === 'doctor') {
  const missing = findMissing()
  if (missing.length > 0) {
    refuse(
      `✘ 程序包没有装好，或者和 package-lock.json 不一样：${named(missing)}\n    → 请联网运行一次 npm start，它会自己装好；没有网络的机器用离线安装包。`,
    )
  }
} else if (findMissing().length > 0) {
  const lock = takeLock()
  if (findMissing().length > 0) {
    const first = !existsSync(join(root, 'node_modules'))
    console.log(first ? '首次启动：正在安装所需程序包（约 1 分钟）……' : '程序包有更新：正在重新安装（约 1 分钟）……')
    const result = install(lock)
    if (result.error) refuse(`没有找到 npm（${result.error.message}）：请安装 Node 自带的 npm，再重新运行。`)
    if (result.signal) refuse('安装被中断了：请重新运行，它会从头装起。')
    if (result.status !== 0) {
      refuse('程序包没有装上，原因见上面几行：请检查网络、磁盘空间和目录的写权限，再重新运行。')
    }
    const missing = findMissing()
    if (missing.length > 0) {
      refuse(`这些程序包没有装上：${named(missing)}。本系统支持 x64 或 arm64 的 Linux；请检查网络，再重新运行。`)
    }
  }
  closeSync(lock)
}
