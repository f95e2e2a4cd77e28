import { Checkbox, Form, Input, InputNumber } from 'antd'
import type { EvidenceView } from '#contract/evidence.ts'
import {
  CheckOriginalInput,
  ProvideEvidenceInput,
  ReturnOriginalInput,
  ShowEvidenceInput,
  VoidEvidenceInput,
} from '#domain/evidence/inputs.ts'
import { COMPARED, EVIDENCE_FORMS, LEAVE_GIVEN, SHOWN_HOW } from '#domain/evidence/words.ts'
import { checkedBy } from '../kit/faults.ts'
import { presentIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, PeopleField } from './fields.tsx'
import { UploadField } from './upload-field.tsx'

const shape = ProvideEvidenceInput.shape
/** No party: the office collected it itself. */
const OURS = 'ours'

function evidenceOf({ dispute, part_id }: About): EvidenceView {
  const found = dispute.evidence.find(({ id }) => id === part_id)
  if (!found) throw new Error('the form is not about evidence')
  return found
}

const Line = ({
  name,
  label,
  placeholder,
  schema,
}: {
  name: string
  label: string
  placeholder: string
  schema: Parameters<typeof checkedBy>[0]
}) => (
  <Form.Item name={name} label={label} rules={[checkedBy(schema)]} {...late}>
    <Input placeholder={placeholder} />
  </Form.Item>
)

function ProvideFields(about: About) {
  const people = presentIn(about.dispute).map(({ id, name, side_says }) => ({
    value: id,
    says: `${name}（${side_says}）`,
  }))
  return (
    <>
      <Form.Item name="upload_id" label="文件（当面交的纸件、原物，没有文件也可以登记）">
        <UploadField fileId={about.dispute.file.id} />
      </Form.Item>
      <Form.Item
        name="provider"
        label="谁提供的"
        rules={[{ required: true, message: '请选择谁提供的；本单位去收集的，选“本单位收集”。' }]}
        {...late}
      >
        <Choices options={[...people, { value: OURS, says: '本单位收集（现场拍照、调取等）' }]} />
      </Form.Item>
      <ByWhom {...about} of="provider" />
      <Line name="what" label="证据名称" placeholder="例如：借条、现场照片" schema={shape.what} />
      <Line name="source" label="来源" placeholder="例如：本人手机拍的、对方写的" schema={shape.source} />
      <NoteField name="proves" label="证明什么（对应哪个请求、哪个争议）" schema={shape.proves} rows={2} />
      <Form.Item name="form" label="交的是" rules={[checkedBy(shape.form)]} {...late}>
        <Choices options={optionsOf(EVIDENCE_FORMS)} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="pages" label="页数" rules={[checkedBy(shape.pages)]} {...late}>
          <InputNumber min={1} max={9999} precision={0} placeholder="可以不填" />
        </Form.Item>
        <Form.Item name="copies" label="份数" rules={[checkedBy(shape.copies)]} {...late}>
          <InputNumber min={1} max={999} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="in_confidence" valuePropName="checked">
        <Checkbox>提供的人说了只给调解员看，不给对方看（主办的承办人、登记的人也看得到）</Checkbox>
      </Form.Item>
      <p className="form-note">
        登记以后，对方不会自动看到；给对方看过，另外登记。文件原样保存，一个字节不改；提供的人看得到工作人员谁下载过。
      </p>
    </>
  )
}

export const provideEvidence: ActForm = {
  step: 'provide_evidence',
  title: '登记证据材料',
  hint: '照片、录音、合同等：传文件，或者登记当面交来的纸件、原物。',
  send: '登记',
  tone: 'plain',
  width: 520,
  Fields: ProvideFields,
  initial: () => ({ copies: 1, pages: null, in_confidence: false }),
  tidy: ({ provider, by_agent, upload_id, ...values }) => ({
    ...values,
    ...(upload_id ? { upload_id } : {}),
    ...(provider && provider !== OURS ? { said_by: provider } : {}),
    ...(by_agent && provider !== OURS ? { by_agent } : {}),
  }),
}

function CheckFields(about: About) {
  const { what, form_says } = evidenceOf(about)
  return (
    <>
      <p className="form-note">
        {what}（{form_says}）。请拿原件、原始载体（手机、录音笔里的）和这里存的对着看一遍。
      </p>
      <Form.Item name="result" label="核对的结果" rules={[checkedBy(CheckOriginalInput.shape.result)]} {...late}>
        <Choices options={optionsOf(COMPARED)} />
      </Form.Item>
      <NoteField label="说明（不一致的写在哪里）" schema={CheckOriginalInput.shape.note} most={300} />
    </>
  )
}

export const checkOriginal: ActForm = {
  step: 'check_original',
  title: '登记核对原件',
  short: '核对原件',
  hint: '拿原件对着看过，登记结果；清单上写核对人。',
  send: '登记',
  tone: 'plain',
  Fields: CheckFields,
}

function ShowFields(about: About) {
  const it = evidenceOf(about)
  const others = presentIn(about.dispute).filter(({ id }) => id !== it.provider)
  return (
    <>
      <PeopleField name="to" label="给谁看" people={others} schema={ShowEvidenceInput.shape.to} />
      <Form.Item name="how" label="怎样看的" rules={[checkedBy(ShowEvidenceInput.shape.how)]} {...late}>
        <Choices options={optionsOf(SHOWN_HOW)} />
      </Form.Item>
      <p className="form-note">
        选“放到本人的页面上看”的，这几位打开自己的链接就能看到、能下载。给看过以后，提供的人不能再收回。
      </p>
      {it.in_confidence && (
        <>
          <p className="form-note says-wrong">
            提供的时候说了只给调解员看。要先问过{it.provider_name}，同意了才能给对方看；登记以后，系统会告诉本人。
          </p>
          <Form.Item name="said_by" hidden>
            <Input />
          </Form.Item>
          <ByWhom {...about} of="said_by" />
          <Form.Item
            name="agreed_how"
            label={`怎样确认是${it.provider_name}同意的`}
            rules={[{ required: true, message: '请选择怎样确认是本人同意。' }]}
            {...late}
          >
            <Choices options={optionsOf(LEAVE_GIVEN)} />
          </Form.Item>
        </>
      )}
    </>
  )
}

export const showEvidence: ActForm = {
  step: 'show_evidence',
  title: '登记：给对方看证据',
  short: '给对方看',
  hint: '什么时候、给谁、怎样看的，记一笔。',
  send: '登记',
  tone: 'plain',
  Fields: ShowFields,
  initial: (about) => {
    const { in_confidence, provider } = evidenceOf(about)
    return in_confidence && provider !== null ? { said_by: provider } : {}
  },
  tidy: ({ by_agent, ...values }) => ({ ...values, ...(by_agent ? { by_agent } : {}) }),
}

function ReturnFields(about: About) {
  return (
    <>
      <p className="form-note">{evidenceOf(about).what}：退还以后，清单上写退给了谁、哪天。</p>
      <Line name="to" label="退给谁" placeholder="姓名" schema={ReturnOriginalInput.shape.to} />
      <NoteField label="说明" schema={ReturnOriginalInput.shape.note} most={300} />
    </>
  )
}

export const returnOriginal: ActForm = {
  step: 'return_original',
  title: '登记退还原件、原物',
  short: '退还',
  hint: '退给谁、哪天，记一笔。',
  send: '登记',
  tone: 'plain',
  Fields: ReturnFields,
  initial: (about) => {
    const { provider, provider_name } = evidenceOf(about)
    return { to: provider === null ? '' : provider_name }
  },
}

function WithdrawFields(about: About) {
  const it = evidenceOf(about)
  return (
    <>
      <p className="form-note">
        {it.provider_name}说要收回“{it.what || `第 ${it.number} 号`}”。收回以后谁也不再看得到内容，清单上留编号。
      </p>
      <Form.Item name="said_by" hidden>
        <Input />
      </Form.Item>
      <ByWhom {...about} of="said_by" />
    </>
  )
}

export const withdrawEvidence: ActForm = {
  step: 'withdraw_evidence',
  title: '登记：提供的人收回证据',
  short: '收回',
  hint: '还没有给别人看过的，提供的人可以收回。',
  send: '登记收回',
  tone: 'grave',
  Fields: WithdrawFields,
  initial: (about) => ({ said_by: evidenceOf(about).provider ?? undefined }),
}

function VoidFields(about: About) {
  return (
    <NoteField
      name="because"
      label={`第 ${evidenceOf(about).number} 号哪里登记错了`}
      schema={VoidEvidenceInput.shape.because}
      most={300}
      extra="作废以后编号不再用，理由留着。当事人自己交的不能作废。"
    />
  )
}

export const voidEvidence: ActForm = {
  step: 'void_evidence',
  title: '作废登记错的证据',
  short: '作废',
  hint: '工作人员登记错了的，写明理由作废。',
  send: '作废',
  tone: 'grave',
  Fields: VoidFields,
}
