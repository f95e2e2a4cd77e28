import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import type { z } from 'zod'
import { meetingChoices, type StaffMediation } from '#contract/mediation.ts'
import { endOf, USUAL_MINUTES } from '#domain/mediation/appointments.ts'
import { call } from '#web/lib/call.ts'
import { fromLocalField, toLocalField } from '../wording.ts'
import { mediationOf } from './about.ts'
import type { About } from './act-form.ts'

type Time = { at: string; minutes: number }
type Choices = Pick<z.output<typeof meetingChoices.reply>, 'busy' | 'rooms'>

/** When something is over, as the clock on the wall has it: 11:00. */
export const sayEnd = (it: Time): string => toLocalField(endOf(it)).slice(11, 16)

/** The hours something is taken, and nothing else of what it is taken with: 09:00—11:00. */
export const sayHours = (it: Time): string => `${toLocalField(it.at).slice(11, 16)}—${sayEnd(it)}`

const LEAST = 15
const MOST = 480

/** What the rooms and the mediators are taken with at a time as it is typed; nothing while there is no whole time. */
export function useTaken(about: About, typed: string | undefined, minutes: number) {
  const mediation = mediationOf(about)
  const asks = Boolean(typed) && minutes >= LEAST && minutes <= MOST
  const at = asks ? new Date(fromLocalField(String(typed))).toISOString() : ''
  const { data } = useQuery({
    queryKey: ['meeting_choices', about.dispute.file.id, mediation.id, at, minutes],
    queryFn: () =>
      call(meetingChoices, {
        params: { file_id: about.dispute.file.id, part_id: mediation.id },
        query: { at, minutes },
      }),
    enabled: asks,
    gcTime: 0,
  })
  return { asks, data }
}

/** What speaks against a time that is about to be offered: said before it is sent, and no wall. */
export function Clash({ about, at }: { about: About; at: string }) {
  const { data } = useTaken(about, at, USUAL_MINUTES)
  const says = data ? clashWords(data) : ''
  if (says === '') return null
  return (
    <p className="form-note says-wrong slot-clash" role="status">
      {says}
    </p>
  )
}

/** Who has something else then, and that no room is left where there are rooms; nothing where nothing speaks against it. */
export function clashWords({ busy, rooms }: Choices): string {
  const people = busy.map((it) => `${it.name} ${sayHours(it)} 另有一场`)
  const taken = rooms.flatMap((it) => (it.taken ? [`${it.name} ${sayHours(it.taken)}`] : []))
  const full = rooms.length > 0 && taken.length === rooms.length ? [`调解室都有安排了（${taken.join('、')}）`] : []
  const said = [...people, ...full]
  return said.length > 0 ? `${said.join('；')}。可以换个时间；要发也能发。` : ''
}

/** The rooms free at the time that is being typed, and a word where a mediator has something else then. */
export function RoomField(about: About) {
  const form = Form.useFormInstance()
  const mediation = mediationOf(about)
  const typed = Form.useWatch('at', form) as string | undefined
  const { asks, data } = useTaken(about, typed, Number(Form.useWatch('minutes', form) ?? 0))
  const rooms = data?.rooms ?? []
  const options = rooms.map(({ id, name, unit_name, taken }) => ({
    value: id,
    disabled: taken !== null,
    label: `${unit_name} ${name}${taken ? `（${sayHours(taken)} 已有安排）` : ''}`,
  }))
  // Before a time is typed no rooms are known: the one that was arranged is named from the meeting, not by its number.
  const { room_id, meeting } = mediation
  if (room_id !== null && meeting?.room && !options.some(({ value }) => value === room_id))
    options.push({ value: room_id, disabled: false, label: meeting.room })
  return (
    <>
      <Form.Item name="minutes" label="大概多久（分钟）" normalize={(value: string) => Number(value) || 0}>
        <Input type="number" min={LEAST} max={MOST} step={15} />
      </Form.Item>
      <Busy busy={data?.busy ?? []} />
      <Form.Item
        name="room_id"
        label="调解室（可不选）"
        extra={data && rooms.length === 0 ? '还没有登记调解室；管理员可以在“单位”里添加。' : undefined}
      >
        <Select
          allowClear
          placeholder={asks ? '不用调解室' : '先选时间'}
          disabled={!asks || rooms.length === 0}
          options={options}
          onChange={(id: number | undefined) => {
            const room = rooms.find((it) => it.id === id)
            if (room?.address) form.setFieldValue('place', room.address)
          }}
        />
      </Form.Item>
    </>
  )
}

/** That a mediator has another meeting then: the hours alone, never which matter or whose. */
export function Busy({ busy }: { busy: StaffMediation['busy'] }) {
  if (busy.length === 0) return null
  return (
    <p className="form-note says-wrong" role="status">
      {busy.map((it) => `${it.name} ${sayHours(it)} 另有一场`).join('；')}
      。时间撞了，请换个时间，或者和调解员商量好再通知。
    </p>
  )
}
