import { Checkbox, Form } from 'antd'
import type { StaffAgreement } from '#contract/agreements.ts'
import {
  KNOWN_BY,
  LayOutInput,
  PutInEffectInput,
  REST_THEN,
  RecordSignatureInput,
  SettleInPartInput,
  TakeBackInput,
} from '#domain/agreements/desk-inputs.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { type Held, signedOn } from '#web/lib/glass/glass.ts'
import { checkedBy } from '../kit/faults.ts'
import { agreementOf, mediationOf } from './about.ts'
import type { About, ActForm, Values } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, PersonField } from './fields.tsx'
import { OnOurDeviceFields } from './glass-form.tsx'

/** The terms as everybody reads them before she signs. */
export function TermsShown({ agreement }: { agreement: StaffAgreement }) {
  return (
    <div className="form-note">
      <strong>第 {agreement.edition} 版</strong>
      <ol className="plain-list">
        {agreement.clauses_say.map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ol>
    </div>
  )
}

function LayOutFields(about: About) {
  const agreement = agreementOf(about)
  return (
    <>
      <TermsShown agreement={agreement} />
      {agreement.warnings.length > 0 && (
        <div className="form-note">
          <strong>还有说得不清楚的地方，可以先改再交签：</strong>
          <ul className="plain-list">
            {agreement.warnings.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </div>
      )}
      <NoteField label="说明（可不填）" schema={LayOutInput.shape.note} rows={2} most={300} />
    </>
  )
}

/** What is sent names the edition on her screen: one written meanwhile is refused, not signed or overwritten unseen. */
const withEdition = (values: Values, about: About): Values => ({ ...values, edition: agreementOf(about).edition })

export const layOutAgreement: ActForm = {
  step: 'lay_out_agreement',
  title: '交双方看和签',
  hint: '每一位都会收到；同意再签，不同意可以不签。',
  send: '交双方签字',
  tone: 'main',
  width: 520,
  Fields: LayOutFields,
  tidy: withEdition,
}

const TakeBackFields = () => <NoteField name="because" label="为什么要改" schema={TakeBackInput.shape.because} />

export const takeBackAgreement: ActForm = {
  step: 'take_back_agreement',
  title: '收回重改',
  hint: '变成新的一版，已签的字作废，要重新签。',
  send: '收回',
  tone: 'plain',
  Fields: TakeBackFields,
  tidy: withEdition,
  confirm: (_, about) => {
    const signed = agreementOf(about).signatures.map(({ name }) => name)
    return {
      title: '确定收回重改？',
      says: signed.length > 0 ? `${signed.join('、')}已经签的字作废，改好以后要重新签。` : '改好以后再交双方签字。',
      yes: '收回',
    }
  },
}

function SignatureFields(about: About) {
  const agreement = agreementOf(about)
  const byFinger = Form.useWatch('by_finger', Form.useFormInstance()) === true
  const people = agreement.waiting_for.map(({ party_id, name }) => ({ id: party_id, name }))
  return (
    <>
      <PersonField name="party_id" label="谁签的字" people={people} missing="请选择是谁签的。" />
      <Form.Item
        name="known_by"
        label="怎样确认是本人"
        rules={[checkedBy(RecordSignatureInput.shape.known_by)]}
        {...late}
      >
        <Choices options={optionsOf(KNOWN_BY)} />
      </Form.Item>
      <ByWhom {...about} of="party_id" signs />
      <Form.Item name="by_finger" valuePropName="checked" {...late}>
        <Checkbox>本人不会写字，按的指印</Checkbox>
      </Form.Item>
      {byFinger && (
        <NoteField
          name="witness"
          label="见证人（看着按指印的、和这件事没有关系的人；本县约定）"
          schema={RecordSignatureInput.shape.witness}
          rows={1}
          most={50}
        />
      )}
      <p className="form-note">只登记当着您的面、在纸上签的这一版（第 {agreement.edition} 版）。</p>
    </>
  )
}

export const recordSignature: ActForm = {
  step: 'record_signature',
  title: '登记纸上签字',
  hint: '当面签的，写明怎样确认是本人。',
  send: '登记签字',
  tone: 'main',
  Fields: SignatureFields,
  initial: (about) => {
    const { waiting_for } = agreementOf(about)
    return {
      by_finger: false,
      party_id: about.party_id ?? (waiting_for.length === 1 ? waiting_for[0]?.party_id : undefined),
    }
  },
  tidy: withEdition,
}

const MediatorFields = (about: About) => <TermsShown agreement={agreementOf(about)} />

export const signOnOurDevice: ActForm = {
  step: 'sign_on_our_device',
  title: '在这台设备上当面签',
  short: '当面签',
  hint: '本人就在您面前，用这台平板或者电脑写名字；签的内容、时间、怎样确认本人都记下。',
  send: '签好了，交上去',
  tone: 'plain',
  width: 640,
  Fields: OnOurDeviceFields,
  initial: (about) => ({ party_id: about.party_id }),
  tidy: ({ glass, ...values }) => ({ ...values, ...signedOn(glass as Held | undefined, values) }),
  unkept: ['glass'],
  today_only: true,
}

export const signAsMediator: ActForm = {
  step: 'sign_as_mediator',
  title: '调解员签名',
  hint: '以您登录的身份签名。',
  send: '签名',
  tone: 'main',
  width: 520,
  Fields: MediatorFields,
  tidy: withEdition,
  confirm: () => ({ title: '确定签名？', says: '您确认这份协议是双方自愿达成的，内容就是上面这些。', yes: '签名' }),
}

function EffectFields(about: About) {
  const agreement = agreementOf(about)
  return (
    <>
      <ul className="rows">
        {agreement.signatures.map(({ name, known_by_says, at }) => (
          <li key={`${name}${at}`}>
            <span>{name}已签</span>
            <span className="quiet">
              {known_by_says}，{sayInstant(at)}
            </span>
          </li>
        ))}
      </ul>
      <Form.Item name="sealed" valuePropName="checked" rules={[checkedBy(PutInEffectInput.shape.sealed)]} {...late}>
        <Checkbox>纸上已经盖上{mediationOf(about).in_name_of}的印章</Checkbox>
      </Form.Item>
      <p className="form-note">生效后开始计算每一项的履行期限；30 日内双方可以一起申请司法确认。</p>
    </>
  )
}

function PartFields(about: About) {
  return (
    <>
      <EffectFields {...about} />
      <NoteField
        name="rest"
        label="还有什么没有谈成（写在协议上，双方都会看到）"
        schema={SettleInPartInput.shape.rest}
        rows={3}
        most={1000}
      />
      <Form.Item name="rest_then" label="其余的怎样办" rules={[checkedBy(SettleInPartInput.shape.rest_then)]} {...late}>
        <Choices options={optionsOf(REST_THEN)} />
      </Form.Item>
    </>
  )
}

export const settleInPart: ActForm = {
  step: 'settle_in_part',
  title: '谈成一部分，生效',
  hint: '签了的部分先生效；没谈成的写明，接着谈或者走别的途径。',
  send: '登记部分生效',
  tone: 'plain',
  Fields: PartFields,
  initial: () => ({ sealed: false }),
}

export const putInEffect: ActForm = {
  step: 'put_in_effect',
  title: '盖章，协议生效',
  hint: '人人都签了、调解员签了、纸上盖了章，才生效。电子印章由负责人盖，不用这一步。',
  send: '登记生效',
  tone: 'main',
  Fields: EffectFields,
  initial: () => ({ sealed: false }),
}
