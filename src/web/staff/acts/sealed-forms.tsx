import { Form } from 'antd'
import { SEALED_KINDS, SealNoteInput, SealSessionNoteInput } from '#domain/sealed/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField } from './fields.tsx'

const shape = SealNoteInput.shape

function SealFields({ dispute }: About) {
  return (
    <>
      <p className="form-note">
        {dispute.advises
          ? '写下以后只有您和本场的调解员能打开；您答复以后，自己也打不开了。'
          : '写下以后只看得到“有几条”。写的人、正在调解的人、主办的经办人能打开，一次一条，要写明理由，单独留痕。当事人、领导、别的单位都看不到，文书、列表、查找里也没有。'}
      </p>
      <Form.Item name="sealed_kind" label="记的是哪一类" rules={[checkedBy(shape.sealed_kind)]} {...late}>
        <Choices options={optionsOf(SEALED_KINDS)} />
      </Form.Item>
      <NoteField
        name="sealed_text"
        label="内容"
        schema={shape.sealed_text}
        rows={7}
        most={8000}
        extra="只写办这件事用得着的；有人正有危险的，另外登记“报告激化风险”。"
      />
    </>
  )
}

export const sealNote: ActForm = {
  step: 'seal_note',
  title: '写一条密封的记录',
  hint: '健康、暴力、心理的情况：只看得到有几条，打开要写理由。',
  send: '密封保存',
  tone: 'plain',
  Fields: SealFields,
}

function SessionFields() {
  return (
    <>
      <p className="form-note">
        只有您自己能打开，一次一条，写明理由。转来的单位只看得到有几条；本人收回同意以后，谁也打不开。要告诉转来单位的，写在“转介结果”里，先问过本人。
      </p>
      <NoteField
        name="sealed_text"
        label="这一次疏导的记录"
        schema={SealSessionNoteInput.shape.sealed_text}
        rows={8}
        most={8000}
      />
    </>
  )
}

export const sealSessionNote: ActForm = {
  step: 'seal_session_note',
  title: '写密封的疏导记录',
  short: '写疏导记录',
  hint: '只有写的人能打开。',
  send: '密封保存',
  tone: 'plain',
  Fields: SessionFields,
}
