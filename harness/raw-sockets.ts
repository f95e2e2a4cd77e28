import { randomUUID } from 'node:crypto'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkHeaders } from '#test/check-headers.ts'
import type { Finding } from './fuzz.ts'

const HOST = 'Host: localhost\r\n'
const filing = (body: string, more = ''): string =>
  `POST /api/disputes/steps/register HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nIdempotency-Key: ${randomUUID()}\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`
const END = '0\r\n\r\n'

/** What is sent, piece after piece; `answers`: how many at most may come back, the rest being somebody else's words. */
type Script = {
  name: string
  pieces: (string | Buffer)[]
  answers: number
  may?: number[]
  /** Node answers this by itself before any program of ours hears of it, without a body: there is nothing to keep safe. */
  bare?: true
}

const ask = (line: string, more = '', body = ''): string => `${line}\r\n${HOST}${more}\r\n${body}`
const POST = 'POST /api/guess HTTP/1.1'

/** Requests no HTTP library writes. `inner`: a whole filing, which must never be taken for a request of its own. */
export const scripts = (inner: string): Script[] => [
  {
    name: 'both lengths',
    pieces: [ask(POST, `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n`, `${END}${inner}`)],
    answers: 1,
  },
  {
    name: 'both lengths, the other way',
    pieces: [ask(POST, `Transfer-Encoding: chunked\r\nContent-Length: ${inner.length}\r\n`, `${END}${inner}`)],
    answers: 1,
  },
  { name: 'two lengths', pieces: [ask(POST, 'Content-Length: 0\r\nContent-Length: 4000\r\n', inner)], answers: 1 },
  { name: 'two lengths in one', pieces: [ask(POST, 'Content-Length: 0, 4000\r\n', inner)], answers: 1 },
  { name: 'a length with a sign', pieces: [ask(POST, 'Content-Length: +0\r\n', inner)], answers: 1 },
  { name: 'a length in hexadecimal', pieces: [ask(POST, 'Content-Length: 0x0\r\n', inner)], answers: 1 },
  ...[
    'xchunked',
    'chunked, identity',
    'identity, chunked ,',
    ' chunked\u000b',
    'chunked\r\nTransfer-Encoding: x',
    '"chunked"',
  ].map(
    (how): Script => ({
      name: `transfer-encoding ${JSON.stringify(how)}`,
      pieces: [ask(POST, `Transfer-Encoding: ${how}\r\nContent-Length: 5\r\n`, `${END}${inner}`)],
      answers: 1,
    }),
  ),
  {
    name: 'a blank before the colon',
    pieces: [ask(POST, 'Transfer-Encoding : chunked\r\nContent-Length: 0\r\n', inner)],
    answers: 1,
  },
  {
    name: 'a folded header',
    pieces: [ask(POST, 'X: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 0\r\n', inner)],
    answers: 1,
  },
  {
    name: 'lines that end without a return',
    pieces: [`POST /api/guess HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n${inner}`],
    answers: 1,
  },
  {
    name: 'a return alone in a header',
    pieces: [ask(POST, 'X: a\rContent-Length: 0\r\nContent-Length: 4000\r\n', inner)],
    answers: 1,
  },
  { name: 'a zero in a header', pieces: [ask(POST, 'X: a\u0000b\r\n')], answers: 1 },
  { name: 'a header without a name', pieces: [ask(POST, ': a\r\n')], answers: 1 },
  {
    name: 'two hosts',
    pieces: [`GET /healthz HTTP/1.1\r\n${HOST}Host: elsewhere.example\r\n\r\n`],
    answers: 1,
    may: [200],
  },
  { name: 'no host', pieces: ['GET /healthz HTTP/1.1\r\n\r\n'], answers: 1, bare: true },
  {
    name: 'a chunk that is no number',
    pieces: [ask(POST, 'Transfer-Encoding: chunked\r\n', `zz\r\n${inner}`)],
    answers: 1,
  },
  {
    name: 'a chunk larger than any',
    pieces: [ask(POST, 'Transfer-Encoding: chunked\r\n', `FFFFFFFFFFFFFFFFF\r\n${inner}`)],
    answers: 1,
  },
  {
    name: 'a chunk below nothing',
    pieces: [ask(POST, 'Transfer-Encoding: chunked\r\n', `-1\r\n${inner}`)],
    answers: 1,
  },
  {
    name: 'a chunk with a long extension',
    pieces: [ask(POST, 'Transfer-Encoding: chunked\r\n', `1;${'a'.repeat(40_000)}\r\nx\r\n${END}`)],
    answers: 1,
  },
  {
    name: 'a trailer that is a length',
    pieces: [ask(POST, 'Transfer-Encoding: chunked\r\n', `0\r\nContent-Length: 4000\r\n\r\n`)],
    answers: 1,
  },
  {
    name: 'a body beyond its limit, in chunks',
    pieces: [
      ask(POST, 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n'),
      ...Array.from({ length: 40 }, () => chunk('a'.repeat(16_000))),
      END,
    ],
    answers: 1,
  },
  {
    name: 'a length beyond any limit',
    pieces: [ask(POST, 'Content-Type: application/json\r\nContent-Length: 99999999999\r\n', '{')],
    answers: 1,
  },
  {
    name: 'a length beyond any number',
    pieces: [ask(POST, `Content-Length: ${'9'.repeat(40)}\r\n`, inner)],
    answers: 1,
  },
  {
    name: 'headers of a hundred kilobytes',
    pieces: [ask('GET /healthz HTTP/1.1', `Cookie: ${'a'.repeat(100_000)}\r\n`)],
    answers: 1,
  },
  {
    name: 'five thousand headers',
    pieces: [ask('GET /healthz HTTP/1.1', 'a: b\r\n'.repeat(5_000))],
    answers: 1,
    may: [200],
  },
  { name: 'an address of a hundred kilobytes', pieces: [ask(`GET /${'a'.repeat(100_000)} HTTP/1.1`)], answers: 1 },
  { name: 'a whole address', pieces: [ask('GET http://elsewhere.example/healthz HTTP/1.1')], answers: 1, may: [200] },
  { name: 'an address that is a star', pieces: [ask('OPTIONS * HTTP/1.1')], answers: 1 },
  { name: 'a tunnel', pieces: [ask('CONNECT elsewhere.example:443 HTTP/1.1')], answers: 1 },
  {
    name: 'another protocol',
    pieces: [ask('GET /healthz HTTP/1.1', 'Connection: Upgrade\r\nUpgrade: websocket\r\n')],
    answers: 1,
    may: [200],
  },
  { name: 'the second version', pieces: ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'], answers: 1 },
  { name: 'a version nobody has', pieces: ['GET /healthz HTTP/9.9\r\n\r\n'], answers: 1 },
  { name: 'the first version', pieces: ['GET /healthz\r\n\r\n'], answers: 1, may: [200] },
  { name: 'a method nobody has', pieces: [ask('STEAL /healthz HTTP/1.1')], answers: 1 },
  { name: 'a greeting of TLS', pieces: [Buffer.from('160301020001000100fc0303', 'hex')], answers: 1 },
  { name: 'bytes', pieces: [Buffer.from(Array.from({ length: 2_000 }, (_, nth) => (nth * 37) % 256))], answers: 1 },
  { name: 'nothing', pieces: [], answers: 0 },
  { name: 'half a request and gone', pieces: [filing('{"your_name":"x"}').slice(0, -8)], answers: 0 },
  { name: 'a hundred at once', pieces: [ask('GET /healthz HTTP/1.1').repeat(100)], answers: 100, may: [200] },
  {
    name: 'asked whether to go on',
    pieces: [ask(POST, 'Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n'), '{}'],
    answers: 2,
    may: [100],
  },
  {
    name: 'an expectation nobody has',
    pieces: [ask(POST, 'Content-Length: 0\r\nExpect: the-moon\r\n')],
    answers: 1,
    bare: true,
  },
]

type Heard = { statuses: number[]; heads: string[]; closed: boolean }

/** Says the pieces one after the other and listens until it is quiet, or the other side has ended it. */
async function speak(port: number, pieces: readonly (string | Buffer)[], quietMs: number): Promise<Heard> {
  const socket = net.connect(port, '127.0.0.1')
  let said = ''
  let last = performance.now()
  let closed = false
  socket.on('data', (bytes) => {
    said += bytes.toString('latin1')
    last = performance.now()
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    closed = true
  })
  for (const piece of pieces) {
    if (closed) break
    socket.write(piece)
    await sleep(1)
  }
  last = performance.now()
  while (!closed && performance.now() - last < quietMs) await sleep(5)
  socket.destroy()
  const heads = said.match(/HTTP\/1\.1 \d{3}[\s\S]*?\r\n\r\n/g) ?? []
  return { statuses: heads.map((head) => Number(head.slice(9, 12))), heads, closed }
}

const headersIn = (head: string): Record<string, string> =>
  Object.fromEntries(
    head
      .split('\r\n')
      .slice(1)
      .filter((line) => line.includes(': '))
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(': ') + 2)] as const),
  )

/**
 * Speaks every script to a listening server, and holds slow ones open meanwhile.
 * @param body a filing that would be taken, were it asked
 * @param filed how many files there are
 */
export async function speakRaw(
  port: number,
  body: string,
  filed: () => Promise<number>,
): Promise<{ scripts: number; findings: Finding[] }> {
  const findings: Finding[] = []
  const all = scripts(filing(body))
  const before = await filed()
  const slow = holdSlow(port, 50)
  for (const { name, pieces, answers, may = [], bare } of all) {
    const { statuses, heads } = await speak(port, pieces, 150)
    const find = (kind: Finding['kind'], said: string) => findings.push({ kind, request: name, said })
    if (statuses.length > answers) find('wrote_though_refused', `${statuses.length} answers: ${statuses.join()}`)
    for (const [nth, status] of statuses.entries()) {
      if (status >= 500) find('fault', String(status))
      if (status < 400 && !may.includes(status)) find('unvalidated', String(status))
      const wrong =
        status === 100 || bare ? null : checkHeaders({ statusCode: status, headers: headersIn(heads[nth] ?? '') })
      if (wrong) find('headers', `${status} ${wrong}`)
    }
    const asked = performance.now()
    const { statuses: alive } = await speak(port, [ask('GET /healthz HTTP/1.1', 'Connection: close\r\n')], 5_000)
    if (alive[0] !== 200) find('hang', `after it: ${alive.join()} in ${Math.round(performance.now() - asked)} ms`)
  }
  slow()
  if ((await filed()) !== before) findings.push({ kind: 'wrote_though_refused', request: 'smuggled', said: 'a file' })
  return { scripts: all.length, findings }
}

/** Holds so many requests open, half of them a body that never ends, half a header, one byte at a time; @returns how to let go */
function holdSlow(port: number, many: number): () => void {
  const sockets = Array.from({ length: many }, (_, nth) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(
      nth % 2 ? ask(POST, 'Content-Type: application/json\r\nContent-Length: 100000\r\n', '{') : `${POST}\r\nX: `,
    )
    return socket
  })
  const drip = setInterval(() => {
    for (const socket of sockets) if (!socket.destroyed) socket.write(' ')
  }, 200)
  return () => {
    clearInterval(drip)
    for (const socket of sockets) socket.destroy()
  }
}
