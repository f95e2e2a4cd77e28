import { Form, Input } from 'antd'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { MOST_REPRESENTATIVES, TICKS } from '#domain/identity/beside.ts'
import { AddMembersInput, MEMBERS_AT_ONCE, TickMemberInput } from '#domain/identity/beside-inputs.ts'
import { faultOf } from '../kit/faults.ts'
import type { About, ActForm, Values } from './act-form.ts'
import { partyOf } from './agent-forms.tsx'
import { Choices } from './choices.tsx'
import { late, NoteField } from './fields.tsx'
import { membersIn, representativesIn } from './pasted-lines.ts'

function RepresentativesFields(about: About) {
  return (
    <>
      <p className="form-note">
        {partyOf(about)?.name}推选的代表，最多 {MOST_REPRESENTATIVES}{' '}
        位。每行一位，写：姓名，推选的凭据，电话（可不填）。
      </p>
      <Form.Item
        name="lines"
        label="代表人"
        rules={[
          {
            validator: (_, value) => {
              const { fault } = representativesIn(String(value ?? ''))
              return fault ? Promise.reject(new Error(fault)) : Promise.resolve()
            },
          },
        ]}
        {...late}
      >
        <Input.TextArea rows={5} placeholder="宋春生，推选书，10000000000" />
      </Form.Item>
    </>
  )
}

export const nameRepresentatives: ActForm = {
  step: 'name_representatives',
  title: '登记代表人',
  short: '代表人',
  hint: '人多的一方推选代表来谈。',
  send: '登记代表人',
  tone: 'plain',
  Fields: RepresentativesFields,
  initial: (about) => ({
    lines: (partyOf(about)?.representatives ?? []).map(({ name, paper }) => `${name}，${paper}`).join('\n'),
  }),
  tidy: ({ lines, ...values }: Values) => ({
    ...values,
    representatives: representativesIn(String(lines ?? '')).representatives,
  }),
}

function MembersFields() {
  return (
    <>
      <p className="form-note">
        每行一户，写：姓名，电话，金额（后两项可不填）。从表格里整列复制过来也行。一次最多 {MEMBERS_AT_ONCE}{' '}
        行，接着原来的名单往下编号。
      </p>
      <Form.Item
        name="lines"
        label="名单"
        rules={[
          {
            validator: (_, value) => {
              const { members, fault } = membersIn(String(value ?? ''))
              const wrong = fault ?? faultOf(AddMembersInput.shape.members, members)
              return wrong ? Promise.reject(new Error(wrong)) : Promise.resolve()
            },
          },
        ]}
        {...late}
      >
        <Input.TextArea rows={12} placeholder={'苗得水，10000000000，3500\n苗得金，，1200.50'} />
      </Form.Item>
    </>
  )
}

export const addMembers: ActForm = {
  step: 'add_members',
  title: '登记名单',
  short: '加名单',
  hint: '一户一行，可以粘贴。',
  send: '登记名单',
  tone: 'plain',
  width: 520,
  Fields: MembersFields,
  tidy: ({ lines, ...values }: Values) => ({ ...values, members: membersIn(String(lines ?? '')).members }),
}

function TickFields({ other_member }: About) {
  return (
    <>
      <p className="form-note">
        第 {other_member?.number} 户 {other_member?.name}
        {other_member?.amount && `，${sayYuan(other_member.amount)}`}
      </p>
      <Form.Item name="what" label="记为" rules={[{ required: true, message: '请选择记为什么。' }]} {...late}>
        <Choices
          options={[
            { value: 'paid', says: TICKS.paid },
            { value: 'received', says: TICKS.received },
            { value: 'open', says: '还没有（取消记错的）' },
          ]}
        />
      </Form.Item>
      <NoteField label="凭什么（可不填）" schema={TickMemberInput.shape.note} rows={2} most={200} />
    </>
  )
}

export const tickMember: ActForm = {
  step: 'tick_member',
  title: '勾记一户',
  short: '勾记',
  hint: '这一户付了、收到了，记下来。',
  send: '记下',
  tone: 'plain',
  Fields: TickFields,
  initial: ({ other_member }) => ({ what: other_member?.ticked?.what ?? 'paid' }),
  tidy: ({ what, ...values }: Values, { other_member }) => ({
    ...values,
    member_id: other_member?.id,
    what: what === 'open' ? null : what,
  }),
}
