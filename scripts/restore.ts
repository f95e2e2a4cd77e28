/**
 * npm run restore -- <备份>：在空的数据文件夹里恢复，逐件核对。演练：npm run restore -- --drill
 * The way back after an upgrade: npm run restore -- <备份> --back
 */
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { type Identity, recipientOf } from '#server/backup/age.ts'
import { localIdentityThere } from '#server/backup/keys.ts'
import { BackupFault, dateOf, isAhead, newestIn } from '#server/backup/place.ts'
import { type Restored, type RestoreOf, restore } from '#server/backup/restore.ts'
import { onlyOne, saysOf, writtenRun } from '#server/backup/run-backup.ts'
import { now } from '#server/clock.ts'
import { type Config, readConfig } from '#server/config.ts'
import { ownerClient } from '#server/db/connection.ts'
import { command } from '#server/packed.ts'
import { verifyInstallation } from './verify.ts'
import { withDatabase } from './with-database.ts'

const usage = `用法：
  ${command('restore', '<备份文件，或者放备份的文件夹>')}          恢复到空的数据文件夹（DATA_DIR）
  ${command('restore', '--drill [<备份>]')}                       演练：恢复到临时文件夹，核对，计时，删掉
  ${command('restore', '<备份文件> --back')}                      升级以后退回：只换回数据库，换下来的留着；然后换回原来的版本启动
密钥按提示输入，也可以写在文件里：--key <文件>`

type Asked = { from: string | null; drill: boolean; back: boolean; keyFile: string | null }

function readWords(words: string[]): Asked | null {
  const asked: Asked = { from: null, drill: false, back: false, keyFile: null }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (word === '--drill') asked.drill = true
    else if (word === '--back') asked.back = true
    else if (word === '--key') {
      at += 1
      asked.keyFile = words[at] ?? ''
    } else if (word.startsWith('-') || asked.from !== null) return null
    else asked.from = word
  }
  const right = asked.drill ? !asked.back : asked.from !== null
  return right && asked.keyFile !== '' ? asked : null
}

/** The archive that was meant: the newest where a folder is named. */
async function archiveAt(path: string): Promise<string> {
  const there = statSync(path, { throwIfNoEntry: false })
  if (!there) throw new BackupFault(`找不到 ${path}：请检查路径，U 盘有没有插好。`)
  if (!there.isDirectory()) return path
  const newest = await newestIn(path, now())
  if (!newest) throw new BackupFault(`${path} 里没有备份（fengqiao-….tar.zst.age）：请换一个文件夹。`)
  return join(path, newest)
}

/** The key from paper, asked for until its letters are right. */
async function askKey(): Promise<Identity> {
  if (!process.stdin.isTTY) {
    const typed = readFileSync(0, 'utf8')
    if (recipientOf(typed) === null) throw new BackupFault('密钥抄错了或者不完整：请核对纸上的每一个字母，再试一次。')
    return typed
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  try {
    for (;;) {
      let typed = ''
      console.log('请输入纸上的密钥（从 AGE-SECRET-KEY-1 开始，可以分几行，空一行结束）：')
      for (let line = await lines.question('> '); line.trim() !== ''; line = await lines.question('> ')) typed += line
      if (recipientOf(typed) !== null) return typed
      console.log('密钥抄错了或者不完整：有一个字母不对就打不开。请对着纸再输一遍。')
    }
  } finally {
    lines.close()
  }
}

function keyIn(file: string): Identity {
  const typed = readFileSync(file, 'utf8')
  if (recipientOf(typed) === null) throw new BackupFault(`${file} 里的密钥不完整或者有错：请核对每一个字母。`)
  return typed
}

/** What is looked through after each restore: everything that can be checked against the chain. */
async function check(ownerUrl: string, dataDir: string, s3: Config['s3']): Promise<string[]> {
  const client = ownerClient(ownerUrl)
  await client.connect()
  try {
    await client.query(`select set_config('app.lo', '0', false), set_config('app.hi', '9007199254740991', false)`)
    const { findings, anchor, ...counted } = await verifyInstallation(client, dataDir, s3)
    console.log(
      `  核对了 ${counted.files} 件、${counted.events} 步、${counted.papers} 份文书、${counted.copies} 份盖章件、${counted.evidence} 个文件、${counted.days} 个签名日。`,
    )
    if (anchor) console.log(`  最后一个签名日 ${anchor.day} 的总指纹是 ${anchor.root}，请和打印的“每日总指纹”比对。`)
    return findings.map(({ where, says }) => `${where}：${says}`)
  } finally {
    await client.end()
  }
}

const beijing = (instant: string): string =>
  `${new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')} 北京时间`

function tell({ faults, ...done }: Restored, seconds: number): string {
  for (const fault of faults) console.log(`✘ ${fault}`)
  const whole = done.hasDatabase ? '全部一致。' : '文件都在。数据库不在这份备份里，没有核对案件。'
  return `备份（${beijing(done.madeAt)}，${done.version} 版）恢复了 ${done.rows} 行、${done.files} 个文件、${(done.bytes / 1e6).toFixed(0)} MB，用了 ${seconds.toFixed(0)} 秒：${faults.length === 0 ? whole : `发现 ${faults.length} 处问题。`}`
}

async function timed(of: RestoreOf): Promise<{ bytes: number; says: string; faults: number; hasDatabase: boolean }> {
  const began = performance.now()
  const done = await restore(of)
  return {
    bytes: done.bytes,
    says: tell(done, (performance.now() - began) / 1000),
    faults: done.faults.length,
    hasDatabase: done.hasDatabase,
  }
}

/** Restores beside what runs, in a folder of its own that is gone afterwards; how it went is written down. */
async function drill(config: Config, of: Omit<RestoreOf, 'dataDir'>): Promise<number> {
  const { dataDir } = config
  if (!existsSync(join(dataDir, 'keys/root')))
    throw new BackupFault(`${dataDir} 里没有装好的枫桥：演练在正在用的系统旁边做，DATA_DIR 要和启动时的一样。`)
  for (const left of (await readdir(dataDir)).filter((name) => name.startsWith('drill-')))
    await rm(join(dataDir, left), { recursive: true })
  const folder = mkdtempSync(join(dataDir, 'drill-'))
  try {
    return await withDatabase((_, ownerUrl) =>
      writtenRun(ownerUrl, 'drill', of.archive, async () => {
        const done = await timed({ ...of, dataDir: folder, besideRunning: true })
        if (done.faults > 0) throw new BackupFault(done.says)
        if (!done.hasDatabase) throw new BackupFault(`${done.says}不算演练：请连同外部数据库的备份一起恢复一次。`)
        console.log(`演练好了：${done.says}`)
        return done
      }),
    ).then(() => 0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function run(config: Config, asked: Asked): Promise<number> {
  const from = asked.from ?? config.backup.dir
  if (from === null) throw new BackupFault('没有说从哪里恢复：请写备份文件，或者设 BACKUP_DIR。')
  const archive = await archiveAt(from)
  const local = asked.back ? localIdentityThere(config.dataDir) : null
  const identity = asked.keyFile ? keyIn(asked.keyFile) : (local ?? (await askKey()))
  const of = { archive, identity, check: (url: string, dir: string) => check(url, dir, config.s3), say: console.log }
  const name = basename(archive)
  console.log(`正在从 ${archive} 恢复……${dateOf(name) ? `这是 ${dateOf(name)} 的备份。` : ''}`)
  if (isAhead(name, now()))
    console.log('注意：这份备份的日期在以后。当时或者现在机器的时间不对；里面不一定是最新的，请看看别的几份。')
  if (asked.drill) return onlyOne(config.dataDir, () => drill(config, of))
  const done = await timed({ ...of, dataDir: config.dataDir, databaseOnly: asked.back })
  console.log(`恢复好了：${done.says}`)
  if (asked.back) console.log(`换下来的数据库在 ${config.dataDir}/postgres.before-restore，确认没有问题以后再删。`)
  return done.faults === 0 ? 0 : 1
}

const asked = readWords(process.argv.slice(2))
const read = readConfig(process.env)
if (!asked || !read.ok) {
  console.error(read.ok ? usage : read.faults.join('\n'))
  process.exit(2)
}
try {
  process.exitCode = await run(read.config, asked)
} catch (error) {
  console.error(`没有恢复：${saysOf(error)}`)
  process.exitCode = 1
}
