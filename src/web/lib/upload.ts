import type * as contract from '#contract/evidence.ts'
import { call, type Lean, Refused, Unreachable } from './call.ts'
import { freshKey } from './idempotency.ts'
import { hashOf } from './sha256.ts'

// Method and path only: a phone carries no schema of what it sends as bytes. addresses.test.ts holds these to the contract.
export const UPLOADS: Lean<typeof contract.uploads> = { method: 'GET', path: '/api/disputes/:file_id/uploads' }
export const BEGIN: Lean<typeof contract.beginUpload> = { method: 'POST', path: '/api/disputes/:file_id/uploads' }
export const FINISH: Lean<typeof contract.finishUpload> = {
  method: 'POST',
  path: '/api/disputes/:file_id/uploads/:upload_id/finish',
}
export const DROP: Lean<typeof contract.dropUpload> = {
  method: 'POST',
  path: '/api/disputes/:file_id/uploads/:upload_id/drop',
}

type Upload = contract.UploadView
/** Where a file belongs, for a party the secret that opens it, and for a scan the paper it is of. */
export type Where = { fileId: string; link?: string; forPaper?: string }

/** How far it is, for whoever waits. `error`: why it stopped, in the server's words. */
export type Progress = {
  state: 'beginning' | 'sending' | 'paused' | 'offline' | 'checking' | 'done' | 'failed'
  sent: number
  size: number
  upload: Upload | null
  error: unknown
}

const SMALLEST = 64 * 1024
const LARGEST = 512 * 1024
/** A piece that goes through sooner may be larger the next time; one that takes longer is too large for this line. */
const QUICK_MS = 1_500
const SLOW_MS = 8_000
const PATIENCE_MS = 60_000
const MOST_WAIT_MS = 20_000
const MOST_CHECKS = 20

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    // The moment there is a line again nobody waits any longer.
    globalThis.addEventListener?.(
      'online',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })

/** Sends one piece. @throws Refused, Unreachable */
async function sendPiece(
  upload: Upload,
  from: number,
  piece: Blob,
  { fileId, link }: Where,
  stop: AbortSignal,
): Promise<number> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  const giveUp = () => patience.abort()
  stop.addEventListener('abort', giveUp)
  try {
    const response = await fetch(`/api/disputes/${fileId}/uploads/${upload.id}/pieces/${from}`, {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/octet-stream',
        'Idempotency-Key': freshKey(),
        ...(link ? { Authorization: `Link ${link}` } : {}),
      },
      body: piece,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: patience.signal,
    })
    const reply = (await response.json()) as { received?: number; title?: string; detail?: string; code?: string }
    if (response.ok && typeof reply.received === 'number') return reply.received
    if (reply.title && reply.code) throw new Refused(reply as ConstructorParameters<typeof Refused>[0])
    throw new Unreachable()
  } catch (error) {
    if (error instanceof Refused || error instanceof Unreachable) throw error
    throw new Unreachable(error)
  } finally {
    clearTimeout(timer)
    stop.removeEventListener('abort', giveUp)
  }
}

/** Refusals that pass by themselves. */
const passes = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Refused && [429, 500, 502, 503, 504, 507].includes(error.status))

export type Sending = { pause: () => void; resume: () => void; stop: () => void; done: Promise<Upload | null> }

/**
 * Sends a file in pieces and waits for the server's checks. A line that breaks is waited for; what the server has is never sent twice:
 * a file chosen again after the page was closed goes on where it stopped. That it is the same file its fingerprint says, counted here
 * and compared there: two photographs may have one name and one size.
 */
export function sendFile(file: File, where: Where, tell: (progress: Progress) => void): Sending {
  const stop = new AbortController()
  let paused = false
  let goOn: (() => void) | null = null
  const now: Progress = { state: 'beginning', sent: 0, size: file.size, upload: null, error: null }
  const say = (change: Partial<Progress>) => {
    Object.assign(now, change)
    if (!stop.signal.aborted) tell({ ...now })
  }
  const sending = { params: { file_id: where.fileId }, ...(where.link ? { link: where.link } : {}) }

  /** Does it again and again, as long as what stands in the way passes. */
  async function again<T>(work: () => Promise<T>, state: Progress['state']): Promise<T> {
    for (let wait = 1_000; ; wait = Math.min(wait * 2, MOST_WAIT_MS)) {
      if (stop.signal.aborted) throw new DOMException('stopped', 'AbortError')
      try {
        return await work()
      } catch (error) {
        if (!passes(error) || stop.signal.aborted) throw error
        say({ state: 'offline', error })
        await pause(error instanceof Refused && error.retryAfter ? error.retryAfter * 1_000 : wait)
        say({ state, error: null })
      }
    }
  }

  // Counted while the pieces go.
  const fingerprint = hashOf(file, stop.signal)
  fingerprint.catch(() => {})

  async function begin(anew: boolean): Promise<Upload> {
    const of = where.forPaper ? { for_paper: where.forPaper } : {}
    const known = anew ? [] : (await call(UPLOADS, { ...sending, query: of })).uploads
    const alike = known.filter(
      (it) => it.name === file.name.normalize('NFC') && it.size === file.size && it.last_modified === file.lastModified,
    )
    const whole = alike.filter(({ state }) => state === 'sound')
    const sha256 = whole.length > 0 ? await fingerprint : null
    return (
      whole.find((it) => it.sha256 === sha256) ??
      alike.find(({ state }) => state === 'receiving') ??
      (await call(BEGIN, {
        ...sending,
        body: { name: file.name, size: file.size, last_modified: file.lastModified, ...of },
        key: freshKey(),
      }))
    )
  }

  async function work(anew = false): Promise<Upload | null> {
    const upload = await again(() => begin(anew), 'beginning')
    let received = upload.received
    let length = 4 * SMALLEST
    say({ state: 'sending', upload, sent: received })
    while (received < file.size && upload.state === 'receiving') {
      if (paused) {
        say({ state: 'paused' })
        await new Promise<void>((resolve) => {
          goOn = resolve
        })
        say({ state: 'sending' })
      }
      if (stop.signal.aborted) return null
      const from = received
      received = await again(async () => {
        const began = performance.now()
        try {
          const next = await sendPiece(
            upload,
            from,
            file.slice(from, Math.min(from + length, file.size)),
            where,
            stop.signal,
          )
          const took = performance.now() - began
          if (took < QUICK_MS) length = Math.min(length * 2, LARGEST)
          if (took > SLOW_MS) length = Math.max(length / 2, SMALLEST)
          return next
        } catch (error) {
          length = Math.max(length / 2, SMALLEST)
          throw error
        }
      }, 'sending')
      say({ sent: received })
    }
    say({ state: 'checking', sent: file.size })
    const sha256 = await fingerprint
    for (let nth = 1; ; nth += 1) {
      try {
        const done = await call(FINISH, {
          ...sending,
          params: { file_id: where.fileId, upload_id: upload.id },
          body: { sha256 },
          key: freshKey(),
        })
        say({ state: 'done', upload: done })
        return done
      } catch (error) {
        // What was there before was another file's: this one is sent from its beginning.
        if (!anew && error instanceof Refused && error.code === 'file_damaged') return work(true)
        if (!passes(error) || nth >= MOST_CHECKS || stop.signal.aborted) throw error
        say({ error })
        await pause(error instanceof Refused && error.retryAfter ? error.retryAfter * 1_000 : 3_000)
      }
    }
  }

  const done = work().catch((error: unknown) => {
    say({ state: 'failed', error })
    return null
  })
  return {
    pause: () => {
      paused = true
    },
    resume: () => {
      paused = false
      goOn?.()
    },
    stop: () => {
      stop.abort()
      goOn?.()
    },
    done,
  }
}

/** How far it is, in words. */
export function sayProgress({ state, sent, size, upload, error }: Progress): string {
  const share = size === 0 ? 0 : Math.floor((sent / size) * 100)
  switch (state) {
    case 'beginning':
      return '准备上传……'
    case 'sending':
      return `正在上传，${share}%`
    case 'paused':
      return `已暂停，传了 ${share}%`
    case 'offline':
      return error instanceof Refused
        ? `${error.title}传了 ${share}%，过一会儿自动继续。`
        : `网断了，传了 ${share}%。连上以后自动继续，不用重传。`
    case 'checking':
      return error instanceof Refused ? error.title : '传完了，正在检查……'
    case 'done':
      return `传好了${upload?.kind_says ? `（${upload.kind_says}）` : ''}`
    case 'failed':
      return error instanceof Refused || error instanceof Unreachable
        ? `${error.title}${error.detail}`
        : '没有传成，请再试一次。'
  }
}
