// 枫桥档案包核对程序。用法：在解开的文件夹里运行 node 核对.mjs（Node 18 或更新，不用装任何程序包，不联网）。
// 退出码：0 全部一致，是给了指纹的那个系统做的；1 有问题，逐条列出；2 不是档案包；3 里面前后一致，没有核对是谁做的。
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
const ORIGINALS = '证据'
/** A day is signed in the night after it: so long after its end nobody waits for its signature any more. */
const SIGNED_WITHIN_MS = 3_600_000
/** The day of an instant in Asia/Shanghai. */
const dayOf = (at) =>
  new Date((typeof at === 'number' ? at : Date.parse(at)) + 8 * 3_600_000).toISOString().slice(0, 10)

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
 * @returns 0 whole and of that key, 1 not, 2 no package, 3 whole by its own account; and what is to be said, line by line
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
    return rows
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
    const handedIn = new Map()
    let before = '0'.repeat(64)
    let withheld = 0
    const lines = (existsSync(at(CHAIN)) ? readFileSync(at(CHAIN), 'utf8') : '').split('\n').filter((it) => it !== '')
    for (const [nth, line] of lines.entries()) {
      const where = `${CHAIN} 第 ${nth + 1} 步`
      try {
        const { seq, algorithm, prev_hash, hash, recorded_at, text } = JSON.parse(line)
        if (seq !== nth + 1) found(where, `这里应当是第 ${nth + 1} 步，写的是第 ${seq} 步`)
        if (prev_hash !== before) found(where, '与前一步接不上')
        if (text === null) withheld += 1
        else if (algorithm === 'sm3' && !knowsSm3) says.push(`· ${where}：这台机器不会算 SM3，没有核对内容`)
        else {
          const own = createHash(algorithm).update(Buffer.from(prev_hash, 'hex')).update(text, 'utf8').digest('hex')
          if (own !== hash) found(where, '内容被改过')
          const said = JSON.parse(text)
          if (said.seq !== seq) found(where, '里面写的步数不一样')
          if (said.recorded_at !== recorded_at) found(where, '里面写的时间不一样')
          for (const { kind, part, facts } of said.consequences ?? [])
            if (kind === 'open_part' && part === 'evidence' && facts.file) handedIn.set(facts.number, facts.file.sha256)
        }
        chain.push({ seq, hash, day: dayOf(recorded_at) })
        before = hash
      } catch {
        found(where, '读不出来')
      }
    }
    if (lines.length === 0) found(CHAIN, '没有一步')
    const meta = readJson(META)
    if (meta?.末步指纹 !== before || meta?.步数 !== chain.length)
      found(CHAIN, '最后一步和元数据里写的不一样（可能被截断）')
    return { chain, withheld, handedIn, madeAt: meta?.做包时间 }
  }

  /** Each original against the step it was handed in by: what is there was handed in, and what was handed in is what is there. */
  function checkOriginals(rows, handedIn) {
    let unknown = 0
    for (const { 文件: name, 种类: kind, sha256, 登记的指纹: from } of rows) {
      if (kind !== ORIGINALS) continue
      if (from !== sha256) found(name, '不是登记时的那一个文件（和登记的指纹对不上）')
      const step = handedIn.get(Number(/^证据\/(\d+) /.exec(name)?.[1]))
      if (step === undefined) unknown += 1
      else if (step !== sha256) found(name, '不是登记时的那一个文件（和事件链里登记的指纹对不上）')
    }
    if (unknown > 0) says.push(`· ${unknown} 个证据原件登记在内容保密的步里，没有和事件链核对。`)
  }

  /** Days that were over when the package was made, and have no signature here. */
  function checkDays(chain, heads, madeAt) {
    const over = Number.isNaN(Date.parse(madeAt)) ? null : dayOf(Date.parse(madeAt) - SIGNED_WITHIN_MS)
    if (over === null) return found(META, '没有写做包时间')
    const signed = new Set(heads.map(({ day }) => day))
    for (const day of new Set(chain.map((it) => it.day)))
      if (day < over && !signed.has(day)) found(`${HEADS} ${day}`, '这一天有记录，没有当天的签名')
  }

  /** Each signed day: its signature, and that the step it names is the one in the chain. */
  function checkHeads(chain, key) {
    const heads = readJson(HEADS) ?? []
    for (const { day, root, signature, seq, hash } of heads) {
      const where = `${HEADS} ${day}`
      const last = chain.findLast((it) => it.day === day)
      if (!last || last.seq !== seq || last.hash !== hash) found(where, '和事件链对不上')
      const signed = Buffer.concat([Buffer.from(`fengqiao day ${day} `), Buffer.from(String(root), 'hex')])
      let good = false
      try {
        good = key !== null && verify(null, signed, key, Buffer.from(String(signature), 'base64url'))
      } catch {
        good = false
      }
      if (!good) found(where, '当天的签名不对')
    }
    return heads
  }

  const files = await checkFiles()
  const rows = checkCatalogue(files)
  const known = readKey()
  checkSignature(known?.key ?? null)
  const { chain, withheld, handedIn, madeAt } = checkChain()
  checkOriginals(rows, handedIn)
  const heads = checkHeads(chain, known?.key ?? null)
  checkDays(chain, heads, madeAt)
  if (expected !== '' && known && known.print !== expected.toLowerCase())
    found(KEY, `指纹是 ${known.print}，和核对用的指纹不一样：不是那个系统做的档案包`)

  says.push(...findings.map((it) => `✘ ${it}`))
  says.push(`已核对 ${rows.length} 个文件、${chain.length} 步（其中 ${withheld} 步内容保密，只核对衔接）。`)
  if (known) says.push(`签名公钥的指纹：${known.print}`)
  if (findings.length > 0) return { code: 1, says: [...says, `发现 ${findings.length} 处问题。`] }
  if (heads.length > 0)
    says.push(`${heads.length} 个每日签名本身有效；当天的总指纹含全县各件，要在做包的系统里重算（npm run verify）。`)
  if (expected !== '') return { code: 0, says: [...says, '全部一致，是核对用的指纹那个系统做的。'] }
  says.push('里面前后一致；还没有核对是谁做的：公钥是包里自带的，谁都可以换一把重新做一包。')
  says.push('请向做档案包的单位要公钥的指纹（印在打印的“每日总指纹”上），再运行：node 核对.mjs . 公钥的指纹')
  return { code: 3, says }
}

const here = fileURLToPath(import.meta.url)
if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(here)) {
  const [asked, expected] = process.argv.slice(2)
  const { code, says } = await checkArchive(asked ?? dirname(here), expected)
  for (const line of says) console.log(line)
  process.exit(code)
}
