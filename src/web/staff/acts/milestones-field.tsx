import { Button, Input } from 'antd'

export type MilestoneDraft = { key: number; what?: string; by?: string }

/** The lines somebody wrote in; a line left empty is none. */
export const tidyMilestones = (drafts: readonly MilestoneDraft[] | undefined) =>
  (drafts ?? []).filter(({ what, by }) => what || by).map(({ what = '', by = '' }) => ({ what: what.trim(), by }))

/** What is done by when: a line each. */
export function MilestonesField({
  value = [],
  onChange,
  id,
}: {
  value?: MilestoneDraft[]
  onChange?: (value: MilestoneDraft[]) => void
  id?: string
}) {
  const change = (key: number, to: Partial<MilestoneDraft>) =>
    onChange?.(value.map((it) => (it.key === key ? { ...it, ...to } : it)))
  return (
    <div className="duties-field" {...(id ? { id } : {})}>
      {value.map((it, at) => (
        <div className="duty-row" key={it.key}>
          <Input
            className="when"
            type="date"
            aria-label={`第 ${at + 1} 个节点最迟哪天`}
            value={it.by ?? ''}
            onChange={({ target }) => change(it.key, { by: target.value })}
          />
          <Input
            className="duty-what"
            aria-label={`第 ${at + 1} 个节点办什么`}
            placeholder="办什么"
            maxLength={300}
            value={it.what ?? ''}
            onChange={({ target }) => change(it.key, { what: target.value })}
          />
          <button
            type="button"
            className="text-button"
            aria-label={`去掉第 ${at + 1} 个节点`}
            onClick={() => onChange?.(value.filter(({ key }) => key !== it.key))}
          >
            去掉
          </button>
        </div>
      ))}
      <Button onClick={() => onChange?.([...value, { key: Math.max(0, ...value.map(({ key }) => key)) + 1 }])}>
        再加一个节点
      </Button>
    </div>
  )
}
