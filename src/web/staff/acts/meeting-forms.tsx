import { Checkbox, Form, Input } from 'antd'
import { useEffect } from 'react'
import { USUAL_MINUTES } from '#domain/mediation/appointments.ts'
import { NotifyInput, OfferTimesInput, SESSION_MODES } from '#domain/mediation/desk-inputs.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { checkedBy } from '../kit/faults.ts'
import { useNow } from '../kit/use-now.ts'
import { fromLocalField, toLocalField } from '../wording.ts'
import { lastPlace, mediationOf, nameOf, partiesIn } from './about.ts'
import type { About, ActForm, Values } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, SpeakerField, When } from './fields.tsx'
import { type GuestDraft, GuestsField } from './guests-field.tsx'
import { Clash, RoomField, useTaken } from './room-field.tsx'
import { likelyTimes, type SlotDraft, SlotsField } from './slots-field.tsx'

/** A time typed in Shanghai as the step takes it: in UTC. Nothing typed stays nothing. */
const utc = (local: unknown): string => (local ? new Date(fromLocalField(String(local))).toISOString() : '')
const timesOf = (slots: unknown) =>
  ((slots ?? []) as SlotDraft[])
    .filter(({ at, place }) => at || place)
    .map(({ at, place }) => ({ at: utc(at), place: place.trim() }))

function OfferFields(about: About) {
  const form = Form.useFormInstance()
  const now = useNow()
  const place = lastPlace(mediationOf(about), about.dispute).slice(0, 100)
  // The day is known only once the product's clock is; what was typed before stays.
  useEffect(() => {
    if (form.getFieldValue('times')) return
    const times = likelyTimes(toLocalField(now).slice(0, 10), 3)
    form.setFieldValue(
      'times',
      times.map((at, key) => ({ key, at, place })),
    )
  }, [form, now, place])
  return (
    <>
      <p className="form-note">双方在手机上勾选自己方便的；打电话说的，由您代勾。都勾了的时间会标出来。</p>
      <Form.Item
        name="times"
        validateStatus=""
        label="可以选的时间和地点"
        rules={[
          {
            validator: (_, value) => checkedBy(OfferTimesInput.shape.times).validator(_, timesOf(value)),
          },
        ]}
        {...late}
      >
        <SlotsField beneath={({ at }) => <Clash about={about} at={at} />} />
      </Form.Item>
    </>
  )
}

export const offerTimes: ActForm = {
  step: 'offer_times',
  title: '给出几个时间',
  hint: '双方勾选方便的时间。',
  send: '发给双方',
  tone: 'plain',
  width: 560,
  Fields: OfferFields,
  tidy: ({ times, ...rest }) => ({ ...rest, times: timesOf(times) }),
}

function TickFields(about: About) {
  const form = Form.useFormInstance()
  const { slots, ...mediation } = mediationOf(about)
  const people = partiesIn({ ...mediation, slots })
  const said: string | undefined = Form.useWatch('said_by', form)
  const name = nameOf(people, said)
  const ticked = slots
    .filter((slot) => slot.ticked.includes(name))
    .map(({ id }) => id)
    .join()
  // What she ticked before stands there already.
  useEffect(() => {
    if (said) form.setFieldValue('slots', ticked ? ticked.split(',') : [])
  }, [form, said, ticked])
  return (
    <>
      <SpeakerField people={people} label="谁方便" />
      <ByWhom {...about} />
      <Form.Item name="slots" label="方便的时间">
        <Checkbox.Group
          className="choices"
          options={slots.map(({ id, at, place }) => ({ value: id, label: `${sayInstant(at)}，${place}` }))}
        />
      </Form.Item>
    </>
  )
}

export const tickTimes: ActForm = {
  step: 'tick_times',
  title: '登记：方便的时间',
  hint: '打电话问到的，替当事人勾。',
  send: '登记',
  tone: 'plain',
  Fields: TickFields,
  initial: ({ party_id }) => ({ said_by: party_id, slots: [] }),
}

/** Said where the way of meeting is chosen. */
export function NotTogether(about: About) {
  if (mediationOf(about).joint?.may !== false) return null
  return <p className="form-note">有暴力或者侵害的风险：有危险的一方没有说愿意，只能背靠背或者电话。</p>
}

/** Lines of guests as the step takes them: a line nobody filled in is none. */
const guestsOf = (value: unknown) =>
  ((value ?? []) as GuestDraft[])
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, as_what, person_id }) => ({ name: name.trim(), as_what, ...(person_id ? { person_id } : {}) }))
const guestsSound = {
  validator: (_: unknown, value: unknown) => checkedBy(NotifyInput.shape.guests).validator(_, guestsOf(value)),
}
const guestsAgreed = (form: { getFieldValue: (name: string) => unknown }) => ({
  validator: (_: unknown, agreed: unknown) =>
    agreed !== true && guestsOf(form.getFieldValue('guests')).length > 0
      ? Promise.reject(new Error('请别人参加，要先征得双方同意。'))
      : Promise.resolve(),
})

function NotifyFields(about: About) {
  const form = Form.useFormInstance()
  const { slots } = mediationOf(about)
  const guests: readonly GuestDraft[] = Form.useWatch('guests', form) ?? []
  const typed = Form.useWatch('at', form) as string | undefined
  const { data } = useTaken(about, typed, Number(Form.useWatch('minutes', form) ?? 0))
  const take = ({ at, place }: { at: string; place: string }) =>
    form.setFieldsValue({ at: toLocalField(at), place } satisfies Values)
  return (
    <>
      {slots.length > 0 && (
        <ul className="rows slot-offers">
          {slots.map((slot) => (
            <li key={slot.id}>
              <button type="button" className="text-button" onClick={() => take(slot)}>
                {sayInstant(slot.at)}，{slot.place}
              </button>
              <span className="quiet">{slot.by_all ? '大家都方便' : `${slot.ticked.length} 位方便`}</span>
            </li>
          ))}
        </ul>
      )}
      <When label="时间（北京时间）" />
      <RoomField {...about} />
      <NoteField name="place" label="地点" schema={NotifyInput.shape.place} rows={2} most={200} />
      <Form.Item name="mode" label="方式" rules={[checkedBy(NotifyInput.shape.mode)]} {...late}>
        <Choices columns={2} options={optionsOf(SESSION_MODES)} />
      </Form.Item>
      <NotTogether {...about} />
      <Form.Item name="guests" label="还请谁来（可不填）" rules={[guestsSound]} {...late}>
        <GuestsField officials={data?.officials ?? []} />
      </Form.Item>
      {guests.length > 0 && (
        <Form.Item name="guests_agreed" valuePropName="checked" rules={[guestsAgreed]} {...late}>
          <Checkbox>双方都同意请他们来</Checkbox>
        </Form.Item>
      )}
      <p className="form-note">要加一位调解员，请用“更换调解员”一起选上：先披露和当事人的关系。</p>
      <Form.Item name="bring" label="请当事人带什么（可不填）" rules={[checkedBy(NotifyInput.shape.bring)]} {...late}>
        <Input maxLength={200} placeholder="例如：身份证、欠条、合同" />
      </Form.Item>
      <p className="form-note">本县约定至少提前一个工作日通知。不来不等于同意，也不会有不利后果。</p>
    </>
  )
}

export const notifySession: ActForm = {
  step: 'notify_session',
  title: '通知时间地点',
  hint: '发给每一位当事人，附通知书。',
  send: '通知',
  tone: 'main',
  Fields: NotifyFields,
  initial: (about) => {
    const mediation = mediationOf(about)
    const agreed = mediation.slots.find(({ by_all }) => by_all)
    return {
      at: agreed ? toLocalField(agreed.at) : '',
      place: agreed?.place ?? lastPlace(mediation, about.dispute),
      // Where somebody is in danger nobody is put at one table unless she said so.
      mode: mediation.joint?.may === false ? 'back_to_back' : 'joint',
      minutes: mediation.meeting?.minutes ?? USUAL_MINUTES,
      bring: mediation.meeting?.bring ?? '',
      // Moving it by an hour keeps whoever was asked; whether both sides still agree is asked anew.
      guests: mediation.guests.map(({ person_id, name, as_what }, key) => ({
        ...{ key, name, as_what },
        ...(person_id ? { person_id } : {}),
      })),
      ...(mediation.room_id === null ? {} : { room_id: mediation.room_id }),
    }
  },
  tidy: ({ at, guests, ...rest }) => ({ ...rest, at: utc(at), guests: guestsOf(guests) }),
}
