import { Button, Form, Input } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { Refused } from '#web/lib/call.ts'
import { act } from '../acts/act.ts'
import type { Values } from '../acts/act-form.ts'
import { enterMoves } from '../kit/enter-moves.ts'
import { faultsIn, faultsOfServer, mended, showFaults } from '../kit/nested-faults.ts'
import { PlainSelect } from '../kit/plain-select.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useNow } from '../kit/use-now.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { dropEntry, entryOf, keepEntry } from '../session/kept.ts'
import { useMe } from '../session/me.ts'
import { fromLocalField, toLocalField } from '../wording.ts'
import { channelsOf } from './entry.ts'
import { PlacePicker, useOwnPlace, useReceiver } from './place-picker.tsx'
import type { Opened } from './take-down-form.tsx'

const step = act('report_clue')

/** A hint in twenty seconds: where, what, who says so. Nobody is a party yet, and nobody is named. */
export function ClueForm({ onOpened }: { onOpened: (it: Opened) => void }) {
  const me = useMe()
  const [form] = Form.useForm<Values>()
  const { submit, busy, trouble } = useSubmit(step)
  const [rest, setRest] = useState<readonly string[]>([])
  const keptAs = `report_clue ${me.post.id}`
  const receiver = useReceiver(Form.useWatch('place_code', form) as number | undefined)
  const now = useNow()
  useOwnPlace(form, ['what_happened'])

  useEffect(() => {
    if (trouble instanceof Refused) setRest(showFaults(form, faultsOfServer(trouble.faults)))
  }, [form, trouble])

  const send = useCallback(async () => {
    const { occurred_at, protected_reporter, ...values } = form.getFieldsValue(true) as Values
    const body = {
      where_text: '',
      reported_by: '',
      ...values,
      ...(protected_reporter ? { protected_reporter } : {}),
      ...(occurred_at ? { occurred_at: fromLocalField(String(occurred_at)) } : {}),
    }
    const faults = faultsIn(step.body, body)
    setRest(showFaults(form, faults))
    if (faults.length > 0) return
    const opened = (await submit({ body })) as Opened | null
    if (!opened) return
    dropEntry()
    onOpened(opened)
  }, [form, submit, onOpened])

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      className="entry entry-clue"
      initialValues={{ channel: 'CH01', ...entryOf(keptAs) }}
      onValuesChange={(changed) => {
        keepEntry(keptAs, form.getFieldsValue(true))
        for (const name of Object.keys(changed)) mended(form, [name])
      }}
      onKeyDownCapture={(event) => enterMoves(event, send)}
    >
      <TroubleNote trouble={trouble} rest={rest} />
      <section className="card">
        <div className="entry-pair">
          <Form.Item name="place_code" label="哪里">
            <PlacePicker />
          </Form.Item>
          <Form.Item name="where_text" label="具体地点（可不填）">
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        </div>
        <Form.Item name="what_happened" label="看到、听到什么">
          <Input.TextArea className="grows" rows={4} maxLength={5000} />
        </Form.Item>
        <div className="entry-pair">
          <Form.Item name="reported_by" label="谁说的（可不填）">
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <div className="entry-pair">
            <Form.Item name="channel" label="怎样发现的">
              <PlainSelect options={channelsOf('report_clue', me.post.role)} />
            </Form.Item>
            <Form.Item name="occurred_at" label="发现的时间（现在就不用填）">
              <Input type="datetime-local" max={toLocalField(now)} />
            </Form.Item>
          </div>
        </div>
        <Form.Item
          name="protected_reporter"
          label="报告的人要求保密的，写在这里（可不填）"
          extra="加密保存，不进任何文书和名单；只有单位负责人和上报线索的人写明理由才能看。"
        >
          <Input maxLength={200} autoComplete="off" placeholder="是谁、怎样联系他" />
        </Form.Item>
        <p className="quiet" aria-live="polite">
          {receiver ? `由${receiver.name}核实（${receiver.phone}）。` : '选了地方，这里会写明由谁核实。'}
        </p>
      </section>
      <div className="entry-foot">
        <p className="quiet">只是线索，还不是谁和谁的纠纷：核实以后由受理的人转为纠纷，或者销号。结果会告诉您。</p>
        <Button type="primary" loading={busy} onClick={send} data-enter-stop>
          上报
        </Button>
      </div>
    </Form>
  )
}
