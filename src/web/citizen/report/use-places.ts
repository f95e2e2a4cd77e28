import { useEffect, useState } from 'react'
import { call } from '#web/lib/call.ts'
import { placesUnder } from '../addresses.ts'

export type Places = Awaited<ReturnType<typeof askPlaces>>

// Lists of places do not change while somebody fills a form: going back up must not wait for the network again.
const known = new Map<number, Places>()
const askPlaces = (parent: number, signal?: AbortSignal) =>
  call(placesUnder, { query: { parent }, ...(signal ? { signal } : {}) })

/** The places under a place, and a way to ask again when no answer came. */
export function usePlaces(parent: number | null) {
  const [answer, setAnswer] = useState<{ parent: number; places: Places } | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    if (parent === null) return
    const stop = new AbortController()
    setFailed(null)
    const heard = known.get(parent)
    if (heard) {
      setAnswer({ parent, places: heard })
      return
    }
    askPlaces(parent, stop.signal).then(
      (places) => {
        known.set(parent, places)
        if (!stop.signal.aborted) setAnswer({ parent, places })
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setFailed(error)
      },
    )
    return () => stop.abort()
  }, [parent, round])
  return { places: answer && answer.parent === parent ? answer.places : null, failed, again: () => setRound(round + 1) }
}

/** Who receives a request from this place; null until known or without signal (it is said on the receipt anyway). */
export function useReceiver(code: number | null) {
  return usePlaces(code).places?.receiver ?? null
}
