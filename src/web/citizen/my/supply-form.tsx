import { type FormEvent, useRef, useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import { MISSING, NOT_KNOWN_YET, SupplyInput } from '#domain/intake/inputs.ts'
import { call, mayRepeat, Refused } from '#web/lib/call.ts'
import { onDevice } from '#web/lib/device.ts'
import { type KeyFor, keyFor } from '#web/lib/idempotency.ts'
import { supplySupplement } from '../addresses.ts'
import { Field } from '../kit/field.tsx'
import { CallFailed } from '../kit/notice.tsx'
import { Phone } from '../kit/phone.tsx'

type Written = { text: string; other_side: string }
type Faults = Partial<Record<keyof Written, string>>

const isWritten = (value: unknown): value is Written =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  'other_side' in value &&
  typeof value.other_side === 'string'

const bodyOf = ({ text, other_side }: Written) => (other_side.trim() ? { text, other_side } : { text })

function check(written: Written): Faults {
  const checked = SupplyInput.safeParse(bodyOf(written))
  const faults: Faults = {}
  for (const issue of checked.error?.issues ?? []) {
    const field = issue.path[0]
    if (field === 'text' || field === 'other_side') faults[field] ??= issue.message
  }
  return faults
}

/** 请补充: everything that is missing, told once, and one box to say it in. */
export function SupplyForm({
  matter,
  secret,
  onDone,
}: {
  matter: MyDispute
  secret: string
  onDone: () => Promise<void>
}) {
  const shelf = `fengqiao.supply.${matter.file_id}`
  const [written, setWritten] = useState<Written>(() => onDevice.read(shelf, isWritten) ?? { text: '', other_side: '' })
  const [faults, setFaults] = useState<Faults>({})
  const [error, setError] = useState<unknown>(null)
  const [sending, setSending] = useState(false)
  const underWay = useRef(false)
  const submission = useRef<KeyFor | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const asksWho = matter.missing.includes('other_side_name') || matter.said?.other_side === NOT_KNOWN_YET

  const change = (changed: Partial<Written>) => {
    const next = { ...written, ...changed }
    setWritten(next)
    setFaults({})
    onDevice.keep(shelf, next)
  }
  const toFirstFault = () =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (underWay.current) return
    const wrong = check(written)
    setFaults(wrong)
    if (Object.keys(wrong).length) return toFirstFault()
    underWay.current = true
    setSending(true)
    setError(null)
    const body = bodyOf(written)
    submission.current = keyFor(submission.current, body)
    try {
      await call(supplySupplement, {
        params: { file_id: matter.file_id },
        body,
        link: secret,
        key: submission.current.key,
      })
      onDevice.drop(shelf)
      await onDone()
    } catch (failure) {
      setError(failure)
      if (failure instanceof Refused) {
        setFaults({ text: failure.about('text') ?? '', other_side: failure.about('other_side') ?? '' })
        // The matter has moved on meanwhile: show where it is now; what she wrote stays on the device.
        if (failure.code === 'wrong_state') await onDone()
      }
    } finally {
      underWay.current = false
      setSending(false)
    }
  }

  return (
    <section className="card supply" aria-labelledby="supply">
      <h2 id="supply">请补充</h2>
      {matter.missing.length ? (
        <ul className="supply-missing">
          {matter.missing.map((code) => (
            <li key={code}>{MISSING[code]}</li>
          ))}
        </ul>
      ) : null}
      <form ref={form} onSubmit={send} noValidate>
        {asksWho ? (
          <Field
            label="对方是谁"
            optional
            value={written.other_side}
            onChange={(other_side) => change({ other_side })}
            error={faults.other_side || null}
          />
        ) : null}
        <Field
          label="要补充的内容"
          value={written.text}
          onChange={(text) => change({ text })}
          hint="想到哪写到哪，可以点键盘上的话筒用嘴说。"
          error={faults.text || null}
          lines={5}
          most={5_000}
        />
        {error ? (
          <CallFailed error={error}>{mayRepeat(error) ? <p>写好的内容已保存在本机，不会丢。</p> : null}</CallFailed>
        ) : null}
        <button type="submit" className="button" aria-disabled={sending}>
          {sending ? '正在提交……' : error && mayRepeat(error) ? '再提交一次' : '提交补充'}
        </button>
      </form>
      <p className="small supply-help">
        照片、录音这样的材料，用下面的“交材料”。证件可以送到{matter.unit.name}，或打电话{' '}
        <Phone number={matter.unit.phone} />
        ，请工作人员替您写。
      </p>
    </section>
  )
}
