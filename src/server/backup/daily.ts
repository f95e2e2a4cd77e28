/** The day's backup, in a process of its own. Started by `keep-backing-up.ts`. */
import { setPriority } from 'node:os'
import { readTimeFrom } from '../clock.ts'
import { readConfig } from '../config.ts'
import { command } from '../packed.ts'
import { exitWithParent } from '../parent-watch.ts'
import { runBackup, saysOf } from './run-backup.ts'

exitWithParent()
// Everybody else goes first: whether it takes one minute or ten is nobody's concern at night.
setPriority(19)
const read = readConfig(process.env)
const ownerUrl = process.env.FENGQIAO_OWNER_URL
if (!read.ok || !ownerUrl) {
  console.error(read.ok ? `请用 ${command('backup')}。` : read.faults.join('\n'))
  process.exit(1)
}
readTimeFrom(read.config.clockFile ?? undefined)
try {
  const { says } = await runBackup(read.config, ownerUrl, { byHand: false })
  console.log(`备份做好了：${says}`)
  process.exit(0)
} catch (error) {
  console.error(`没有备份：${saysOf(error)}`)
  process.exit(1)
}
