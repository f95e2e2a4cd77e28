import { setNow } from '#server/clock.ts'

// Files of tests share a process: none begins at the time that another one had set.
setNow(null)
