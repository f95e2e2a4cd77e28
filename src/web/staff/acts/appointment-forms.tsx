import { Form, Input } from 'antd'
import { CancelSessionInput, NoShowInput } from '#domain/mediation/appointment-inputs.ts'
import { CannotComeInput } from '#domain/mediation/inputs.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { checkedBy } from '../kit/faults.ts'
import { mediationOf, partiesIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { HowSaidField, late, NoteField, PeopleField, SpeakerField } from './fields.tsx'

const Arranged = (about: About) => {
  const { meeting } = mediationOf(about)
  return meeting ? (
    <p className="form-note">
      约好的：{sayInstant(meeting.at)}，{meeting.place}
    </p>
  ) : null
}

function CannotComeFields(about: About) {
  return (
    <>
      <Arranged {...about} />
      <SpeakerField people={partiesIn(mediationOf(about))} label="谁来不了" />
      <ByWhom {...about} />
      <HowSaidField />
      <NoteField label="什么时候方便（只有工作人员看得到，可不填）" schema={CannotComeInput.shape.note} most={300} />
      <p className="form-note">登记后这次见面取消，别的人马上知道要另约时间，不写是谁来不了。来不了没有任何坏处。</p>
    </>
  )
}

export const cannotCome: ActForm = {
  step: 'cannot_come',
  title: '登记：来不了，另约',
  hint: '打电话说来不了的，替当事人登记；对方马上知道。',
  send: '登记',
  tone: 'plain',
  Fields: CannotComeFields,
  initial: () => ({ how: 'spoken' }),
}

function CancelFields(about: About) {
  return (
    <>
      <Arranged {...about} />
      <Form.Item
        name="because"
        label="为什么取消（双方都会看到）"
        rules={[checkedBy(CancelSessionInput.shape.because)]}
        {...late}
      >
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
      <p className="form-note">只是换时间、换地方，用“通知时间地点”重新通知就行，不用先取消。</p>
    </>
  )
}

export const cancelSession: ActForm = {
  step: 'cancel_session',
  title: '取消约好的见面',
  hint: '马上告诉双方，再另约时间。',
  send: '取消见面',
  tone: 'plain',
  Fields: CancelFields,
}

function NoShowFields(about: About) {
  return (
    <>
      <Arranged {...about} />
      <PeopleField
        name="absent"
        label="谁没有来"
        people={partiesIn(mediationOf(about))}
        schema={NoShowInput.shape.absent}
      />
      <NoteField label="怎么说的（可不填）" schema={NoShowInput.shape.said} />
      <p className="form-note">
        只作记录：不影响任何期限和权利，不告诉对方是谁没来。双方收到的是“没有谈成，另约时间”。
      </p>
    </>
  )
}

export const recordNoShow: ActForm = {
  step: 'record_no_show',
  title: '登记：约好了没有来',
  hint: '如实记下，没有任何后果；接着另约时间。',
  send: '记下来',
  tone: 'plain',
  Fields: NoShowFields,
}
