import { useRef, useState } from 'react'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { call, mayRepeat, Refused } from '#web/lib/call.ts'
import { type KeyFor, keyFor } from '#web/lib/idempotency.ts'
import type { Act } from '../addresses.ts'

/** Who acts, on which file; what to do once something changed. */
export type Acting = {
  fileId: string
  secret: string
  /** Asks the server anew; `told` is what she is told has been done. */
  onChanged: (told?: string) => Promise<void>
}

/**
 * One step of hers on one part: never sent twice at once, repeated under the same key, and where the matter has moved on
 * meanwhile the page is asked anew while the refusal stays readable.
 */
export function useAct<B extends Endpoint['body'], R extends Endpoint['reply']>(
  acting: Acting,
  act: Act<B, R>,
  partId: string,
) {
  const [error, setError] = useState<unknown>(null)
  const [sending, setSending] = useState(false)
  const underWay = useRef(false)
  const submission = useRef<KeyFor | null>(null)

  /** What the server answered, or null where it did not take the step. */
  const take = async (body: z.input<B>): Promise<z.output<R> | null> => {
    if (underWay.current) return null
    underWay.current = true
    setSending(true)
    setError(null)
    submission.current = keyFor(submission.current, body)
    try {
      const reply = await call(act, {
        params: { file_id: acting.fileId, part_id: partId },
        body,
        link: acting.secret,
        key: submission.current.key,
      })
      submission.current = null
      return reply
    } catch (failure) {
      setError(failure)
      // An answer is final for its key, yes or no; only a lost one is asked for again under the same.
      if (!mayRepeat(failure)) submission.current = null
      // In conflict with what has happened meanwhile: another state, or other terms than she read.
      if (failure instanceof Refused && failure.status === 409) await acting.onChanged()
      return null
    } finally {
      underWay.current = false
      setSending(false)
    }
  }
  return { take, error, sending, again: error !== null && mayRepeat(error), clear: () => setError(null) }
}
