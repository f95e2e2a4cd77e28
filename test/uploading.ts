import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

export type Answer = { status: number; code: string; body: Record<string, unknown> }

/** Sends files as somebody: a cookie of the office, or a party's link. */
export function uploader(app: FastifyInstance, who: { cookie?: string; link?: string }) {
  const headers = {
    ...(who.cookie ? { cookie: who.cookie } : {}),
    ...(who.link ? { authorization: `Link ${who.link}` } : {}),
  }
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object | Buffer): Promise<Answer> => {
    const bytes = Buffer.isBuffer(payload)
    const answer = await app.inject({
      method,
      url,
      headers: {
        ...headers,
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...(bytes ? { 'content-type': 'application/octet-stream' } : {}),
      },
      ...(payload === undefined ? {} : { payload }),
    })
    const body = answer.json() as Record<string, unknown>
    return { status: answer.statusCode, code: String(body.code ?? ''), body }
  }
  const base = (fileId: string) => `/api/disputes/${fileId}/uploads`
  const begin = (fileId: string, name: string, size: number) => ask('POST', base(fileId), { name, size })
  const piece = (fileId: string, id: string, offset: number, bytes: Buffer) =>
    ask('POST', `${base(fileId)}/${id}/pieces/${offset}`, bytes)
  const finish = (fileId: string, id: string, body: object = {}) => ask('POST', `${base(fileId)}/${id}/finish`, body)
  /** All of a file, in pieces of so many bytes; the last answer, or the first refusal. */
  async function send(fileId: string, name: string, bytes: Buffer, length = 256 * 1024): Promise<Answer> {
    const begun = await begin(fileId, name, bytes.length)
    if (begun.status !== 201) return begun
    const id = String(begun.body.id)
    for (let at = 0; at < bytes.length; at += length) {
      const sent = await piece(fileId, id, at, bytes.subarray(at, at + length))
      if (sent.status !== 200) return sent
    }
    return finish(fileId, id)
  }
  return { ask, base, begin, piece, finish, send }
}
