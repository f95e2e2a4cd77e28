import { Checkbox, Form } from 'antd'
import { useEffect, useRef } from 'react'
import { AssignInput, ReplaceInput } from '#domain/mediation/desk-inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { mediationOf, partiesIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { WhoWasThere } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField } from './fields.tsx'
import { MediatorPicker, useMediators } from './mediator-picker.tsx'

export function ChooseFields(about: About) {
  const form = Form.useFormInstance()
  const mediation = mediationOf(about)
  const fileId = about.dispute.file.id
  const { data } = useMediators(fileId, mediation.id)
  const chosen: string[] = Form.useWatch('mediators', form) ?? []
  const disclosed: string = Form.useWatch('disclosed', form) ?? ''
  const related = data?.mediators.some((it) => it.relation === 'related' && chosen.includes(it.person_id)) ?? false
  const waived = mediation.taken_out.some((it) => it.of_relation && chosen.includes(it.person_id))
  const people = partiesIn(mediation)
  const by = Form.useWatch('chosen_by', form)
  return (
    <>
      <Form.Item name="mediators" label="调解员" rules={[checkedBy(AssignInput.shape.mediators)]} {...late}>
        <MediatorPicker fileId={fileId} partId={mediation.id} />
      </Form.Item>
      <Form.Item name="chosen_by" label="怎样产生" rules={[checkedBy(AssignInput.shape.chosen_by)]} {...late}>
        <Choices columns={2} options={optionsOf({ parties: '当事人选的', committee: '调委会指定' })} />
      </Form.Item>
      <NoteField
        name="disclosed"
        label="调解员自己说明的关系（没有就空着）"
        schema={AssignInput.shape.disclosed}
        rows={2}
        extra="例如：和申请人是表亲；以前处理过这件事。"
      />
      {by === 'parties' && (
        <WhoWasThere dispute={about.dispute} parties={people.map(({ id }) => id)} label="代理人替当事人选的" />
      )}
      {(related || waived || disclosed.trim() !== '') && (
        <>
          <p className="form-note">有关系的，要全体当事人书面同意才能调解；有人不同意，请换一位。</p>
          <Form.Item name="waived_by" label="已经书面同意的">
            <Checkbox.Group className="choices" options={people.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
        </>
      )}
    </>
  )
}

export const assignMediator: ActForm = {
  step: 'assign_mediator',
  title: '确定调解员',
  hint: '当事人可以选，也可以由调委会指定；不接受可以换。',
  send: '确定',
  tone: 'main',
  Fields: ChooseFields,
  initial: () => ({ chosen_by: 'committee', disclosed: '', waived_by: [] }),
}

/** Where somebody is chosen whom a request had taken out: which of the parties asked in writing that she comes back. */
export function WishedBack(about: About) {
  const form = Form.useFormInstance()
  const mediation = mediationOf(about)
  const chosen: string[] = Form.useWatch('mediators', form) ?? []
  const back = mediation.taken_out.filter(({ person_id }) => chosen.includes(person_id))
  const who = back.map(({ person_id }) => person_id).join()
  const before = useRef(who)
  // A wish is for one person: whoever else is chosen is asked about anew.
  useEffect(() => {
    if (before.current === who) return
    before.current = who
    form.setFieldsValue({ wished_back_by: [], waived_by: [] })
  }, [form, who])
  const [one, ...more] = back
  if (!one) return null
  if (more.length > 0)
    return (
      <p className="form-note says-wrong">
        {back.map(({ name }) => name).join('、')}都是以前换下、回避的：一次只能请回一位，请先去掉别的。
      </p>
    )
  return (
    <>
      <p className="form-note says-wrong">
        当事人要求过换掉{one.name}或者请{one.name}
        回避，已经同意了。全体当事人（也包括当初要求的）都书面要求请回来，才能再来；有一位不要求，请另选。
        {one.of_relation && `当初是因为有关系回避的，还要全体书面同意${one.name}有这层关系仍来调解。`}
      </p>
      <Form.Item name="wished_back_by" label={`书面要求请${one.name}回来的`}>
        <Checkbox.Group
          className="choices"
          options={partiesIn(mediation).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </>
  )
}

function ReplaceFields(about: About) {
  return (
    <>
      <ChooseFields {...about} />
      <WishedBack {...about} />
      <NoteField name="because" label="为什么换人（当事人会看到）" schema={ReplaceInput.shape.because} />
    </>
  )
}

export const replaceMediator: ActForm = {
  step: 'replace_mediator',
  title: '更换调解员',
  hint: '当事人不接受、要回避或者来不了时换人。',
  send: '更换',
  tone: 'plain',
  Fields: ReplaceFields,
  initial: (about) => ({
    mediators: mediationOf(about).mediators.map(({ person_id }) => person_id),
    chosen_by: 'parties',
    disclosed: '',
    waived_by: [],
  }),
}
