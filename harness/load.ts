import { createHash, randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { checkFile } from '#server/disputes/check-invariants.ts'
import type { World } from '#server/world.ts'
import { cast, enter, request } from '#test/make.ts'
import { walks } from '#test/walks.ts'
import type { Point } from '#test/ways.ts'

/** Where they work: addresses, any of which will do, the database behind them, and what it said last. All of it may change under them. */
export type Ground = { urls: readonly string[]; world: World; owner: pg.Pool; said: () => string }

/** A write somebody asked for: under one key from the first try to the answer. */
type Asked = { key: string; path: string; headers: Record<string, string>; body: object }
type Write = Asked & { status: number; answer: string }
/** A file somebody sends: what of it was acknowledged, and whether it was said to be kept. */
type Sent = { path: string; headers: Record<string, string>; bytes: Buffer; received: number; kept: boolean }
type Reply = { file_id: string; event_seq?: number; link?: string; parts?: { part: string; id: string }[] }

const PATIENT_TRIES = 8

/** Nobody waits for an answer any more: the power is gone. */
class Gone extends Error {}

/** Citizens and a clerk at work, who repeat what was not answered under the same key, and a ledger of all that was acknowledged. */
export class Load {
  readonly acknowledged: Write[] = []
  /** Answers nobody should have got: refused though the step was right, or told "not saved" though a repeat may find it saved. */
  readonly wrong: string[] = []
  /** How often a write was cut off and had to be repeated. */
  repeated = 0
  /** Files sent as evidence, from the first acknowledged byte on. */
  readonly sent: Sent[] = []
  #stopping = false
  #gone = false
  #ground: Ground
  #cookie = ''
  #place = 0
  constructor(ground: Ground) {
    this.#ground = ground
  }

  /** From now on they work there, on the same database. */
  moveTo(ground: Ground): void {
    this.#ground = ground
  }

  async prepare(): Promise<void> {
    const { village } = await cast(this.#ground.world)
    this.#cookie = await enter(this.#ground.world, village.sign_in_name)
    this.#place = village.place_code
  }

  /** Any of the servers: whoever got no answer from one may ask the next. */
  #address(path: string): string {
    const { urls } = this.#ground
    return `${urls[randomInt(urls.length)]}${path}`
  }

  /** One try: null where no answer came, or one that leaves open what became of it. */
  async #try(write: Asked): Promise<{ status: number; answer: string } | null> {
    const bytes = Buffer.isBuffer(write.body)
    try {
      const response = await fetch(this.#address(write.path), {
        method: 'POST',
        headers: {
          ...write.headers,
          'content-type': bytes ? 'application/octet-stream' : 'application/json',
          'idempotency-key': write.key,
        },
        body: bytes ? new Uint8Array(write.body as Buffer) : JSON.stringify(write.body),
        signal: AbortSignal.timeout(10_000),
      })
      const answer = await response.text()
      return response.status === 503 ? null : { status: response.status, answer }
    } catch {
      return null
    }
  }

  /** The same, asked again a few times where no answer came: a busy machine is slow, not wrong. */
  async #patiently(write: Asked): Promise<{ status: number; answer: string } | null> {
    for (let tries = 1; ; tries += 1) {
      const told = await this.#try(write)
      if (told || tries === PATIENT_TRIES) return told
      await sleep(500)
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
      if (this.#gone) throw new Gone()
      if (told && told.status < 300) {
        this.acknowledged.push({ ...write, ...told })
        return JSON.parse(told.answer) as Reply
      }
      if (told) {
        this.wrong.push(`${path}: ${told.status} ${told.answer} ${this.#ground.said()}`)
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
    type Question = { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: object }
    const answered = (statusCode: number, body: string) => ({
      statusCode,
      body,
      json: () => JSON.parse(body) as unknown,
    })
    const inject = async ({
      method,
      url: path,
      headers: { 'idempotency-key': key, ...headers },
      payload,
    }: Question) => {
      if (method === 'POST') {
        await before()
        await this.#write(path, headers, payload ?? {}, key)
        const written = this.acknowledged.at(-1)
        return answered(written?.status ?? 0, written?.answer ?? '')
      }
      for (;;) {
        const got = await fetch(this.#address(path), { headers }).catch(() => null)
        if (got && got.status !== 503) return answered(got.status, await got.text())
        await sleep(30)
      }
    }
    // The walker speaks to an application; here that is a server on the other end of a wire.
    const app = { inject } as unknown as FastifyInstance
    const door = await walks({ ...this.#ground.world, owner: this.#ground.owner }, app)
    for (const point of points) await door.walkTo(point)
  }

  /** Sends one thing that is no step. @returns the answer, or null where somebody has to ask again later */
  async #send(path: string, headers: Record<string, string>, body: object): Promise<Record<string, unknown> | null> {
    const told = await this.#try({ key: randomUUID(), path, headers, body })
    if (this.#gone) throw new Gone()
    return told && told.status < 300 ? (JSON.parse(told.answer) as Record<string, unknown>) : null
  }

  /** Sends what of a file was not acknowledged yet, in two pieces, and asks for it to be kept. */
  async #sendOn(file: Sent): Promise<Record<string, unknown> | null> {
    const half = Math.ceil(file.bytes.length / 2)
    while (file.received < file.bytes.length) {
      const piece = file.bytes.subarray(file.received, file.received + half)
      const told = await this.#send(`${file.path}/pieces/${file.received}`, file.headers, piece)
      if (!told) return null
      file.received = Number(told.received)
    }
    const kept = await this.#send(`${file.path}/finish`, file.headers, {})
    file.kept = kept?.state === 'sound'
    return kept
  }

  /** A request, and a file handed in to it as evidence, as a party does from her phone. */
  async #handIn(): Promise<void> {
    const filed = await this.#write('/api/disputes/steps/register', {}, { ...request, place_code: this.#place })
    const headers = { authorization: `Link ${filed.link?.split('#')[1] ?? ''}` }
    const bytes = Buffer.from(`记录 ${randomUUID()}\n${'他说年底还。'.repeat(randomInt(10, 8_000))}`)
    const uploads = `/api/disputes/${filed.file_id}/uploads`
    const begun = await this.#send(uploads, headers, { name: '记录.txt', size: bytes.length })
    if (!begun) return
    const file: Sent = { path: `${uploads}/${begun.id}`, headers, bytes, received: 0, kept: false }
    this.sent.push(file)
    if (!(await this.#sendOn(file)) || !file.kept) return
    const evidence = {
      what: '记录',
      source: '本人保存的',
      proves: '借了三千元，说好年底还',
      form: 'electronic',
      pages: 1,
    }
    await this.#write(`/api/disputes/${filed.file_id}/steps/provide_evidence`, headers, {
      ...evidence,
      upload_id: begun.id,
    })
  }

  /**
   * Keeps that many people busy until told to stop; what was begun is brought to its answer.
   * @param files whether one matter in four comes with a file
   */
  async run(people: number, { files = false } = {}): Promise<void> {
    this.#stopping = false
    this.#gone = false
    const busy = async () => {
      while (!this.#stopping) await (files && randomInt(4) === 0 ? this.#handIn() : this.#matter(randomInt(6)))
    }
    const ends = await Promise.allSettled(Array.from({ length: people }, busy))
    for (const end of ends) if (end.status === 'rejected' && !(end.reason instanceof Gone)) throw end.reason
  }

  /** From this moment on no answer counts, and nobody asks again. */
  leave(): void {
    this.#gone = true
    this.#stopping = true
  }

  /**
   * Files of which some bytes were acknowledged, looked for again: those that were kept with their bytes, and those that were under
   * way sent to their end. @returns what of them is not there
   */
  async missingFiles(from: number, read: (sha256: string) => Promise<Buffer | null>): Promise<string[]> {
    this.#gone = false
    const missing: string[] = []
    for (const file of this.sent.slice(from)) {
      const sha256 = createHash('sha256').update(file.bytes).digest('hex')
      if (!file.kept) {
        const { received } = file
        const got = await fetch(this.#address(file.path), { headers: file.headers })
        const now = (await got.json()) as { received?: number; state?: string }
        if (now.received === undefined || now.received < received)
          missing.push(`${file.path}: ${received} bytes were acknowledged, ${now.received} are there`)
        // One whose check was cut off is asked for again after minutes: nobody waits for that here.
        if (now.state !== 'receiving') continue
        file.received = now.received ?? 0
        for (let tries = 0; !file.kept && tries < PATIENT_TRIES; tries += 1)
          if (!(await this.#sendOn(file))) await sleep(500)
        if (!file.kept) missing.push(`${file.path}: could not be sent to its end`)
      }
      if (!(await read(sha256))?.equals(file.bytes)) missing.push(`${file.path}: kept, and its bytes are not there`)
    }
    return missing
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
        const again = await this.#patiently(write)
        if (again?.status === write.status && fixed(again.answer) === fixed(write.answer)) continue
        different.push(`${write.path}: ${whereApart(fixed(write.answer), again ? fixed(again.answer) : 'no answer')}`)
      }
    }
    await Promise.all(Array.from({ length: 8 }, repeat))
    return different
  }

  /** The files that acknowledged writes were about. */
  filesFrom(from: number): string[] {
    return [...new Set(this.acknowledged.slice(from).map(({ answer }) => (JSON.parse(answer) as Reply).file_id))]
  }

  /** What is half done in the files that acknowledged writes were about. */
  async brokenFrom(from: number): Promise<string[]> {
    const left = this.filesFrom(from)
    const found: string[] = []
    const check = async () => {
      for (let id = left.shift(); id; id = left.shift()) found.push(...(await checkFile(this.#ground.world, id)))
    }
    await Promise.all(Array.from({ length: 4 }, check))
    return found
  }

  /**
   * What was done more often, or less often, than it was acknowledged, once nobody is at work: each register one file, each
   * step one event. What is taken on the other file together with a merge was asked for by nobody.
   */
  async doubled(): Promise<string[]> {
    const { rows } = await this.#ground.owner.query<{ files: number; events: number }>(
      `select (select count(*)::int from files) as files, count(*)::int as events from events
       where actor ->> 'kind' <> 'system' and step not in ('take_in', 'let_go')`,
    )
    const registers = this.acknowledged.filter(({ path }) => path.endsWith('/register')).length
    const [files, events] = [rows[0]?.files ?? 0, rows[0]?.events ?? 0]
    return [
      ...(files === registers ? [] : [`${registers} requests were acknowledged, ${files} files are there`]),
      ...(events === this.acknowledged.length
        ? []
        : [`${this.acknowledged.length} steps acknowledged, ${events} there`]),
    ]
  }

  /** Acknowledged writes whose event is not there. */
  async lostFrom(from: number): Promise<string[]> {
    // Those at work go on meanwhile: what is acknowledged after the question was asked is not in its answer.
    const asked = this.acknowledged.slice(from)
    const { rows } = await this.#ground.owner.query<{ event: string }>(
      `select file_id || ' ' || seq || ' ' || step as event from events where file_id = any ($1)`,
      [this.filesFrom(from)],
    )
    const there = new Set(rows.map((row) => row.event))
    return asked.flatMap(({ path, answer }) => {
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
