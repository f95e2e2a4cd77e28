import type { FastifyRequest } from 'fastify'
import { isFromHere } from '../identity/demo.ts'
import type { World } from '../world.ts'
import { Problem } from './problem.ts'

/** So many at once, and as many again over so many seconds: evenly, not by the clock's windows. */
type Rule = { most: number; seconds: number }
type Door = { each: Rule; all: Rule }

const MINUTES = 60

/**
 * The doors that anybody may knock at, and how often: each address, and all of them together (threats 15 and 16, D22).
 * Wide: a village office, a factory gate or a whole mobile network may stand behind one address, and a county takes in some
 * dozens of disputes a day. What is guarded against guessing (sign-in, codes) counts in the database besides, and closes.
 */
const DOORS: Record<'filing' | 'guessing' | 'activation' | 'codes' | 'uploading' | 'checking', Door> = {
  filing: { each: { most: 200, seconds: 10 * MINUTES }, all: { most: 600, seconds: MINUTES } },
  // One for each pause in somebody's typing; it reads the list of words and keeps nothing.
  guessing: { each: { most: 1_000, seconds: 10 * MINUTES }, all: { most: 3_000, seconds: MINUTES } },
  // A training room of three hundred activates its accounts on one morning, each in two requests.
  activation: { each: { most: 200, seconds: 10 * MINUTES }, all: { most: 600, seconds: MINUTES } },
  // Whoever holds a link may send files, some dozens at a time; what each may have waiting is counted besides.
  uploading: { each: { most: 200, seconds: 10 * MINUTES }, all: { most: 1_000, seconds: 10 * MINUTES } },
  // A bank's counter checks one paper after another; nothing can be guessed there, since each payload is signed.
  checking: { each: { most: 300, seconds: 10 * MINUTES }, all: { most: 1_200, seconds: MINUTES } },
  // Each is a message somebody pays for.
  codes: { each: { most: 60, seconds: 10 * MINUTES }, all: { most: 300, seconds: 10 * MINUTES } },
}

/** Which endpoints stand behind which door; an address's activation is one, begun or finished. */
const BEHIND: Readonly<Record<string, keyof typeof DOORS>> = {
  register: 'filing',
  guess_types: 'guessing',
  begin_activation: 'activation',
  finish_activation: 'activation',
  ask_code: 'codes',
  begin_upload: 'uploading',
  finish_upload: 'uploading',
  check_paper: 'checking',
}

/** Whose count an address is: a household's network of IPv6 is one, since it has more addresses than it could ever use. */
export function sourceOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1]) return mapped[1]
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}

/** What was asked of the doors so far: the moment from which each source would have its whole allowance again. */
export type Doors = { knock: (door: keyof typeof DOORS, source: string) => number }

/** Beyond so many sources the ones with their whole allowance are dropped; those with less are as few as `all` lets in. */
const SWEEP_AT = 10_000

/**
 * Counts in memory, each server process for itself: a flood that had to be written down would be the flood. It fails open,
 * and a restart forgets it. @param elapsed seconds since some moment, never set back: a clock moved by hand stops nobody.
 */
export function openDoors(elapsed: () => number = () => performance.now() / 1000): Doors {
  const restored = new Map<string, number>()
  return {
    /** Seconds to wait before this source may knock; 0 where it may, and then it has knocked. */
    knock(door, source) {
      const at = elapsed()
      const rules: [string, Rule][] = [
        [`${door} ${source}`, DOORS[door].each],
        [door, DOORS[door].all],
      ]
      const next = rules.map(([key, { most, seconds }]) => {
        const full = Math.max(restored.get(key) ?? 0, at) + seconds / most
        return { key, full, wait: full - at - seconds }
      })
      const wait = Math.max(...next.map((it) => it.wait))
      // A rounding of the tenth digit is no reason to turn anybody away.
      if (wait > 1e-6) return Math.ceil(wait)
      for (const { key, full } of next) restored.set(key, full)
      if (restored.size > SWEEP_AT) for (const [key, full] of restored) if (full <= at) restored.delete(key)
      return 0
    },
  }
}

const inWords = (seconds: number): string => (seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`)

/**
 * Lets a request through an anonymous door, or says when to come again. Staff are known and not counted; nor is whoever sits
 * at this machine while nobody else can reach it.
 * @throws Problem too_many, with the seconds to wait
 */
export function admit(world: World, endpointId: string, isStaff: boolean, request: FastifyRequest): void {
  const door = BEHIND[endpointId]
  if (!door || !world.doors || isStaff || (world.loopback && isFromHere(request))) return
  const wait = world.doors.knock(door, sourceOf(request.ip))
  if (wait === 0) return
  const next = `请过 ${inWords(wait)}再提交；您填的内容还在本页，不会丢失。急事请拨打受理单位电话。`
  throw new Problem('too_many', { retryAfter: wait, next })
}
