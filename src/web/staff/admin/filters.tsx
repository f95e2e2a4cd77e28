import { Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from '../kit/link.tsx'
import { useAsked } from './use-asked.ts'

/** Words to look for: asked on Enter or the button, and when emptied. */
export function WordsFilter({ label, hint }: { label: string; hint: string }) {
  const { of, ask } = useAsked()
  const asked = of('words') ?? ''
  const [text, setText] = useState(asked)
  return (
    <Input.Search
      className="admin-words"
      aria-label={label}
      placeholder={hint}
      value={text}
      maxLength={60}
      allowClear
      onChange={({ target }) => {
        setText(target.value)
        if (target.value === '' && asked !== '') ask({ words: null })
      }}
      onSearch={(words) => ask({ words: words.trim() })}
    />
  )
}

/** One of a list of words, or all. */
export function WordFilter({
  name,
  label,
  words,
}: {
  name: string
  label: string
  words: Readonly<Record<string, string>>
}) {
  const { of, ask } = useAsked()
  return (
    <Select
      className="admin-select"
      aria-label={label}
      value={of(name) ?? ''}
      popupMatchSelectWidth={false}
      listHeight={420}
      options={[{ value: '', label }, ...Object.entries(words).map(([value, says]) => ({ value, label: says }))]}
      onChange={(value: string) => ask({ [name]: value })}
    />
  )
}

/** A few choices side by side; the first is what holds when nothing is asked. */
export function ChipsFilter({
  name,
  label,
  choices,
}: {
  name: string
  label: string
  choices: readonly { value: string | null; says: string }[]
}) {
  const { of, to } = useAsked()
  const chosen = of(name) ?? null
  return (
    <nav className="chips" aria-label={label}>
      {choices.map(({ value, says }) => (
        <Link key={says} to={to({ [name]: value })} {...(value === chosen ? { 'aria-current': 'true' as const } : {})}>
          {says}
        </Link>
      ))}
    </nav>
  )
}

const PAGE = 50

/** Which of how many are shown, and the way to the others. */
export function Pager({ total, what }: { total: number; what: string }) {
  const { page, to } = useAsked()
  const pages = Math.max(1, Math.ceil(total / PAGE))
  return (
    <nav className="pager admin-pager" aria-label="翻页">
      <span className="quiet">
        共 {total} {what}
        {pages > 1 && `，第 ${page} / ${pages} 页`}
      </span>
      {page > 1 && <Link to={to({ page: page === 2 ? null : String(page - 1) })}>上一页</Link>}
      {page < pages && <Link to={to({ page: String(page + 1) })}>下一页</Link>}
    </nav>
  )
}
