import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { changeClockRule, type RuleLine, tryClockRule } from '#contract/clock-rules.ts'
import { DAY_UNITS, type RuleUnit, TIMED_UNITS, unitWords } from '#domain/clocks/rule-book.ts'
import { Reason } from '#domain/organisations/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useFormFaults } from '../kit/use-form-faults.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { WarnFields } from './warn-fields.tsx'

type Tried = z.output<typeof tryClockRule.reply>
type Asked = Pick<RuleLine, 'half_at' | 'half_to' | 'most_at' | 'most_to' | 'over_to'> & {
  amount: number
  unit: RuleUnit
}
type Values = Asked & { reason: string }
const FIELDS = [
  'amount',
  'unit',
  'half_at',
  'half_to',
  'most_at',
  'most_to',
  'over_to',
] as const satisfies (keyof Asked)[]

const unitsOf = ({ kind, unit }: RuleLine): readonly RuleUnit[] => {
  if (unit === null) return []
  if (kind === 'M') return [unit]
  return (TIMED_UNITS as readonly string[]).includes(unit) ? TIMED_UNITS : DAY_UNITS
}

/** What stands in the form at first: the rule as it is now. A rule whose day is agreed has no unit and is never changed. */
const startOf = ({ amount, unit, half_at, half_to, most_at, most_to, over_to }: RuleLine): Asked => ({
  ...{ amount, unit: unit ?? 'day', half_at, half_to, most_at, most_to, over_to },
})

/** How a trial came out, in the words a bureau decides by. */
export function TrialWords({ tried }: { tried: Tried }) {
  const { clocks, late_then, late_now, length_says, half_now, half_then, most_now, most_then } = tried
  return (
    <div className="trial" role="status">
      {clocks === 0 ? (
        <p>过去十二个月没有用过这个期限，试算不出来会怎样。</p>
      ) : (
        <>
          <p>
            如果早用 <strong>{length_says}</strong>，过去十二个月的 {clocks} 项里会有{' '}
            <strong className={late_then > late_now ? 'trial-more' : undefined}>{late_then} 项超期</strong>。
          </p>
          <p>
            第一次提醒会有 {half_then} 项（照现在的 {half_now} 项），第二次 {most_then} 项（照现在的 {most_now} 项）。
          </p>
          <p className="quiet">照当时的期限，超期的是 {late_now} 项。只看数，不看是哪一件、谁办的。</p>
        </>
      )}
    </div>
  )
}

/** Changes one length, or when it warns and whom: tried first on what is behind us, then with a reason; for clocks that start from now on. */
export function ChangeRule({ rule, onClose }: { rule: RuleLine; onClose: () => void }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const trying = useSubmit(tryClockRule)
  const choosing = useSubmit(changeClockRule)
  const [tried, setTried] = useState<Tried | null>(null)
  const trouble = choosing.trouble ?? trying.trouble
  const rest = useFormFaults(form, trouble, [...FIELDS, 'reason'])
  const long = rule.why_fixed === null
  const params = { rule: rule.id }

  const onTry = async () => {
    const { reason: _, ...asked } = { ...startOf(rule), ...form.getFieldsValue() }
    setTried(await trying.submit({ params, body: asked }))
  }
  const onFinish = async ({ reason }: Values) => {
    if (!tried) return
    const done = await choosing.submit({ params, body: { trial: tried.trial, reason } })
    if (!done) return
    message.success(`已改：${rule.says}，以后开始的照新的计、照新的提醒`)
    queries.invalidateQueries({ queryKey: ['clock-rules'] })
    onClose()
  }

  return (
    <Drawer
      open
      size={420}
      rootClassName="act-drawer"
      title={`${long ? '改期限' : '改提醒'}：${rule.says}`}
      onClose={onClose}
      mask={false}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>先不改</Button>
          {tried ? (
            <Button type="primary" loading={choosing.busy} onClick={() => form.submit()}>
              就这样改
            </Button>
          ) : (
            <Button type="primary" loading={trying.busy} onClick={onTry}>
              试算
            </Button>
          )}
        </div>
      }
    >
      <TroubleNote trouble={trouble} rest={rest} />
      <p className="form-note">
        现在是 {rule.length_says}。改了以后，只有以后开始的照新的计；正在计的照它开始时的那一版计到底，不会变。
        {!long && '期限的长短是法律定的，只能改提醒。'}
        {rule.most !== null && `法律的最长期限是 ${rule.most} ${rule.unit ? unitWords(rule.unit) : ''}，只能缩短。`}
      </p>
      {rule.notes.map((note) => (
        <p className="form-note" key={note}>
          {note}
        </p>
      ))}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={startOf(rule)}
        onValuesChange={(changed: Partial<Values>) => {
          // Another choice was not tried yet.
          if (FIELDS.some((name) => name in changed)) setTried(null)
          form.setFields((Object.keys(changed) as (keyof Values)[]).map((name) => ({ name, errors: [] })))
        }}
        onFinish={onFinish}
      >
        {long && (
          <div className="rule-wanted">
            <Form.Item name="amount" label="改成多少">
              <InputNumber min={0} max={100_000} precision={0} />
            </Form.Item>
            <Form.Item name="unit" label="单位">
              <Select options={unitsOf(rule).map((value) => ({ value, label: unitWords(value) }))} />
            </Form.Item>
          </div>
        )}
        {rule.why_warns_fixed === null && <WarnFields />}
        {tried && (
          <>
            <TrialWords tried={tried} />
            <Form.Item name="reason" label="为什么这样改" rules={[checkedBy(Reason)]} validateTrigger="onSubmit">
              <Input.TextArea rows={3} maxLength={200} placeholder="例如：三个镇试了半年，两天都办得完" />
            </Form.Item>
          </>
        )}
      </Form>
      <p className="law">谁、什么时候、改成多少、试算的结果和理由都留在这一项下面，谁都看得到，删不掉。</p>
    </Drawer>
  )
}
