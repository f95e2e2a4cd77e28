import { dayIn } from '#domain/clocks/calendar.ts'
import { buildWorld } from './build-world.ts'
import { now } from './clock.ts'
import type { Config } from './config.ts'
import { keysAreNew } from './crypto/keys.ts'
import { type Prepared, prepareDatabase } from './db/prepare.ts'
import { inScope, nobody } from './db/scope.ts'
import { newSetupCode } from './organisations/setup.ts'

type Options = { ownerUrl: string; dataDir: string; say: (line: string) => void }

/** Whether an empty database gets the demo: yes by default on the embedded one, only when asked for on an outside one. */
const wantsDemo = (config: Config): boolean => config.demo === '1' || (config.demo === 'auto' && config.databaseUrl === null)

/**
 * Readies the database, and at the very first start fills it with the demo or prints the one-time set-up address.
 * The demo goes only into an empty database.
 */
export const readyDatabase =
  (config: Config) =>
  async ({ ownerUrl, dataDir, say }: Options): Promise<Prepared> => {
    const newKeys = keysAreNew(dataDir)
    const prepared = await prepareDatabase({ ownerUrl, dataDir })
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
