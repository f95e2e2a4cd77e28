/**
 * npm run power-cuts -- [次数] [--plant 名称]：数据库和证据文件放在一块用文件做的磁盘上；正在办事的时候，瞬间复制这块磁盘（还没有写到盘上的都没有），杀死全部进程，从复制的那一块启动，核对答复过的一件不少（默认 25 次）。
 * 加 --plant：先放进一个毛病，应当被发现：fsync_off、evidence_not_synced。要 root 和能瞬间复制文件的文件系统（xfsprogs 或 btrfs-progs）；做不到的机器写明原因，以 3 结束。
 * Prints JSON lines of figures and ends with 1 where something is not as it should be. What it makes is gone afterwards.
 */
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { openFiles } from '#server/storage/files.ts'
import { originalKey } from '#server/storage/store.ts'
import { verifyInstallation } from '../scripts/verify.ts'
import { askedCount } from './asked-count.ts'
import { POWER_PLANTS } from './crash-plants.ts'
import { type Disc, makeDisc, whyNoDisc } from './disc.ts'
import { type Installation, installation } from './installation.ts'
import { Load } from './load.ts'
import { type Rig, startRig, until } from './rig.ts'
import { copyTree } from './trees.ts'

const PEOPLE = 6
const CANNOT = 3

type Plant = keyof typeof POWER_PLANTS

/** What is not as it was acknowledged, on the disc the power left behind. @param sent how many messages had gone out by then */
async function faultsAfter(
  { rig, product, load }: { rig: Rig; product: Installation; load: Load },
  { writes, files, sent }: { writes: number; files: number; sent: number },
): Promise<string[]> {
  const { store } = openFiles({ dataDir: rig.dataDir, s3: null, clamdSocket: null })
  const read = async (sha256: string) => {
    const bytes = await store.read(originalKey(sha256)).catch(() => null)
    return bytes && buffer(bytes)
  }
  const lost = (await load.lostFrom(0)).map((it) => `lost: ${it}`)
  const different = (await load.repeatFrom(writes)).map((it) => `answered differently: ${it}`)
  const missing = await load.missingFiles(files, read)
  const { rows } = await product.owner.query<{ id: string }>('select id from effects')
  const known = new Set(rows.map(({ id }) => id))
  const early = rig.asked.slice(0, sent).filter(({ id }) => !known.has(id))
  return [
    ...lost,
    ...different,
    ...missing,
    ...early.map(({ id }) => `message ${id} went out before what it tells of was kept`),
    ...(await load.brokenFrom(writes)),
  ]
}

/** Everything there is, by the tool that shares no code with what wrote it, and each part against its events. */
async function faultsOfAll(rig: Rig, product: Installation): Promise<string[]> {
  const client = new pg.Client({ connectionString: product.owner.options.connectionString })
  await client.connect()
  try {
    await client.query(`select set_config('app.lo', '0', false), set_config('app.hi', '9007199254740991', false)`)
    const { findings } = await verifyInstallation(client, rig.dataDir, null)
    // All of it has been read by now: the database counts each page whose checksum was wrong.
    const { rows } = await client.query<{ n: number }>(
      'select coalesce(sum(checksum_failures), 0)::int as n from pg_stat_database',
    )
    return [
      ...findings.map(({ where, says }) => `${where}：${says}`),
      ...(await checkInvariants(product.world)),
      ...(rows[0]?.n ? [`${rows[0].n} pages with a wrong checksum`] : []),
    ]
  } finally {
    await client.end()
  }
}

/** @param planted a defect to put in first: then it passes only if something is found */
async function powerCuts(
  { cuts, planted, base, disc }: { cuts: number; planted: Plant | null; base: string; disc: Disc },
  tell: (figure: object) => void,
): Promise<{ verdict: 'pass' | 'fail'; reason: string }> {
  let rigging: Promise<Rig> | undefined
  let installing: Promise<Installation> | undefined
  /** Ends all that was started, and takes the disc away: nothing stays mounted. */
  async function undo(): Promise<void> {
    await installing?.then((it) => it.end()).catch(() => undefined)
    await rigging?.then((it) => it.stop()).catch(() => undefined)
    await disc.remove()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void undo().finally(() => process.exit(130)))
  const faults: string[] = []
  let done = 0
  let seconds = 0
  try {
    rigging = startRig({ under: disc.folder })
    const rig = await rigging
    const load = new Load(rig)
    await load.prepare()
    await rig.release()
    const tree = planted ? copyTree(join(base, 'tree'), POWER_PLANTS[planted].edits) : undefined
    installing = installation({ ...rig, ...(tree ? { tree } : {}) })
    const product = await installing
    load.moveTo(product)
    while (done < cuts && faults.length === 0) {
      const [writes, files] = [load.acknowledged.length, load.sent.length]
      const working = load.run(PEOPLE, { files: true })
      working.catch(() => undefined)
      const atWork = async () =>
        load.wrong.length > 0 ||
        (load.acknowledged.length > writes + PEOPLE && load.sent.slice(files).some(({ kept }) => kept))
      await until('people are at work, and a file was kept', atWork, 240_000)
      await sleep(randomInt(200, 1500))
      const began = performance.now()
      load.leave()
      const sent = rig.asked.length
      disc.cut()
      await product.end()
      // What somebody was answered wrongly is kept in `wrong`.
      await working.catch(() => undefined)
      await disc.restart()
      done += 1
      faults.push(...load.wrong)
      const says = (what: string) => (error: unknown) => void faults.push(`${what}: ${String(error).slice(0, 600)}`)
      const before = faults.length
      await product.start().catch(says('it could not be started again'))
      if (faults.length > before) break
      await faultsAfter({ rig, product, load }, { writes, files, sent }).then(
        (found) => void faults.push(...found),
        says('it could not be looked through'),
      )
      seconds += (performance.now() - began) / 1000
    }
    if (faults.length === 0) faults.push(...(await faultsOfAll(rig, product)))
    const filesKept = load.sent.filter(({ kept }) => kept).length
    if (faults.length === 0 && (done !== cuts || load.acknowledged.length === 0 || filesKept === 0))
      faults.push('nothing was tried: cuts, acknowledged writes or kept files are fewer than were asked for')
    tell({
      figure: 'power_cuts',
      cuts: done,
      seconds_a_cut: Math.round((seconds / done) * 10) / 10,
      acknowledged: load.acknowledged.length,
      files_kept: filesKept,
      messages_sent: rig.asked.length,
      faults: faults.length,
    })
  } finally {
    await undo()
  }
  const first = faults.slice(0, 20).join(' · ')
  if (planted) {
    const sign = faults.find((it) => POWER_PLANTS[planted].shows.test(it))
    return sign
      ? { verdict: 'pass', reason: `${planted} was noticed: ${sign}` }
      : { verdict: 'fail', reason: `${planted} went through ${done} cuts; found instead: ${first.slice(0, 600)}` }
  }
  return faults.length
    ? { verdict: 'fail', reason: first }
    : { verdict: 'pass', reason: 'all that was acknowledged was on the disc' }
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { plant: { type: 'string' } } })
const planted = values.plant ?? null
if (planted !== null && !(planted in POWER_PLANTS)) {
  console.error(`--plant 只能是：${Object.keys(POWER_PLANTS).join('、')}`)
  process.exit(2)
}
const cuts = askedCount(positionals[0], 25)
if (cuts === null) {
  console.error('次数要写从 1 开始的整数，例如 npm run power-cuts -- 25。')
  process.exit(2)
}
const base = mkdtempSync(join(process.env.POWER_CUTS_DIR ?? tmpdir(), 'fengqiao-power-'))
function cannot(why: string): never {
  rmSync(base, { recursive: true, force: true })
  console.log(JSON.stringify({ harness: 'power-cuts', verdict: 'cannot', reason: `这台机器做不了断电试验：${why}。` }))
  process.exit(CANNOT)
}
const why = whyNoDisc(base)
if (why !== null) cannot(why)
const disc = await makeDisc(base).catch((error) => cannot(String(error).replaceAll(/\s+/g, ' ').slice(0, 300)))
const { verdict, reason } = await powerCuts({ cuts, planted: planted as Plant | null, base, disc }, (figure) =>
  console.log(JSON.stringify(figure)),
)
console.log(JSON.stringify({ harness: 'power-cuts', verdict, reason }))
process.exit(verdict === 'pass' ? 0 : 1)
