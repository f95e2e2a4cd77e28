import { Button, Input } from 'antd'
import { Fragment, type ReactNode } from 'react'
import { SLOTS_AT_ONCE } from '#domain/mediation/inputs.ts'

export type SlotDraft = { key: number; at: string; place: string }

/** The next whole hours of the coming days, so that a mediator mostly only nods: mornings at nine, afternoons at three. */
export function likelyTimes(today: string, count: number): string[] {
  const hours = ['09:00', '15:00']
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(Date.parse(`${today}T00:00:00Z`) + (Math.floor(at / 2) + 2) * 86_400_000)
    return `${day.toISOString().slice(0, 10)}T${hours[at % 2]}`
  })
}

/** Some times and places to choose from; `beneath` says of each what speaks against it. */
export function SlotsField({
  value = [],
  onChange,
  id,
  beneath,
}: {
  value?: SlotDraft[]
  onChange?: (value: SlotDraft[]) => void
  id?: string
  beneath?: (slot: SlotDraft) => ReactNode
}) {
  const change = (key: number, to: Partial<SlotDraft>) =>
    onChange?.(value.map((slot) => (slot.key === key ? { ...slot, ...to } : slot)))
  const last = value.at(-1)
  return (
    <div className="slots-field" {...(id ? { id } : {})}>
      {value.map((slot, at) => (
        <Fragment key={slot.key}>
          <div className="slot-row">
            <Input
              className="when"
              type="datetime-local"
              aria-label={`第 ${at + 1} 个时间`}
              value={slot.at}
              onChange={({ target }) => change(slot.key, { at: target.value })}
            />
            <Input
              aria-label={`第 ${at + 1} 个时间的地点`}
              value={slot.place}
              maxLength={100}
              onChange={({ target }) => change(slot.key, { place: target.value })}
            />
            <button
              type="button"
              className="text-button"
              aria-label={`去掉第 ${at + 1} 个时间`}
              onClick={() => onChange?.(value.filter((it) => it.key !== slot.key))}
            >
              去掉
            </button>
          </div>
          {beneath?.(slot)}
        </Fragment>
      ))}
      <Button
        disabled={value.length >= SLOTS_AT_ONCE}
        onClick={() =>
          onChange?.([
            ...value,
            { key: Math.max(0, ...value.map(({ key }) => key)) + 1, at: '', place: last?.place ?? '' },
          ])
        }
      >
        再加一个时间
      </Button>
    </div>
  )
}
