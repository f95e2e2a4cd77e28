import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { SideProcess } from '../side-process.ts'
import { sideProcess } from '../side-process.ts'
import type { CheckJobs } from './checks/entry.ts'
import { s3Store } from './s3-store.ts'
import { folderStore, type Store } from './store.ts'

/** What uploads need: where pieces wait, where whole files are kept, who looks at them. */
export type Files = {
  /** DATA_DIR/uploads: files on their way in; all server processes share it. */
  waiting: string
  store: Store
  checker: SideProcess<CheckJobs>
  /** The socket of a clamd, where one is there. */
  scanner: string | null
}

const CHECK_LIMIT = 120_000

/** Puts it together from the settings. Nothing is read or started until the first upload. */
export const openFiles = ({ dataDir, s3, clamdSocket }: Pick<Config, 'dataDir' | 's3' | 'clamdSocket'>): Files => ({
  waiting: join(dataDir, 'uploads'),
  store: s3 ? s3Store(s3) : folderStore(join(dataDir, 'blobs')),
  checker: sideProcess<CheckJobs>({
    entry: join(import.meta.dirname, 'checks/entry.ts'),
    limitMilliseconds: CHECK_LIMIT,
    mostWaiting: 40,
  }),
  scanner: clamdSocket,
})
