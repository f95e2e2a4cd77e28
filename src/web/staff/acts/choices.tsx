import { Radio } from 'antd'
import type { ReactNode } from 'react'

/** One of a closed list, each on its own line; passes antd's value and onChange through. */
export function Choices({
  options,
  columns = 1,
  ...rest
}: {
  options: readonly { value: string; says: string; more?: ReactNode }[]
  columns?: 1 | 2
  id?: string
  value?: string
  onChange?: (value: string) => void
}) {
  const { onChange, value, id } = rest
  return (
    <Radio.Group
      className={columns === 2 ? 'choices choices-two' : 'choices'}
      {...(id ? { id } : {})}
      {...(value === undefined ? {} : { value })}
      onChange={({ target }) => onChange?.(String(target.value))}
    >
      {options.map(({ value, says, more }) => (
        <Radio key={value} value={value}>
          {says}
          {more && <span className="choice-more">{more}</span>}
        </Radio>
      ))}
    </Radio.Group>
  )
}

/** A table of words as options, in its own order. */
export const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, says]) => ({ value, says }))
