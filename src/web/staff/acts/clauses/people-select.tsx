import { Select } from 'antd'
import type { Person } from '../about.ts'

/** Some of the people of a clause. */
export const PeopleSelect = ({
  label,
  people,
  value,
  onChange,
}: {
  label: string
  people: readonly Person[]
  value: string[]
  onChange: (value: string[]) => void
}) => (
  <Select
    mode="multiple"
    aria-label={label}
    value={value}
    onChange={onChange}
    showSearch={{ optionFilterProp: 'label' }}
    options={people.map(({ id, name }) => ({ value: id, label: name }))}
    maxTagCount={8}
    placeholder="请选择"
  />
)
