/**
 * npm run upgrade-drill：有人正在用的时候停下旧的一版、启动新的一版（多一个迁移），确认答复过的一件不少，升级前有备份。加 --plant：新迁移删掉一件，应当被发现。
 * The old tree is this one, or the one in OLD_TREE (a checkout of the release before, with node_modules): then the upgrade is the real one.
 * Prints JSON lines of figures and ends with 1 where something is not as it should be.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { localIdentityThere } from '#server/backup/keys.ts'
import { archivesIn } from '#server/backup/place.ts'
import { readArchive } from '#server/backup/restore.ts'
import { makePool } from '#server/db/connection.ts'
import { findRunning, startEmbedded } from '#server/db/embedded.ts'
import { prepareDatabase } from '#server/db/prepare.ts'
import { checkInvariants } from '#server/disputes/check-invariants.ts'
import { version } from '#server/version.ts'
import type { World } from '#server/world.ts'
import { keepWords, throwAway } from '#test/kept.ts'
import { freePort } from '#test/product.ts'
import { countyWorld } from './county-world.ts'
import { type Ground, Load } from './load.ts'
import { copyTree } from './trees.ts'

const PEOPLE = 4
const WORK_MS = 1500
const START_MS = 120_000

const GOOD = `create table upgrade_drill (id uuid primary key, moved_at timestamptz);
insert into upgrade_drill select id, moved_at from files;
alter table disputes add column upgrade_drill integer not null default 1;`
const LOSING = `delete from events where step = 'register' and file_id = (select file_id from events order by recorded_at limit 1);`
const FAILING = `create table half_done (id uuid); insert into half_done values ('not an id');`

/** A copy of this tree; with a migration it is one version further and has that one more. */
function copyOf(into: string, migration: string | null): string {
  if (migration === null) return copyTree(into)
  copyTree(into, [{ file: 'package.json', from: `"version": "${version}"`, to: '"version": "99.0.0"' }])
  writeFileSync(join(into, 'migrations/9999_upgrade_drill.sql'), migration)
  return into
}

export type Running = { child: ChildProcess; said: () => string; stop: () => Promise<number | null> }

export function startTree(tree: string, env: NodeJS.ProcessEnv): Running {
  const child = keepWords(
    spawn(process.execPath, ['src/server/start.ts'], {
      cwd: tree,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      said += text
    })
  return {
    child,
    said: () => said,
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      return child.exitCode
    },
  }
}

/** An installation with a county and nobody's files, and those who will work in it. */
async function settle(dataDir: string, port: number): Promise<{ load: Load; world: World; rig: { owner: pg.Pool } }> {
  const database = await startEmbedded({ dataDir, durable: false })
  const { serverUrl } = await prepareDatabase({ ownerUrl: database.ownerUrl, dataDir })
  const world = await countyWorld({ serverUrl, dataDir, port, connections: 2 })
  // The database it is asked of comes and goes with the versions: looked for when it is asked.
  const rig: Ground = { owner: null as unknown as pg.Pool, world, urls: [`http://127.0.0.1:${port}`], said: () => '' }
  const load = new Load(rig)
  await load.prepare()
  await world.pool.end()
  await database.stop()
  return { load, world, rig }
}

export type Upgraded = { verdict: 'pass' | 'fail'; reason: string }

/** @param plant the new version's migration loses one written event: then it passes only if that is noticed */
export async function upgradeDrill(plant: boolean, tell: (figure: object) => void): Promise<Upgraded> {
  const base = mkdtempSync(join(tmpdir(), 'fengqiao-upgrade-'))
  const dataDir = join(base, 'data')
  const port = await freePort()
  const env = { DATA_DIR: dataDir, PORT: String(port), FENGQIAO_DEMO: '0', DATABASE_URL: '', BACKUP_DIR: '' }
  const running: Running[] = []
  const begin = (tree: string): Running => {
    const it = startTree(tree, env)
    running.push(it)
    return it
  }
  /** Waits until the version that was begun last answers; an old checkout may have to build its pages first. */
  async function answers(): Promise<void> {
    const isUp = () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      )
    for (const end = performance.now() + START_MS; !(await isUp()); await sleep(50)) {
      const last = running.at(-1)
      if (performance.now() > end || (last && last.child.exitCode !== null)) throw new Error(last?.said())
    }
  }
  try {
    const newer = copyOf(join(base, 'newer'), plant ? LOSING : GOOD)
    const failing = copyOf(join(base, 'failing'), FAILING)
    const { load, world, rig } = await settle(dataDir, port)
    const older = begin(process.env.OLD_TREE ?? copyOf(join(base, 'older'), null))
    await answers()
    const working = load.run(PEOPLE)
    await sleep(WORK_MS)
    const before = load.acknowledged.length
    const away = performance.now()
    const drained = await older.stop()
    // First a version whose migration fails: it ends with a sentence, and changes nothing.
    const broken = begin(failing)
    await once(broken.child, 'exit')
    const upgraded = begin(newer)
    await answers()
    const gap = performance.now() - away
    await sleep(WORK_MS)
    load.stop()
    await working
    const after = load.acknowledged.length
    const ownerUrl = findRunning(dataDir) ?? ''
    rig.owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
    const { serverUrl } = await prepareDatabase({ ownerUrl, dataDir }).catch(() => ({ serverUrl: ownerUrl }))
    const pool = makePool(serverUrl, 2)
    const [lost, different, wrong] = [
      await load.lostFrom(0),
      await load.repeatFrom(0),
      await checkInvariants({ ...world, pool }),
    ]
    const { rows } = await rig.owner.query<{ name: string; half: string | null }>(
      "select max(name) as name, to_regclass('public.half_done')::text as half from migrations",
    )
    await pool.end()
    await rig.owner.end()
    await upgraded.stop()
    const places = join(dataDir, 'backups')
    const archives = await archivesIn(places)
    let entries = 0
    for (const { name } of archives)
      await readArchive(join(places, name), localIdentityThere(dataDir) ?? '', async () => {
        entries += 1
      })
    tell({
      figure: 'upgrade',
      acknowledged_before: before,
      acknowledged_after: after - before,
      repeated: load.repeated,
      lost: lost.length,
      different: different.length,
      invariants_broken: wrong.length,
      seconds_away: Math.round(gap / 100) / 10,
      backups: archives.length,
      backup_entries: entries,
    })
    const faults = [
      before > 0 && after > before ? '' : 'nobody was working',
      drained === 0 ? '' : `the old version ended with ${drained}`,
      /迁移 9999_upgrade_drill\.sql 没有做成，数据库还是升级前的样子/.test(broken.said())
        ? ''
        : `a failing migration said: ${broken.said()}`,
      rows[0]?.half === null ? '' : 'a failing migration left something behind',
      rows[0]?.name === '9999_upgrade_drill.sql' ? '' : 'the new migration was not applied',
      archives.length === 1 && entries > 20 ? '' : `${archives.length} backups before the upgrade`,
      lost.length === 0 ? '' : `lost: ${lost[0]}`,
      different.length === 0 ? '' : `answered differently: ${different[0]}`,
      wrong.length === 0 ? '' : `broken: ${wrong[0]}`,
    ].filter((fault) => fault !== '')
    if (plant)
      return faults.some((fault) => /^(lost|broken)/.test(fault))
        ? { verdict: 'pass', reason: 'the lost event was noticed' }
        : { verdict: 'fail', reason: 'a migration that loses an event went through' }
    return faults.length === 0
      ? { verdict: 'pass', reason: 'nothing acknowledged was lost' }
      : { verdict: 'fail', reason: faults.join(' · ') }
  } finally {
    for (const it of running) await it.stop()
    throwAway(base, [dataDir])
  }
}

if (import.meta.main) {
  const { verdict, reason } = await upgradeDrill(process.argv.includes('--plant'), (figure) =>
    console.log(JSON.stringify(figure)),
  )
  console.log(JSON.stringify({ harness: 'upgrade', verdict, reason }))
  process.exit(verdict === 'pass' ? 0 : 1)
}
