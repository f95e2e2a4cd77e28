import { useEffect, useState } from 'react'
import { useCounty } from '../session/me.ts'

/** The present as the product tells it: the set time where a test set one, else this computer's clock, each half minute. */
export function useNow(): string {
  const test = useCounty().data?.test_time
  const [now, setNow] = useState(() => new Date().toISOString())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return test ?? now
}
