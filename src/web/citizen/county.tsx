import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { CountyInfo } from '#contract/intake.ts'
import { call } from '#web/lib/call.ts'
import { onDevice } from '#web/lib/device.ts'
import { countyInfo } from './addresses.ts'

const SHELF = 'fengqiao.county'
const isCounty = (value: unknown): value is CountyInfo =>
  typeof value === 'object' && value !== null && 'name' in value && 'hotline' in value && 'routes' in value

type Known = { county: CountyInfo | null; unreachable: boolean; again: () => void }
const County = createContext<Known>({ county: null, unreachable: false, again: () => undefined })

/** The county this door belongs to; null until known. */
export const useCounty = (): Known => useContext(County)

/** Asks once which county this is. What was heard last time stays on the device, so that the phone number is there without signal. */
export function CountyProvider({ children }: { children: ReactNode }) {
  const [county, setCounty] = useState<CountyInfo | null>(() => {
    const kept = onDevice.read(SHELF, isCounty)
    return kept && { ...kept, test_time: null, demo: false }
  })
  const [unreachable, setUnreachable] = useState(false)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    const stop = new AbortController()
    call(countyInfo, { signal: stop.signal }).then(
      (heard) => {
        setCounty(heard)
        setUnreachable(false)
        onDevice.keep(SHELF, heard)
      },
      () => {
        if (!stop.signal.aborted) setUnreachable(true)
      },
    )
    return () => stop.abort()
  }, [round])
  return <County value={{ county, unreachable, again: () => setRound(round + 1) }}>{children}</County>
}
