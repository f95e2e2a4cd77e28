import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** What somebody handed in is nobody's page here: it cannot run, frame, or name another place. */
const SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"

/** What a file may be called on any computer: what a file system refuses in a name stays out of it. */
export const nameForDisc = (text: string): string => {
  const plain = text
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it takes out
    .replaceAll(/[\u0000-\u001f\u007f\\/:*?"<>|\s]+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return [...plain].slice(0, 80).join('') || '文件'
}

/** A name for saving, whatever it is written in (RFC 6266, RFC 5987): never shown inside a page of ours. */
const attachment = (name: string): string => {
  const plain = name.replace(/[^\w.-]/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*!]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}

/** A file that was made whole, to be kept under its own name. */
export async function sendFile(reply: FastifyReply, file: File): Promise<FastifyReply> {
  const bytes = Buffer.from(await file.arrayBuffer())
  return reply
    .header('content-disposition', attachment(file.name))
    .header('etag', `"${createHash('sha256').update(bytes).digest('hex')}"`)
    .type(file.type)
    .send(bytes)
}

/**
 * Bytes as they come, never whole in memory. With a name they are to be kept, else a picture of our own making.
 * @param size bytes, where they are known before
 * @returns what a handler answers with: the schema of its reply is for the printed interface alone
 */
export function sendStream(
  reply: FastifyReply,
  bytes: Readable,
  { type, name, size = null }: { type: string; name?: string; size?: number | null },
): string {
  reply.header('content-security-policy', SANDBOX).type(type)
  if (name !== undefined) reply.header('content-disposition', attachment(name))
  if (size !== null) reply.header('content-length', size)
  return bytes as unknown as string
}
