import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { onTheSpot } from '#contract/on-the-spot.ts'
import { OnTheSpotInput } from '#domain/agreements/on-the-spot.ts'
import { CHANNELS } from '#domain/intake/channels.ts'
import { DISPUTE_TYPES } from '#domain/triage/types.ts'
import { Refused } from '#web/lib/call.ts'
import { enterMoves } from '../kit/enter-moves.ts'
import { clearFaults, faultsIn, faultsOfServer, mended, type Path, showFaults } from '../kit/nested-faults.ts'
import { PlainSelect } from '../kit/plain-select.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useNow } from '../kit/use-now.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { dropEntry, entryOf, keepEntry } from '../session/kept.ts'
import { useMe } from '../session/me.ts'
import { toLocalField } from '../wording.ts'
import { settlesOnTheSpot } from './entry.ts'
import { OpenedPage } from './opened-page.tsx'
import { PlacePicker, useOwnPlace } from './place-picker.tsx'
import { firstRow, LASTED, type SpotValues, spotBody } from './spot.ts'
import { SpotClauses } from './spot-clauses.tsx'
import { SpotParties } from './spot-parties.tsx'
import { SpotWriting } from './spot-writing.tsx'
import type { Opened } from './take-down-form.tsx'

const TYPES = Object.entries(DISPUTE_TYPES).map(([value, label]) => ({ value, label }))
const CAME_BY = (['CH03', 'CH05', 'CH01', 'CH02', 'CH14'] as const).map((value) => ({ value, says: CHANNELS[value] }))
const LASTED_OPTIONS = Object.entries(LASTED).map(([value, says]) => ({ value, says }))

const empty: SpotValues = {
  channel: 'CH03',
  lasted: '30',
  form: 'oral',
  known_by: 'known_in_person',
  parties: [
    { side: 'applicant', kind: 'person' },
    { side: 'respondent', kind: 'person' },
  ],
  clauses: [firstRow],
}

/** 现场调成: a matter settled in hand, written down on one page in a minute and a half. */
export function OnTheSpotPage() {
  const me = useMe()
  const [opened, setOpened] = useState<Opened | null>(null)
  if (!settlesOnTheSpot(me.post.role))
    return (
      <div className="empty">
        <h1>这个岗位不登记现场调成</h1>
        <p>现场调成由村（社区）和乡镇调委会的调解员登记。</p>
      </div>
    )
  if (opened)
    return (
      <OpenedPage
        opened={opened}
        title="记下了"
        says="来访、同意、告知、调解、协议、履行，一步步都写进了经过，标明是事后登记。"
        nextSays="再记一件"
        showSimilar={false}
        onNext={() => setOpened(null)}
      />
    )
  return <SpotForm onOpened={setOpened} />
}

function SpotForm({ onOpened }: { onOpened: (it: Opened) => void }) {
  const me = useMe()
  const [form] = Form.useForm<SpotValues>()
  const { submit, busy, trouble } = useSubmit(onTheSpot)
  const [rest, setRest] = useState<readonly string[]>([])
  const now = useNow()
  const keptAs = `on_the_spot ${me.post.id}`
  const rowsSent = useRef<readonly number[]>([])
  const related = Form.useWatch('related', form)
  const place = Form.useWatch('place_code', form)
  const fillPlace = useOwnPlace(form, ['parties', 0, 'name'])

  const show = useCallback(
    (faults: readonly { path: Path; says: string }[]) =>
      setRest(
        showFaults(
          form,
          faults.map(({ path, says }) => ({ path: fieldOf(path, rowsSent.current), says })),
        ),
      ),
    [form],
  )
  useEffect(() => {
    if (trouble instanceof Refused) show(faultsOfServer(trouble.faults))
  }, [trouble, show])

  const send = useCallback(async () => {
    const { body, rows } = spotBody(form.getFieldsValue(true), now)
    rowsSent.current = rows
    clearFaults(form)
    const faults = faultsIn(OnTheSpotInput, body)
    const unsealed = body.form === 'written' && body.sealed !== true
    const all = unsealed ? [...faults, { path: ['sealed'], says: '签好字、盖好章以后再登记。' }] : faults
    show(all)
    if (all.length > 0) return
    const done = await submit({ body: body as z.input<typeof OnTheSpotInput> })
    if (!done) return
    dropEntry()
    onOpened(done)
  }, [form, now, submit, onOpened, show])

  return (
    <>
      <div className="page-head">
        <h1>现场调成</h1>
        <p className="page-sum">当场说好的，一页记下。还没谈拢的、别的地方的，请去“登记”。</p>
      </div>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className="entry"
        initialValues={{ ...empty, ...entryOf(keptAs) }}
        onValuesChange={(changed) => {
          keepEntry(keptAs, form.getFieldsValue(true))
          for (const name of Object.keys(changed)) mended(form, [name])
        }}
        onKeyDownCapture={(event) => enterMoves(event, send, true)}
      >
        <TroubleNote trouble={trouble} rest={rest} />
        {!trouble && rest.length > 0 && (
          <p className="says-wrong" role="alert">
            {rest.join('')}
          </p>
        )}
        <section className="card" aria-label="谁和谁、在哪里">
          <SpotParties />
          <div className="spot-where" {...(place === undefined ? {} : { 'data-enter-skip': true })}>
            <Form.Item name="place_code" label="哪里">
              <PlacePicker />
            </Form.Item>
            <Form.Item name="where_text" label="具体地点（可不填）">
              <Input maxLength={200} autoComplete="off" placeholder="现场" />
            </Form.Item>
            <Form.Item name="channel" label="怎么来的">
              <PlainSelect options={CAME_BY} />
            </Form.Item>
            <Form.Item name="dispute_type" label="类型（可不选）">
              <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={TYPES} />
            </Form.Item>
            <Form.Item name="settled_at" label="调成时间（刚刚就不用填）">
              <Input type="datetime-local" max={toLocalField(now)} />
            </Form.Item>
            <Form.Item name="lasted" label="调了多久">
              <PlainSelect options={LASTED_OPTIONS} />
            </Form.Item>
          </div>
        </section>
        <section className="card" aria-label="什么事、怎样说好的">
          <Form.Item name="what_happened" label="什么事">
            <Input.TextArea className="grows" rows={2} maxLength={5000} />
          </Form.Item>
          <SpotClauses />
        </section>
        <section className="card spot-ticks" aria-label="自愿和签字">
          <Form.Item name="agreed" valuePropName="checked">
            <Checkbox>双方都同意调解，开始前告知了权利和义务</Checkbox>
          </Form.Item>
          <SpotWriting />
          <Form.Item name="related" valuePropName="checked">
            <Checkbox>我和当事人有亲友、利害关系，双方知道，仍愿意由我调</Checkbox>
          </Form.Item>
          {related && (
            <Form.Item name="disclosed" label="什么关系" layout="horizontal" className="spot-related">
              <Input maxLength={500} autoComplete="off" />
            </Form.Item>
          )}
        </section>
        <div className="entry-foot">
          <p className="quiet">回车到下一项，Ctrl＋回车记下。以后还有要做的，会照约定提醒。</p>
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
            记下
          </Button>
        </div>
      </Form>
    </>
  )
}

/** Where on the page a fault of the body shows. */
function fieldOf(path: Path, rows: readonly number[]): Path {
  const [first, second, third] = path
  if (first === 'everybody_agreed' || first === 'rights_told') return ['agreed']
  if (first === 'came_at') return ['lasted']
  if (first === 'parties' && typeof second === 'number') return ['parties', rows[second] ?? second, ...path.slice(2)]
  if (first === 'clauses' && typeof second === 'number') {
    const field =
      third === 'debtors' ? 'from' : third === 'creditors' ? 'to' : third === 'due' ? 'by' : (third ?? 'what')
    return ['clauses', second, field]
  }
  return path
}
