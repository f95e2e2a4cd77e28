import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { unitsToSendTo } from '#contract/triage.ts'
import { call } from '#web/lib/call.ts'
import { useMe } from '../session/me.ts'

type Props = {
  id?: string
  value?: number
  onChange?: (value: number | undefined) => void
  /** Units of this place come first. */
  near: number
  /** What is chosen before anything was looked for. */
  chosen?: { id: number; name: string } | null
  /** Others that were named as able to do it. */
  also?: readonly { id: number; name: string }[]
  /** Only units at such places may be chosen. */
  fits?: (place: number) => boolean
}

type Option = { value: number; label: string; more: string }
/** Units chosen in this window: a form that is opened again with what was typed into it shows their names, not their numbers. */
const chosenBefore = new Map<number, Option>()
const remember = (options: readonly Option[], ids: readonly number[]): void => {
  for (const option of options) if (ids.includes(option.value)) chosenBefore.set(option.value, option)
}
/** Those of the chosen that are not among the found. */
const keptBeside = (found: readonly Option[], ids: readonly number[]): Option[] =>
  ids.flatMap((id) => (found.some((it) => it.value === id) ? [] : (chosenBefore.get(id) ?? [])))

/** A unit to send a matter to, found by a part of its name. */
export function UnitPicker({ id, value, onChange, near, chosen, also = [], fits }: Props) {
  const { text, setText, isFetching, found } = useUnits(near, fits)
  const named = [
    ...(chosen ? [{ value: chosen.id, label: chosen.name, more: '建议的' }] : []),
    ...also.map((unit) => ({ value: unit.id, label: unit.name, more: '也能办' })),
  ]
  const proposed =
    text === '' ? [...named, ...found.filter((option) => !named.some(({ value }) => value === option.value))] : found
  const options = [...proposed, ...keptBeside(proposed, value === undefined ? [] : [value])]
  return (
    <Select
      {...(id ? { id } : {})}
      {...(value === undefined ? {} : { value })}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      placeholder="输入单位名称里的几个字"
      loading={isFetching}
      notFoundContent={isFetching ? '正在查找……' : '没有找到，请换几个字。'}
      options={options}
      listHeight={320}
      optionRender={({ data: option }) => (
        <div className="picker-line">
          <span>{option.label}</span>
          <span className="quiet">{option.more}</span>
        </div>
      )}
      onChange={(unit: number | undefined) => {
        setText('')
        remember(options, unit === undefined ? [] : [unit])
        onChange?.(unit)
      }}
    />
  )
}

/** Units that answer to what is typed, those of a place first. */
function useUnits(near: number, fits?: (place: number) => boolean) {
  const me = useMe()
  const [text, setText] = useState('')
  const words = useDeferredValue(text.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['units_to_send_to', me.post.id, near, words],
    queryFn: () => call(unitsToSendTo, { query: { near, ...(words ? { words } : {}) } }),
    staleTime: 60_000,
  })
  const found = (data?.units ?? [])
    .filter(({ place_code }) => !fits || fits(place_code))
    .map(({ id, name, kind_says, phone }) => ({ value: id, label: name, more: `${kind_says} ${phone}` }))
  return { text, setText, isFetching, found }
}

/** Several units, each found by a part of its name. */
export function UnitsPicker({
  id,
  value,
  onChange,
  near,
  without,
  fits,
}: {
  id?: string
  value?: number[]
  onChange?: (value: number[]) => void
  near: number
  /** A unit that need not be asked. */
  without: number
  /** Only units at such places may be chosen. */
  fits?: (place: number) => boolean
}) {
  const units = useUnits(near, fits)
  const { text, setText, isFetching } = units
  const found = units.found.filter((it) => it.value !== without)
  // Whoever was chosen keeps her name when the next one is looked for.
  const options = [...found, ...keptBeside(found, value ?? [])]
  return (
    <Select
      mode="multiple"
      {...(id ? { id } : {})}
      {...(value === undefined ? {} : { value })}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      placeholder="输入单位名称里的几个字，可以选几个"
      loading={isFetching}
      notFoundContent={isFetching ? '正在查找……' : '没有找到，请换几个字。'}
      options={options}
      listHeight={320}
      optionRender={({ data: option }) => (
        <div className="picker-line">
          <span>{option.label}</span>
          <span className="quiet">{option.more}</span>
        </div>
      )}
      onChange={(units: number[]) => {
        setText('')
        remember(options, units)
        onChange?.(units)
      }}
    />
  )
}
