import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { administeredPeople, administeredPlaces, administeredUnits } from '#contract/administration.ts'
import { call } from '#web/lib/call.ts'
import { useMe } from '../session/me.ts'

type Key = string | number
type Option<V extends Key> = { value: V; label: string; more: string }
type Props<V extends Key = number> = {
  id?: string
  value?: V
  onChange?: (value: V | undefined) => void
  /** What is asked for, where no label stands beside it. */
  'aria-label'?: string
  /** The name of what is chosen already, before anything was looked for. */
  chosen?: string
}

/** Chooses one of many by typing a part of its name; what is found is fetched as one types. */
function Picker<V extends Key>({
  find,
  of,
  hint,
  props: { chosen, value, ...rest },
}: {
  find: (words: string) => Promise<Option<V>[]>
  of: string
  hint: string
  props: Props<V>
}) {
  const me = useMe()
  const [text, setText] = useState('')
  const words = useDeferredValue(text.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['administration', me.post.id, of, words],
    queryFn: () => find(words),
    staleTime: 30_000,
  })
  const found = data ?? []
  const options =
    value !== undefined && chosen && !found.some((option) => option.value === value)
      ? [{ value, label: chosen, more: '' }, ...found]
      : found
  return (
    <Select
      {...rest}
      {...(value === undefined ? {} : { value })}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      allowClear
      placeholder={hint}
      loading={isFetching}
      notFoundContent={isFetching ? '正在查找……' : '没有找到，请换几个字。'}
      options={options}
      optionRender={({ data: option }) => (
        <div className="picker-line">
          <span>{option.label}</span>
          <span className="quiet">{option.more}</span>
        </div>
      )}
      onChange={(chosenValue: V | undefined) => {
        setText('')
        rest.onChange?.(chosenValue)
      }}
    />
  )
}

const unitsNamed = async (words: string): Promise<Option<number>[]> => {
  const { lines } = await call(administeredUnits, { query: { words } })
  return lines.map(({ id, name, place }) => ({ value: id, label: name, more: place.join(' ') }))
}

const placesNamed = async (words: string): Promise<Option<number>[]> => {
  const { path, lines } = await call(administeredPlaces, { query: { words } })
  return [...(words === '' ? path : []), ...lines].map(({ code, name, above, code_says }) => ({
    value: code,
    label: [...above, name].join(' '),
    more: code_says,
  }))
}

const peopleNamed = async (words: string): Promise<Option<string>[]> => {
  const { lines } = await call(administeredPeople, { query: { words } })
  return lines.map(({ id, name, sign_in_name, posts }) => ({
    value: id,
    label: name,
    more: posts.find((post) => post.state === 'held')?.unit_name ?? sign_in_name,
  }))
}

export const PersonPicker = (props: Props<string>) => (
  <Picker find={peopleNamed} of="person-picker" hint="输入姓名或登录名里的几个字" props={props} />
)
export const UnitPicker = (props: Props) => (
  <Picker find={unitsNamed} of="unit-picker" hint="输入单位名称里的几个字" props={props} />
)
export const PlacePicker = (props: Props) => (
  <Picker find={placesNamed} of="place-picker" hint="输入地名里的几个字" props={props} />
)
