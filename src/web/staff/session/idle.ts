import { useEffect } from 'react'
import { onDevice } from '#web/lib/device.ts'

const SEEN = 'fengqiao.staff.active'
const EVENTS = ['pointerdown', 'keydown', 'wheel', 'focus'] as const
const isTime = (value: unknown): value is number => typeof value === 'number'

let lastHere = Date.now()

/** Seconds since a person last did anything in any window of this browser. Refreshing by itself is nobody's doing. */
export const idleSeconds = (): number => (Date.now() - Math.max(lastHere, onDevice.read(SEEN, isTime) ?? 0)) / 1000

/** Calls `onIdle` once nobody has touched keyboard or mouse for so long; windows of one browser count together. */
export function useIdle(minutes: number, onIdle: () => void): void {
  useEffect(() => {
    let told = 0
    const here = () => {
      lastHere = Date.now()
      if (lastHere - told < 10_000) return
      told = lastHere
      onDevice.keep(SEEN, lastHere)
    }
    here()
    for (const name of EVENTS) window.addEventListener(name, here, { passive: true })
    const timer = window.setInterval(() => {
      if (idleSeconds() > minutes * 60) onIdle()
    }, 5_000)
    return () => {
      for (const name of EVENTS) window.removeEventListener(name, here)
      window.clearInterval(timer)
    }
  }, [minutes, onIdle])
}
