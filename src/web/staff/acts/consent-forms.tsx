import { Form, Input } from 'antd'
import { LIVE_MEDIATION } from '#domain/disputes/parts.ts'
import { REFUSAL_GROUNDS, type RefusalGround } from '#domain/intake/inputs.ts'
import { AcceptMediationInput, DeclineInput, ProposeInput } from '#domain/mediation/desk-inputs.ts'
import { AgreeInput, OtherTimeInput, REFUSAL_REASONS, RefuseMediationInput } from '#domain/mediation/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { mediationOf, nameOf, partiesIn, presentIn } from './about.ts'
import type { About, ActForm, Values } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { HowSaidField, late, NoteField, PeopleField, SpeakerField } from './fields.tsx'

/** Who could be in a mediation: everybody in the file who is in no other one. */
export const freeIn = ({ dispute }: Pick<About, 'dispute'>) => {
  const live = dispute.mediations.filter(({ status }) => (LIVE_MEDIATION as readonly string[]).includes(status))
  return presentIn(dispute).filter(
    ({ id }) => !live.some((mediation) => mediation.parties.some(({ party_id }) => party_id === id)),
  )
}

function ProposeFields(about: About) {
  const people = freeIn(about).map(({ id, name, side_says }) => ({ id, name: `${name}（${side_says}）` }))
  return (
    <>
      <p className="form-note">
        先征询，再调解。每一位都单独回答；有一位不同意，就不调解，也没有任何不利后果。要先把对方登记为当事人。
      </p>
      <PeopleField name="parties" label="请谁来谈" people={people} schema={ProposeInput.shape.parties} />
      <NoteField
        name="matter"
        label="是什么事（双方都会看到，不写任何一方的说法）"
        schema={ProposeInput.shape.matter}
        most={300}
      />
      <Form.Item name="begun_by" label="怎样开始的">
        <Choices options={optionsOf({ applicant: '当事人申请', committee: '调解组织主动上门' })} />
      </Form.Item>
    </>
  )
}

/** What it is about in words both sides can read: the kind and the place, nobody's account. */
const neutral = ({ dispute: { dispute, file } }: About): string =>
  `${dispute.where_text || file.place.at(-1) || ''}的${dispute.dispute_type_says ?? '一件纠纷'}`

export const proposeMediation: ActForm = {
  step: 'propose_mediation',
  title: '征询调解意愿',
  hint: '问双方愿不愿意调解；都同意才开始。',
  send: '开始征询',
  tone: 'main',
  Fields: ProposeFields,
  initial: (about) => ({
    parties: freeIn(about).map(({ id }) => id),
    matter: neutral(about),
    begun_by: 'applicant',
  }),
}

/** Those whose answer is still open come first: most often it is they who speak. */
const speakerIn = (about: About): string | undefined => {
  if (about.party_id) return about.party_id
  const open = mediationOf(about).parties.filter(({ answer }) => answer !== 'agreed')
  return open.length === 1 ? open[0]?.party_id : undefined
}
const spokenFirst = (about: About): Values => ({ said_by: speakerIn(about), how: 'spoken' })

function AgreeFields(about: About) {
  return (
    <>
      <p className="form-note">只登记本人说的。同意以后随时可以退出。</p>
      <SpeakerField people={partiesIn(mediationOf(about))} label="谁同意调解" />
      <ByWhom {...about} />
      <HowSaidField />
    </>
  )
}

export const agreeToMediation: ActForm = {
  step: 'agree_to_mediation',
  title: '登记：同意调解',
  short: '登记同意',
  hint: '当事人口头或书面同意的，照原话记下来。',
  send: '登记同意',
  tone: 'plain',
  Fields: AgreeFields,
  initial: spokenFirst,
  tidy: ({ said_by, how, ...rest }) => ({ ...rest, said_by, how: AgreeInput.shape.how.parse(how) }),
}

function OtherTimeFields(about: About) {
  return (
    <>
      <SpeakerField people={partiesIn(mediationOf(about))} />
      <ByWhom {...about} />
      <NoteField label="什么时候方便" schema={OtherTimeInput.shape.note} most={300} />
      <HowSaidField />
    </>
  )
}

export const askOtherTime: ActForm = {
  step: 'ask_other_time',
  title: '登记：想换个时间',
  short: '换个时间',
  hint: '想换时间不等于不同意。',
  send: '登记',
  tone: 'plain',
  Fields: OtherTimeFields,
  initial: spokenFirst,
}

function RefuseFields(about: About) {
  return (
    <>
      <p className="form-note">不同意不需要理由。登记后调解到此结束，双方都会收到其他途径的告知书。</p>
      <SpeakerField people={partiesIn(mediationOf(about))} label="谁不同意调解" />
      <ByWhom {...about} />
      <Form.Item name="reason" label="原因（可以不说）">
        <Choices options={optionsOf(REFUSAL_REASONS)} />
      </Form.Item>
      <NoteField label="本人还说了什么（可不填）" schema={RefuseMediationInput.shape.note} />
      <HowSaidField />
    </>
  )
}

export const refuseMediation: ActForm = {
  step: 'refuse_mediation',
  title: '登记：不同意调解',
  short: '不同意',
  hint: '结束征询，告知双方其他途径。',
  send: '登记不同意',
  tone: 'grave',
  Fields: RefuseFields,
  initial: (about) => ({ ...spokenFirst(about), reason: 'not_said' }),
  confirm: ({ said_by }, about) => ({
    title: '确定登记不同意调解？',
    says: `写明是“${nameOf(partiesIn(mediationOf(about)), said_by)}”说的。这次征询就此结束，不能改回；以后愿意谈，可以重新征询。`,
    yes: '登记不同意',
  }),
}

function DeclineFields() {
  return (
    <>
      <Form.Item name="ground" label="理由" rules={[checkedBy(DeclineInput.shape.ground)]} {...late}>
        <Choices
          options={Object.entries(REFUSAL_GROUNDS).map(([value, { says, law }]) => ({ value, says, more: law }))}
        />
      </Form.Item>
      <Form.Item
        name="explanation"
        label="向当事人说明（用当事人听得懂的话）"
        rules={[checkedBy(DeclineInput.shape.explanation)]}
        {...late}
      >
        <Input.TextArea rows={5} maxLength={1000} showCount />
      </Form.Item>
    </>
  )
}

export const declineMediation: ActForm = {
  step: 'decline_mediation',
  title: '调解不予受理',
  hint: '只限法定理由；告知书列明其他途径。',
  send: '不予受理',
  tone: 'grave',
  Fields: DeclineFields,
  confirm: ({ ground }) => ({
    title: '确定调解不予受理？',
    says: `理由：${REFUSAL_GROUNDS[ground as RefusalGround]?.says ?? ''}。确定后不能改回。`,
    yes: '不予受理',
  }),
}

function AcceptFields(about: About) {
  const { parties } = mediationOf(about)
  return (
    <>
      <p className="form-note">
        {parties.map(({ name }) => name).join('、')}
        都同意调解。受理后开始计算调解期限；调解不收费，任何一方随时可以退出。
      </p>
      <NoteField label="给当事人的说明（可不填）" schema={AcceptMediationInput.shape.note} />
    </>
  )
}

export const acceptMediation: ActForm = {
  step: 'accept_mediation',
  title: '受理调解',
  hint: '大家都同意了：出具受理告知书，接着定调解员。',
  send: '受理调解',
  tone: 'main',
  Fields: AcceptFields,
}
