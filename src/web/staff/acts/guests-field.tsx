import { Button, Input, Select } from 'antd'
import { GUESTS, type Guest } from '#domain/mediation/appointment-inputs.ts'

export type GuestDraft = { key: number; name: string; as_what: Guest }

/** Who else is asked to come: a line each, with what that person is. */
export function GuestsField({
  value = [],
  onChange,
  id,
}: {
  value?: GuestDraft[]
  onChange?: (value: GuestDraft[]) => void
  id?: string
}) {
  const change = (key: number, to: Partial<GuestDraft>) =>
    onChange?.(value.map((it) => (it.key === key ? { ...it, ...to } : it)))
  const next = Math.max(0, ...value.map(({ key }) => key)) + 1
  return (
    <div className="slots-field" {...(id ? { id } : {})}>
      {value.map((it, at) => (
        <div className="slot-row" key={it.key}>
          <Select
            aria-label={`第 ${at + 1} 位是什么人`}
            value={it.as_what}
            options={Object.entries(GUESTS).map(([value, label]) => ({ value: value as Guest, label }))}
            onChange={(as_what: Guest) => change(it.key, { as_what })}
          />
          <Input
            aria-label={`第 ${at + 1} 位的姓名、单位`}
            placeholder="姓名、单位"
            value={it.name}
            maxLength={60}
            onChange={({ target }) => change(it.key, { name: target.value })}
          />
          <button
            type="button"
            className="text-button"
            aria-label={`去掉第 ${at + 1} 位`}
            onClick={() => onChange?.(value.filter(({ key }) => key !== it.key))}
          >
            去掉
          </button>
        </div>
      ))}
      <Button
        disabled={value.length >= 5}
        onClick={() => onChange?.([...value, { key: next, name: '', as_what: 'judge' }])}
      >
        {value.length === 0 ? '还请别人来' : '再加一位'}
      </Button>
    </div>
  )
}
