import { Button, Input } from 'antd'

export type UndertakingDraft = { key: number; who: string; what: string }
export type OutsideDraft = { key: number; authority: string; what: string; paper: string }

type Column = { name: string; label: string; most: number; wide?: boolean }

/** Rows of a few texts each: what stands beside the clauses on the paper and binds nobody. */
function Rows<T extends { key: number }>({
  columns,
  value = [],
  onChange,
  add,
  empty,
  id,
}: {
  columns: readonly Column[]
  value?: T[] | undefined
  onChange?: ((value: T[]) => void) | undefined
  add: string
  empty: (key: number) => T
  id?: string | undefined
}) {
  return (
    <div className="beside" {...(id ? { id } : {})}>
      {value.map((row, at) => (
        <div className="beside-row" key={row.key}>
          {columns.map(({ name, label, most, wide }) => (
            <Input
              key={name}
              className={wide ? 'beside-wide' : ''}
              aria-label={`第 ${at + 1} 项：${label}`}
              placeholder={label}
              maxLength={most}
              value={String((row as Record<string, unknown>)[name] ?? '')}
              onChange={({ target }) =>
                onChange?.(value.map((it) => (it.key === row.key ? { ...it, [name]: target.value } : it)))
              }
            />
          ))}
          <button
            type="button"
            className="text-button"
            aria-label={`去掉第 ${at + 1} 项`}
            onClick={() => onChange?.(value.filter((it) => it.key !== row.key))}
          >
            去掉
          </button>
        </div>
      ))}
      <Button onClick={() => onChange?.([...value, empty(Math.max(0, ...value.map(({ key }) => key)) + 1)])}>
        {add}
      </Button>
    </div>
  )
}

type Control<T> = { value?: T[]; onChange?: (value: T[]) => void; id?: string }

/** What somebody who helps, and is no party, promises. */
export const UndertakingsField = (control: Control<UndertakingDraft>) => (
  <Rows
    {...control}
    columns={[
      { name: 'who', label: '谁（例如：社区、村委会）', most: 100 },
      { name: 'what', label: '承诺了什么', most: 500, wide: true },
    ]}
    add="加一项承诺"
    empty={(key): UndertakingDraft => ({ key, who: '', what: '' })}
  />
)

/** What another authority decided: told of, never agreed on. */
export const OutsideFactsField = (control: Control<OutsideDraft>) => (
  <Rows
    {...control}
    columns={[
      { name: 'authority', label: '哪个机关', most: 100 },
      { name: 'what', label: '决定了什么', most: 500, wide: true },
      { name: 'paper', label: '文书和编号（可不填）', most: 200 },
    ]}
    add="加一项决定"
    empty={(key): OutsideDraft => ({ key, authority: '', what: '', paper: '' })}
  />
)

export const undertakingsOf = (rows: readonly UndertakingDraft[] = []) =>
  rows
    .filter(({ who, what }) => who.trim() || what.trim())
    .map(({ who, what }) => ({ who: who.trim(), what: what.trim() }))

export const outsideFactsOf = (rows: readonly OutsideDraft[] = []) =>
  rows
    .filter(({ authority, what }) => authority.trim() || what.trim())
    .map(({ authority, what, paper }) => ({
      authority: authority.trim(),
      what: what.trim(),
      paper: paper.trim() || null,
    }))
