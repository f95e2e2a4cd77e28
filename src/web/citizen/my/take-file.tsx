import { useState } from 'react'
import { saveFile } from '#web/lib/save-file.ts'
import { CallFailed } from '../kit/notice.tsx'

/** The browser inside 微信 shows pages and keeps no files. */
const KEEPS_NO_FILES = /MicroMessenger/i

type Taking = { busy: boolean; done: boolean; error: unknown; take: () => Promise<void> }

/** Fetches a file of hers and puts it where her device keeps files. */
export function useTaking(fetch: () => Promise<{ name: string; bytes: Blob }>): Taking {
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const [error, setError] = useState<unknown>(null)
  const take = async () => {
    setState('busy')
    setError(null)
    try {
      const { name, bytes } = await fetch()
      saveFile(name, bytes)
      setState('done')
    } catch (failure) {
      setError(failure)
      setState('idle')
    }
  }
  return { busy: state === 'busy', done: state === 'done', error, take }
}

/** How it stands with the file: that it is being made, where it is, or what went wrong. */
export function TakingWords({ taking: { busy, done, error } }: { taking: Taking }) {
  return (
    <>
      {error ? (
        <div className="no-print">
          <CallFailed error={error} />
        </div>
      ) : null}
      <p className="small no-print" role="status">
        {KEEPS_NO_FILES.test(navigator.userAgent)
          ? '微信里下载不了：请点右上角的“…”，选“在浏览器打开”，再点下载。'
          : null}
        {busy ? '正在制作文件，要几秒钟……' : null}
        {done ? '文件已经下载，在手机的“下载”或“文件管理”里。文件里有您的姓名和事情，请不要随便转发。' : null}
      </p>
    </>
  )
}
