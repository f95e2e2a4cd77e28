import { useCallback, useEffect, useState } from 'react'
import type { Sheet } from '#contract/intake.ts'
import { call } from '#web/lib/call.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { mySheet } from '../addresses.ts'
import { CallFailed } from '../kit/notice.tsx'
import { useArrival } from '../kit/screen.tsx'

/** All of it on one sheet, to print or to show to somebody: for those who would rather hold paper. */
export function SheetPage({ secret, onBack }: { secret: string; onBack: () => void }) {
  const heading = useArrival('办事情况单')
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [error, setError] = useState<unknown>(null)
  const load = useCallback(() => {
    setError(null)
    call(mySheet, { link: secret }).then(setSheet, setError)
  }, [secret])
  useEffect(load, [load])
  return (
    <div className="screen paper-page">
      <h1 ref={heading} tabIndex={-1} className="visually-hidden">
        办事情况单
      </h1>
      {error ? (
        <CallFailed error={error}>
          <button type="button" className="button-link" onClick={load}>
            再试一次
          </button>
        </CallFailed>
      ) : null}
      {sheet ? (
        <div className="paper-sheet">
          <PaperView paper={sheet} />
        </div>
      ) : error ? null : (
        <p className="waiting">正在打开……</p>
      )}
      <div className="buttons no-print">
        <button type="button" className="button" onClick={onBack}>
          返回
        </button>
        {sheet ? (
          <button type="button" className="button button-plain" onClick={() => window.print()}>
            打印
          </button>
        ) : null}
      </div>
    </div>
  )
}
