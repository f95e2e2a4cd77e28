import { config } from 'zod'

// The pages forbid eval; without this every first check of a form would leave a false alarm in the browser's log.
config({ jitless: true })
