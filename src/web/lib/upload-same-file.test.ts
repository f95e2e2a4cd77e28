import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { sha256 } from './sha256.ts'
import { type Progress, sendFile } from './upload.ts'

type Row = { id: string; name: string; size: number; last_modified: number | null; state: string; bytes: Buffer }
const rows: Row[] = []
const hashOf = async (bytes: Uint8Array): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex')
/** No two of them alike. */
const randomBytes = (length: number): Buffer => {
  const seed = crypto.getRandomValues(new Uint8Array(64))
  return Buffer.from(Uint8Array.from({ length }, (_, at) => (seed[at % 64] ?? 0) + at))
}
const viewOf = async ({ bytes, ...row }: Row) => ({
  ...row,
  received: bytes.length,
  sha256: row.state === 'sound' ? await hashOf(bytes) : null,
  kind_says: '照片',
})

/** A server in small: it keeps what comes, and compares fingerprints as ours does. */
async function answer(url: string, { method, body }: { method: string; body?: unknown }): Promise<Response> {
  const [, id, what, from] = /uploads(?:\/([^/]+)\/([^/]+)(?:\/(\d+))?)?$/.exec(url) ?? []
  const row = rows.find((it) => it.id === id)
  if (method === 'GET') return Response.json({ uploads: await Promise.all(rows.map(viewOf)) })
  if (!row) {
    const begun = { ...JSON.parse(String(body)), id: `u${rows.length}`, state: 'receiving', bytes: Buffer.alloc(0) }
    rows.push(begun)
    return Response.json(await viewOf(begun))
  }
  if (what === 'pieces') {
    if (Number(from) === row.bytes.length)
      row.bytes = Buffer.concat([row.bytes, Buffer.from(await (body as Blob).arrayBuffer())])
    return Response.json({ received: row.bytes.length })
  }
  const said = JSON.parse(String(body)) as { sha256?: string }
  if (said.sha256 !== (await hashOf(row.bytes))) {
    row.state = 'refused'
    return Response.json({ title: '不一样。', detail: '请再传。', code: 'file_damaged', status: 422 }, { status: 422 })
  }
  row.state = 'sound'
  return Response.json(await viewOf(row))
}
const real = globalThis.fetch
beforeAll(() => {
  globalThis.fetch = answer as never
})
afterEach(() => {
  rows.length = 0
})
afterAll(() => {
  globalThis.fetch = real
})

const NAME = 'image.jpg'
const fileOf = (bytes: Buffer, lastModified = 1_000): File => new File([new Uint8Array(bytes)], NAME, { lastModified })
const send = (file: File): Promise<{ id: string; sha256: string | null } | null> =>
  sendFile(file, { fileId: 'f' }, (_: Progress) => {}).done
const kept = (id: string | undefined): Buffer | undefined => rows.find((it) => it.id === id)?.bytes

test('two photographs of one name, one size and one moment are two: what is given back is what was chosen', async () => {
  const [one, two] = [randomBytes(300_000), randomBytes(300_000)]
  const first = await send(fileOf(one))
  const second = await send(fileOf(two))
  expect(second?.id).not.toBe(first?.id)
  expect(second?.sha256).toBe(await hashOf(two))
  expect(kept(second?.id)?.equals(two)).toBe(true)
  // The very same again is the one that is there.
  expect((await send(fileOf(two)))?.id).toBe(second?.id)
})

test('half of another file of that name and size: found by its fingerprint, and sent from its beginning', async () => {
  const [one, two] = [randomBytes(300_000), randomBytes(300_000)]
  const half = { id: 'half', name: NAME, size: 300_000, last_modified: 1_000, state: 'receiving' }
  rows.push({ ...half, bytes: one.subarray(0, 100_000) })
  const sent = await send(fileOf(two))
  expect(sent?.id).not.toBe('half')
  expect(kept(sent?.id)?.equals(two)).toBe(true)
})

test('half of the same file goes on where it stopped; of one that was changed meanwhile nothing is taken over', async () => {
  const bytes = randomBytes(300_000)
  const half = { id: 'half', name: NAME, size: 300_000, last_modified: 1_000, state: 'receiving' }
  rows.push({ ...half, bytes: bytes.subarray(0, 100_000) })
  expect((await send(fileOf(bytes, 2_000)))?.id).not.toBe('half')
  expect((await send(fileOf(bytes)))?.id).toBe('half')
  expect(kept('half')?.equals(bytes)).toBe(true)
})

test('a fingerprint counted piece by piece is the one everybody counts', async () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1_000, 70_001]) {
    const bytes = randomBytes(length)
    const hash = sha256()
    for (let at = 0; at < length; at += 37) hash.add(bytes.subarray(at, at + 37))
    expect(hash.hex(), String(length)).toBe(await hashOf(bytes))
  }
})
