import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import { listChoices } from '#contract/lists.ts'
import { DISPUTE_TYPES } from '#domain/triage/types.ts'
import { call } from '#web/lib/call.ts'
import { go, useAddress, withQuery } from '../router.ts'
import { useMe } from '../session/me.ts'
import { FoldInHand } from './fold.tsx'

/** What a list can be narrowed by besides its stage: each is a word of the address, under the name the server knows it by. */
export const FILTERS = ['place', 'unit', 'type', 'from', 'to', 'overdue', 'enterprise', 'text'] as const
type Filter = (typeof FILTERS)[number]

/** The filters in the address, without those that are not asked. */
export function useFilters(): Partial<Record<Filter, string>> {
  const asked = new URLSearchParams(useAddress().search)
  return Object.fromEntries(FILTERS.flatMap((name) => (asked.get(name) ? [[name, asked.get(name) ?? '']] : [])))
}

const TYPES = Object.entries(DISPUTE_TYPES).map(([value, label]) => ({ value, label }))

/** Place, unit, type, days, late or not, words: every choice changes the address at once, words when they are sent. */
export function ListFilters({ words = true }: { words?: boolean }) {
  const me = useMe()
  const { path, search } = useAddress()
  const asked = useFilters()
  const choices = useQuery({
    queryKey: ['list-choices', me.post.id],
    queryFn: () => call(listChoices),
    staleTime: 300_000,
  }).data
  const narrow = (change: Partial<Record<Filter, string | null>>): void =>
    go(withQuery(path, search, { ...change, before: null, before_id: null }))
  const places = (choices?.places ?? []).map(({ code, name, level }) => ({
    value: String(code),
    label: level === 'village' ? `　${name}` : name,
  }))
  const units = (choices?.units ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
  const pick = (name: Filter, label: string, options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={label}
      className={`filter-${name}`}
      value={asked[name] ?? null}
      options={options}
      onChange={(value: string | undefined) => narrow({ [name]: value ?? null })}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      notFoundContent="没有这一项"
    />
  )
  const day = (name: 'from' | 'to', label: string) => (
    <label>
      {label}
      <input
        type="date"
        value={asked[name] ?? ''}
        {...(name === 'from' ? { max: asked.to } : { min: asked.from })}
        onChange={({ target }) => narrow({ [name]: target.value })}
      />
    </label>
  )
  const any = FILTERS.some((name) => asked[name] !== undefined)
  return (
    <section className="filters" aria-label="筛选">
      {words && <WordsFilter asked={asked.text ?? ''} onAsk={(text) => narrow({ text })} />}
      <FoldInHand says={any ? '更多筛选（正在筛选）' : '更多筛选'}>
        {places.length > 1 && pick('place', '地方', places)}
        {units.length > 1 && pick('unit', '承办单位', units)}
        {pick('type', '纠纷类型', TYPES)}
        {day('from', '收到：从')}
        {day('to', '到')}
        <label>
          <input
            type="checkbox"
            checked={asked.overdue === '1'}
            onChange={({ target }) => narrow({ overdue: target.checked ? '1' : null })}
          />
          只看超期的
        </label>
        <label>
          <input
            type="checkbox"
            checked={asked.enterprise === '1'}
            onChange={({ target }) => narrow({ enterprise: target.checked ? '1' : null })}
          />
          只看涉企的
        </label>
      </FoldInHand>
      {any && (
        <button
          type="button"
          className="plain-button"
          onClick={() => narrow(Object.fromEntries(FILTERS.map((name) => [name, null])))}
        >
          清除筛选
        </button>
      )}
    </section>
  )
}

/** Words of the facts: kept in the field while they are typed, in the address when they are asked for. */
function WordsFilter({ asked, onAsk }: { asked: string; onAsk: (text: string) => void }) {
  const [text, setText] = useState(asked)
  useEffect(() => setText(asked), [asked])
  const send = (event: FormEvent): void => {
    event.preventDefault()
    onAsk(text.trim())
  }
  return (
    <form onSubmit={send}>
      <input
        type="search"
        aria-label="经过中的字词"
        placeholder="经过中的字词，按回车"
        maxLength={60}
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </form>
  )
}
