/** npm run pack：做一个离线安装包（放进光盘、U 盘），解开就能在没有网络的机器上启动。用法：npm run pack -- [放到哪个文件夹，默认 dist] */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildWebIfStale } from '#server/web-build.ts'
import { shippedFrom } from './pack/contents.ts'
import { licenceFaults } from './pack/licences.ts'
import { packName, wholePack, writePack } from './pack/make-pack.ts'
import { lockFaults } from './pack/supply-chain.ts'

const root = join(import.meta.dirname, '..')
const folder = resolve(process.argv[2] ?? join(root, 'dist'))

const shipped = shippedFrom(root)
const faults = [...lockFaults(shipped.lock), ...licenceFaults(shipped)]
if (faults.length > 0) {
  for (const fault of faults) console.error(`✘ ${fault}`)
  process.exit(1)
}
await buildWebIfStale({ root, say: console.log })
mkdirSync(folder, { recursive: true })
const name = packName(shipped.version)
const file = join(folder, `${name}.tar.gz`)
console.log('正在装包（约一分钟）……')
const packed = await writePack(wholePack(root, name), file, 9)
writeFileSync(`${file}.sha256`, `${packed.sha256}  ${name}.tar.gz\n`)
console.log(`${file}
${file}.sha256
${packed.files} 个文件，${Math.ceil(packed.bytes / 2 ** 20)} MB
SHA-256：${packed.sha256}
刻盘时两个文件一起刻；解开以后怎样装，见 docs/operating.md 第一节。`)
