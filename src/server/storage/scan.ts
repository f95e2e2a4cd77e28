import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { connect } from 'node:net'
import { Problem } from '../http/problem.ts'

const SCAN_LIMIT = 60_000

/**
 * Asks a clamd whether it knows the file for a virus (its INSTREAM command over a unix socket). @throws Problem scanner_away where
 * nobody answers: what was to be looked at and was not is never taken as clean. `too_large`: beyond its own limit (StreamMaxLength)
 */
export async function scan(socket: string, path: string): Promise<'clean' | 'virus' | 'too_large'> {
  const server = connect({ path: socket })
  server.setTimeout(SCAN_LIMIT, () => server.destroy(new Error('no answer')))
  const answer: Buffer[] = []
  const heard = new Promise<string>((resolve, reject) => {
    server.on('data', (piece) => answer.push(piece))
    server.on('end', () => resolve(Buffer.concat(answer).toString('latin1')))
    server.on('error', reject)
  })
  heard.catch(() => {})
  try {
    server.write('zINSTREAM\0')
    for await (const piece of createReadStream(path, { highWaterMark: 64 * 1024 })) {
      const bytes = piece as Buffer
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      server.write(length)
      // Whoever is not there never asks for more: what ended the connection ends the waiting too.
      if (!server.write(bytes)) await Promise.race([once(server, 'drain'), heard])
    }
    server.write(Buffer.alloc(4))
    const said = (await heard).replaceAll('\0', '').trim()
    if (/ FOUND$/.test(said)) return 'virus'
    if (/: OK$/.test(said)) return 'clean'
    throw new Error('no verdict')
  } catch {
    // It says so and hangs up in the midst of what is sent.
    if (/size limit exceeded/i.test(Buffer.concat(answer).toString('latin1'))) return 'too_large'
    throw new Problem('scanner_away', { retryAfter: 60 })
  } finally {
    server.destroy()
  }
}

/** Whether a clamd answers at the socket (its PING command). */
export async function isThere(socket: string): Promise<boolean> {
  const server = connect({ path: socket })
  server.setTimeout(SCAN_LIMIT, () => server.destroy(new Error('no answer')))
  try {
    server.write('zPING\0')
    const [answer] = (await once(server, 'data')) as [Buffer]
    return answer.toString('latin1').startsWith('PONG')
  } catch {
    return false
  } finally {
    server.destroy()
  }
}
