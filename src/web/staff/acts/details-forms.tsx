import { Checkbox, Form, Input } from 'antd'
import { CompletePartyInput } from '#domain/identity/details-inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import type { About, ActForm } from './act-form.ts'
import { partyOf } from './agent-forms.tsx'
import { Choices } from './choices.tsx'
import { late } from './fields.tsx'

const { shape } = CompletePartyInput

function Line({ name, label, most }: { name: keyof typeof shape; label: string; most: number }) {
  return (
    <Form.Item name={name} label={label} rules={[checkedBy(shape[name])]} {...late}>
      <Input maxLength={most} autoComplete="off" />
    </Form.Item>
  )
}

function DetailFields(about: About) {
  const party = partyOf(about)
  const organisation = party?.kind === 'organisation'
  const shut = party?.details?.address === null
  return (
    <>
      <p className="form-note">
        这些是文书格式上的栏，填一次，各份文书都用。都由{party?.name ?? '本人'}
        自愿说，不愿意说的空着，打印出来是留给手写的空格。
      </p>
      {party?.kind === 'person' && (
        <>
          <Form.Item name="sex" label="性别">
            <Choices
              columns={2}
              options={[
                { value: 'female', says: '女' },
                { value: 'male', says: '男' },
              ]}
            />
          </Form.Item>
          <Line name="ethnicity" label="民族（格式里有这一栏，只印在文书上）" most={20} />
          <Line name="occupation" label="职业或职务" most={60} />
        </>
      )}
      {organisation && (
        <>
          <Line name="legal_representative" label="法定代表人" most={60} />
          <Line name="post_title" label="法定代表人的职务" most={60} />
        </>
      )}
      <Form.Item
        name="address"
        label={organisation ? '住所' : '单位或住址'}
        rules={[checkedBy(shape.address)]}
        {...late}
        extra="会印在协议书等双方都看得到的文书上；不愿意让对方知道的不要写。说有人身危险的，一律不印。"
      >
        <Input
          maxLength={200}
          autoComplete="off"
          placeholder={shut ? '已经登记过，有人可能有危险，这里不显示；不改就不用动' : ''}
        />
      </Form.Item>
      {shut && (
        <Form.Item
          name="address"
          getValueProps={(value) => ({ checked: value === '' })}
          getValueFromEvent={({ target }: { target: { checked: boolean } }) => (target.checked ? '' : null)}
        >
          <Checkbox>本人要收回登记过的住址</Checkbox>
        </Form.Item>
      )}
    </>
  )
}

export const completeParty: ActForm = {
  step: 'complete_party',
  title: '补全文书上的信息',
  short: '文书信息',
  hint: '性别、民族、职业、住址：填一次，各份文书都用；自愿。',
  send: '记下来',
  tone: 'plain',
  Fields: DetailFields,
  initial: (about) => ({ ...partyOf(about)?.details }),
}
