import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { adviserChoices } from '#contract/mediation.ts'
import type { GuidanceKind } from '#domain/disputes/parts.ts'
import {
  AskGuidanceInput,
  EndGuidanceInput,
  GiveGuidanceInput,
  GUIDANCE_KINDS,
} from '#domain/mediation/guidance-inputs.ts'
import { call } from '#web/lib/call.ts'
import { checkedBy } from '../kit/faults.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { mediationOf } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices } from './choices.tsx'
import { late, NoteField } from './fields.tsx'

const MEANS: Record<GuidanceKind, string> = {
  analyse: '看看症结在哪里、有什么风险',
  confer: '一起商量怎么谈',
  guide: '给专业上的意见',
}
const KIND_OPTIONS = (Object.keys(GUIDANCE_KINDS) as GuidanceKind[]).map((kind) => ({
  value: kind,
  says: GUIDANCE_KINDS[kind],
  more: MEANS[kind],
}))

function AskFields(about: About) {
  const form = Form.useFormInstance()
  const kind: GuidanceKind = Form.useWatch('kind', form) ?? 'guide'
  const fileId = about.dispute.file.id
  const partId = mediationOf(about).id
  const { data, error, refetch } = useQuery({
    queryKey: ['adviser_choices', fileId, partId],
    queryFn: () => call(adviserChoices, { params: { file_id: fileId, part_id: partId } }),
  })
  if (error && !data) return <NotFetched error={error} again={() => refetch()} />
  if (!data) return <Waiting />
  const able = data.advisers.filter(({ kinds }) => kinds.includes(kind))
  return (
    <>
      <p className="form-note">
        只看得到您写的问题和纠纷的类型，看不到当事人是谁。意见只供调解员参考，不给任何一方当事人看，怎么办由当事人和调解员定。不要写姓名、电话、证件、住址，用“甲方”“乙方”代替。
      </p>
      <Form.Item name="kind" label="请他做什么" rules={[checkedBy(AskGuidanceInput.shape.kind)]} {...late}>
        <Choices options={KIND_OPTIONS} />
      </Form.Item>
      <Form.Item
        name="person_id"
        label="请教谁"
        rules={[
          { required: true, message: '请选择请教谁。' },
          {
            validator: (_, id) =>
              !id || able.some(({ person_id }) => person_id === id)
                ? Promise.resolve()
                : Promise.reject(new Error(`这个人不做${GUIDANCE_KINDS[kind]}，请另选一位。`)),
          },
        ]}
        {...late}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="输入姓名、单位或者岗位查找"
          notFoundContent="没有可以请教的人，请换一项，或者联系管理员。"
          options={able.map(({ person_id, name, role_says, unit_name }) => ({
            value: person_id,
            label: `${name}，${role_says}，${unit_name}`,
          }))}
        />
      </Form.Item>
      <NoteField name="question" label="请教什么" schema={AskGuidanceInput.shape.question} rows={5} most={2000} />
    </>
  )
}

export const askGuidance: ActForm = {
  step: 'ask_guidance',
  title: '请教专家',
  hint: '难办的，请本县名单里的专家、特邀调解员出主意；只供参考。',
  send: '送去请教',
  tone: 'plain',
  Fields: AskFields,
  initial: () => ({ kind: 'guide' }),
}

const asked = (about: About) => mediationOf(about).guidance.find(({ id }) => id === about.guidance_id)

function GiveFields(about: About) {
  const it = asked(about)
  return (
    <>
      {it?.question && <p className="form-note verbatim">{it.question}</p>}
      <p className="quiet">和里面的人有亲属、同事、生意往来，不方便出主意的，请用“推掉”。</p>
      <NoteField
        name="opinion"
        label="您的意见（只给调解员看，供参考）"
        schema={GiveGuidanceInput.shape.opinion}
        rows={8}
        most={8000}
      />
      <NoteField
        name="disclosed"
        label="您认得这件事里的人吗（不认得就空着）"
        schema={GiveGuidanceInput.shape.disclosed}
        rows={2}
      />
    </>
  )
}

export const giveGuidance: ActForm = {
  step: 'give_guidance',
  title: '给出指导意见',
  short: '写意见',
  hint: '写给调解员参考；送出以后不能改。',
  send: '送出意见',
  tone: 'main',
  Fields: GiveFields,
  initial: () => ({ disclosed: '' }),
  tidy: (values, { guidance_id }) => ({ ...values, guidance_id }),
}

function EndFields(about: About) {
  return (
    <NoteField
      name="because"
      label={asked(about)?.mine ? '为什么不能答' : '为什么不用答了'}
      schema={EndGuidanceInput.shape.because}
      rows={2}
      most={200}
    />
  )
}

export const endGuidance: ActForm = {
  step: 'end_guidance',
  title: '不再请教',
  short: '推掉、收回',
  hint: '被请教的人有关系、没空，或者已经不用问了。',
  send: '登记不再请教',
  tone: 'plain',
  Fields: EndFields,
  tidy: (values, { guidance_id }) => ({ ...values, guidance_id }),
}
