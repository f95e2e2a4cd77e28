import { useCallback, useEffect, useState } from 'react'
import type { MyDispute, Sheet } from '#contract/intake.ts'
import type { DrawnForm } from '#domain/documents/drawn-form-names.ts'
import { call, fetchFile } from '#web/lib/call.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { myForm, myFormPdf } from '../addresses.ts'
import { CallFailed } from '../kit/notice.tsx'
import { useArrival } from '../kit/screen.tsx'
import { TakingWords, useTaking } from './take-file.tsx'

type Props = { secret: string; print: MyDispute['prints'][number]; onBack: () => void }

/** A form of her own, filled with what is known: to print and to sign, or to see what it would say. */
export function FormPage({ secret, print: { form, of, says }, onBack }: Props) {
  const heading = useArrival(says)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [error, setError] = useState<unknown>(null)
  const load = useCallback(() => {
    setError(null)
    call(myForm, { link: secret, params: { form: form as DrawnForm }, query: { of } }).then(setSheet, setError)
  }, [secret, form, of])
  useEffect(load, [load])
  const taking = useTaking(() =>
    fetchFile(myFormPdf, { link: secret, params: { form: form as DrawnForm }, query: { of } }),
  )
  return (
    <div className="screen paper-page">
      <h1 ref={heading} tabIndex={-1} className="visually-hidden">
        {says}
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
          <PaperView paper={sheet} toSign />
        </div>
      ) : error ? null : (
        <p className="waiting">正在打开……</p>
      )}
      {sheet ? <TakingWords taking={taking} /> : null}
      <div className="buttons no-print">
        {sheet ? (
          <>
            <button type="button" className="button" disabled={taking.busy} onClick={() => void taking.take()}>
              下载（PDF）
            </button>
            <button type="button" className="button button-plain" onClick={() => window.print()}>
              打印
            </button>
          </>
        ) : null}
        <button type="button" className="button button-plain" onClick={onBack}>
          返回
        </button>
      </div>
    </div>
  )
}
