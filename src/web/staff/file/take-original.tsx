import { App } from 'antd'
import { type ReactNode, useState } from 'react'
import { type Fetched, Refused, Unreachable } from '#web/lib/call.ts'
import { saveFile } from '#web/lib/save-file.ts'

/** Milliseconds a file is waited for: a recording comes slowly over a village's line. */
export const ORIGINAL_PATIENCE = 600_000

/** The name of a file that was handed in, to be taken along: what it says when that fails stands on this page. */
export function TakeOriginal({ title, take, children }: Props) {
  const { message } = App.useApp()
  const [fetching, setFetching] = useState(false)
  const fetch = async () => {
    setFetching(true)
    try {
      const { name, bytes } = await take()
      saveFile(name, bytes)
    } catch (error) {
      const known = error instanceof Refused || error instanceof Unreachable
      message.error(known ? `${error.title}${error.detail}` : '没有下载成：请再点一次。', 8)
    } finally {
      setFetching(false)
    }
  }
  return (
    <button type="button" className="text-button" title={title} disabled={fetching} onClick={() => void fetch()}>
      {fetching ? '正在下载……' : children}
    </button>
  )
}
type Props = { title: string; take: () => Promise<Fetched>; children: ReactNode }
