/**
 * npm run backup：备份到 BACKUP_DIR，运行着也可以做。第一次先做密钥：npm run backup -- new-key
 * Beside a running product, or on a stopped one. The product does the same by itself each day (src/server/backup/keep-backing-up.ts).
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { backupRecipient, newBackupKey } from '#server/backup/keys.ts'
import { runBackup, saysOf } from '#server/backup/run-backup.ts'
import { now } from '#server/clock.ts'
import { type Config, readConfig } from '#server/config.ts'
import { command } from '#server/packed.ts'
import { withDatabase } from './with-database.ts'

const usage = `用法：
  ${command('backup')}                       备份到 BACKUP_DIR
  ${command('backup', 'new-place')}          换了新的备份盘：把它认作备份的地方，备份
  ${command('backup', 'new-key')}            第一次：做一把备份的密钥，抄在纸上
  ${command('backup', 'new-key --replace')}  换一把（旧备份还要旧的那把才打得开）`

function stop(lines: string): never {
  console.error(lines)
  process.exit(2)
}

const FIRST = 'AGE-SECRET-KEY-1'

/** In groups, so that an eye finds its place again. */
function onPaper(identity: string): string {
  const groups = identity.slice(FIRST.length).match(/.{1,5}/g) ?? []
  const lines = [0, 4, 8].map((at) => groups.slice(at, at + 4).join(' '))
  return [FIRST, ...lines].map((line) => `        ${line}`).join('\n')
}

function makeKey(config: Config, replace: boolean): void {
  if (backupRecipient(config.dataDir) !== null && !replace)
    stop(`已经有一把备份的密钥了。纸上的那把丢了、或者别人看到了，才要换：${command('backup', 'new-key --replace')}`)
  const identity = newBackupKey(config.dataDir, now())
  console.log(`备份的密钥（只显示这一次，本机不留）：

${onPaper(identity)}

请照抄两份，四行都抄（大小写、空格、分行都不要紧；里面没有字母 B、I、O，抄错一个字母会告诉您）。
一份放在单位的保险柜，一份放在另一处，都不要和备份盘放在一起。没有它，备份谁也打不开；有了它和备份盘，什么都看得到。
抄好以后试一次：${command('backup')}，再 ${command('restore', '--drill')}，照着纸输入密钥。`)
}

const words = process.argv.slice(2)
const read = readConfig(process.env)
if (!read.ok) stop(read.faults.join('\n'))
const { config } = read
// Opening a database where none is would make one.
if (!existsSync(join(config.dataDir, 'keys/root')))
  stop(`${config.dataDir} 里没有装好的枫桥：DATA_DIR 要和启动时的一样；第一次用的，请先运行一次 ${command('start')}。`)
if (words[0] === 'new-key' && (words.length === 1 || (words.length === 2 && words[1] === '--replace')))
  makeKey(config, words[1] === '--replace')
else if (words.length > 0 && words.join() !== 'new-place') stop(usage)
else {
  try {
    const done = await withDatabase((_, ownerUrl) =>
      runBackup(config, ownerUrl, { byHand: true, newPlace: words.length > 0 }),
    )
    console.log(`备份做好了：${done.says}`)
    if (done.faults > 0) process.exitCode = 1
  } catch (error) {
    console.error(`没有备份：${saysOf(error)}`)
    process.exitCode = 1
  }
}
