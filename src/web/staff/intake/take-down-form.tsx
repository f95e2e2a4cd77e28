import { Button, Form, Input, Select } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Receipt } from '#contract/intake.ts'
import { DISPUTE_TYPES } from '#domain/triage/types.ts'
import { Refused } from '#web/lib/call.ts'
import { act } from '../acts/act.ts'
import type { Values } from '../acts/act-form.ts'
import { enterMoves } from '../kit/enter-moves.ts'
import { clearFaults, faultsIn, faultsOfServer, mended, showFaults } from '../kit/nested-faults.ts'
import { PlainSelect } from '../kit/plain-select.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useNow } from '../kit/use-now.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { dropEntry, entryOf, keepEntry } from '../session/kept.ts'
import { useMe } from '../session/me.ts'
import { fromLocalField, toLocalField } from '../wording.ts'
import { channelsOf, needsPaper, type Opening, orNotKnown, type PartyRow, tidyParties } from './entry.ts'
import { GuessChips } from './guess-chips.tsx'
import { HandOverFields } from './hand-over-fields.tsx'
import { LackingList } from './lacking-list.tsx'
import { PartyList } from './party-list.tsx'
import { PlacePicker, useOwnPlace, useReceiver } from './place-picker.tsx'

/** What she has just written down, as she typed it: said back to her, wherever the file now lies. */
export type Written = { parties: readonly { side: string; name: string; reach?: string }[]; what_happened: string }
export type Opened = Omit<Receipt, 'holder' | 'link' | 'link_qr_svg' | 'others' | 'paper'> &
  Partial<Receipt> & { written?: Written }
const TYPES = Object.entries(DISPUTE_TYPES).map(([value, label]) => ({ value, label }))

/** A form as the step takes it; `rows` leads a fault of the list back to the line it stands in. */
function bodyFrom({ occurred_at, hand_over, parties = [], ...values }: Values) {
  const { parties: tidied, rows } = tidyParties(parties as PartyRow[])
  const body = {
    ...values,
    where_text: values.where_text ?? '',
    wish: orNotKnown(values.wish),
    dispute_type: values.dispute_type ?? null,
    parties: tidied,
    // Left empty, nobody asked for protection.
    protected_reporter: values.protected_reporter || undefined,
    ...(needsPaper(values.channel) ? { hand_over: { number: '', ...(hand_over as object) } } : {}),
    ...(occurred_at ? { occurred_at: fromLocalField(String(occurred_at)) } : {}),
  }
  return { body, rows }
}

/** What is said of the second of those who are sent stands beside the line she was written in. */
const toRow = (path: readonly (string | number)[], rows: readonly number[]) =>
  path[0] === 'parties' && typeof path[1] === 'number' ? ['parties', rows[path[1]] ?? path[1], ...path.slice(2)] : path

/** Kinds of matters firms mostly have, one press each. */
const OF_ENTERPRISES = ['M04', 'M05', 'M17', 'M12', 'M10a', 'M10b', 'M16'] as const
const EnterpriseTypes = ({ onPick }: { onPick: (type: string) => void }) => (
  <div className="type-chips">
    <span className="quiet">涉企常见：</span>
    {OF_ENTERPRISES.map((type) => (
      <Button key={type} size="small" onClick={() => onPick(type)}>
        {DISPUTE_TYPES[type]}
      </Button>
    ))}
  </div>
)

/** One page for somebody who stands at the window, telephones, or whom another office sends with its paper. */
export function TakeDownForm({
  opening,
  onOpened,
}: {
  opening: Exclude<Opening, 'report_clue'>
  onOpened: (it: Opened) => void
}) {
  const me = useMe()
  const [form] = Form.useForm<Values>()
  const step = act(opening)
  const { submit, busy, trouble } = useSubmit(step)
  const [rest, setRest] = useState<readonly string[]>([])
  const keptAs = `${opening} ${me.post.id}`
  const channels = channelsOf(opening, me.post.role)
  const channel = Form.useWatch('channel', form)
  const receiver = useReceiver(Form.useWatch('place_code', form) as number | undefined)
  const all = (Form.useWatch([], form) ?? {}) as {
    parties?: (PartyRow | undefined)[]
    what_happened?: string
    dispute_type?: string
  }
  const parties = all.parties ?? []
  const ofFirm = channel === 'CH15' || parties.some((party) => party?.is_enterprise)
  const fillPlace = useOwnPlace(form, ['parties', 0, 'name'])
  const rowsSent = useRef<readonly number[]>([])
  const now = useNow()

  useEffect(() => {
    if (!(trouble instanceof Refused)) return
    const faults = faultsOfServer(trouble.faults).map(({ path, says }) => ({
      path: toRow(path, rowsSent.current),
      says,
    }))
    setRest(showFaults(form, faults))
  }, [form, trouble])

  const send = useCallback(async () => {
    const values = form.getFieldsValue(true)
    const what_happened = String(values.what_happened ?? '')
    const { body, rows } = bodyFrom(values)
    rowsSent.current = rows
    clearFaults(form)
    const faults = faultsIn(step.body, body).map(({ path, says }) => ({ path: toRow(path, rows), says }))
    setRest(showFaults(form, faults))
    if (faults.length > 0) return
    const opened = (await submit({ body })) as Opened | null
    if (!opened) return
    dropEntry()
    onOpened({ ...opened, written: { parties: body.parties, what_happened } })
  }, [form, step, submit, onOpened])

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      className="entry"
      initialValues={{
        channel: channels[0]?.value,
        parties: [
          { side: 'applicant', kind: 'person' },
          { side: 'respondent', kind: 'person' },
        ],
        ...entryOf(keptAs),
      }}
      onValuesChange={(changed) => {
        keepEntry(keptAs, form.getFieldsValue(true))
        for (const name of Object.keys(changed)) mended(form, [name])
      }}
      onKeyDownCapture={(event) => enterMoves(event, send)}
    >
      <TroubleNote trouble={trouble} rest={rest} />
      {!trouble && rest.length > 0 && <p className="says-wrong">{rest.join('')}</p>}
      <div className="entry-top">
        <section className="card" aria-labelledby="from-where">
          <h2 id="from-where">从哪里来</h2>
          <div className="entry-pair">
            <Form.Item name="channel" label="渠道">
              <PlainSelect options={channels} disabled={channels.length === 1} />
            </Form.Item>
            <Form.Item name="occurred_at" label="来的时间（现在就不用填）">
              <Input className="when" type="datetime-local" max={toLocalField(now)} />
            </Form.Item>
          </div>
        </section>
        <section className="card" aria-labelledby="at-where">
          <h2 id="at-where">发生在哪里</h2>
          <div className="entry-pair">
            <Form.Item name="place_code" label="村（社区）或网格">
              <PlacePicker />
            </Form.Item>
            <Form.Item name="where_text" label="具体地点（可不填）">
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
          </div>
          <p className="quiet entry-receiver" aria-live="polite">
            {receiver ? `由${receiver.name}接收（${receiver.phone}）。` : '选了地方，这里会写明由谁接收。'}
          </p>
        </section>
      </div>
      {needsPaper(channel) && <HandOverFields channel={channel} own={opening === 'hand_over'} />}
      <section className="card" aria-labelledby="who">
        <h2 id="who">当事人</h2>
        <PartyList />
      </section>
      <div className="entry-what">
        <section className="card" aria-labelledby="what">
          <h2 id="what">什么事</h2>
          <Form.Item name="what_happened" label="发生了什么（照来人的话写）">
            <Input.TextArea className="grows" rows={4} maxLength={5000} />
          </Form.Item>
        </section>
        <section className="card" aria-labelledby="wish-part">
          <h2 id="wish-part">想怎样</h2>
          <Form.Item name="wish" label="希望怎样解决（没想好就空着）">
            <Input.TextArea className="grows" rows={1} maxLength={2000} />
          </Form.Item>
          <Form.Item name="dispute_type" label="类型（可以以后再定）">
            <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={TYPES} placeholder="输入或者选择" />
          </Form.Item>
          <GuessChips
            text={String(all.what_happened ?? '')}
            chosen={all.dispute_type}
            onPick={({ dispute_type }) => form.setFieldValue('dispute_type', dispute_type)}
          />
          {ofFirm && <EnterpriseTypes onPick={(type) => form.setFieldValue('dispute_type', type)} />}
          <Form.Item
            name="protected_reporter"
            label="报告的人要求保密的，写在这里（可不填）"
            extra="加密保存，不进任何文书和名单；只有单位负责人和上报线索的人写明理由才能看。"
          >
            <Input maxLength={200} autoComplete="off" placeholder="是谁、怎样联系他" />
          </Form.Item>
        </section>
      </div>
      <LackingList values={all} onGo={(field) => form.focusField(field)} />
      <div className="entry-foot">
        <p className="quiet">回车到下一项，Ctrl＋回车保存。写到一半刷新页面不会丢；退出登录就清掉。</p>
        <Button
          onClick={() => {
            dropEntry()
            form.resetFields()
            fillPlace()
          }}
        >
          清空
        </Button>
        <Button type="primary" loading={busy} onClick={send} data-enter-stop>
          {opening === 'take_down' ? '保存，出回执' : '移送'}
        </Button>
      </div>
    </Form>
  )
}
