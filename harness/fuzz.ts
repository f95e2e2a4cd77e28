import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { z } from 'zod'
import { checkAnswer } from '#test/check-answer.ts'
import { checkHeaders } from '#test/check-headers.ts'
import { enter } from '#test/make.ts'
import { poster } from '#test/right-bodies.ts'
import type { TestWorld } from '#test/world.ts'
import { BODIES, JUNK, KEYS, TYPES } from './junk.ts'
import { watchWrites } from './watch-writes.ts'

/** What must never be: each is one line of the verdict. */
export type Finding = {
  kind: 'fault' | 'hang' | 'beside_schema' | 'wrote_though_refused' | 'unvalidated' | 'headers'
  request: string
  said: string
}
export type Verdict = { seed: number; requests: number; by_status: Record<string, number>; findings: Finding[] }

type Schema = Record<string, unknown>
type Parameter = { in: string; name: string; schema: Schema & { format?: string; enum?: unknown[]; type?: string } }
type Operation = {
  id: string
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  parameters: Parameter[]
  body: Schema | null
  isBytes: boolean
  /** The answer's own status, kind and schema; none where it is a file. */
  status: number
  media: string
  reply: Schema | null
}
type Printed = {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}

const PRINTED = join(import.meta.dirname, '../docs/openapi.json')
const JSON_TYPE = 'application/json'
/** Anything later is a hang; what draws a file may take as long as its own limit allows. */
const PATIENCE_MS = 5_000
const PATIENCE_FOR_A_FILE_MS = 30_000

/** The interface as it is printed, and a judge of what its schemas let pass: nothing here is taken from the contract's code. */
export function readPrinted() {
  // A pattern of letters in any script would be read without its `u`, and refuse what it is to let pass.
  const told = (name: string, value: unknown): unknown =>
    name === 'pattern' && typeof value === 'string' && value.includes('\\p{') ? undefined : value
  const printed = JSON.parse(readFileSync(PRINTED, 'utf8').replaceAll('#/components/schemas/', '#/$defs/'), told) as {
    paths: Record<string, Record<string, Printed>>
    components: { schemas: Record<string, Schema> }
  }
  const operations = Object.entries(printed.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, it]): Operation => {
      const [status = '200', answer] = Object.entries(it.responses).find(([name]) => name !== 'default') ?? []
      const [media = JSON_TYPE, content] = Object.entries(answer?.content ?? {})[0] ?? []
      return {
        id: it.operationId,
        method: method.toUpperCase() as Operation['method'],
        path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
        parameters: it.parameters ?? [],
        body: it.requestBody?.content[JSON_TYPE]?.schema ?? null,
        isBytes: it.requestBody !== undefined && it.requestBody.content[JSON_TYPE] === undefined,
        status: Number(status),
        media,
        reply: media === JSON_TYPE ? (content?.schema ?? null) : null,
      }
    }),
  )
  const known = new Map<Schema, z.ZodType>()
  /** @param shut for an answer: what is not printed may not be in it */
  const judge = (schema: Schema, shut = false): z.ZodType => {
    const made = known.get(schema)
    if (made) return made
    const whole = { ...schema, $defs: reachable(schema, printed.components.schemas) }
    const read = z.fromJSONSchema(shut ? closed(whole) : whole)
    known.set(schema, read)
    return read
  }
  return { operations, judge }
}

/** The same schema, whose objects hold nothing but what they name. */
const closed = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema), (_, value) =>
    value?.type === 'object' && value.properties && !('additionalProperties' in value)
      ? { ...value, additionalProperties: false }
      : value,
  ) as Schema

/** The named schemas one schema leads to: reading all two hundred for each would cost 15 ms an operation. */
function reachable(
  from: Schema,
  all: Record<string, Schema>,
  found: Record<string, Schema> = {},
): Record<string, Schema> {
  for (const [, name = ''] of JSON.stringify(from).matchAll(/"#\/\$defs\/([^"]+)"/g)) {
    const schema = all[name]
    if (!schema || found[name]) continue
    found[name] = schema
    reachable(schema, all, found)
  }
  return found
}

/** A county with a file that has every part, those who ask about it, and an eye on every write. */
export async function fuzzStand(world: TestWorld, app: FastifyInstance) {
  const seeds = await poster(world, app)
  const { crew, on } = seeds
  const staff = async (name: string) => ({ cookie: await enter(world, name) })
  const callers: Record<string, Record<string, string>> = {
    nobody: {},
    'a link that is none': { authorization: `Link ${'2'.repeat(26)}` },
    applicant: { authorization: `Link ${on.link}` },
    respondent: { authorization: `Link ${on.invitation}` },
    director: await staff(crew.director.sign_in_name),
    'a town elsewhere': await staff(crew.far.sign_in_name),
    leader: await staff(crew.leader.sign_in_name),
    administrator: await staff(crew.admin.sign_in_name),
    auditor: await staff(crew.auditor.sign_in_name),
  }
  const ids = [on.file_id, on.applicant, on.respondent, ...Object.values(on.ids), crew.director.person_id]
  return { world, app, seeds, callers, ids: ids.filter((id) => id !== undefined), writes: await watchWrites(world) }
}
export type FuzzStand = Awaited<ReturnType<typeof fuzzStand>>

/** Who is the likeliest to get in: three of four requests are asked as one whom the endpoint serves. */
const homeOf = ({ path, id }: Operation): string =>
  path.startsWith('/api/administration') || id.startsWith('setup')
    ? 'administrator'
    : path.startsWith('/api/my-')
      ? 'applicant'
      : 'director'

const spelled = (operation: Operation, { seeds, ids }: FuzzStand, pick: number, wrong: string | null): string => {
  let path = wrong === null ? seeds.addressOf(operation.path) : operation.path
  for (const { name, schema } of operation.parameters.filter((it) => it.in === 'path')) {
    const right =
      schema.format === 'uuid' ? (ids[pick % ids.length] ?? '') : String(schema.enum?.[pick % schema.enum.length] ?? 1)
    path = path.replace(`:${name}`, wrong === null ? right : encodeURIComponent(wrong))
  }
  return path
}

const inAddress = (value: unknown): string =>
  encodeURIComponent((typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed())

const questioned = ({ parameters }: Operation, pick: number, wrong: unknown): string => {
  const asked = parameters.filter((it) => it.in === 'query')
  if (asked.length === 0) return wrong === undefined ? '' : `?${inAddress(wrong)}=1`
  const pairs = asked.map(({ name, schema }, nth) => {
    const right = schema.enum?.[pick % schema.enum.length] ?? (schema.type === 'integer' ? 1 : 'ab')
    const value = wrong !== undefined && nth === pick % asked.length ? wrong : right
    return `${name}=${inAddress(value)}`
  })
  return `?${pairs.join('&')}`
}

const junk = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...JUNK) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3, noUnicodeString: false }) },
  { weight: 1, arbitrary: fc.double() },
)
/** Right in most requests, bent in so many of a hundred. */
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 100 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary })

/** One request before it is put together: each part of it right, or bent. */
const bent = (operations: readonly Operation[]) => {
  // What draws a file costs a hundred times what any other request does.
  const weighed = operations.map((it) => ({
    weight: it.media === JSON_TYPE ? (it.body ? 30 : 6) : 1,
    arbitrary: fc.constant(it),
  }))
  return fc.record({
    operation: fc.oneof(...weighed),
    caller: often(30, fc.nat()),
    pick: fc.nat(),
    fields: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 7, arbitrary: fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 3 }) },
    ),
    without: often(10, fc.nat()),
    more: often(10, fc.tuple(fc.oneof(fc.constantFrom(...KEYS), fc.string()), junk)),
    whole: often(6, junk),
    text: often(6, fc.constantFrom(...BODIES)),
    type: often(10, fc.constantFrom(...TYPES)),
    path: often(6, fc.oneof(fc.constantFrom('1', '%00', '../..', '0'.repeat(300), '水', "'--"), fc.uuid())),
    question: often(20, junk),
    key: often(
      4,
      fc.constantFrom('', 'again', `${randomUUID()}, ${randomUUID()}`, '00000000-0000-0000-0000-000000000000'),
    ),
    header: often(
      5,
      fc.constantFrom<Record<string, string>>(
        { 'sec-fetch-site': 'cross-site' },
        { 'x-http-method-override': 'DELETE' },
        { 'x-forwarded-for': '10.9.9.9', 'x-forwarded-host': 'elsewhere.example' },
        { cookie: '__Host-fengqiao=%00; __Host-fengqiao=x' },
        { authorization: 'Link ' },
        { authorization: `Bearer ${'A'.repeat(5_000)}` },
        { accept: 'text/html', 'accept-encoding': 'gzip;q=x', range: 'bytes=0-,9-1' },
        { 'if-none-match': '*', 'content-encoding': 'gzip' },
      ),
    ),
    method: often(3, fc.constantFrom('PUT', 'PATCH', 'HEAD', 'OPTIONS', 'DELETE', 'GET')),
  })
}
type Bent = ReturnType<typeof bent> extends fc.Arbitrary<infer T> ? T : never

type Sent = {
  about: string
  options: InjectOptions
  operation: Operation
  /** The body as the printed interface would have to let it pass; `unreadable` where it is no JSON of the right kind. */
  body: { read: unknown } | 'unreadable' | 'none'
}

function putTogether(stand: FuzzStand, it: Bent): Sent {
  const { operation, pick } = it
  const names = Object.keys(stand.callers)
  const caller = it.caller === undefined ? homeOf(operation) : (names[it.caller % names.length] ?? 'nobody')
  const method = it.method ?? operation.method
  const url = spelled(operation, stand, pick, it.path ?? null) + questioned(operation, pick, it.question)
  const takesBody = method !== 'GET' && method !== 'HEAD' && operation.method === 'POST'
  const text = takesBody ? writtenBody(stand, it) : undefined
  const type = it.type === undefined ? JSON_TYPE : it.type
  const headers = {
    ...stand.callers[caller],
    'idempotency-key': it.key ?? randomUUID(),
    ...(text !== undefined && type !== '' ? { 'content-type': type } : {}),
    ...it.header,
  }
  return {
    about: `${method} ${url.slice(0, 200)} as ${caller} ${type} ${String(text).slice(0, 300)}`,
    options: { method: method as 'GET', url, headers, ...(text === undefined ? {} : { payload: text }) },
    operation,
    body: text === undefined || operation.isBytes ? 'none' : asRead(text, type),
  }
}

function writtenBody({ seeds }: FuzzStand, it: Bent): string | Buffer {
  if (it.text !== undefined) return it.text
  if (it.whole !== undefined) return JSON.stringify(it.whole) ?? ''
  const body: Record<string, unknown> = { ...seeds.right[it.operation.id]?.() }
  const names = Object.keys((it.operation.body?.properties ?? body) as object)
  for (const [nth, value] of it.fields) if (names.length) body[names[nth % names.length] ?? ''] = value
  if (it.more) body[it.more[0]] = it.more[1]
  if (it.without !== undefined && names.length) delete body[names[it.without % names.length] ?? '']
  return JSON.stringify(body)
}

/** Exactly the types a body may be announced with: whatever else is accepted was not looked at. */
const IS_JSON = /^application\/json\s*(;.*)?$/i

/** A reader may pass over a byte order mark (RFC 8259, section 8.1), and ours does: what stands behind it is what was sent. */
function asRead(text: string | Buffer, type: string): Sent['body'] {
  if (!IS_JSON.test(type)) return 'unreadable'
  try {
    return { read: JSON.parse(text.toString().replace(/^\uFEFF/, '')) as unknown }
  } catch {
    return 'unreadable'
  }
}

async function answerTo(
  app: FastifyInstance,
  { options, operation }: Sent,
  patient: number | undefined,
): Promise<LightMyRequestResponse | 'hang'> {
  const patience = patient ?? (operation.media === JSON_TYPE ? PATIENCE_MS : PATIENCE_FOR_A_FILE_MS)
  const over = Promise.withResolvers<'hang'>()
  const timer = setTimeout(() => over.resolve('hang'), patience)
  try {
    return await Promise.race([app.inject(options), over.promise])
  } finally {
    clearTimeout(timer)
  }
}

const sayOf = (work: () => void): string | null => {
  try {
    work()
    return null
  } catch (error) {
    return String(error instanceof Error ? error.message : error).slice(0, 600)
  }
}

/**
 * Asks this many requests, one after the other, and judges each answer by the printed interface alone.
 * @param only the operations to ask; all of them where it is not given
 * @param bend what is bent in every request, whatever else is
 * @param patience_ms after how long an answer is late, where not as the goal says
 * @param seed what the same requests are made from again
 */
export async function fuzz(
  stand: FuzzStand,
  {
    requests,
    seed,
    only,
    patience_ms,
    bend,
  }: { requests: number; seed: number; only?: readonly string[]; patience_ms?: number; bend?: Partial<Bent> },
): Promise<Verdict> {
  const { operations, judge } = readPrinted()
  const asked = only ? operations.filter(({ id }) => only.includes(id)) : operations
  const verdict: Verdict = { seed, requests: 0, by_status: {}, findings: [] }
  const find = (kind: Finding['kind'], request: string, said: string): void => {
    verdict.findings.push({ kind, request, said })
  }
  await stand.writes.since()
  for (let done = 0; done < requests; done += 500) {
    const some = fc.sample(bent(asked), { numRuns: Math.min(500, requests - done), seed: seed + done })
    for (const it of some) {
      const sent = putTogether(stand, { ...it, ...bend })
      verdict.requests += 1
      const answer = await answerTo(stand.app, sent, patience_ms)
      if (answer === 'hang') {
        find('hang', sent.about, 'no answer in time')
        continue
      }
      const { statusCode: status } = answer
      verdict.by_status[status] = (verdict.by_status[status] ?? 0) + 1
      const wrote = await stand.writes.since()
      const said = answer.body.slice(0, 300)
      if (status >= 500) find('fault', sent.about, said)
      const wrongHeaders = checkHeaders(answer)
      if (wrongHeaders) find('headers', sent.about, wrongHeaders)
      const isAsPrinted = sent.options.method === sent.operation.method
      if (status >= 400) {
        const beside = sent.options.method === 'HEAD' ? null : sayOf(() => checkAnswer(answer, ''))
        if (beside && status < 500) find('beside_schema', sent.about, beside)
        if (wrote.length) find('wrote_though_refused', sent.about, `${status} ${wrote.join()}`)
        continue
      }
      if (!isAsPrinted) continue
      const beside = besideItsSchema(answer, sent.operation, judge)
      if (beside) find('beside_schema', sent.about, beside)
      const loose = letPass(sent, judge)
      if (loose) find('unvalidated', sent.about, loose)
    }
  }
  return verdict
}

type Judge = ReturnType<typeof readPrinted>['judge']

function besideItsSchema(answer: LightMyRequestResponse, operation: Operation, judge: Judge): string | null {
  if (answer.statusCode === 304) return null
  if (answer.statusCode !== operation.status) return `${answer.statusCode} is not ${operation.status}`
  const type = String(answer.headers['content-type'] ?? '')
  if (!operation.reply)
    return type.startsWith(operation.media.split(';')[0] ?? '') ? null : `${type} is not ${operation.media}`
  if (!type.startsWith(JSON_TYPE)) return `${type} is not JSON`
  const read = judge(operation.reply, true).safeParse(answer.json())
  return read.success ? null : z.prettifyError(read.error).slice(0, 600)
}

/** What the printed interface would not have let pass, of a request that was not refused. */
function letPass({ body, operation }: Sent, judge: Judge): string | null {
  if (body === 'none' || !operation.body) return null
  if (body === 'unreadable') return 'no JSON, and accepted'
  const read = judge(operation.body).safeParse(body.read)
  return read.success ? null : z.prettifyError(read.error).slice(0, 600)
}

/** Each operation of the interface once, asked rightly by one caller; what draws a file is not asked by those who would get it. */
export const asItIs = (stand: FuzzStand, caller: string): Pick<Sent, 'about' | 'options'>[] =>
  readPrinted()
    .operations.filter(({ media }) => media === JSON_TYPE || caller === 'nobody' || caller === 'administrator')
    .map((operation) => ({
      about: `${operation.id} as ${caller}`,
      options: {
        method: operation.method,
        url: spelled(operation, stand, 0, null) + questioned(operation, 0, undefined),
        headers: { ...stand.callers[caller], 'idempotency-key': randomUUID() },
        ...(operation.method === 'POST' ? { payload: stand.seeds.right[operation.id]?.() ?? {} } : {}),
      },
    }))
