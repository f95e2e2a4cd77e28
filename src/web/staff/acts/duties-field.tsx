import { Button, Input, Select } from 'antd'

export type DutyDraft = { key: number; task_id?: string; what?: string; by?: string }

/** The lines somebody wrote in; a line left empty is none. */
export const tidyDuties = (drafts: readonly DutyDraft[] | undefined) =>
  (drafts ?? [])
    .filter(({ what, by }) => what || by)
    .map(({ task_id = '', what = '', by = '' }) => ({ task_id, what: what.trim(), by }))

/** Who does what by when: a line each. */
export function DutiesField({
  value = [],
  onChange,
  id,
  units,
}: {
  value?: DutyDraft[]
  onChange?: (value: DutyDraft[]) => void
  id?: string
  units: { value: string; label: string }[]
}) {
  const change = (key: number, to: Partial<DutyDraft>) =>
    onChange?.(value.map((duty) => (duty.key === key ? { ...duty, ...to } : duty)))
  const [only] = units
  return (
    <div className="duties-field" {...(id ? { id } : {})}>
      {value.map((duty, at) => (
        <div className="duty-row" key={duty.key}>
          <Select
            aria-label={`第 ${at + 1} 项由谁办`}
            options={units}
            placeholder="谁"
            {...(duty.task_id ? { value: duty.task_id } : {})}
            onChange={(task_id: string) => change(duty.key, { task_id })}
          />
          <Input
            className="when"
            type="date"
            aria-label={`第 ${at + 1} 项最迟哪天`}
            value={duty.by ?? ''}
            onChange={({ target }) => change(duty.key, { by: target.value })}
          />
          <Input
            className="duty-what"
            aria-label={`第 ${at + 1} 项办什么`}
            placeholder="办什么"
            maxLength={500}
            value={duty.what ?? ''}
            onChange={({ target }) => change(duty.key, { what: target.value })}
          />
          <button
            type="button"
            className="text-button"
            aria-label={`去掉第 ${at + 1} 项`}
            onClick={() => onChange?.(value.filter((it) => it.key !== duty.key))}
          >
            去掉
          </button>
        </div>
      ))}
      <Button
        onClick={() =>
          onChange?.([
            ...value,
            {
              key: Math.max(0, ...value.map(({ key }) => key)) + 1,
              ...(only && units.length === 1 ? { task_id: only.value } : {}),
            },
          ])
        }
      >
        再加一项
      </Button>
    </div>
  )
}
