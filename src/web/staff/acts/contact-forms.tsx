import { Form } from 'antd'
import type { StaffMediation } from '#contract/mediation.ts'
import {
  CannotReachInput,
  CONTACT_HOWS,
  CONTACT_RESULTS,
  ContactInput,
  INVITATION_HOWS,
  InviteInput,
} from '#domain/mediation/desk-inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { toLocalField } from '../wording.ts'
import { canBeAsked, mediationOf, nameOf, type Person, partiesIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, PersonField } from './fields.tsx'

/** Whom one would ask now: the one named, else the only one of the other side who has not answered. */
function toAsk(about: About): string | undefined {
  if (about.party_id) return about.party_id
  const applicants = about.dispute.parties.filter(({ side }) => side === 'applicant').map(({ id }) => id)
  const open = mediationOf(about).parties.filter(({ answer }) => answer === 'asked')
  const others = open.filter(({ party_id }) => !applicants.includes(party_id))
  return (others[0] ?? open[0])?.party_id
}

function ContactFields(about: About) {
  return (
    <>
      <PersonField
        name="party_id"
        label="联系的是谁"
        people={partiesIn(mediationOf(about))}
        missing="请选择联系的是谁。"
      />
      <Form.Item name="how" label="怎样联系的" rules={[checkedBy(ContactInput.shape.how)]} {...late}>
        <Choices columns={2} options={optionsOf(CONTACT_HOWS)} />
      </Form.Item>
      <Form.Item name="result" label="结果" rules={[checkedBy(ContactInput.shape.result)]} {...late}>
        <Choices columns={2} options={optionsOf(CONTACT_RESULTS)} />
      </Form.Item>
      <NoteField label="说了什么、谁接的（可不填）" schema={ContactInput.shape.note} />
      <p className="form-note">联系上了、当事人也表了态的，接着登记回答。</p>
    </>
  )
}

export const recordContact: ActForm = {
  step: 'record_contact',
  title: '登记联系情况',
  short: '登记联系',
  hint: '每次联系都记下时间、方式和结果。',
  send: '登记',
  tone: 'plain',
  Fields: ContactFields,
  initial: (about) => ({ party_id: toAsk(about), how: 'phone' }),
}

function InviteFields(about: About) {
  const form = Form.useFormInstance()
  const id = Form.useWatch('party_id', form)
  const how = Form.useWatch('how', form)
  const party = about.dispute.parties.find((it) => it.id === id)
  const mediation = mediationOf(about)
  const open = mediation.parties.filter(canBeAsked).map(({ party_id }) => party_id)
  const people = partiesIn(mediation).filter((it) => open.includes(it.id))
  return (
    <>
      <PersonField name="party_id" label="邀请谁" people={people} missing="请选择邀请谁。" />
      <Form.Item name="how" label="怎样送到当事人手里" rules={[checkedBy(InviteInput.shape.how)]} {...late}>
        <Choices options={optionsOf(INVITATION_HOWS)} />
      </Form.Item>
      {how === 'text_message' && party && party.reach === null && (
        <p className="form-note says-wrong">没有登记{party.name}的联系方式，发不了短信。请选当面扫码或打印。</p>
      )}
      <p className="form-note">
        一次有效的邀请只有一份：新的一发出，旧的就打不开了。当事人不用注册，打开就能回答同意、换个时间或不同意。
        {how && how !== 'text_message' ? '登记后马上显示二维码和可以打印的邀请单。' : ''}
      </p>
    </>
  )
}

export const invite: ActForm = {
  step: 'invite',
  title: '邀请当事人回复',
  short: '邀请',
  hint: '发短信、当面扫码或打印邀请单。',
  send: '邀请',
  tone: 'main',
  Fields: InviteFields,
  initial: (about) => {
    const party_id = toAsk(about)
    const reach = about.dispute.parties.find(({ id }) => id === party_id)?.reach ?? null
    return { party_id, how: reach === null ? 'paper' : 'text_message' }
  },
}

/** Whom nobody has heard yet: who answered, in whatever way, was reached. */
export const unanswered = (about: About): Person[] => {
  const mediation = mediationOf(about)
  const silent = mediation.parties.filter(({ answer }) => answer === 'asked').map(({ party_id }) => party_id)
  return partiesIn(mediation).filter(({ id }) => silent.includes(id))
}

/** On how many different days somebody tried in vain: two make it certain (本县约定). */
export const daysTried = (attempts: StaffMediation['attempts'], name: string): number =>
  new Set(
    attempts
      .filter(({ party, result }) => party === name && result !== 'reached')
      .map(({ at }) => toLocalField(at).slice(0, 10)),
  ).size

function CannotReachFields(about: About) {
  const form = Form.useFormInstance()
  const mediation = mediationOf(about)
  const people = unanswered(about)
  const name = nameOf(people, Form.useWatch('party_id', form))
  const days = daysTried(mediation.attempts, name)
  return (
    <>
      {people.length === 0 && <p className="form-note says-wrong">每一位都答复过了：请照各人的答复登记。</p>}
      <PersonField name="party_id" label="联系不上谁" people={people} missing="请选择联系不上谁。" />
      {name && (
        <p className="form-note">
          已经在 {days} 个不同的日子联系过{name}没有联系上。
          {days < 2 ? '至少要两个不同的日子（本县约定），请改天再联系一次并登记。' : ''}
        </p>
      )}
      <NoteField label="说明（可不填）" schema={CannotReachInput.shape.note} />
    </>
  )
}

export const cannotReach: ActForm = {
  step: 'cannot_reach',
  title: '联系不上，结束征询',
  hint: '至少两个不同的日子联系过；告知申请人其他途径。',
  send: '结束征询',
  tone: 'grave',
  Fields: CannotReachFields,
  initial: (about) => {
    const [only, ...more] = unanswered(about)
    return { party_id: about.party_id ?? (more.length === 0 ? only?.id : toAsk(about)) }
  },
  confirm: () => ({
    title: '确定联系不上，结束征询？',
    says: '登记后不能改回，双方会收到其他途径的告知书。',
    yes: '结束征询',
  }),
}
