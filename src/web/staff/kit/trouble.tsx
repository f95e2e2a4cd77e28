import { Alert } from 'antd'
import { useEffect, useRef } from 'react'
import { Unreachable } from '#web/lib/call.ts'
import { clockAfter, waitWords } from '../wording.ts'
import type { Trouble } from './use-submit.ts'

type Props = {
  trouble: Trouble | null
  rest?: readonly string[]
  /** What to do next in this place, where that differs from what the server advises. */
  instead?: string | undefined
}

/** What went wrong and what to do next; faults without a field of their own stand below. */
export function TroubleNote({ trouble, rest = [], instead }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (trouble) place.current?.scrollIntoView({ block: 'nearest' })
  }, [trouble])
  const lost = trouble instanceof Unreachable
  return (
    <div ref={place} role="alert" className="trouble">
      {trouble && (
        <Alert
          type={lost ? 'warning' : 'error'}
          showIcon
          role="presentation"
          title={trouble.title}
          description={
            <>
              {lost ? '请看看网络是否正常，再点一次；不会重复登记，已填的内容都在。' : (instead ?? trouble.detail)}
              {!lost &&
                trouble.retryAfter !== null &&
                ` 请 ${waitWords(trouble.retryAfter)}后（${clockAfter(trouble.retryAfter, new Date().toISOString())}）再试。`}
              {rest.length > 0 && (
                <ul className="plain-list">
                  {rest.map((says) => (
                    <li key={says}>{says}</li>
                  ))}
                </ul>
              )}
            </>
          }
        />
      )}
    </div>
  )
}
