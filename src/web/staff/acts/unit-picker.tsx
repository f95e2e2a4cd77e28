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

/** A unit to send a matter to, found by a part of its name. */
export function UnitPicker({ id, value, onChange, near, chosen, also = [], fits }: Props) {
  const { text, setText, isFetching, found } = useUnits(near, fits)
  const named = [
    ...(chosen ? [{ value: chosen.id, label: chosen.name, more: '建议的' }] : []),
    ...also.map((unit) => ({ value: unit.id, label: unit.name, more: '也能办' })),
  ]
  const options =
    text === '' ? [...named, ...found.filter((option) => !named.some(({ value }) => value === option.value))] : found
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
}: {
  id?: string
  value?: number[]
  onChange?: (value: number[]) => void
  near: number
  /** A unit that need not be asked. */
  without: number
}) {
  const units = useUnits(near)
  const { text, setText, isFetching } = units
  const found = units.found.filter((it) => it.value !== without)
  // Whoever was chosen keeps her name when the next one is looked for.
  const [chosen, setChosen] = useState<readonly (typeof found)[number][]>([])
  const kept = chosen.filter((it) => value?.includes(it.value) && !found.some((unit) => unit.value === it.value))
  const options = [...found, ...kept]
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
        setChosen(options.filter((it) => units.includes(it.value)))
        onChange?.(units)
      }}
    />
  )
}
