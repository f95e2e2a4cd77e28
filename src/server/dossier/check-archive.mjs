// 枫桥档案包核对程序。用法：在解开的文件夹里运行 node 核对.mjs（Node 18 或更新，不用装任何程序包，不联网）。
// 全部一致时退出码是 0；有问题时逐条列出，退出码是 1；不是档案包，退出码是 2。
import { createHash, createPublicKey, getHashes, verify } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const SUMS = '校验.sha256'
const SIGNED = '签名.json'
const LIST = '目录.json'
const CHAIN = '事件/事件链.jsonl'
const HEADS = '事件/每日签名.json'
const KEY = '事件/公钥.pem'
const META = '元数据.json'

const asHex = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex')
const knowsSm3 = getHashes().includes('sm3')

/** Reads a file in stretches, however long it is. */
async function sumsOf(path) {
  const sha256 = createHash('sha256')
  const sm3 = knowsSm3 ? createHash('sm3') : null
  let bytes = 0
  for await (const piece of createReadStream(path)) {
    sha256.update(piece)
    sm3?.update(piece)
    bytes += piece.length
  }
  return { sha256: sha256.digest('hex'), sm3: sm3?.digest('hex') ?? null, bytes }
}

/**
 * Checks an unpacked package. `expected`: the fingerprint of the key it must be signed with; empty where none is known.
 * @returns 0 whole, 1 not, 2 no package; and what is to be said, line by line
 */
export async function checkArchive(folder, expected = '') {
  const says = []
  const findings = []
  const found = (where, what) => findings.push(`${where}：${what}`)
  const at = (name) => join(folder, ...name.split('/'))
  if (!existsSync(at(SUMS)))
    return { code: 2, says: [`这里没有${SUMS}，不是档案包的文件夹。请先把压缩包整个解开，再在里面运行。`] }
  /** Names as the package has them, whatever the disc made of them (macOS keeps letters in pieces). */
  const there = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((it) => it.isFile())
      .map((it) => relative(folder, join(it.parentPath ?? it.path, it.name)))
      .map((name) => [name.split(sep).join('/').normalize('NFC'), join(folder, name)]),
  )

  function readJson(name) {
    try {
      return JSON.parse(readFileSync(there.get(name) ?? at(name), 'utf8'))
    } catch {
      found(name, '读不出来')
      return null
    }
  }

  /** Every file against the list of fingerprints; files nobody listed. */
  async function checkFiles() {
    const counted = new Map()
    const listed = new Map()
    for (const line of readFileSync(at(SUMS), 'utf8').split('\n')) {
      const [, sum, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
      if (name) listed.set(name.normalize('NFC'), sum)
      else if (line !== '') found(SUMS, '有一行认不出来')
    }
    for (const [name, sum] of listed) {
      const path = there.get(name)
      if (!path) {
        found(name, '不见了')
        continue
      }
      const sums = await sumsOf(path)
      counted.set(name, sums)
      if (sums.sha256 !== sum) found(name, '内容被改过（指纹对不上）')
    }
    for (const name of there.keys())
      if (!listed.has(name) && name !== SUMS && name !== SIGNED) found(name, '目录里没有这个文件，是后来加的')
    return { counted, listed }
  }

  /** The catalogue says the same of each file: bytes, SHA-256, SM3. */
  function checkCatalogue({ counted, listed }) {
    const rows = readJson(LIST)?.文件 ?? []
    for (const row of rows) {
      const sums = counted.get(row.文件.normalize('NFC'))
      if (!sums) {
        if (!listed.has(row.文件.normalize('NFC'))) found(row.文件, `${LIST}里有，${SUMS}里没有`)
        continue
      }
      if (sums.bytes !== row.字节) found(row.文件, `应有 ${row.字节} 字节，现有 ${sums.bytes} 字节`)
      if (sums.sha256 !== row.sha256) found(row.文件, `和${LIST}里的 SHA-256 对不上`)
      if (sums.sm3 !== null && sums.sm3 !== row.sm3) found(row.文件, `和${LIST}里的 SM3 对不上`)
    }
    return rows.length
  }

  function readKey() {
    try {
      const key = createPublicKey(readFileSync(at(KEY)))
      return { key, print: asHex('sha256', key.export({ type: 'spki', format: 'der' })) }
    } catch {
      found(KEY, '读不出来')
      return null
    }
  }

  /** The list of fingerprints as a whole was signed by the installation that made the package. */
  function checkSignature(key) {
    const signed = readJson(SIGNED)
    if (!signed || !key) return
    const text = `fengqiao archive ${asHex('sha256', readFileSync(at(SUMS)))}`
    const signature = Buffer.from(String(signed.签名), 'base64url')
    let good = false
    try {
      // Nothing else stands in it either: letters that mean the same bytes are not the same file.
      const own = { 算法: 'Ed25519', 签的是: text, 签名: signature.toString('base64url') }
      good = verify(null, Buffer.from(text), key, signature)
      good &&= readFileSync(there.get(SIGNED), 'utf8') === `${JSON.stringify(own, null, 1)}\n`
    } catch {
      good = false
    }
    if (!good) found(SIGNED, `签名对不上：${SUMS}不是做这个档案包的系统签的那一份`)
  }

  /** Each step against the one before it, and its own words. A step that stays in the house is known by its fingerprint alone. */
  function checkChain() {
    const chain = []
    let before = '0'.repeat(64)
    let withheld = 0
    const lines = (existsSync(at(CHAIN)) ? readFileSync(at(CHAIN), 'utf8') : '').split('\n').filter((it) => it !== '')
    for (const [nth, line] of lines.entries()) {
      const where = `${CHAIN} 第 ${nth + 1} 步`
      try {
        const { seq, algorithm, prev_hash, hash, text } = JSON.parse(line)
        if (seq !== nth + 1) found(where, `这里应当是第 ${nth + 1} 步，写的是第 ${seq} 步`)
        if (prev_hash !== before) found(where, '与前一步接不上')
        if (text === null) withheld += 1
        else if (algorithm === 'sm3' && !knowsSm3) says.push(`· ${where}：这台机器不会算 SM3，没有核对内容`)
        else {
          const own = createHash(algorithm).update(Buffer.from(prev_hash, 'hex')).update(text, 'utf8').digest('hex')
          if (own !== hash) found(where, '内容被改过')
          if (JSON.parse(text).seq !== seq) found(where, '里面写的步数不一样')
        }
        chain.push({ seq, hash })
        before = hash
      } catch {
        found(where, '读不出来')
      }
    }
    if (lines.length === 0) found(CHAIN, '没有一步')
    const last = readJson(META)?.末步指纹
    if (last !== before) found(CHAIN, '最后一步和元数据里写的不一样（可能被截断）')
    return { chain, withheld }
  }

  /** Each signed day: its signature, and that the step it names is the one in the chain. */
  function checkHeads(chain, key) {
    const heads = readJson(HEADS) ?? []
    for (const { day, root, signature, seq, hash } of heads) {
      const where = `${HEADS} ${day}`
      if (!chain.some((it) => it.seq === seq && it.hash === hash)) found(where, '和事件链对不上')
      const signed = Buffer.concat([Buffer.from(`fengqiao day ${day} `), Buffer.from(String(root), 'hex')])
      let good = false
      try {
        good = key !== null && verify(null, signed, key, Buffer.from(String(signature), 'base64url'))
      } catch {
        good = false
      }
      if (!good) found(where, '当天的签名不对')
    }
    return heads.length
  }

  const files = await checkFiles()
  const rows = checkCatalogue(files)
  const known = readKey()
  checkSignature(known?.key ?? null)
  const { chain, withheld } = checkChain()
  const heads = checkHeads(chain, known?.key ?? null)
  if (expected !== '' && known && known.print !== expected.toLowerCase())
    found(KEY, `指纹是 ${known.print}，和您给的不一样：不是那个系统做的档案包`)

  says.push(...findings.map((it) => `✘ ${it}`))
  says.push(`已核对 ${rows} 个文件、${chain.length} 步（其中 ${withheld} 步内容保密，只核对衔接）、${heads} 个签名日。`)
  if (known) says.push(`签名公钥的指纹：${known.print}（请和做档案包的单位公布的核对）`)
  says.push(findings.length === 0 ? '全部一致。' : `发现 ${findings.length} 处问题。`)
  return { code: findings.length === 0 ? 0 : 1, says }
}

const here = fileURLToPath(import.meta.url)
if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(here)) {
  const [asked, expected] = process.argv.slice(2)
  const { code, says } = await checkArchive(asked ?? dirname(here), expected)
  for (const line of says) console.log(line)
  process.exit(code)
}
