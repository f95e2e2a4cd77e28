import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { cast, enter, request } from '#test/make.ts'
import { walks } from '#test/walks.ts'
import type { Point } from '#test/ways.ts'
import type { Rig } from './rig.ts'

/** A write somebody asked for: under one key from the first try to the answer. */
type Write = {
  key: string
  path: string
  headers: Record<string, string>
  body: object
  status: number
  answer: string
}
type Reply = { file_id: string; event_seq?: number; link?: string; parts?: { part: string; id: string }[] }

/** Citizens and a clerk at work, who repeat what was not answered under the same key, and a ledger of all that was acknowledged. */
export class Load {
  readonly acknowledged: Write[] = []
  /** Answers nobody should have got: refused though the step was right, or told "not saved" though a repeat may find it saved. */
  readonly wrong: string[] = []
  /** How often a write was cut off and had to be repeated. */
  repeated = 0
  #stopping = false
  readonly #rig: Rig
  #cookie = ''
  #place = 0
  constructor(rig: Rig) {
    this.#rig = rig
  }

  async prepare(): Promise<void> {
    const { village } = await cast(this.#rig.world)
    this.#cookie = await enter(this.#rig.world, village.sign_in_name)
    this.#place = village.place_code
  }

  /** One try: null where no answer came, or one that leaves open what became of it. */
  async #try(write: Omit<Write, 'status' | 'answer'>): Promise<{ status: number; answer: string } | null> {
    try {
      const response = await fetch(this.#rig.url + write.path, {
        method: 'POST',
        headers: { ...write.headers, 'content-type': 'application/json', 'idempotency-key': write.key },
        body: JSON.stringify(write.body),
        signal: AbortSignal.timeout(10_000),
      })
      const answer = await response.text()
      return response.status === 503 ? null : { status: response.status, answer }
    } catch {
      return null
    }
  }

  async #write(
    path: string,
    headers: Record<string, string>,
    body: object,
    key: string = randomUUID(),
  ): Promise<Reply> {
    const write = { key, path, headers, body }
    for (;;) {
      const told = await this.#try(write)
      if (told && told.status < 300) {
        this.acknowledged.push({ ...write, ...told })
        return JSON.parse(told.answer) as Reply
      }
      if (told) {
        this.wrong.push(`${path}: ${told.status} ${told.answer} ${this.#rig.server.said}`)
        throw new Error(`a right step was answered ${told.status}: ${told.answer}`)
      }
      this.repeated += 1
      await sleep(30)
    }
  }

  /** One matter from the request on, some way along. */
  async #matter(way: number): Promise<void> {
    const filed = await this.#write('/api/disputes/steps/register', {}, { ...request, place_code: this.#place })
    const clerk = { cookie: this.#cookie }
    const party = { authorization: `Link ${filed.link?.split('#')[1] ?? ''}` }
    const at = (step: string, task = '') =>
      `/api/disputes/${filed.file_id}${task ? `/tasks/${task}` : ''}/steps/${step}`
    if (way === 0) return
    if (way % 2) {
      await this.#write(at('ask_supplement'), clerk, { missing: ['wish'], note: '' })
      await this.#write(at('supply_supplement'), party, { text: '补充。' })
    }
    if (way === 2) return void (await this.#write(at('withdraw'), party, { reason: 'settled' }))
    const accepted = await this.#write(at('accept_here'), clerk, {})
    if (way === 3) return
    const task = accepted.parts?.find((part) => part.part === 'task')?.id ?? ''
    await this.#write(at('resolve_task', task), clerk, { how: 'matter_put_right', account: '墙退回一尺。' })
    await this.#write(at('close'), clerk, { note: '' })
  }

  /**
   * One matter walked to points of the walk, and what is to be done before each of its writes. Whoever walks is one person:
   * she waits for each answer, asks again where none came, and reads on when the server is back.
   */
  async walk(points: readonly Point[], before: () => Promise<void>): Promise<void> {
    const url = this.#rig.url
    type Asked = { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: object }
    const answered = (statusCode: number, body: string) => ({
      statusCode,
      body,
      json: () => JSON.parse(body) as unknown,
    })
    const inject = async ({ method, url: path, headers: { 'idempotency-key': key, ...headers }, payload }: Asked) => {
      if (method === 'POST') {
        await before()
        await this.#write(path, headers, payload ?? {}, key)
        const written = this.acknowledged.at(-1)
        return answered(written?.status ?? 0, written?.answer ?? '')
      }
      for (;;) {
        const got = await fetch(url + path, { headers }).catch(() => null)
        if (got && got.status !== 503) return answered(got.status, await got.text())
        await sleep(30)
      }
    }
    // The walker speaks to an application; here that is a server on the other end of a wire.
    const app = { inject } as unknown as FastifyInstance
    const door = await walks({ ...this.#rig.world, owner: this.#rig.owner }, app)
    for (const point of points) await door.walkTo(point)
  }

  /** Keeps that many people busy until told to stop; what was begun is brought to its answer. */
  async run(people: number): Promise<void> {
    this.#stopping = false
    const busy = async () => {
      while (!this.#stopping) await this.#matter(randomInt(6))
    }
    await Promise.all(Array.from({ length: people }, busy))
  }

  stop(): void {
    this.#stopping = true
  }

  /** Files that wait for a supplement nobody gives. */
  async leaveSupplementing(files: number): Promise<string[]> {
    const ids: string[] = []
    for (let n = 0; n < files; n += 1) {
      const { file_id } = await this.#write('/api/disputes/steps/register', {}, { ...request, place_code: this.#place })
      await this.#write(
        `/api/disputes/${file_id}/steps/ask_supplement`,
        { cookie: this.#cookie },
        { missing: ['wish'], note: '' },
      )
      ids.push(file_id)
    }
    return ids
  }

  /** Sends acknowledged writes again under their keys; tells those answered otherwise than the first time. */
  async repeatFrom(from: number): Promise<string[]> {
    const different: string[] = []
    const left = this.acknowledged.slice(from)
    const repeat = async () => {
      for (let write = left.shift(); write; write = left.shift()) {
        const again = await this.#try(write)
        if (again?.status === write.status && fixed(again.answer) === fixed(write.answer)) continue
        different.push(`${write.path}: ${whereApart(fixed(write.answer), again ? fixed(again.answer) : 'no answer')}`)
      }
    }
    await Promise.all(Array.from({ length: 8 }, repeat))
    return different
  }

  /** Acknowledged writes whose event is not there. */
  async lostFrom(from: number): Promise<string[]> {
    const { rows } = await this.#rig.owner.query<{ event: string }>(
      `select file_id || ' ' || seq || ' ' || step as event from events`,
    )
    const there = new Set(rows.map((row) => row.event))
    return this.acknowledged.slice(from).flatMap(({ path, answer }) => {
      const { file_id, event_seq = 1 } = JSON.parse(answer) as Reply
      const event = `${file_id} ${event_seq} ${path.split('/').at(-1)}`
      return there.has(event) ? [] : [event]
    })
  }
}

/** What of an answer may never change: a receipt tells beside it how its clock stands now, and a code is shown while it is good. */
function fixed(answer: string): string {
  const { next: _, unit: __, shown: ___, ...rest } = JSON.parse(answer) as Record<string, unknown>
  return JSON.stringify(rest)
}

/** Both texts around the first place where they differ: whole receipts would fill a screen each. */
function whereApart(one: string, other: string): string {
  const at = [...one].findIndex((letter, n) => letter !== other[n])
  return `…${one.slice(Math.max(0, at - 60), at + 60)}… then …${other.slice(Math.max(0, at - 60), at + 60)}…`
}
