import { Form, Input } from 'antd'
import {
  faultOfIdentityNumber,
  IDENTITY_PAPERS,
  type IdentityPaper,
  residentNumberChecks,
} from '#domain/identity/inputs.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'

const numberOf = (value: unknown): string =>
  String(value ?? '')
    .trim()
    .toUpperCase()

/** Says while one types how far a resident number is, and at once whether a whole one is right. */
export function identityHint(paper: IdentityPaper, typed: string): { says: string; wrong: boolean } {
  const plain = { says: '照证件上的写，字母不分大小写。', wrong: false }
  if (paper !== 'resident_card' || typed === '') return plain
  if (residentNumberChecks(typed)) return { says: '校验位正确。', wrong: false }
  if (typed.length < 18) return { says: `已输入 ${typed.length} 位；身份证是 18 位，老证 15 位。`, wrong: false }
  return { says: faultOfIdentityNumber(paper, typed) ?? plain.says, wrong: true }
}

function IdentityFields({ dispute }: About) {
  const form = Form.useFormInstance()
  const paper = (Form.useWatch('paper', form) ?? 'resident_card') as IdentityPaper
  const number = numberOf(Form.useWatch('number', form))
  const hint = identityHint(paper, number)
  return (
    <>
      <p className="form-note">只在核对证件原件后登记。号码加密保存，平时对所有人遮住；查看要写理由，当事人看得到。</p>
      <Form.Item
        name="party_id"
        label="谁的证件"
        rules={[{ required: true, message: '请选择是谁的证件。' }]}
        validateTrigger="onSubmit"
      >
        <Choices options={dispute.parties.map(({ id, name }) => ({ value: id, says: name }))} />
      </Form.Item>
      <Form.Item name="paper" label="证件种类">
        <Choices columns={2} options={optionsOf(IDENTITY_PAPERS)} />
      </Form.Item>
      <Form.Item
        name="number"
        label="证件号码"
        extra={
          <span aria-live="polite" className={hint.wrong ? 'says-wrong' : ''}>
            {hint.says}
          </span>
        }
        dependencies={['paper']}
        validateTrigger="onSubmit"
        rules={[
          {
            validator: (_, value) => {
              const typed = numberOf(value)
              const fault = typed === '' ? '请输入证件号码。' : faultOfIdentityNumber(paper, typed)
              return fault ? Promise.reject(new Error(fault)) : Promise.resolve()
            },
          },
        ]}
      >
        <Input className="digits" autoComplete="off" spellCheck={false} maxLength={40} />
      </Form.Item>
    </>
  )
}

export const recordIdentity: ActForm = {
  step: 'record_identity',
  title: '登记证件',
  hint: '核对原件后登记当事人的证件。',
  send: '登记证件',
  tone: 'plain',
  Fields: IdentityFields,
  initial: ({ dispute, party_id }) => {
    const [only] = dispute.parties
    return { paper: 'resident_card', party_id: party_id ?? (dispute.parties.length === 1 ? only?.id : undefined) }
  },
}
