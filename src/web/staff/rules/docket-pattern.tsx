import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input } from 'antd'
import { useState } from 'react'
import { ChangePatternInput, changeDocketPattern, type DocketPattern, docketPattern } from '#contract/dockets.ts'
import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import { DOCKET_FIELDS, docketIn, faultsOfPattern } from '#domain/documents/docket.ts'
import { Reason } from '#domain/organisations/inputs.ts'
import { call } from '#web/lib/call.ts'
import { sayDay, sayInstant } from '#web/lib/dates.ts'
import { checkedBy } from '../kit/faults.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useNow } from '../kit/use-now.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { useMe } from '../session/me.ts'

const FIELDS_SAY = Object.entries(DOCKET_FIELDS)
  .map(([name, says]) => `{${name}} 是${says}`)
  .join('，')

/** How docket numbers are written: the pattern, its history, and for the bureau a way to change it. */
export function DocketPatternCard() {
  const me = useMe()
  const [changing, setChanging] = useState(false)
  const now = useNow()
  const { data, error, refetch } = useQuery({
    queryKey: ['docket-pattern', me.post.id],
    queryFn: () => call(docketPattern),
  })
  if (error && !data) return <NotFetched error={error} again={() => refetch()} />
  if (!data) return null
  const year = dayIn(now).slice(0, 4)
  return (
    <section className="card" aria-labelledby="docket-pattern">
      <div className="rule-head">
        <h2 id="docket-pattern">卷号的写法</h2>
        {data.may_change && <Button onClick={() => setChanging(true)}>改写法</Button>}
      </div>
      <p>
        <strong className="rule-length">{data.pattern}</strong>
        <span className="quiet">　例如 {docketIn(data.pattern, { year, unit: '石桥村', n: 3 })}</span>
      </p>
      <p className="quiet">
        每个调委会每年从 1
        号编起，受理调解的那一步编号，一个也不跳；编错的作废留底，不再使用。协议用同一个号，口头协议后面加“口”。
      </p>
      <details>
        <summary>各版和理由（{data.history.length}）</summary>
        <ul className="plain-list editions">
          {data.history.map((it) => (
            <li key={it.version}>
              <strong>{it.pattern}</strong>
              <span className="quiet">
                {it.from_on && `${sayDay(it.from_on)} 起；`}
                {it.at && `${sayInstant(it.at)} ${it.unit_name}${it.by}：`}
                {it.because}
              </span>
            </li>
          ))}
        </ul>
      </details>
      {changing && <ChangePattern data={data} onClose={() => setChanging(false)} />}
    </section>
  )
}

type Values = { pattern: string; from_on: string; reason: string }

function ChangePattern({ data, onClose }: { data: DocketPattern; onClose: () => void }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const now = useNow()
  const [form] = Form.useForm<Values>()
  const sending = useSubmit(changeDocketPattern)
  const rest = useFormFaults(form, sending.trouble, ['pattern', 'from_on', 'reason'])
  const [pattern, setPattern] = useState(data.pattern)
  const faults = faultsOfPattern(pattern)
  const year = dayIn(now).slice(0, 4)
  const onFinish = async ({ pattern, from_on, reason }: Values) => {
    const done = await sending.submit({ body: { pattern, from_on, reason, base_version: data.version } })
    if (!done) return
    message.success(`${sayDay(from_on)} 起，新编的号用这个写法`)
    queries.invalidateQueries({ queryKey: ['docket-pattern'] })
    onClose()
  }
  return (
    <Drawer
      open
      size={420}
      rootClassName="act-drawer"
      title="改卷号的写法"
      onClose={onClose}
      mask={false}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>先不改</Button>
          <Button type="primary" loading={sending.busy} onClick={() => form.submit()}>
            就这样改
          </Button>
        </div>
      }
    >
      <TroubleNote trouble={sending.trouble} rest={rest} />
      <p className="form-note">{FIELDS_SAY}；各写一次，别的照写。已经编出的号不变，序号接着编。</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ pattern: data.pattern, from_on: addDays(dayIn(now), 1), reason: '' }}
        onValuesChange={(changed: Partial<Values>) => {
          if (changed.pattern !== undefined) setPattern(changed.pattern)
          form.setFields((Object.keys(changed) as (keyof Values)[]).map((name) => ({ name, errors: [] })))
        }}
        onFinish={onFinish}
      >
        <Form.Item
          name="pattern"
          label="写法"
          rules={[checkedBy(ChangePatternInput.shape.pattern)]}
          validateTrigger="onSubmit"
        >
          <Input maxLength={80} />
        </Form.Item>
        <div className="trial" role="status">
          {faults.length > 0 ? (
            <ul className="plain-list mend">
              {faults.map((says) => (
                <li key={says}>{says}</li>
              ))}
            </ul>
          ) : (
            <p>
              试写：{docketIn(pattern, { year, unit: '石桥村', n: 3 })}，
              {docketIn(pattern, { year, unit: '枫医', n: 128 })}
            </p>
          )}
        </div>
        <Form.Item
          name="from_on"
          label="从哪天起"
          rules={[checkedBy(ChangePatternInput.shape.from_on)]}
          validateTrigger="onSubmit"
        >
          <Input type="date" min={dayIn(now)} />
        </Form.Item>
        <Form.Item name="reason" label="为什么这样改" rules={[checkedBy(Reason)]} validateTrigger="onSubmit">
          <Input.TextArea rows={3} maxLength={200} placeholder="例如：按市局统一的写法" />
        </Form.Item>
      </Form>
    </Drawer>
  )
}
