import { Form, Input } from 'antd'
import { EXTENSION_HOWS, ExpireInput, ExtendInput, MOST_DAYS_LONGER } from '#domain/mediation/desk-inputs.ts'
import { sayDay } from '#web/lib/dates.ts'
import { checkedBy } from '../kit/faults.ts'
import { mediationOf, partiesIn } from './about.ts'
import type { About, ActForm, Values } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField } from './fields.tsx'

const HOWS = Object.fromEntries([
  ...Object.entries(EXTENSION_HOWS).map(([how, says]) => [how, `${says}同意`]),
  ['not', '没有同意'],
])
/** Each party's own answer stands in a field of its own: nobody is asked for all of them at once. */
const fieldOf = (partyId: string): string => `agrees_${partyId}`

const agreedIn = (values: Values, about: About) =>
  partiesIn(mediationOf(about)).flatMap(({ id }) => {
    const how = values[fieldOf(id)]
    return how === 'spoken' || how === 'written' ? [{ party_id: id, how }] : []
  })

function ExtendFields(about: About) {
  const mediation = mediationOf(about)
  const limit = about.dispute.clocks.find(({ rule, state }) => rule.startsWith('T-11') && state === 'running')
  return (
    <>
      <p className="form-note">
        延长要每一位都同意，一次最多 {MOST_DAYS_LONGER} 日（本县约定）。
        {limit && `现在的期限到 ${sayDay(limit.due_on)}，从那一天往后算。`}
        有人不同意的，到期登记期限届满，告知别的途径。
      </p>
      <Form.Item
        name="days"
        label="延长几天"
        rules={[
          {
            validator: (_, value) => checkedBy(ExtendInput.shape.days).validator(_, value ? Number(value) : undefined),
          },
        ]}
        {...late}
      >
        <Input inputMode="numeric" maxLength={2} suffix="日" />
      </Form.Item>
      {partiesIn(mediation).map(({ id, name }) => (
        <Form.Item
          key={id}
          name={fieldOf(id)}
          label={`${name}同意吗`}
          rules={[{ required: true, message: `请写明${name}怎样说的。` }]}
          {...late}
        >
          <Choices options={optionsOf(HOWS)} />
        </Form.Item>
      ))}
      <NoteField
        name="because"
        label="为什么延长（双方都会看到，可不填）"
        schema={ExtendInput.shape.because}
        rows={2}
      />
    </>
  )
}

export const extendMediation: ActForm = {
  step: 'extend_mediation',
  title: '延长调解期限',
  hint: '期限快到了，每一位都同意才能延长。',
  send: '登记延长',
  tone: 'plain',
  Fields: ExtendFields,
  tidy: (values, about) => ({ ...values, days: Number(values.days), agreed: agreedIn(values, about) }),
}

const ExpireFields = () => (
  <>
    <NoteField label="说明（双方都会看到，可不填）" schema={ExpireInput.shape.note} rows={4} most={1000} />
    <p className="form-note">期限过了、又没有都同意延长的，调解到此结束。双方都会收到其他途径的告知书。</p>
  </>
)

export const expireMediation: ActForm = {
  step: 'expire_mediation',
  title: '期限届满，终止调解',
  hint: '过了期限，告知双方其他途径。',
  send: '登记期限届满',
  tone: 'grave',
  Fields: ExpireFields,
  confirm: () => ({
    title: '确定登记期限届满？',
    says: '登记后不能改回；以后双方愿意，可以重新征询。',
    yes: '登记期限届满',
  }),
}
