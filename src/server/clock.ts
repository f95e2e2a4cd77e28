import { readFileSync, statSync } from 'node:fs'

let file: string | undefined
let readAt = 0
let fixed: string | undefined
let fault: string | undefined
let told: string | null = null

/** Reads the product's time from a file holding an ISO instant instead of the machine (FENGQIAO_CLOCK_FILE). */
export function readTimeFrom(path: string | undefined): void {
  file = path
  readAt = 0
  fixed = undefined
}

/** The file is looked at again each second, so that a test can move time under a running server. */
function refresh(): void {
  const machine = Date.now()
  if (file === undefined || machine - readAt < 1000) return
  readAt = machine
  try {
    const text = statSync(file).size < 100 ? readFileSync(file, 'utf8').trim() : ''
    const at = new Date(text)
    if (Number.isNaN(at.getTime()))
      throw new Error(`FENGQIAO_CLOCK_FILE 里应是一个 ISO 时间，如 2026-11-21T09:00:00+08:00`)
    fixed = at.toISOString()
    fault = undefined
  } catch (error) {
    // A file caught half-written keeps the last good time; a file that was never readable is a fault of the installation.
    if (fixed === undefined) fault = error instanceof Error ? error.message : String(error)
  }
}

/** Sets the time for those who tell stories of other days: the demo and the tests. Null gives time back. */
export function setNow(instant: string | null): void {
  told = instant
}

/** The product's present instant, as an ISO text in UTC. The only source of time in the server (design 10). */
export function now(): string {
  if (told !== null) return told
  refresh()
  if (file === undefined) return new Date(Date.now()).toISOString()
  if (fixed === undefined) throw new Error(fault ?? 'FENGQIAO_CLOCK_FILE 读不到')
  return fixed
}

/** Whether time is set by a file: then every page says 测试时间 and every event and paper records it. */
export const isTestTime = (): boolean => file !== undefined

/** An instant so many seconds later or earlier, as an ISO text. */
export const secondsAfter = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString()
