import type { z } from 'zod'
import type { Endpoint, ProblemReply } from '#contract/endpoint.ts'
import { joinQueue } from './queue.ts'

/** An endpoint of which the page carries only method and address; what goes in and out is known to the compiler alone. */
export type Lean<E extends Endpoint> = { method: E['method']; path: E['path']; contract?: E }

/** What is sent. `link` is a party's secret; `key` the Idempotency-Key every change needs. */
export type Sending<E extends Endpoint> = {
  params?: z.input<E['params']>
  query?: z.input<E['query']>
  body?: z.input<E['body']>
  link?: string
  key?: string
  signal?: AbortSignal
  /** Milliseconds to wait for all of the answer, where it is a long one. */
  patience?: number
  /** Whether the person does without it where the server is busy: it is not asked for again. */
  optional?: boolean
}

/** The server answered, and said no: what is wrong, what to do next, and which field it lies in. */
export class Refused extends Error {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly code: string
  readonly faults: readonly { path: string; says: string }[]
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | null
  constructor(problem: ProblemReply) {
    super(`${problem.title}${problem.detail}`)
    this.name = 'Refused'
    this.status = problem.status
    this.title = problem.title
    this.detail = problem.detail
    this.code = problem.code
    this.faults = problem.faults ?? []
    this.retryAfter = problem.retry_after ?? null
  }
  /** What the server says about one field of the form, or null. */
  about(path: string): string | null {
    return this.faults.find((fault) => fault.path === path)?.says ?? null
  }
}

/** No answer came that can be believed: no signal, a time-out, or a stranger's page in between. */
export class Unreachable extends Error {
  readonly title = '没有连上。'
  readonly detail = '请看看手机有没有信号，稍等一会儿再点一次，不会重复提交。'
  constructor(cause?: unknown) {
    super('没有连上。请稍等一会儿再点一次，不会重复提交。', { cause })
    this.name = 'Unreachable'
  }
}

/** Whether the very same submission, with the same key, should simply be sent again. */
export const mayRepeat = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Refused && error.status === 503)

const patience = 30_000

/** The address with its parts filled in: `/api/disputes/:file_id` + `?a=b`. Left-out query values are not sent. */
export function addressOf(path: string, params: object = {}, query: object = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = (params as Record<string, unknown>)[name]
    if (value === undefined) throw new Error(`no ${name} for ${path}`)
    return encodeURIComponent(String(value))
  })
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') asked.set(name, String(value))
  }
  const words = asked.toString()
  return words ? `${filled}?${words}` : filled
}

const isProblem = (body: unknown): body is ProblemReply =>
  typeof body === 'object' && body !== null && 'title' in body && 'detail' in body && 'code' in body

/**
 * Calls an endpoint of this site.
 * @throws Refused when the server says no, Unreachable when no answer came (or after 30 seconds)
 */
export async function call<E extends Endpoint>(endpoint: E, sending?: Sending<E>): Promise<z.output<E['reply']>>
export async function call<E extends Endpoint>(endpoint: Lean<E>, sending?: Sending<E>): Promise<z.output<E['reply']>>
export async function call(
  endpoint: { method: string; path: string },
  sending: Sending<Endpoint> = {},
): Promise<unknown> {
  return answerOf(endpoint, sending, (response) => response.json())
}

/** A file the server made, and what it is called. */
export type Fetched = { name: string; bytes: Blob }

/** The name a file was sent under (RFC 5987). */
export const nameIn = (disposition: string | null): string => {
  const whole = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  return whole ? decodeURIComponent(whole) : 'file'
}

/**
 * Calls an endpoint whose reply is a file.
 * @throws Refused, Unreachable as `call` does
 */
export const fetchFile = <E extends Endpoint>(endpoint: E | Lean<E>, sending: Sending<E>): Promise<Fetched> =>
  answerOf(endpoint, sending as Sending<Endpoint>, async (response) => ({
    name: nameIn(response.headers.get('content-disposition')),
    bytes: await response.blob(),
  })) as Promise<Fetched>

/**
 * Asks for a picture that did not come, in its turn where the server is too busy.
 * @throws Refused, Unreachable as `call` does: at once where it is not there
 */
export const fetchPicture = (address: string, signal: AbortSignal): Promise<Blob> =>
  answerOf({ method: 'GET', path: address }, { signal }, (response) => response.blob()) as Promise<Blob>

/** How often what was turned away as busy is sent again by itself before the person is told. */
const AGAIN = 3

/**
 * Asks, and asks again where the server was too busy to begin: under the same key, after the time it named and a little more,
 * not the same for everybody, so that those turned away together do not come back together.
 */
async function answerOf(
  endpoint: { method: string; path: string },
  sending: Sending<Endpoint>,
  read: (response: Response) => Promise<unknown>,
): Promise<unknown> {
  let leaveQueue = (): void => {}
  try {
    for (let again = 0; ; again += 1) {
      try {
        return await askOnce(endpoint, sending, read)
      } catch (error) {
        const busy = error instanceof Refused && error.code === 'busy'
        if (!busy || sending.optional || again === AGAIN || sending.signal?.aborted) throw error
        if (again === 0) leaveQueue = joinQueue()
        const seconds = (error.retryAfter ?? 1) * (1 + Math.random())
        await waited(seconds * 1000, sending.signal)
        // Whoever gave up while it waited wants it no more: it must not be done behind her back.
        if (sending.signal?.aborted) throw error
      }
    }
  } finally {
    leaveQueue()
  }
}

/** So many milliseconds, or until it is given up. */
const waited = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((done) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end)
  })

async function askOnce(
  endpoint: { method: string; path: string },
  sending: Sending<Endpoint>,
  read: (response: Response) => Promise<unknown>,
): Promise<unknown> {
  const { params, query, body, link, key, signal, patience: mine = patience } = sending
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (link) headers.Authorization = `Link ${link}`
  if (key) headers['Idempotency-Key'] = key
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), mine)
  const giveUp = () => stop.abort()
  signal?.addEventListener('abort', giveUp)
  // A signal that was given before anybody listened is not given again.
  if (signal?.aborted) giveUp()
  try {
    const response = await fetch(addressOf(endpoint.path, params as object, query as object), {
      method: endpoint.method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: stop.signal,
    })
    if (response.ok) return await read(response)
    const reply: unknown = await response.json()
    if (isProblem(reply)) throw new Refused(reply)
    throw new Unreachable()
  } catch (error) {
    if (error instanceof Refused || error instanceof Unreachable) throw error
    throw new Unreachable(error)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}
