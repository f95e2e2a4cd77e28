import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { s3Store } from './s3-store.ts'
import { folderStore, originalKey } from './store.ts'

const folder = mkdtempSync(join(tmpdir(), 'fengqiao-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const bytes = randomBytes(300_000)
const sha256 = createHash('sha256').update(bytes).digest('hex')
const key = originalKey(sha256)
const path = join(folder, 'came')
writeFileSync(path, bytes)
const whole = async (stream: Readable | null): Promise<Buffer> => Buffer.concat(await (stream?.toArray() ?? []))

describe('in a folder', () => {
  const store = folderStore(join(folder, 'blobs'))
  test('what was put under a key is there as it was, and is not written over', async () => {
    await store.put(key, path, { size: bytes.length, sha256 })
    expect((await whole(await store.read(key))).equals(bytes)).toBe(true)
    writeFileSync(join(folder, 'other'), 'something else')
    await store.put(key, join(folder, 'other'), { size: 14, sha256 })
    expect((await whole(await store.read(key))).equals(bytes)).toBe(true)
    await store.remove(key)
    expect(await store.read(key)).toBeNull()
    await store.remove(key)
  })

  test('two that put the same at once both come to a good end, and nothing is left beside it', async () => {
    await Promise.all(Array.from({ length: 8 }, () => store.put(key, path, { size: bytes.length, sha256 })))
    expect((await whole(await store.read(key))).equals(bytes)).toBe(true)
    expect(readdirSync(dirname(join(folder, 'blobs', ...key.split('/'))))).toEqual([sha256])
    // What cannot be read is an error, and no empty file under its name.
    const other = originalKey('1'.repeat(64))
    await expect(store.put(other, join(folder, 'nowhere'), { size: 1, sha256 })).rejects.toThrow('ENOENT')
    expect(await store.read(other)).toBeNull()
  })
})

describe('in a place that speaks S3', () => {
  /** A small S3: keeps what comes, and checks of each request what a real one checks first. */
  const kept = new Map<string, Buffer>()
  const heard: IncomingMessage[] = []
  let failing = 0
  let server: Server
  let endpoint: string
  const SIGNED =
    /^AWS4-HMAC-SHA256 Credential=key-id\/\d{8}\/us-east-1\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}$/
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      heard.push(request)
      const body = Buffer.concat(await request.toArray())
      const end = (status: number, more?: Buffer) => {
        response.writeHead(status, more ? { 'content-length': more.length } : {})
        response.end(request.method === 'HEAD' ? undefined : more)
      }
      if (!SIGNED.test(request.headers.authorization ?? '') || !request.headers['x-amz-date']) return end(403)
      if (failing > 0) {
        failing -= 1
        return end(503)
      }
      const name = decodeURIComponent(request.url ?? '')
      if (request.method === 'PUT') {
        if (request.headers['x-amz-content-sha256'] !== createHash('sha256').update(body).digest('hex')) return end(400)
        kept.set(name, body)
        return end(200)
      }
      if (request.method === 'DELETE') return end(kept.delete(name) ? 204 : 404)
      const found = kept.get(name)
      return found ? end(200, found) : end(404)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  })
  afterAll(() => new Promise((done) => server.close(done)))
  afterEach(() => heard.splice(0))
  const store = () =>
    s3Store({ endpoint, bucket: 'fengqiao', region: 'us-east-1', accessKey: 'key-id', secretKey: 'never-sent' })

  test('each request is signed over what it carries, the secret stays here, and the bytes come back as they were', async () => {
    await store().put(key, path, { size: bytes.length, sha256 })
    expect(kept.get(`/fengqiao/${key}`)?.equals(bytes)).toBe(true)
    const put = heard.find(({ method }) => method === 'PUT')
    expect(put?.headers).toMatchObject({ 'x-amz-content-sha256': sha256, 'content-length': String(bytes.length) })
    expect(SIGNED.exec(put?.headers.authorization ?? '')?.[1]?.split(';')).toEqual(
      expect.arrayContaining(['host', 'x-amz-content-sha256', 'x-amz-date']),
    )
    expect(JSON.stringify(heard.map(({ headers, url }) => [headers, url]))).not.toContain('never-sent')
    expect((await whole(await store().read(key))).equals(bytes)).toBe(true)
  })

  test('what is there is not sent again; what is not there is null; what is gone is gone', async () => {
    await store().put(key, path, { size: bytes.length, sha256 })
    expect(heard.map(({ method }) => method)).toEqual(['HEAD'])
    expect(await store().read(originalKey('0'.repeat(64)))).toBeNull()
    await store().remove(key)
    expect(await store().read(key)).toBeNull()
  })

  test('one that says no for good is an error, never a file that seems to be kept', async () => {
    const wrong = s3Store({ endpoint, bucket: 'b', region: 'elsewhere', accessKey: 'key-id', secretKey: 'x' })
    await expect(wrong.put(key, path, { size: bytes.length, sha256 })).rejects.toThrow('S3')
    await expect(wrong.read(key)).rejects.toThrow('S3')
    expect(existsSync(path)).toBe(true)
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })
})
