import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input, InputNumber } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { enterHolidays, type YearLine } from '#contract/clock-rules.ts'
import { Reason } from '#domain/organisations/inputs.ts'
import { Refused } from '#web/lib/call.ts'
import { checkedBy } from '../kit/faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { readNotice } from './holiday-text.ts'

type Effect = z.output<typeof enterHolidays.reply>
const BOXES = ['holidays', 'worked'] as const
type Values = { year: number; document: string; holidays: string; worked: string; reason: string }

function EffectWords({ effect }: { effect: Effect }) {
  const { days_off, days_on, later, earlier, kept } = effect
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [])
  return (
    <div className="trial" role="status" ref={place}>
      <p>
        读到工作日放假 <strong>{days_off.length}</strong> 天，周末上班 <strong>{days_on.length}</strong>{' '}
        天，请和通知原文核对。
      </p>
      <p>
        正在计的期限里，<strong>{later} 项往后推</strong>
        {earlier > 0 && (
          <>
            ，<strong className="trial-more">{earlier} 项提前</strong>（法律定的日子，照真正放假的日子算）
          </>
        )}
        {kept > 0 && `；${kept} 项本来会提前，本县约定的日子不缩短，照旧`}。
      </p>
      <p className="quiet">逐件重新计算，写进各件的经过；起算的日子不动。</p>
    </div>
  )
}

/** Types off a State Council notice: what it changes is said first, then it is entered. */
export function EnterHolidays({ years, onClose }: { years: readonly YearLine[]; onClose: () => void }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const { submit, busy, trouble } = useSubmit(enterHolidays)
  const [effect, setEffect] = useState<Effect | null>(null)
  const rest = useFormFaults(form, trouble, ['year', 'document', 'reason'])
  // Holidays and worked days stand in two boxes: a fault of one of their lines is said beside its box.
  useEffect(() => {
    const faults = trouble instanceof Refused ? trouble.faults : []
    const fields = BOXES.map((name) => ({
      name,
      errors: faults.filter(({ path }) => path.startsWith(name)).map(({ says }) => says),
    })).filter(({ errors }) => errors.length > 0)
    form.setFields(fields)
    if (fields[0]) form.scrollToField(fields[0].name, { block: 'center' })
  }, [form, trouble])
  const inBoxes =
    trouble instanceof Refused ? trouble.faults.filter(({ path }) => BOXES.some((it) => path.startsWith(it))) : []
  const next = years.find(({ status }) => status === 'provisional')?.year ?? (years.at(-1)?.year ?? 2026) + 1

  const onFinish = async (values: Values) => {
    const { year, document, reason } = values
    const { holidays, worked, wrong } = readNotice(year, values.holidays ?? '', values.worked ?? '')
    if (wrong.length > 0) {
      const errors = wrong.map((line) => `读不懂这一行：${line}。请写成“春节 2月5日至2月11日”或者“2月14日”。`)
      form.setFields([{ name: 'holidays', errors }])
      return
    }
    const body = { year, document, holidays, worked, reason, try_only: effect === null }
    const answer = await submit({ body })
    if (!answer) return
    if (effect === null) return setEffect(answer)
    message.success(`已录入 ${year} 年的放假安排，正在逐件重新计算`)
    queries.invalidateQueries({ queryKey: ['holidays'] })
    onClose()
  }

  return (
    <Drawer
      open
      size={460}
      rootClassName="act-drawer"
      title="录入放假通知"
      onClose={onClose}
      mask={false}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>先不录</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {effect ? '录入，重新计算' : '先看会改动哪些'}
          </Button>
        </div>
      }
    >
      <TroubleNote trouble={trouble} rest={rest.filter((says) => !inBoxes.some((it) => it.says === says))} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ year: next }}
        onValuesChange={(changed: Partial<Values>) => {
          setEffect(null)
          form.setFields((Object.keys(changed) as (keyof Values)[]).map((name) => ({ name, errors: [] })))
        }}
        onFinish={onFinish}
      >
        <Form.Item name="year" label="哪一年">
          <InputNumber min={2024} max={2100} precision={0} />
        </Form.Item>
        <Form.Item
          name="document"
          label="文号和名称"
          rules={[{ required: true, message: '请写通知的文号和名称。' }]}
          validateTrigger="onSubmit"
        >
          <Input maxLength={100} placeholder="国办发明电〔2026〕7号 国务院办公厅关于2027年部分节假日安排的通知" />
        </Form.Item>
        <Form.Item
          name="holidays"
          label="放假：一行一个节日，写第一天和最后一天"
          extra="周末写进去也可以，系统会认出来。"
        >
          <Input.TextArea rows={7} placeholder={'元旦 1月1日至1月3日\n春节 2月5日至2月11日\n清明节 4月3日至4月5日'} />
        </Form.Item>
        <Form.Item name="worked" label="调休上班的星期六、星期日">
          <Input.TextArea rows={2} placeholder="2月14日、2月20日" />
        </Form.Item>
        <Form.Item name="reason" label="为什么录（从哪里来的）" rules={[checkedBy(Reason)]} validateTrigger="onSubmit">
          <Input.TextArea rows={2} maxLength={200} placeholder="例如：国务院办公厅 11 月 4 日公布，省里已经转发" />
        </Form.Item>
        {effect && <EffectWords effect={effect} />}
      </Form>
    </Drawer>
  )
}
