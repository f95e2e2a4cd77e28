import { Form, Input } from 'antd'
import { ChangeCourtPersonInput, NameCourtPersonInput } from '#domain/disputes/court-person.ts'
import { checkedBy } from '../kit/faults.ts'
import type { ActForm } from './act-form.ts'
import { late, NoteField } from './fields.tsx'

function PersonFields() {
  return (
    <>
      <p className="form-note">这一件由法院里的哪一位负责联系。姓名和办公电话当事人也看得到。</p>
      <Form.Item name="name" label="姓名" rules={[checkedBy(NameCourtPersonInput.shape.name)]} {...late}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item
        name="phone"
        label="法院的办公电话"
        rules={[checkedBy(NameCourtPersonInput.shape.phone)]}
        extra="不写个人手机。"
        {...late}
      >
        <Input inputMode="tel" maxLength={60} />
      </Form.Item>
    </>
  )
}

export const nameCourtPerson: ActForm = {
  step: 'name_court_person',
  title: '登记法院联系人',
  short: '登记',
  hint: '法院委托、委派来的，每一件落实到一位司法人员。',
  send: '登记',
  tone: 'plain',
  Fields: PersonFields,
}

function ChangeFields() {
  return (
    <>
      <PersonFields />
      <NoteField
        name="because"
        label="为什么换人（例如：岗位调整）"
        schema={ChangeCourtPersonInput.shape.because}
        rows={2}
        most={200}
      />
    </>
  )
}

export const changeCourtPerson: ActForm = {
  step: 'change_court_person',
  title: '更换法院联系人',
  short: '更换',
  hint: '换了人，写明原因。',
  send: '更换',
  tone: 'plain',
  Fields: ChangeFields,
}
