import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { URGENCY, type Urgency } from '#contract/urgency.ts'
import { enter, request } from '#test/make.ts'
import { percentile } from '#test/product.ts'
import { type Ask, mediated, type Reply } from './mediated.ts'
import type { Rig } from './rig.ts'

/** One question and its answer. `status` 0: none came. `ms` counts from when it was due, not from when it could be sent. */
export type Asked = { id: string; urgency: Urgency; at: number; ms: number; status: number }

/** Those who came at one rate: what they asked, and how many came to file and did. */
type Wave = { asked: Asked[]; came: number; filed: number; stop: AbortController }
type Answer = { status: number; body: Record<string, unknown> }
type Clerk = { place: number; name: string; cookie: string }
type Question = { id: string; method: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: object }

/** Whoever gets no answer in this time goes away. */
const PATIENCE_MS = 10_000
/** How often a screen sends again by itself what was turned away as busy (src/web/lib/call.ts). */
const AGAIN = 3

/** How matters go: not pursued, supplemented, withdrawn, taken in, put right, put right after a supplement, and mediated to the end. */
const WAYS = 7
const MEDIATED = 6

/** One clerk of each village that takes requests, signed in. */
async function clerks(rig: Rig): Promise<Clerk[]> {
  const { rows } = await rig.owner.query<{ place: string; name: string; login: string }>(
    `select distinct on (u.place_code) u.place_code as place, p.name, p.sign_in_name as login
       from posts o join people p on p.id = o.person_id join units u on u.id = o.unit_id
      where o.role = 'village_director' and u.takes_requests order by 1, 3`,
  )
  const found: Clerk[] = []
  for (const { place, name, login } of rows)
    found.push({ place: Number(place), name, cookie: await enter(rig.world, login) })
  if (found.length === 0) throw new Error('no village of the county has a director')
  return found
}

/**
 * People who come whether or not those before them were answered: a request arrives when its moment has come, and then has its
 * life. What each asked, and what became of it, is kept in `asked`.
 */
export async function arrivals(rig: Rig) {
  const desks = await clerks(rig)
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2_000 })
  const asked: Asked[] = []
  let turn = 0
  let nth = 0
  /** Requests that came to be filed, and that were. */
  const intakes = { came: 0, filed: 0 }
  /** Matters that were mediated to the end, and what went otherwise than it should in the others. */
  const wholes = { begun: 0, closed: 0, wrong: new Set<string>() }

  const once = ({ method, path, headers = {}, body }: Question, key: string): Promise<Answer> =>
    new Promise((done) => {
      turn += 1
      const text = body === undefined ? undefined : JSON.stringify(body)
      const asking = http.request(`${rig.urls[turn % rig.urls.length]}${path}`, {
        method,
        agent,
        timeout: PATIENCE_MS,
        headers: {
          ...headers,
          ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
          ...(text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }),
        },
      })
      const failed = () => done({ status: 0, body: {} })
      asking.on('timeout', () => asking.destroy())
      asking.on('error', failed)
      asking.on('response', (answer) => {
        let said = ''
        answer.setEncoding('utf8').on('data', (part) => {
          said += part
        })
        answer.on('error', failed)
        answer.on('end', () => done({ status: answer.statusCode ?? 0, body: said ? JSON.parse(said) : {} }))
      })
      asking.end(text)
    })

  /** Asks as a screen does: what was turned away as busy is sent again under its key, after the time named and a little more. */
  async function ask(question: Question, wave: Wave, due = performance.now()): Promise<Answer> {
    const key = randomUUID()
    const urgency = URGENCY.get(question.id) ?? 'work'
    for (let again = 0, from = due; ; again += 1, from = performance.now()) {
      const answer = await once(question, key)
      const { status } = answer
      const told = { id: question.id, urgency, at: performance.now(), ms: performance.now() - from, status }
      asked.push(told)
      wave.asked.push(told)
      if (answer.body.code !== 'busy' || again === AGAIN) return answer
      await sleep(Number(answer.body.retry_after) * 1000 * (1 + Math.random()), undefined, { signal: wave.stop.signal })
    }
  }

  /** A matter that is mediated to the end, each person taking a moment before each step. */
  async function wholeLife(filed: Reply, { name, cookie }: Clerk, wave: Wave): Promise<void> {
    wholes.begun += 1
    const director = { name, headers: { cookie } }
    const each: Ask = async (headers, question) => {
      await sleep(200 + Math.random() * 600, undefined, { signal: wave.stop.signal })
      const { status, body } = await ask({ ...question, headers }, wave)
      if (status === 200) return body
      if (status !== 503) wholes.wrong.add(`${question.id} ${status} ${JSON.stringify(body)}`)
      throw new Error(`${question.id}: ${status}`)
    }
    await mediated({ ask: each, filed, director, nth: wholes.begun })
    wholes.closed += 1
  }

  /** One matter from the request on, some way along, with what the people in it read meanwhile. */
  async function life(way: number, clerk: Clerk, due: number, wave: Wave): Promise<void> {
    const pause = () => sleep(500 + Math.random() * 1500, undefined, { signal: wave.stop.signal })
    intakes.came += 1
    wave.came += 1
    const filing = { id: 'register', method: 'POST', path: '/api/disputes/steps/register' } as const
    const filed = await ask({ ...filing, body: { ...request, place_code: clerk.place } }, wave, due)
    if (filed.status !== 201) return
    intakes.filed += 1
    wave.filed += 1
    const at = `/api/disputes/${filed.body.file_id}`
    const party = { authorization: `Link ${String(filed.body.link).split('#')[1]}` }
    const office = { cookie: clerk.cookie }
    const look = (id: string, path: string, headers: Record<string, string>) =>
      ask({ id, method: 'GET', path, headers }, wave)
    const step = (id: string, headers: Record<string, string>, body: object, part = '') =>
      ask({ id, method: 'POST', path: `${at}${part}/steps/${id}`, headers, body }, wave)
    await pause()
    await look('my_dispute', '/api/my-dispute', party)
    await look('desk', '/api/desk', office)
    if (way % 3 === 0) await look('files', '/api/disputes', office)
    if (way % 6 === 1)
      await ask({ id: 'find', method: 'POST', path: '/api/find', headers: office, body: { words: '水沟' } }, wave)
    await look('file', at, office)
    if (way === 0) return
    await pause()
    if (way === MEDIATED) return wholeLife(filed.body, clerk, wave)
    if (way % 2) {
      if ((await step('ask_supplement', office, { missing: ['wish'], note: '' })).status !== 200) return
      await pause()
      if ((await step('supply_supplement', party, { text: '补充。' })).status !== 200) return
    }
    if (way === 2) return void (await step('withdraw', party, { reason: 'settled' }))
    const accepted = await step('accept_here', office, {})
    if (way === 3 || accepted.status !== 200) return
    await pause()
    const parts = accepted.body.parts as { part: string; id: string }[]
    const task = parts.find(({ part }) => part === 'task')?.id
    const resolved = { how: 'matter_put_right', account: '墙退回一尺。' }
    if ((await step('resolve_task', office, resolved, `/tasks/${task}`)).status !== 200) return
    await step('close', office, { note: '' })
  }

  return {
    asked,
    intakes,
    wholes,
    /** So many arrivals a second for so many seconds, at moments of chance; then those still there go on, or go away. */
    async come(of: { rate: number; seconds: number; patience: 'finish' | 'go_away' }) {
      const { drained } = await this.begin(of)
      await drained
    },
    /** The same, but no longer than the last arrival: what is still under way is done, or answered, in `drained`. */
    async begin({ rate, seconds, patience }: { rate: number; seconds: number; patience: 'finish' | 'go_away' }) {
      const wave: Wave = { asked: [], came: 0, filed: 0, stop: new AbortController() }
      const lives: Promise<unknown>[] = []
      const began = performance.now()
      for (let due = began; due < began + seconds * 1000; due += (-Math.log(1 - Math.random()) / rate) * 1000) {
        const early = due - performance.now()
        if (early > 1) await sleep(early)
        const clerk = desks[nth % desks.length] as Clerk
        lives.push(life(nth % WAYS, clerk, due, wave).catch(() => undefined))
        nth += 1
      }
      if (patience === 'go_away') wave.stop.abort()
      return { wave, drained: Promise.all(lives) }
    },
    end: () => agent.destroy(),
  }
}
export type Arrivals = Awaited<ReturnType<typeof arrivals>>

/** What came of all that was asked: times of what was answered, and how much was not, by how urgent it was. */
export type Sum = {
  answered: number
  p50: number
  p99: number
  intake_p99: number
  /** Answers nobody should have got: none at all, or any status beside success and "come again". */
  errors: number
  turned_away: Record<Urgency, number>
}

export function sumOf(asked: readonly Asked[]): Sum {
  const good = asked.filter(({ status }) => status === 200 || status === 201)
  const times = (of: readonly Asked[], share: number) =>
    Math.round(
      percentile(
        of.map(({ ms }) => ms),
        share,
      ),
    )
  const away = (urgency: Urgency): number => {
    const all = asked.filter((it) => it.urgency === urgency)
    return all.length ? all.filter(({ status }) => status === 503).length / all.length : 0
  }
  return {
    answered: good.length,
    p50: times(good, 0.5),
    p99: times(good, 0.99),
    intake_p99: times(
      good.filter(({ id }) => id === 'register'),
      0.99,
    ),
    errors: asked.filter(({ status }) => ![200, 201, 503].includes(status)).length,
    turned_away: { always: away('always'), work: away('work'), later: away('later') },
  }
}

/** The share of all answers that may not come within their time, and how long that is, in milliseconds. */
export type Promised = { share: number; ms: number }

/** What is wrong with a load that was to be borne, in sentences; none where it was borne. */
export function faultsOf(asked: readonly Asked[], { share, ms }: Promised): string[] {
  const sum = sumOf(asked)
  const slow = Math.round(
    percentile(
      asked.map((it) => it.ms),
      share,
    ),
  )
  const away = Object.values(sum.turned_away).some((it) => it > 0)
  return [
    ...(sum.errors ? [`${sum.errors} requests were not answered rightly`] : []),
    ...(away ? [`some were turned away: ${JSON.stringify(sum.turned_away)}`] : []),
    ...(slow > ms ? [`p${share * 100} ${slow} ms, more than ${ms}`] : []),
    ...(sum.answered ? [] : ['nothing was answered']),
  ]
}
