import { Form } from 'antd'
import { ENDING_REASONS, EndInput, SettledThemselvesInput } from '#domain/mediation/desk-inputs.ts'
import { LeaveInput } from '#domain/mediation/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { mediationOf, nameOf, partiesIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { HowSaidField, late, NoteField, SpeakerField } from './fields.tsx'

function LeaveFields(about: About) {
  return (
    <>
      <p className="form-note">
        任何一方随时可以退出，不用说理由，没有人可以不准。登记后双方都会收到其他途径的告知书。
      </p>
      <SpeakerField people={partiesIn(mediationOf(about))} label="谁要退出" />
      <ByWhom {...about} />
      <HowSaidField />
      <NoteField label="本人还说了什么（可不填）" schema={LeaveInput.shape.note} />
    </>
  )
}

export const leaveMediation: ActForm = {
  step: 'leave',
  title: '登记：当事人退出调解',
  hint: '当事人说不谈了，就登记；不用理由。',
  send: '登记退出',
  tone: 'grave',
  Fields: LeaveFields,
  initial: ({ party_id }) => ({ said_by: party_id, how: 'spoken' }),
  confirm: ({ said_by }, about) => ({
    title: '确定登记退出？',
    says: `写明是“${nameOf(partiesIn(mediationOf(about)), said_by)}”说的。这次调解就此结束，不能改回；没签完的协议也不再生效。`,
    yes: '登记退出',
  }),
}

function EndFields() {
  return (
    <>
      <Form.Item name="reason" label="为什么没有谈成" rules={[checkedBy(EndInput.shape.reason)]} {...late}>
        <Choices options={optionsOf(ENDING_REASONS)} />
      </Form.Item>
      <NoteField label="说明（双方都会看到，可不填）" schema={EndInput.shape.note} rows={4} most={1000} />
      <p className="form-note">如实登记，没有人因此被扣分。双方都会收到其他途径的告知书。</p>
    </>
  )
}

export const endMediation: ActForm = {
  step: 'end_mediation',
  title: '调解不成，终止',
  hint: '如实登记，告知双方其他途径。',
  send: '终止调解',
  tone: 'grave',
  Fields: EndFields,
  confirm: () => ({ title: '确定终止调解？', says: '登记后不能改回；以后双方愿意，可以重新征询。', yes: '终止调解' }),
}

function SettledFields(about: About) {
  return (
    <>
      <SpeakerField people={partiesIn(mediationOf(about))} />
      <ByWhom {...about} />
      <NoteField
        name="account"
        label="他们是怎样说好的"
        schema={SettledThemselvesInput.shape.account}
        rows={5}
        most={2000}
      />
      <p className="form-note">登记后会告诉双方；如果有人说不是这样，请马上和当事人联系。</p>
    </>
  )
}

export const settleThemselves: ActForm = {
  step: 'settle_themselves',
  title: '登记：双方自行和解',
  hint: '不用再调了：他们自己说好了。',
  send: '登记和解',
  tone: 'plain',
  Fields: SettledFields,
  initial: ({ party_id }) => ({ said_by: party_id }),
  confirm: () => ({ title: '确定登记为自行和解？', says: '登记后这次调解结束，不能改回。', yes: '登记和解' }),
}
