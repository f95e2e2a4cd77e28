import { Checkbox, Form, Input, Select } from 'antd'
import type { ReferralView } from '#contract/referrals.ts'
import { LIVE_MEDIATION } from '#domain/disputes/parts.ts'
import {
  ReferInput,
  ReferralCameBackInput,
  ReferralDecidedInput,
  ReferralTakenInput,
  WITHOUT_RESULT,
  WithdrawReferralInput,
  WithoutResultInput,
} from '#domain/referrals/inputs.ts'
import { REFERRAL_KINDS, type ReferralKind, referralKind } from '#domain/referrals/kinds.ts'
import { checkedBy } from '../kit/faults.ts'
import { presentIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, SpeakerField } from './fields.tsx'
import { UnitPicker } from './unit-picker.tsx'

const live: readonly string[] = LIVE_MEDIATION
const shape = ReferInput.shape
const KINDS = Object.entries(REFERRAL_KINDS).map(([value, { says }]) => ({ value, label: says }))

function referralOf({ dispute, part_id }: About): ReferralView {
  const found = dispute.referrals.find(({ id }) => id === part_id)
  if (!found) throw new Error('the form is not about a referral')
  return found
}

/** Whoever is in a mediation that goes on: for an expert or an appraisal all of them agree. */
const inMediation = ({ dispute }: About, party: string | undefined): string[] =>
  dispute.mediations
    .filter((it) => live.includes(it.status) && it.status !== 'seeking_consent')
    .map((it) => it.parties.map(({ party_id }) => party_id))
    .filter((ids) => party !== undefined && ids.includes(party))
    .flat()

function ReferFields(about: About) {
  const form = Form.useFormInstance()
  const kind = Form.useWatch<ReferralKind | undefined>('kind', form)
  const outside = Form.useWatch<'ours' | 'outside' | undefined>('where', form) === 'outside'
  const said_by = Form.useWatch<string | undefined>('said_by', form)
  const people = presentIn(about.dispute).map(({ id, name, side_says }) => ({ id, name: `${name}（${side_says}）` }))
  const others = people.filter(({ id }) => id !== said_by)
  const bound = kind && referralKind(kind).by_all ? inMediation(about, said_by).filter((id) => id !== said_by) : []
  return (
    <>
      <Form.Item name="kind" label="转介去做什么" rules={[checkedBy(shape.kind)]} {...late}>
        <Select options={KINDS} listHeight={320} placeholder="请选择" />
      </Form.Item>
      {kind && <p className="form-note">{referralKind(kind).expect}</p>}
      <SpeakerField people={people} label="转介的是谁（本人说了愿意，才能转介）" />
      <ByGuardian {...about} />
      {bound.length > 0 && (
        <Form.Item
          name="also_agreed"
          label="还有谁同意（正在调解的，参加的每一位都要同意）"
          rules={[checkedBy(shape.also_agreed)]}
          {...late}
        >
          <Checkbox.Group className="choices" options={others.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      )}
      <Form.Item name="where" label="转到哪里">
        <Choices
          columns={2}
          options={[
            { value: 'ours', says: '本县名单里的单位' },
            { value: 'outside', says: '名单以外的（写明名称）' },
          ]}
        />
      </Form.Item>
      {outside ? (
        <>
          <Form.Item
            name="to"
            label="那边的名称"
            rules={[{ required: true, whitespace: true, message: '请写明那边的名称。' }]}
            {...late}
          >
            <Input maxLength={100} placeholder="如：枫溪人寿保险公司理赔部" />
          </Form.Item>
          <Form.Item
            name="to_reach"
            label="电话、地址（当事人看得到，可不填）"
            rules={[checkedBy(shape.to_reach)]}
            {...late}
          >
            <Input maxLength={200} />
          </Form.Item>
        </>
      ) : (
        <Form.Item
          name="unit_id"
          label="哪个单位"
          rules={[{ required: true, message: '请选择单位；名单里没有的，选“名单以外的”。' }]}
          {...late}
        >
          <UnitPicker near={about.dispute.file.place_code} />
        </Form.Item>
      )}
      <NoteField
        name="why"
        label="为什么转介、要那边做什么（写进转介单，那边和本人看得到）"
        schema={shape.why}
        rows={4}
        most={1000}
      />
      <p className="form-note">
        那边只看得到转介单，看不到调解的内容；没有同意的人看不到这次转介。本人随时可以收回同意。
        {kind === 'counselling' && '心理疏导：转介单上只写要做什么，不写谈过的内容。'}
        {kind === 'appraisal' && '鉴定期间可以暂停调解，时间不算在期限里：转介以后在“转介”里点“暂停调解”。'}
      </p>
    </>
  )
}

/** Nobody consents to this for her but her guardian, with her. */
function ByGuardian({ dispute }: About) {
  const form = Form.useFormInstance()
  const said_by = Form.useWatch<string | undefined>('said_by', form)
  const party = dispute.parties.find(({ id }) => id === said_by)
  // Whose word an agent may bring is asked elsewhere: this consent is her own.
  return party && party.capacity !== 'full' ? (
    <ByWhom dispute={{ ...dispute, parties: dispute.parties.map((it) => ({ ...it, agents: [] })) }} />
  ) : null
}

export const refer: ActForm = {
  step: 'refer',
  title: '转介',
  hint: '法律援助、心理疏导、公证、鉴定、专家、理赔、口译、代读代写：本人同意，带着转介单去，带着结果回来。',
  send: '开转介单',
  tone: 'plain',
  width: 480,
  Fields: ReferFields,
  initial: (about) => {
    const people = presentIn(about.dispute)
    return { where: 'ours', ...(people.length === 1 ? { said_by: people[0]?.id } : {}) }
  },
  tidy: ({ where, unit_id, to, to_reach, ...values }) => ({
    ...values,
    ...(where === 'outside' ? { unit_id: null, to, to_reach: to_reach ?? '' } : { unit_id, to: '', to_reach: '' }),
  }),
}

const Slip = (about: About) => {
  const { kind_says, for_party, to, why } = referralOf(about)
  return (
    <p className="form-note">
      {for_party}，{kind_says}，{to}：{why}
    </p>
  )
}

export const referralTaken: ActForm = {
  step: 'referral_taken',
  title: '登记接收',
  short: '已接收',
  hint: '接了以后，办理的期限从接收那天算。',
  send: '登记',
  tone: 'plain',
  Fields: (about) => (
    <>
      <Slip {...about} />
      <Form.Item
        name="taken_by"
        label="谁接收的（姓名或者窗口）"
        rules={[checkedBy(ReferralTakenInput.shape.taken_by)]}
        {...late}
      >
        <Input maxLength={100} />
      </Form.Item>
      <NoteField label="说明（可不填）" schema={ReferralTakenInput.shape.note} rows={2} />
    </>
  ),
}

export const referralDecided: ActForm = {
  step: 'referral_decided',
  title: '登记决定',
  short: '已决定',
  hint: '给予援助的，3 日内指派人；谈好赔付的，10 日内付款。',
  send: '登记',
  tone: 'plain',
  Fields: (about) => (
    <>
      <Slip {...about} />
      <NoteField
        name="what"
        label={`怎样决定的（${referralOf(about).decides ?? ''}），依据是什么`}
        schema={ReferralDecidedInput.shape.what}
        rows={4}
        most={1000}
        extra="不予援助、不赔付的，请用“没有结果”。"
      />
    </>
  ),
}

export const referralCameBack: ActForm = {
  step: 'referral_came_back',
  title: '登记转介结果',
  short: '有结果',
  hint: '结果和文书记在这里，本人会收到。',
  send: '登记结果',
  tone: 'plain',
  width: 480,
  Fields: (about) => (
    <>
      <Slip {...about} />
      <NoteField
        name="result"
        label={
          referralOf(about).kind === 'counselling'
            ? '结果（只写去没去、办没办完；谈了什么不写）'
            : '结果（同意转介的人看得到）'
        }
        schema={ReferralCameBackInput.shape.result}
        rows={5}
        most={2000}
      />
      <Form.Item
        name="paper"
        label="文书名称（没有就空着）"
        rules={[checkedBy(ReferralCameBackInput.shape.paper)]}
        {...late}
      >
        <Input maxLength={100} placeholder="如：鉴定意见书、公证书、赔付通知" />
      </Form.Item>
      <Form.Item
        name="paper_number"
        label="文号"
        rules={[checkedBy(ReferralCameBackInput.shape.paper_number)]}
        {...late}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="paper_on" label="文书的日期">
        <Input className="when" type="date" />
      </Form.Item>
    </>
  ),
  tidy: ({ paper_on, ...values }) => ({ ...values, paper_on: paper_on || null }),
}

export const referralWithoutResult: ActForm = {
  step: 'referral_without_result',
  title: '登记没有结果',
  short: '没有结果',
  hint: '那边不办、不符合条件、一直没有回音的，如实登记，告诉本人。',
  send: '登记',
  tone: 'grave',
  Fields: (about) => (
    <>
      <Slip {...about} />
      <Form.Item name="reason" label="为什么没有结果" rules={[checkedBy(WithoutResultInput.shape.reason)]} {...late}>
        <Choices options={optionsOf(WITHOUT_RESULT)} />
      </Form.Item>
      <NoteField
        label="那边怎么说的，接下来怎么办（本人看得到）"
        schema={WithoutResultInput.shape.note}
        rows={4}
        most={1000}
      />
    </>
  ),
}

export const withdrawReferral: ActForm = {
  step: 'withdraw_referral',
  title: '本人收回转介的同意',
  short: '本人收回同意',
  hint: '马上停止，那边不再看得到；不用说理由。',
  send: '登记收回',
  tone: 'grave',
  Fields: (about) => {
    const { agreed } = referralOf(about)
    const people = presentIn(about.dispute).filter(({ name }) => agreed.includes(name))
    return (
      <>
        <Slip {...about} />
        <SpeakerField people={people} label="是谁收回的" />
        <NoteField label="说明（可不填）" schema={WithdrawReferralInput.shape.note} rows={2} />
      </>
    )
  },
  initial: (about) => {
    const { agreed } = referralOf(about)
    const [only, more] = presentIn(about.dispute).filter(({ name }) => agreed.includes(name))
    return only && !more ? { said_by: only.id } : {}
  },
}
