import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Store } from './store.ts'

export type S3 = { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string }

/**
 * The store in any place that speaks S3 (MinIO, 县政务云对象存储). Addresses name the bucket in their path, as all of them understand.
 * Each request is signed over the fingerprint of its bytes: what arrives changed is refused there. @throws where it is not reachable
 */
export function s3Store({ endpoint, bucket, region, accessKey, secretKey }: S3): Store {
  const addressOf = (key: string): string => `${endpoint}/${bucket}/${key}`
  // Read when first needed: a server that keeps its files in a folder never loads it.
  const client = async () => {
    const { AwsClient } = await import('aws4fetch')
    return new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, region, service: 's3', retries: 3 })
  }
  const failed = (what: string, status: number): Error => new Error(`S3 ${what}: ${status}`)
  return {
    async put(key, path, { size, sha256 }) {
      const s3 = await client()
      const known = await s3.fetch(addressOf(key), { method: 'HEAD' })
      await known.body?.cancel()
      if (known.status === 200 && Number(known.headers.get('content-length')) === size) return
      // The signature is made beforehand, the bytes then flow: a long film is never in memory.
      const { url, headers } = await s3.sign(addressOf(key), {
        method: 'PUT',
        headers: { 'x-amz-content-sha256': sha256, 'content-length': String(size) },
      })
      const sent = await fetch(url, {
        method: 'PUT',
        headers,
        body: Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>,
        duplex: 'half',
      } as RequestInit)
      await sent.body?.cancel()
      if (!sent.ok) throw failed('put', sent.status)
    },
    async read(key) {
      const found = await (await client()).fetch(addressOf(key))
      if (found.status === 404) {
        await found.body?.cancel()
        return null
      }
      if (!found.ok || !found.body) throw failed('get', found.status)
      return Readable.fromWeb(found.body as unknown as Parameters<typeof Readable.fromWeb>[0])
    },
    async remove(key) {
      const gone = await (await client()).fetch(addressOf(key), { method: 'DELETE' })
      await gone.body?.cancel()
      if (!gone.ok && gone.status !== 404) throw failed('delete', gone.status)
    },
  }
}
