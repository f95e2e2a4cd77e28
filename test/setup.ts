import fc from 'fast-check'
import { setNow } from '#server/clock.ts'
import { SEED } from './seed.ts'

// Files of tests share a process: none begins at the time that another one had set.
setNow(null)
fc.configureGlobal({ seed: SEED })
