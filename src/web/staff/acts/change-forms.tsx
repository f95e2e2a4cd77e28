import { Button, Form, Input } from 'antd'
import { sayYuan } from '#domain/agreements/amounts.ts'
import {
  AGREED_HOW,
  AgreeChangeInput,
  OfferChangeInput,
  ProposeChangeInput,
  RefuseChangeInput,
  URGED_HOWS,
  UrgeInput,
} from '#domain/agreements/performance-inputs.ts'
import { sayDaysIn } from '#web/lib/dates.ts'
import { checkedBy } from '../kit/faults.ts'
import { nameOf, obligationOf } from './about.ts'
import type { About, ActForm, Values } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, SpeakerField } from './fields.tsx'
import { Owed, people } from './obligation-fields.tsx'

const KINDS = { later: '改日子', parts: '没付的分几期', less: '改总额' } as const

function ProposeFields(about: About) {
  const it = obligationOf(about)
  const kind = Form.useWatch('kind')
  const isSum = it.nature === 'pay' && it.amount !== null && it.amount_later === null
  return (
    <>
      <Owed it={it} />
      <SpeakerField people={people([...it.debtors, ...it.creditors])} label="谁提出来的" />
      <ByWhom {...about} />
      <Form.Item name="kind" label="想怎样改">
        <Choices options={optionsOf(isSum ? KINDS : { later: KINDS.later })} />
      </Form.Item>
      {kind !== 'parts' && (
        <Form.Item
          name="due_on"
          label={kind === 'less' ? '最晚哪一天（不改可以不填）' : '改到哪一天以前'}
          rules={[
            { required: kind === 'later', message: '请写改到哪一天。' },
            checkedBy(ProposeChangeInput.shape.due_on.unwrap().unwrap().optional()),
          ]}
          {...late}
        >
          <Input type="date" className="when" />
        </Form.Item>
      )}
      {kind === 'less' && (
        <Form.Item
          name="amount"
          label="总额改为（元，已经付的算在里面）"
          rules={[{ required: true, message: '请写新的总额。' }]}
          {...late}
        >
          <Input className="digits" inputMode="decimal" maxLength={15} />
        </Form.Item>
      )}
      {kind === 'parts' && (
        <Form.List name="instalments">
          {(rows, { add, remove }) => (
            <fieldset className="instalments">
              <legend>各期（加起来正好是还差的 {sayYuan(it.rest ?? it.amount ?? '0')}）</legend>
              {rows.map(({ key, name }, at) => (
                <div className="instalment" key={key}>
                  <Form.Item
                    name={[name, 'due_on']}
                    label={`第 ${at + 1} 期，哪天以前`}
                    rules={[{ required: true, message: '请写日子。' }]}
                    {...late}
                  >
                    <Input type="date" />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'amount']}
                    label="多少元"
                    rules={[{ required: true, message: '请写金额。' }]}
                    {...late}
                  >
                    <Input className="digits" inputMode="decimal" maxLength={15} />
                  </Form.Item>
                  {rows.length > 1 && (
                    <button type="button" className="text-button" onClick={() => remove(name)}>
                      去掉第 {at + 1} 期
                    </button>
                  )}
                </div>
              ))}
              {rows.length < 24 && (
                <Button size="small" onClick={() => add({})}>
                  加一期
                </Button>
              )}
            </fieldset>
          )}
        </Form.List>
      )}
      <NoteField name="why" label="为什么要改（可不填）" schema={ProposeChangeInput.shape.why} />
      <p className="form-note">
        {it.debtors.length + it.creditors.length > 2 ? '牵涉的每一位都同意才改' : '对方同意才改'}；不同意，照原来的办。
      </p>
    </>
  )
}

export const proposeChange: ActForm = {
  step: 'propose_change',
  title: '提出改期、分期',
  short: '改期、分期',
  hint: '一方提出，对方同意才改。',
  send: '登记并问对方',
  tone: 'plain',
  Fields: ProposeFields,
  initial: (about) => ({
    kind: 'later',
    said_by: obligationOf(about).debtors.length === 1 ? obligationOf(about).debtors[0]?.party_id : undefined,
    instalments: [{}, {}],
  }),
  tidy: ({ kind, due_on, amount, instalments, ...rest }): Values => ({
    ...rest,
    ...(kind === 'parts' ? { instalments } : { due_on }),
    ...(kind === 'less' ? { amount } : {}),
  }),
}

function Proposal({ about }: { about: About }) {
  const { proposal } = obligationOf(about)
  return proposal ? (
    <p className="form-note">
      {proposal.by}提出：{sayDaysIn(proposal.says)}
      {proposal.why ? `。原因：${proposal.why}` : ''}
    </p>
  ) : null
}

/** Those who have still to say yes: everybody it concerns but who proposed it. */
const otherSide = (about: About) => people(obligationOf(about).proposal?.awaited ?? [])

function AgreeFields(about: About) {
  const { signed_in: _, ...hows } = AGREED_HOW
  return (
    <>
      <Owed it={obligationOf(about)} />
      <Proposal about={about} />
      <SpeakerField people={otherSide(about)} label="谁同意的" />
      <ByWhom {...about} />
      <Form.Item name="how" label="怎样确认是本人同意" rules={[checkedBy(AgreeChangeInput.shape.how)]} {...late}>
        <Choices options={optionsOf(hows)} />
      </Form.Item>
      <p className="form-note">
        {otherSide(about).length > 1
          ? '牵涉的每一位都同意了，约定才改；先登记这一位，再问其他人。'
          : '登记后出一份补充协议，每一位各一份，可以打印签字；原来的约定留着可查。'}
      </p>
    </>
  )
}

export const agreeChange: ActForm = {
  step: 'agree_change',
  title: '同意改期、分期',
  short: '登记同意改',
  hint: '牵涉的都同意了，从今天起照新的办。',
  send: '登记同意',
  tone: 'main',
  Fields: AgreeFields,
  initial: (about) => ({
    said_by: otherSide(about).length === 1 ? otherSide(about)[0]?.id : undefined,
    proposal_id: obligationOf(about).proposal?.id,
    how: undefined,
  }),
  tidy: (values, about) => ({ ...values, proposal_id: obligationOf(about).proposal?.id }),
  confirm: () => ({ title: '确定登记同意？', says: '新的约定从今天起算，要再改还得再商量。', yes: '登记' }),
}

export const joinChange: ActForm = {
  ...agreeChange,
  step: 'join_change',
  title: '一位同意改，还等其他人',
  short: '登记一位同意',
  hint: '牵涉几个人的，每一位都同意才改。',
  send: '登记这一位同意',
  initial: (about) => ({ proposal_id: obligationOf(about).proposal?.id, how: undefined }),
  confirm: ({ said_by }, about) => ({
    title: '确定登记这一位同意？',
    says: `写明是“${nameOf(otherSide(about), said_by)}”说的；其他人也都同意了，约定才改。`,
    yes: '登记',
  }),
}

function RefuseFields(about: About) {
  const it = obligationOf(about)
  return (
    <>
      <Owed it={it} />
      <Proposal about={about} />
      <SpeakerField people={people([...it.debtors, ...it.creditors])} label="谁不同意，或者谁收回" />
      <NoteField label="怎么说的（可不填，不用问理由）" schema={RefuseChangeInput.shape.note} />
    </>
  )
}

export const refuseChange: ActForm = {
  step: 'refuse_change',
  title: '不同意改，照原来的办',
  short: '不同意改',
  hint: '对方不同意，或者提出的人收回。',
  send: '登记',
  tone: 'plain',
  Fields: RefuseFields,
}

function UrgeFields(about: About) {
  return (
    <>
      <Owed it={obligationOf(about)} />
      <Form.Item name="how" label="怎样督促的" rules={[checkedBy(UrgeInput.shape.how)]} {...late}>
        <Choices columns={2} options={optionsOf(URGED_HOWS)} />
      </Form.Item>
      <NoteField name="answer" label="义务人怎么说" schema={UrgeInput.shape.answer} most={1000} />
      <p className="form-note">会给义务人一份履行督促书，写明有困难可以商量改期。</p>
    </>
  )
}

export const urge: ActForm = {
  step: 'urge',
  title: '督促履行',
  hint: '打电话或上门督促，发履行督促书。',
  send: '登记督促',
  tone: 'plain',
  Fields: UrgeFields,
  initial: () => ({ how: 'phone' }),
}

function OfferFields(about: About) {
  return (
    <>
      <Owed it={obligationOf(about)} />
      <p className="form-note">会告诉双方：有困难可以商量改期、分期，双方都同意才改，不同意照原来的办。</p>
      <NoteField label="说明（可不填）" schema={OfferChangeInput.shape.note} />
    </>
  )
}

export const offerChange: ActForm = {
  step: 'offer_change',
  title: '告诉双方可以商量改期',
  short: '告知可改期',
  hint: '先问问能不能商量，再谈去法院。',
  send: '告诉双方',
  tone: 'plain',
  Fields: OfferFields,
}
