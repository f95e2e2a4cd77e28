import { Checkbox, Form, Input, Select } from 'antd'
import type { z } from 'zod'
import { HOW_SAID } from '#domain/mediation/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import type { Person } from './about.ts'
import { Choices, optionsOf } from './choices.tsx'

export const late = { validateTrigger: 'onSubmit' } as const
/** More than so many people stand in a list one can search. */
const AT_A_GLANCE = 6

/** One of the people, or the only one there is. */
export function PersonField({
  name,
  label,
  people,
  missing,
}: {
  name: string
  label: string
  people: readonly Person[]
  missing: string
}) {
  const options = people.map(({ id, name }) => ({ value: id, says: name }))
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: missing }]} {...late}>
      {people.length > AT_A_GLANCE ? (
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder="输入姓名查找"
        />
      ) : (
        <Choices options={options} />
      )}
    </Form.Item>
  )
}

/** Any of the people. */
export function PeopleField({
  name,
  label,
  people,
  schema,
}: {
  name: string
  label: string
  people: readonly Person[]
  schema: z.ZodType
}) {
  const options = people.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Form.Item name={name} label={label} rules={[checkedBy(schema)]} {...late}>
      {people.length > AT_A_GLANCE ? (
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={options} maxTagCount={6} />
      ) : (
        <Checkbox.Group className="choices" options={options} />
      )}
    </Form.Item>
  )
}

/** Whose words these are. Staff write down what a party said: nobody decides for anybody else. */
export const SpeakerField = ({ people, label = '是谁说的' }: { people: readonly Person[]; label?: string }) => (
  <PersonField name="said_by" label={label} people={people} missing="请选择是谁说的。" />
)

const { spoken, written } = HOW_SAID

export const HowSaidField = () => (
  <Form.Item name="how" label="怎样说的">
    <Choices columns={2} options={optionsOf({ spoken, written })} />
  </Form.Item>
)

/** A note of some length; said to be optional where the schema takes an empty one. */
export function NoteField({
  name = 'note',
  label,
  schema,
  rows = 3,
  most = 500,
  extra,
}: {
  name?: string
  label: string
  schema: z.ZodType
  rows?: number
  most?: number
  extra?: string
}) {
  return (
    <Form.Item name={name} label={label} rules={[checkedBy(schema)]} {...late} {...(extra ? { extra } : {})}>
      <Input.TextArea rows={rows} maxLength={most} showCount />
    </Form.Item>
  )
}

/** A day and an hour, in Shanghai time. */
export const When = ({ name = 'at', label, min }: { name?: string; label: string; min?: string }) => (
  <Form.Item name={name} label={label} rules={[{ required: true, message: '请选择日期和时间。' }]} {...late}>
    <Input className="when" type="datetime-local" {...(min ? { min } : {})} />
  </Form.Item>
)
