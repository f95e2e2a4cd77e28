import { Form } from 'antd'
import { useEffect } from 'react'
import {
  DANGERS,
  DangerInput,
  type DangerKind,
  NoReportInput,
  PoliceToldInput,
  TOLD_HOWS,
} from '#domain/danger/inputs.ts'
import { EXTENSION_HOWS, JointWishInput } from '#domain/mediation/desk-inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { useNow } from '../kit/use-now.ts'
import { fromLocalField, toLocalField } from '../wording.ts'
import { mediationOf, partiesIn, presentIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, PeopleField, SpeakerField, When } from './fields.tsx'

/** What every report stands on, until its kind is chosen. */
const LEAST = DANGERS.violence.law[0]

/** What the dangers that wait for an answer are reported under. */
const lawOfOpen = (_: unknown, { dispute }: About): readonly string[] => [
  ...new Set(dispute.dispute.dangers.filter(({ told, declined }) => !told && !declined).flatMap(({ law }) => law)),
]

const KINDS = Object.fromEntries(Object.entries(DANGERS).map(([kind, { says }]) => [kind, says]))

function ReportFields(about: About) {
  const form = Form.useFormInstance()
  const now = useNow()
  const kind: keyof typeof DANGERS | undefined = Form.useWatch('kind', form)
  // The hour is known only once the product's clock is; what was typed before stays.
  useEffect(() => {
    if (!form.getFieldValue('seen_at')) form.setFieldValue('seen_at', toLocalField(now))
  }, [form, now])
  return (
    <>
      <p className="form-note">
        <strong>有人正在受伤害，先打 110，再来登记。</strong>
        登记以后马上报告公安机关，最晚到几点，登记后页面上看得到（本县约定）。当事人看不到这一条，也不出给他们任何文书。
      </p>
      <Form.Item name="kind" label="是哪一种情况" rules={[checkedBy(DangerInput.shape.kind)]} {...late}>
        <Choices options={optionsOf(KINDS)} />
      </Form.Item>
      {kind && DANGERS[kind].must && (
        <p className="form-note">法律要求必须报告，谁也不能决定不报（{DANGERS[kind].law.slice(0, -1).join('；')}）。</p>
      )}
      <NoteField name="what" label="看到、听到了什么" schema={DangerInput.shape.what} rows={5} most={2000} />
      <When name="seen_at" label="什么时候看到、听到的（北京时间）" />
      <PeopleField
        name="endangered"
        label="当事人里谁有危险（不知道就空着）"
        people={presentIn(about.dispute)}
        schema={DangerInput.shape.endangered}
      />
      <NoteField
        name="who"
        label="还有谁有危险（可不填）"
        schema={DangerInput.shape.who}
        rows={2}
        most={300}
        extra="例如：家里六岁的孩子；住在一起的老人。"
      />
    </>
  )
}

export const reportDanger: ActForm = {
  step: 'report_danger',
  title: '报告激化风险',
  hint: '有人动手、扬言报复、涉嫌犯罪，或者孩子、老人受侵害。',
  send: '登记并起算报告时限',
  tone: 'plain',
  width: 480,
  Fields: ReportFields,
  law: ({ kind }) => DANGERS[kind as DangerKind]?.law ?? [LEAST],
  initial: () => ({ endangered: [], who: '', seen_at: '' }),
  tidy: ({ seen_at, ...rest }) => ({
    ...rest,
    seen_at: seen_at ? new Date(fromLocalField(String(seen_at))).toISOString() : '',
  }),
}

function ToldFields() {
  return (
    <>
      <Form.Item name="how" label="怎样报告的" rules={[checkedBy(PoliceToldInput.shape.how)]} {...late}>
        <Choices options={optionsOf(TOLD_HOWS)} />
      </Form.Item>
      <NoteField
        name="received_by"
        label="谁接的报（单位、姓名或者警号）"
        schema={PoliceToldInput.shape.received_by}
        rows={2}
        most={100}
      />
      <NoteField label="对方怎样答复（可不填）" schema={PoliceToldInput.shape.note} />
      <p className="form-note">报告的时间不是现在的，请在下面写明实际的时间。</p>
    </>
  )
}

export const policeTold: ActForm = {
  step: 'police_told',
  title: '登记：公安机关已经接报',
  hint: '写明谁接的、什么时候。',
  send: '登记接报',
  tone: 'main',
  Fields: ToldFields,
  law: lawOfOpen,
  initial: () => ({ how: 'phone' }),
}

const NoReportFields = () => (
  <>
    <p className="form-note">只有负责人可以决定，理由会一直留着。涉及未成年人、无行为能力人受侵害的，不能不报。</p>
    <NoteField name="because" label="为什么不报告" schema={NoReportInput.shape.because} rows={5} most={1000} />
  </>
)

export const noReportBecause: ActForm = {
  step: 'no_report_because',
  title: '决定不向公安机关报告',
  hint: '由负责人写明理由。',
  send: '决定不报告',
  tone: 'grave',
  Fields: NoReportFields,
  confirm: () => ({ title: '确定不报告？', says: '决定和理由会署上您的名字，一直留着。', yes: '决定不报告' }),
}

const wishes = { yes: '愿意面对面', no: '不愿意面对面' } as const

function WishFields(about: About) {
  return (
    <>
      <p className="form-note">
        请单独问本人，不要当着对方的面。不愿意的，分开谈；随时可以改主意，改了再登记一次。另一方看不到这一条。
      </p>
      <SpeakerField people={partiesIn(mediationOf(about))} label="单独问过谁" />
      <Form.Item
        name="wish"
        label="本人自己的意思"
        rules={[{ required: true, message: '请选择愿意还是不愿意。' }]}
        {...late}
      >
        <Choices options={optionsOf(wishes)} />
      </Form.Item>
      <Form.Item name="how" label="怎样说的" rules={[checkedBy(JointWishInput.shape.how)]} {...late}>
        <Choices columns={2} options={optionsOf(EXTENSION_HOWS)} />
      </Form.Item>
    </>
  )
}

export const wishJoint: ActForm = {
  step: 'wish_joint',
  title: '愿不愿面对面',
  hint: '有危险的一方自己愿意，才安排面对面。',
  send: '登记',
  tone: 'plain',
  Fields: WishFields,
  initial: (about) => {
    const ask = mediationOf(about).joint?.ask ?? []
    return { said_by: about.party_id ?? (ask.length === 1 ? ask[0] : undefined), how: 'spoken' }
  },
  tidy: ({ wish, ...rest }) => ({ ...rest, wish: wish === 'yes' }),
}
