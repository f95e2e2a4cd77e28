import { randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test, vi } from 'vitest'
import { makeApp } from '#server/app.ts'
import { openDoors } from '#server/http/limits.ts'
import { writeActivationCode } from '#server/identity/activation.ts'
import { linkToken } from '#server/identity/links.ts'
import { codeDigits, TRIES, WRONG_A_DAY } from '#server/identity/one-time-codes.ts'
import { enter, request } from '#test/make.ts'
import { giveAccount } from '#test/people.ts'
import { percentile } from '#test/product.ts'
import { type Walks, walks } from '#test/walks.ts'
import type { Walk } from '#test/ways.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

/** Tries of one attack, each from an address of its own. */
const TRIES_OF_AN_ATTACK = Number(process.env.GUESSES ?? 2_000)
/** Milliseconds between the medians of what exists and what does not. */
const ALIKE = 5
/** The doors' clock stands: what they let in is then a number, however fast this machine is. */
const STANDING_STILL = 1_000
const SAMPLES = Number(process.env.GUESS_SAMPLES ?? 1_000)

// Thousands of tries over the network: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 300_000 })

let world: TestWorld
let door: Walks
let on: Walk
let port: number
beforeAll(async () => {
  // As an installation open to a network: nobody at this machine is let through uncounted.
  world = { ...(await newWorld()), doors: openDoors(() => STANDING_STILL), loopback: false }
  door = await walks(world, await newApp({ ...world, loopback: true }))
  on = await door.walkTo('signing')
  const app = await newApp(world)
  await app.listen({ port: 0, host: '0.0.0.0' })
  port = (app.server.address() as AddressInfo).port
  return () => app.close()
})

type Try = { method?: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: object }
type Told = { status: number; body: string; headers: http.IncomingHttpHeaders }

/** One try from one of sixteen million addresses of this machine, which says it comes from yet another. */
const tryFrom = (nth: number, it: Try, at = port): Promise<Told> =>
  new Promise((done, failed) => {
    const body = it.body && JSON.stringify(it.body)
    const asking = http.request({
      host: '127.0.0.1',
      port: at,
      localAddress: `127.${1 + (nth % 250)}.${(nth >> 8) % 250}.${2 + (nth % 240)}`,
      method: it.method ?? (body ? 'POST' : 'GET'),
      path: it.path,
      agent: false,
      headers: {
        host: 'fengqiao.example',
        'x-forwarded-for': `203.0.${nth % 250}.${(nth >> 8) % 250}`,
        forwarded: `for=198.51.100.${nth % 250}`,
        ...(body ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
        ...it.headers,
      },
    })
    asking.on('error', failed)
    asking.on('response', (answer) => {
      let told = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece) => {
        told += piece
      })
      answer.on('end', () => done({ status: answer.statusCode ?? 0, body: told, headers: answer.headers }))
    })
    asking.end(body)
  })

/** So many tries, eight at a time. @returns how often each answer came: its status and code */
async function attack(many: number, one: (nth: number) => Try, at = port): Promise<Record<string, number>> {
  const came: Record<string, number> = {}
  let next = 0
  const attacker = async (): Promise<void> => {
    for (let nth = next++; nth < many; nth = next++) {
      const { status, body } = await tryFrom(nth, one(nth), at)
      const name = `${status} ${status >= 400 ? (JSON.parse(body) as { code: string }).code : ''}`.trim()
      came[name] = (came[name] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: 8 }, attacker))
  return came
}

test('the figures: what guessing is worth in a day and in a year, from the numbers the product counts with', () => {
  const codes = 10 ** codeDigits(world, randomUUID()).length
  const takeovers = Math.min(WRONG_A_DAY, 100_000 * 5 * TRIES) / codes
  const tokens = Array.from({ length: 500 }, () => linkToken(world, randomUUID()))
  const tokenSpace = new Set(tokens.join('')).size ** (tokens[0]?.length ?? 0)
  // A million files with three links each, and ten thousand tries a second the whole year.
  const hits = (3e6 * 1e4 * 365 * 86_400) / tokenSpace
  const slip = writeActivationCode(new Uint8Array(16)).replaceAll('-', '').length
  const slips = (1_000 * 600 * 60 * 24 * 365) / 31 ** slip
  console.log(
    JSON.stringify({
      harness: 'guessing',
      takeovers_a_day: takeovers,
      link_hits_a_year: hits,
      slip_hits_a_year: slips,
    }),
  )
  expect(takeovers).toBeLessThanOrEqual(1e-3)
  expect(hits).toBeLessThanOrEqual(1e-6)
  expect(slips).toBeLessThanOrEqual(1e-6)
})

test('a one-time code is tried three times, from however many addresses, and then its own digits open nothing', async () => {
  const code = await door.codeFor('respondent', on)
  const signed = { edition: 1, ...(await door.glassFor('respondent', on)) }
  const path = `/api/disputes/${on.file_id}/agreements/${on.ids.agreement}/steps/sign_agreement`
  const headers = { authorization: `Link ${on.invitation}` }
  const wrong = (nth: number): string => String((Number(code) + 1 + nth) % 1e8).padStart(8, '0')
  const came = await attack(TRIES_OF_AN_ATTACK / 4, (nth) => ({ path, headers, body: { ...signed, code: wrong(nth) } }))
  expect(came).toEqual({ '422 code_wrong': TRIES, '403 code_not_proved': TRIES_OF_AN_ATTACK / 4 - TRIES })
  expect(await attack(1, () => ({ path, headers, body: { ...signed, code } }))).toEqual({ '403 code_not_proved': 1 })
})

test('links of receipts and invitations: nothing is hit, and one letter beside is as far away as any', async () => {
  const near = (token: string, nth: number): string => {
    const at = nth % token.length
    const other = '23456789abcdefghjkmnpqrstuvwxyz'.replace(token[at] ?? '', '')[nth % 30] ?? ''
    return token.slice(0, at) + other + token.slice(at + 1)
  }
  const came = await attack(TRIES_OF_AN_ATTACK, (nth) => {
    const token = nth % 3 === 0 ? linkToken(world, randomUUID()) : near(nth % 3 === 1 ? on.link : on.invitation, nth)
    return { path: '/api/my-dispute', headers: { authorization: `Link ${token}` } }
  })
  expect(came).toEqual({ '401 link_not_valid': TRIES_OF_AN_ATTACK })
})

test('sign-in: five tries of one name from two thousand addresses; a name that is none closes alike', async () => {
  const { sign_in_name } = await giveAccount(world, door.crew.director.sign_in_name)
  const tried = (name: string) =>
    attack(TRIES_OF_AN_ATTACK / 4, (nth) => ({
      path: '/api/session',
      body: { sign_in_name: name, password: `guess ${nth}`, totp_code: String(nth).padStart(6, '0') },
    }))
  const expected = { '401 wrong_credentials': 5, '429 locked': TRIES_OF_AN_ATTACK / 4 - 5 }
  expect(await tried(sign_in_name)).toEqual(expected)
  expect(await tried(`nobody.${randomUUID().slice(0, 8)}`)).toEqual(expected)
})

const slipOf = (nth: number) => ({ path: '/api/activation', body: { code: `AAAA-AAAA-AAAA-${2222 + nth}` } })

test('slips: all addresses together are let in six hundred times, whatever they say of themselves', async () => {
  const came = await attack(TRIES_OF_AN_ATTACK, slipOf)
  const { '429 too_many': refused = 0, ...inside } = came
  expect(refused).toBe(Math.max(0, TRIES_OF_AN_ATTACK - 600))
  expect(Object.keys(inside)).toEqual([expect.stringMatching(/ activation_wrong$/)])
})

test('the check page: a paper is not found by guessing, nor by a letter changed', async () => {
  const came = new Map<string, number>()
  for (let nth = 0; nth < 300; nth += 1) {
    const { status, body } = await tryFrom(nth, {
      path: `/api/check?code=${encodeURIComponent(`（2026）石桥人调字第${nth}号${'A'.repeat(nth % 90)}`)}`,
    })
    came.set(`${status} ${body}`, (came.get(`${status} ${body}`) ?? 0) + 1)
  }
  // One answer for all of them: no number of a paper can be counted through.
  expect(came.size).toBe(1)
})

test('a defect is found: a server that believes what a stranger says of his address lets every try in', async () => {
  const believing = { ...world, doors: openDoors(() => STANDING_STILL) }
  const broken = await makeApp(believing, { trustedProxies: ['10.0.0.0/8'], tls: null, log: false })
  const sound = await makeApp(
    { ...world, doors: openDoors(() => STANDING_STILL) },
    { trustedProxies: [], tls: null, log: false },
  )
  const inside = async (app: typeof broken): Promise<number> => {
    let let_in = 0
    for (let nth = 0; nth < 260; nth += 1) {
      const { body, ...it } = slipOf(nth)
      const answer = await app.inject({
        method: 'POST',
        url: it.path,
        remoteAddress: '10.0.0.5',
        headers: {
          host: 'fengqiao.example',
          'idempotency-key': randomUUID(),
          'x-forwarded-for': `203.0.113.${nth % 250}`,
        },
        payload: body,
      })
      if (answer.statusCode !== 429) let_in += 1
    }
    await app.close()
    return let_in
  }
  expect(await inside(sound)).toBe(200)
  expect(await inside(broken)).toBe(260)
})

const likeOf = ({ status, body, headers }: Told) => {
  const { date: _, ...rest } = headers
  return JSON.stringify({ status, body, rest })
}

test('what exists and what does not answer alike: status, headers, body and time', async () => {
  const far = { cookie: await enter(world, door.crew.far.sign_in_name) }
  const pairs: Record<string, [Try, Try]> = {
    'a file out of sight': [
      { path: `/api/disputes/${on.file_id}`, headers: far },
      { path: `/api/disputes/${randomUUID()}`, headers: far },
    ],
    'a party out of sight': [
      { path: `/api/disputes/${on.file_id}/parties/${on.applicant}/members`, headers: far },
      { path: `/api/disputes/${randomUUID()}/parties/${randomUUID()}/members`, headers: far },
    ],
  }
  for (const [what, pair] of Object.entries(pairs)) {
    const times: [number[], number[]] = [[], []]
    const said = new Set<string>()
    for (let nth = 0; nth < SAMPLES; nth += 1) {
      const which = nth % 2 === 0 ? 0 : 1
      const began = performance.now()
      said.add(likeOf(await tryFrom(nth, pair[which])))
      times[which].push(performance.now() - began)
    }
    const apart = Math.abs(percentile(times[0], 0.5) - percentile(times[1], 0.5))
    console.log(
      JSON.stringify({ harness: 'guessing', what, samples: SAMPLES, ms_apart_at_p50: Math.round(apart * 100) / 100 }),
    )
    expect(said.size, what).toBe(1)
    expect(apart, what).toBeLessThan(ALIKE)
  }
})

test('whoever guesses is not told by name or telephone that somebody has a matter here', async () => {
  const { body } = await tryFrom(1, { path: '/api/find', body: { words: request.reach } })
  expect(JSON.parse(body)).toMatchObject({ code: 'not_signed_in' })
})
