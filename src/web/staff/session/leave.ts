import type { QueryClient } from '@tanstack/react-query'
import { signOut } from '#contract/identity.ts'
import { call } from '#web/lib/call.ts'
import { freshKey } from '#web/lib/idempotency.ts'
import { go } from '../router.ts'
import { rememberDemo } from './demo-name.ts'
import { dropAllDrafts } from './drafts.ts'
import { setLapse } from './lapse.ts'
import { ME } from './me.ts'

/** Ends the session on the server; throws as `call` does, so that nobody walks away from an open session unknowing. */
export const endSession = () => call(signOut, { key: freshKey() })

/** Signs out: nothing of what was seen or typed stays in this window. */
export async function leave(queries: QueryClient): Promise<void> {
  await endSession()
  dropAllDrafts()
  rememberDemo(null)
  setLapse(null)
  go('/staff/sign-in', 'replace')
  queries.clear()
  queries.setQueryData(ME, null)
}
