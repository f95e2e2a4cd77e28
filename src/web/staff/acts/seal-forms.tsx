import { Form } from 'antd'
import { REVOKED_WHY, RevokeSealInput, SealPaperInput } from '#domain/seals/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { agreementOf, mediationOf } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField } from './fields.tsx'
import { TermsShown } from './signing-forms.tsx'

function SealFields(about: About) {
  const agreement = agreementOf(about)
  return (
    <>
      <TermsShown agreement={agreement} />
      <ul className="rows">
        {agreement.signatures.map(({ name, known_by_says, at }) => (
          <li key={`${name}${at}`}>
            <span>{name}已签</span>
            <span className="quiet">{known_by_says}</span>
          </li>
        ))}
      </ul>
      <p className="form-note">
        盖的是<strong>{mediationOf(about).in_name_of}</strong>
        的电子印章。盖上就生效：今天起计算每一项的履行期限和共同申请司法确认的 30 日。盖章的 PDF
        随后自动做好，当事人凭自己的链接可以下载。
      </p>
    </>
  )
}

export const sealAgreement: ActForm = {
  step: 'seal_agreement',
  title: '盖电子印章，协议生效',
  short: '盖电子印章',
  hint: '人人在屏幕上签了，由负责人盖，盖上就生效；在纸上盖章的，用“盖章，协议生效”登记。',
  send: '盖章',
  tone: 'main',
  width: 520,
  today_only: true,
  Fields: SealFields,
  tidy: (values, about) => ({ ...values, edition: agreementOf(about).edition }),
  confirm: (_, about) => ({
    title: '确定盖章？',
    says: `盖上${mediationOf(about).in_name_of}的印章，协议马上生效，不能收回重改。`,
    yes: '盖章，生效',
  }),
}

function PaperFields({ dispute, paper_id }: About) {
  const paper = dispute.seals.sealable.find((it) => it.paper_id === paper_id)
  return (
    <>
      <p className="form-note">
        给<strong>{paper?.title}</strong>
        盖本单位的电子印章，系统做一份盖章的 PDF。内容就是案卷里的这一份，不会变；请先在“文书”里看清楚。
      </p>
      <NoteField
        name="because"
        label="为什么盖章"
        schema={SealPaperInput.shape.because}
        rows={2}
        most={300}
        extra="例如：纸上已经盖章，当事人另要一份电子的。"
      />
    </>
  )
}

export const sealPaper: ActForm = {
  step: 'seal_paper',
  title: '给文书盖章',
  short: '盖章',
  hint: '盖本单位的电子印章，做一份盖章的 PDF。',
  send: '盖章',
  tone: 'plain',
  Fields: PaperFields,
  tidy: (values, { paper_id }) => ({ ...values, paper_id }),
}

function RevokeFields({ dispute, seal_id }: About) {
  const seal = dispute.seals.issued.find((it) => it.id === seal_id)
  return (
    <>
      <p className="form-note">
        撤销<strong>{seal?.title}</strong>
        的盖章件：以后谁扫码都看到“已撤销”，不能恢复，收到这份文书的当事人会收到短信。协议本身有没有效，由法律和法院定，撤销盖章件不改变它。
      </p>
      <Form.Item name="why" label="为什么撤销" rules={[checkedBy(RevokeSealInput.shape.why)]} {...late}>
        <Choices options={optionsOf(REVOKED_WHY)} />
      </Form.Item>
      <NoteField
        name="court_paper"
        label="法院文书的名称和文号（法院撤销、确认无效的要填）"
        schema={RevokeSealInput.shape.court_paper}
        rows={1}
        most={100}
      />
      <NoteField
        name="because"
        label="写明经过（收到文书的当事人看得到，扫码的人看不到）"
        schema={RevokeSealInput.shape.because}
        rows={3}
        most={300}
      />
    </>
  )
}

export const revokeSeal: ActForm = {
  step: 'revoke_seal',
  title: '撤销盖章件',
  hint: '盖错了，或者协议被法院撤销、确认无效：扫码的人都会看到“已撤销”。',
  send: '撤销',
  tone: 'grave',
  Fields: RevokeFields,
  tidy: (values, { seal_id }) => ({ ...values, seal_id }),
  confirm: () => ({ title: '确定撤销？', says: '撤销以后不能恢复；要用，只能重新盖一份。', yes: '撤销' }),
}
