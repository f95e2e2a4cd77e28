import { useCallback, useRef, useState } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { call, mayRepeat, Refused, Unreachable } from '#web/lib/call.ts'
import { type KeyFor, keyFor } from '#web/lib/idempotency.ts'
import { noticeRefusal } from '../session/lapse.ts'

export type Trouble = Refused | Unreachable

/**
 * Sends a change, once. While no answer could be believed, the same content goes out under the same key again; after an
 * answer, or with other content, under a new one.
 */
export function useSubmit<E extends Endpoint>(endpoint: E) {
  const key = useRef<KeyFor | null>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)

  /** The reply, or null when it was refused or not reached: then `trouble` says why. */
  const submit = useCallback(
    async (sending: { params?: z.input<E['params']>; body?: z.input<E['body']> }) => {
      setBusy(true)
      setTrouble(null)
      key.current = keyFor(key.current, [endpoint.id, sending])
      try {
        const reply = await call(endpoint, { ...sending, key: key.current.key })
        key.current = null
        return reply
      } catch (error) {
        if (!mayRepeat(error)) key.current = null
        if (!(error instanceof Refused || error instanceof Unreachable)) throw error
        noticeRefusal(error)
        setTrouble(error)
        return null
      } finally {
        setBusy(false)
      }
    },
    [endpoint],
  )
  return { submit, busy, trouble }
}
