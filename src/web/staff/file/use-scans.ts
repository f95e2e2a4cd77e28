import { useCallback, useEffect, useRef, useState } from 'react'
import { uploads } from '#contract/evidence.ts'
import { readScan, type ScanView } from '#contract/returned.ts'
import { call, Refused, Unreachable } from '#web/lib/call.ts'
import { freshKey } from '#web/lib/idempotency.ts'
import { DROP, type Progress, type Sending, sayProgress, sendFile } from '#web/lib/upload.ts'

/** One picture that was sent for a paper, and what it is. */
export type Picture = ScanView['pictures'][number] & {
  upload_id: string
  name: string
  drawn_of: number
  /** Sent since the form was opened; the others waited from before. */
  fresh: boolean
}
/** A file on its way, or one that did not come to anything. */
export type Coming = { name: string; says: string; failed: boolean }

const MOST_TRIES = 12
const sayOf = (error: unknown): string =>
  error instanceof Refused || error instanceof Unreachable ? `${error.title}${error.detail}` : '没有传成，请再试一次。'

/** Asks what a file is; while it is being read, and while there is no line, again. */
async function readOne(fileId: string, upload_id: string): Promise<ScanView> {
  for (let nth = 1; ; nth += 1) {
    try {
      return await call(readScan, { params: { file_id: fileId, upload_id }, body: {}, key: freshKey() })
    } catch (error) {
      const passes =
        error instanceof Unreachable || (error instanceof Refused && [429, 503, 507].includes(error.status))
      if (!passes || nth >= MOST_TRIES) throw error
      const wait = error instanceof Refused && error.retryAfter ? error.retryAfter : 3
      await new Promise((resolve) => setTimeout(resolve, wait * 1_000))
    }
  }
}

const picturesIn = ({ upload_id, name, of, pictures }: ScanView, fresh: boolean): Picture[] =>
  pictures.map((it) => ({ ...it, upload_id, name, drawn_of: of, fresh }))

/** What was sent for a paper: files go one after another, each is read when it has come; what was sent before is there again. */
export function useScans(fileId: string, paperId: string) {
  const [pictures, setPictures] = useState<Picture[]>([])
  const [coming, setComing] = useState<Coming[]>([])
  const [busy, setBusy] = useState(false)
  const gone = useRef(false)
  const now = useRef<Sending | null>(null)

  const take = useCallback((scan: ScanView, fresh: boolean) => {
    const came = picturesIn(scan, fresh)
    setPictures((known) => [...known.filter((it) => it.upload_id !== scan.upload_id), ...came])
    // A file that cannot be shown says why: nothing of it can be matched.
    const why = scan.no_preview ?? '这个文件不能显示成图片，请逐页拍照。'
    if (came.length === 0) setComing((known) => [...known, { name: scan.name, says: why, failed: true }])
  }, [])

  useEffect(() => {
    gone.current = false
    void (async () => {
      const before = await call(uploads, { params: { file_id: fileId }, query: { for_paper: paperId } }).catch(
        () => null,
      )
      for (const { id, state } of before?.uploads ?? [])
        if (state === 'sound' && !gone.current)
          await readOne(fileId, id).then(
            (scan) => take(scan, false),
            () => undefined,
          )
    })()
    return () => {
      gone.current = true
      now.current?.stop()
    }
  }, [fileId, paperId, take])

  const send = async (files: readonly File[]) => {
    setBusy(true)
    for (const file of files) {
      if (gone.current) return
      const tell = (says: string, failed = false) =>
        setComing((known) => [...known.filter((it) => it.name !== file.name), { name: file.name, says, failed }])
      let last: Progress | null = null
      const one = sendFile(file, { fileId, forPaper: paperId }, (progress) => {
        last = progress
        tell(sayProgress(progress), progress.state === 'failed')
      })
      now.current = one
      const done = await one.done
      if (!done) {
        if (last === null) tell('没有传成，请再试一次。', true)
        continue
      }
      tell('传好了，正在认是哪一页……')
      await readOne(fileId, done.id).then(
        (scan) => {
          setComing((known) => known.filter((it) => it.name !== file.name))
          take(scan, true)
        },
        (error: unknown) => tell(sayOf(error), true),
      )
    }
    setBusy(false)
  }

  /** Lets go of a file that is not wanted: all of its pictures. */
  const drop = async (upload_id: string) => {
    setPictures((known) => known.filter((it) => it.upload_id !== upload_id))
    await call(DROP, { params: { file_id: fileId, upload_id }, body: {}, key: freshKey() }).catch(() => undefined)
  }
  const forget = (name: string) => setComing((known) => known.filter((it) => it.name !== name))

  return { pictures, coming, busy, send, drop, forget }
}
