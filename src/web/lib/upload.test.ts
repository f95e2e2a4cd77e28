import { afterEach, expect, test } from 'vitest'
import { ENDPOINTS } from '#contract/all.ts'
import { BEGIN, DROP, FINISH, type Progress, sayProgress, sendFile, UPLOADS } from './upload.ts'

test('every address a file goes to is one the contract names, open to a party', () => {
  for (const { method, path } of [UPLOADS, BEGIN, FINISH, DROP]) {
    const endpoint = ENDPOINTS.find((known) => known.method === method && known.path === path)
    expect(endpoint?.who, path).toContain('party')
  }
})

const real = globalThis.fetch
afterEach(() => {
  globalThis.fetch = real
})

const json = (body: object, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

/** A server that keeps what comes, loses lines as told, and refuses at the end where told. */
function server({
  lost = [],
  refuses = false,
  has = 0,
  size = 700_000,
}: {
  lost?: number[]
  refuses?: boolean
  has?: number
  size?: number
}) {
  let received = has
  let nth = 0
  const began: string[] = []
  const upload = () => ({
    id: 'u',
    name: '录音.m4a',
    size,
    last_modified: 1,
    received,
    state: 'receiving',
    kind_says: '录音',
  })
  globalThis.fetch = async (address, init) => {
    const path = String(address)
    if (init?.method === 'GET') return json({ uploads: has > 0 ? [upload()] : [] })
    if (path.endsWith('/uploads')) {
      began.push(path)
      return json(upload(), 201)
    }
    if (path.endsWith('/finish'))
      return refuses
        ? json({ title: '这个文件是空的。', detail: '请再选一个。', code: 'file_empty', status: 422, type: '' }, 422)
        : json({ ...upload(), state: 'sound', sha256: 'a'.repeat(64) })
    nth += 1
    // Lost on the way back: the server has it, and the page does not know.
    const from = Number(path.split('/').at(-1))
    if (from === received) received += ((init?.body ?? new Blob()) as Blob).size
    if (lost.includes(nth)) throw new TypeError('network')
    return json({ received })
  }
  return { began, received: () => received }
}
const file = (size = 700_000) => new File([new Uint8Array(size)], '录音.m4a', { lastModified: 1 })

test('a line that breaks is waited for, and what the server has is not sent again', async () => {
  const there = server({ lost: [2] })
  const told: Progress[] = []
  const done = await sendFile(file(), { fileId: 'f' }, (progress) => told.push(progress)).done
  expect(done?.state).toBe('sound')
  expect(there.received()).toBe(700_000)
  expect(told.map(({ state }) => state)).toEqual(expect.arrayContaining(['sending', 'offline', 'checking', 'done']))
  expect(sayProgress({ ...(told[0] as Progress), state: 'offline', error: null })).toMatch(/网断了.*不用重传/)
})

test('a file chosen again goes on where it stopped, without another beginning', async () => {
  const there = server({ has: 600_000 })
  const told: Progress[] = []
  await sendFile(file(), { fileId: 'f', link: 'x' }, (progress) => told.push(progress)).done
  expect(there.began).toEqual([])
  expect(told.find(({ state }) => state === 'sending')?.sent).toBe(600_000)
})

test('what the server does not take is told in its words', async () => {
  server({ refuses: true })
  const told: Progress[] = []
  expect(await sendFile(file(), { fileId: 'f' }, (progress) => told.push(progress)).done).toBeNull()
  expect(sayProgress(told.at(-1) as Progress)).toBe('这个文件是空的。请再选一个。')
})

test('paused it stands still, and goes on when told', async () => {
  server({})
  const told: Progress[] = []
  const sending = sendFile(file(), { fileId: 'f' }, (progress) => told.push(progress))
  sending.pause()
  while (told.at(-1)?.state !== 'paused') await new Promise((next) => setTimeout(next, 5))
  const { sent } = told.at(-1) as Progress
  await new Promise((next) => setTimeout(next, 50))
  expect(told.at(-1)).toMatchObject({ state: 'paused', sent })
  sending.resume()
  expect((await sending.done)?.state).toBe('sound')
})
