import { useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Input, Select } from 'antd'
import { wordings } from '#contract/wordings.ts'
import { latestBuiltIn, wordingOf } from '#domain/documents/wordings.ts'
import {
  BeginInput,
  RecordSessionInput,
  ResumeInput,
  SESSION_MODES,
  SESSION_RESULTS,
  SUSPENSION_REASONS,
  SuspendInput,
} from '#domain/mediation/desk-inputs.ts'
import { call } from '#web/lib/call.ts'
import { checkedBy } from '../kit/faults.ts'
import { lastPlace, mediationOf, partiesIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { GuardiansThere, WhoWasThere } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, PeopleField } from './fields.tsx'
import { NotTogether } from './meeting-forms.tsx'

/** The rights as papers made today have them; until they have come, as the program brought them. */
function useRights() {
  const { data } = useQuery({ queryKey: ['wordings', 'read out'], queryFn: () => call(wordings) })
  const own = data?.pieces.find(({ piece }) => piece === 'rights_and_duties')?.now
  return own ?? wordingOf('rights_and_duties', latestBuiltIn('rights_and_duties'))
}

function BeginFields(about: About) {
  const rights = useRights()
  return (
    <>
      <div className="form-note">
        <strong>先念给双方听：</strong>
        {rights.kind === 'list' ? (
          <ul className="plain-list">
            {rights.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        ) : (
          <p>{rights.text}</p>
        )}
      </div>
      <Form.Item name="rights_told" valuePropName="checked" rules={[checkedBy(BeginInput.shape.rights_told)]} {...late}>
        <Checkbox>已经告知双方的权利和义务</Checkbox>
      </Form.Item>
      <PeopleField
        name="present"
        label="到场的当事人"
        people={partiesIn(mediationOf(about))}
        schema={BeginInput.shape.present}
      />
      <WhoWasThere dispute={about.dispute} parties={everybody(about)} />
      <GuardiansThere dispute={about.dispute} parties={everybody(about)} />
      <Form.Item name="open_to_public" valuePropName="checked">
        <Checkbox>公开进行（双方都愿意时才勾）</Checkbox>
      </Form.Item>
    </>
  )
}

const everybody = (about: About): string[] => partiesIn(mediationOf(about)).map(({ id }) => id)

export const beginSession: ActForm = {
  step: 'begin_session',
  title: '开始调解',
  hint: '先告知权利义务，再开始。',
  send: '开始',
  tone: 'main',
  Fields: BeginFields,
  initial: (about) => ({ present: everybody(about), rights_told: false, open_to_public: false }),
}

const { shape } = RecordSessionInput

/** A whole-record rule, shown beside the one field it is about. */
const whole = (field: string) => (form: { getFieldsValue: () => object }) => ({
  validator: () => {
    const checked = RecordSessionInput.safeParse(apart({ ...form.getFieldsValue() }))
    const says = checked.success ? undefined : checked.error.issues.find(({ path }) => path[0] === field)?.message
    return says ? Promise.reject(new Error(says)) : Promise.resolve()
  },
})

/** Only what belongs to the kind of talk that took place: nothing said apart slips into the shared record, nor the other way. */
function apart({ occurred_at: _, ...values }: Record<string, unknown>): Record<string, unknown> {
  if (values.mode !== 'back_to_back') return { ...values, with: null, private_note: undefined, text: values.text ?? '' }
  return { ...values, text: '', present: values.with ? [values.with] : [], with: values.with ?? null }
}

function RecordFields(about: About) {
  const form = Form.useFormInstance()
  const alone = Form.useWatch('mode', form) === 'back_to_back'
  const people = partiesIn(mediationOf(about))
  return (
    <>
      <Form.Item name="mode" label="怎样谈的" rules={[checkedBy(shape.mode)]} {...late}>
        <Choices columns={2} options={optionsOf(SESSION_MODES)} />
      </Form.Item>
      <NotTogether {...about} />
      <Form.Item name="place" label="在哪里" rules={[checkedBy(shape.place)]} {...late}>
        <Input maxLength={200} />
      </Form.Item>
      {alone ? (
        <>
          <Form.Item name="with" label="和谁单独谈的" rules={[whole('with')]} {...late}>
            <Select options={people.map(({ id, name }) => ({ value: id, label: name }))} placeholder="请选择" />
          </Form.Item>
          <Form.Item
            name="private_note"
            label="单独谈的内容（加密保存，只有您自己能看）"
            rules={[whole('private_note')]}
            {...late}
          >
            <Input.TextArea rows={9} maxLength={8000} showCount />
          </Form.Item>
          <p className="form-note">不出笔录，另一方看不到内容，也看不到有过这次谈话。</p>
        </>
      ) : (
        <>
          <PeopleField name="present" label="到场的当事人" people={people} schema={shape.present} />
          <WhoWasThere dispute={about.dispute} parties={everybody(about)} />
          <Form.Item name="helpers" label="还有谁在场（可不填）" rules={[checkedBy(shape.helpers)]} {...late}>
            <Input maxLength={300} placeholder="亲属、邻居、专家；要双方同意" />
          </Form.Item>
          <Form.Item name="helpers_agreed" valuePropName="checked" rules={[whole('helpers_agreed')]} {...late}>
            <Checkbox>双方都同意请他们参加</Checkbox>
          </Form.Item>
          <Form.Item name="text" label="谈了什么（双方都能看到，出调解笔录）" rules={[whole('text')]} {...late}>
            <Input.TextArea rows={9} maxLength={8000} showCount />
          </Form.Item>
        </>
      )}
      <Form.Item name="result" label="这一次的结果" rules={[checkedBy(shape.result)]} {...late}>
        <Choices options={optionsOf(SESSION_RESULTS)} />
      </Form.Item>
    </>
  )
}

export const recordSession: ActForm = {
  step: 'record_session',
  title: '记录一次调解',
  hint: '面对面的出笔录；背靠背的只有本人能看。',
  send: '记下来',
  tone: 'main',
  width: 520,
  Fields: RecordFields,
  initial: (about) => {
    const mediation = mediationOf(about)
    const mode = mediation.joint?.may === false ? 'back_to_back' : 'joint'
    return { mode, place: lastPlace(mediation, about.dispute), present: everybody(about), result: 'goes_on' }
  },
  tidy: (values) => ({ ...apart(values), occurred_at: values.occurred_at }),
}

function SuspendFields() {
  return (
    <>
      <Form.Item name="reason" label="为什么暂停" rules={[checkedBy(SuspendInput.shape.reason)]} {...late}>
        <Choices options={optionsOf(SUSPENSION_REASONS)} />
      </Form.Item>
      <NoteField label="说明（双方都会看到，可不填）" schema={SuspendInput.shape.note} />
      <Form.Item name="resumes" label="大概什么时候恢复（可不填）">
        <Input className="when" type="date" />
      </Form.Item>
      <p className="form-note">暂停期间不计入调解期限；当事人仍然可以随时退出。</p>
    </>
  )
}

export const suspendMediation: ActForm = {
  step: 'suspend_mediation',
  title: '暂停调解',
  hint: '等鉴定、有人来不了时，期限停着算。',
  send: '暂停',
  tone: 'plain',
  Fields: SuspendFields,
}

const ResumeFields = () => <NoteField label="说明（可不填）" schema={ResumeInput.shape.note} />

export const resumeMediation: ActForm = {
  step: 'resume_mediation',
  title: '继续调解',
  hint: '期限接着算。',
  send: '继续',
  tone: 'main',
  Fields: ResumeFields,
}
