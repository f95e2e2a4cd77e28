import { Button, Input } from 'antd'
import { UnitPicker } from '../acts/unit-picker.tsx'

export type PromiseDraft = { key: number; unit_id?: number | undefined; what?: string; by?: string }

/** The lines somebody wrote in; a line left empty is none. */
export const tidyPromises = (drafts: unknown) =>
  ((drafts as PromiseDraft[] | undefined) ?? [])
    .filter(({ what, by, unit_id }) => what || by || unit_id)
    .map(({ unit_id = 0, what = '', by = '' }) => ({ what: what.trim(), unit_id, by }))

/** What was promised, which unit does it, by when: a line each. */
export function PromisesField({
  value = [],
  onChange,
  id,
  near,
}: {
  value?: PromiseDraft[]
  onChange?: (value: PromiseDraft[]) => void
  id?: string
  near: number
}) {
  const change = (key: number, to: Partial<PromiseDraft>) =>
    onChange?.(value.map((it) => (it.key === key ? { ...it, ...to } : it)))
  return (
    <div className="duties-field" {...(id ? { id } : {})}>
      {value.map((it, at) => (
        <fieldset className="promise-row" key={it.key}>
          <legend>第 {at + 1} 项</legend>
          <Input
            aria-label={`第 ${at + 1} 项答应了什么`}
            placeholder="答应了什么"
            maxLength={500}
            value={it.what ?? ''}
            onChange={({ target }) => change(it.key, { what: target.value })}
          />
          <label htmlFor={`promise-unit-${it.key}`}>由哪个单位办</label>
          <UnitPicker
            id={`promise-unit-${it.key}`}
            near={near}
            {...(it.unit_id === undefined ? {} : { value: it.unit_id })}
            onChange={(unit_id) => change(it.key, { unit_id })}
          />
          <div className="promise-by">
            <span aria-hidden="true">最晚哪天</span>
            <Input
              className="when"
              type="date"
              aria-label={`第 ${at + 1} 项最晚哪天`}
              value={it.by ?? ''}
              onChange={({ target }) => change(it.key, { by: target.value })}
            />
          </div>
          <button
            type="button"
            className="text-button"
            aria-label={`去掉第 ${at + 1} 项`}
            onClick={() => onChange?.(value.filter(({ key }) => key !== it.key))}
          >
            去掉
          </button>
        </fieldset>
      ))}
      <Button onClick={() => onChange?.([...value, { key: Math.max(0, ...value.map(({ key }) => key)) + 1 }])}>
        加一项
      </Button>
    </div>
  )
}
