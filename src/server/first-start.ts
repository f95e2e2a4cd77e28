import { dayIn } from '#domain/clocks/calendar.ts'
import { backUpBeforeUpgrade } from './backup/before-upgrade.ts'
import { buildWorld } from './build-world.ts'
import { now } from './clock.ts'
import type { Config } from './config.ts'
import { keysAreNew } from './crypto/keys.ts'
import { ownerClient } from './db/connection.ts'
import { type Prepared, prepareDatabase } from './db/prepare.ts'
import { inScope, nobody } from './db/scope.ts'
import { newSetupCode } from './organisations/setup.ts'
import { sealKeyFaults } from './seals/key-faults.ts'

type Options = { ownerUrl: string; dataDir: string; say: (line: string) => void }

/** Whether an empty database gets the demo: yes by default on the embedded one, only when asked for on an outside one. */
const wantsDemo = (config: Config): boolean =>
  config.demo === '1' || (config.demo === 'auto' && config.databaseUrl === null)

/** Whether anything was ever sealed in this database: then its keys must exist. And what is wrong with those of its seals. */
async function askedOfKeys(ownerUrl: string, dataDir: string): Promise<{ holdsFiles: boolean; seals: string[] }> {
  const client = ownerClient(ownerUrl)
  await client.connect()
  try {
    await client.query("select set_config('app.lo', '0', false), set_config('app.hi', '9007199254740991', false)")
    const holdsFiles = ((await client.query('select from files limit 1')).rowCount ?? 0) > 0
    return { holdsFiles, seals: await sealKeyFaults(client, dataDir) }
  } finally {
    await client.end()
  }
}

/**
 * Readies the database, and at the very first start fills it with the demo or prints the one-time set-up address.
 * The demo goes only into an empty database.
 */
export const readyDatabase =
  (config: Config) =>
  async ({ ownerUrl, dataDir, say }: Options): Promise<Prepared> => {
    const newKeys = keysAreNew(dataDir)
    await backUpBeforeUpgrade(config, { ownerUrl, say })
    const prepared = await prepareDatabase({ ownerUrl, dataDir })
    const { holdsFiles, seals } = await askedOfKeys(ownerUrl, dataDir)
    if (newKeys && holdsFiles)
      throw new Error(
        `数据库里有案件，但密钥文件夹 ${dataDir}/keys 里没有密钥：请先从备份恢复密钥再启动，否则电话和证件号码读不出来。`,
      )
    for (const fault of seals) say(`注意：${fault}。请停下枫桥，从备份恢复密钥文件夹 ${dataDir}/keys 再启动。`)
    const world = buildWorld(config, prepared.serverUrl, 4)
    try {
      const [county, place] = await inScope(world.pool, nobody(dayIn(now())), (trx) =>
        Promise.all([
          trx.selectFrom('county').select('name').executeTakeFirst(),
          trx.selectFrom('places').select('code').limit(1).executeTakeFirst(),
        ]),
      )
      // Places imported before the first start are a real county's: the demo must not stand beside them.
      if (!county && !place && wantsDemo(config)) {
        say('首次启动：正在放入演示县“枫溪县”的数据……')
        const { loadDemo } = await import('#demo/load.ts')
        await loadDemo(world)
      } else if (!county) {
        const code = await newSetupCode(world)
        say(`请在浏览器打开一次性设置地址，建立本县：${config.publicUrl}/setup#${code}`)
      }
      if (newKeys) say(`请备份密钥文件夹 ${dataDir}/keys（丢失后，已加密的电话和证件号码无法恢复），并与数据分开保管。`)
    } finally {
      await world.pool.end()
    }
    return prepared
  }
