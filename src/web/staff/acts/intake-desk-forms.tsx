import { Form, Input, Select } from 'antd'
import {
  CorrectPartyInput,
  DismissInput,
  PARTY_KINDS,
  PARTY_SIDES,
  TakeBackFilingInput,
} from '#domain/intake/desk-inputs.ts'
import { NOT_KNOWN_YET, StepBackInput } from '#domain/intake/inputs.ts'
import { DISPUTE_TYPES } from '#domain/triage/types.ts'
import { orNotKnown, type PartyRow, tidyParties, usualGiver } from '../intake/entry.ts'
import { GIVERS, PartyList } from '../intake/party-list.tsx'
import { checkedBy } from '../kit/faults.ts'
import { presentIn } from './about.ts'
import type { About, ActForm, Values } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, PersonField } from './fields.tsx'

const TYPES = Object.entries(DISPUTE_TYPES).map(([value, label]) => ({ value, label }))

function TakeUpFields({ dispute }: About) {
  return (
    <>
      <p className="form-note">
        线索写的是：<span className="verbatim">{dispute.dispute.what_happened}</span>
        {dispute.dispute.reported_by && `（${dispute.dispute.reported_by}说的）`}
      </p>
      <PartyList />
      <Form.Item name="wish" label="希望怎样解决（没想好就空着）">
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <Form.Item name="dispute_type" label="类型（可以以后再定）">
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={TYPES} placeholder="输入或者选择" />
      </Form.Item>
    </>
  )
}

export const takeUpClue: ActForm = {
  step: 'take_up_clue',
  title: '转为纠纷',
  hint: '核实有纠纷：写明是谁和谁，从收到线索那天算起。',
  send: '转为纠纷',
  tone: 'main',
  width: 920,
  Fields: TakeUpFields,
  initial: () => ({
    parties: [
      { side: 'applicant', kind: 'person' },
      { side: 'respondent', kind: 'person' },
    ] satisfies PartyRow[],
  }),
  tidy: ({ parties, wish, dispute_type, ...values }) => ({
    ...values,
    parties: tidyParties((parties ?? []) as PartyRow[]).parties,
    wish: orNotKnown(wish),
    dispute_type: dispute_type ?? null,
  }),
}

const DismissFields = () => (
  <>
    <NoteField
      name="because"
      label="怎样核实的、为什么不是纠纷"
      schema={DismissInput.shape.because}
      rows={5}
      most={1000}
    />
    <p className="form-note">只有单位负责人可以销号。上报的人能看到这个结果和理由。</p>
  </>
)

export const dismissClue: ActForm = {
  step: 'dismiss_clue',
  title: '核实无此纠纷',
  hint: '到场核实没有纠纷的，写明怎样核实的，销号。',
  send: '销号',
  tone: 'grave',
  Fields: DismissFields,
  confirm: () => ({
    title: '确定销号？',
    says: '销号后这条线索不再办理。以后有人再反映，重新登记。',
    yes: '销号',
  }),
}

/** The fields of one person, where only one is written down. */
function PersonFields({ withKind }: { withKind: boolean }) {
  const form = Form.useFormInstance()
  const kind = Form.useWatch('kind', form)
  return (
    <>
      {withKind && (
        <>
          <Form.Item name="side" label="哪一方">
            <Choices columns={2} options={optionsOf(PARTY_SIDES)} />
          </Form.Item>
          <Form.Item name="kind" label="类别">
            <Choices columns={2} options={optionsOf(PARTY_KINDS)} />
          </Form.Item>
        </>
      )}
      <Form.Item
        name="name"
        label={withKind ? '姓名或名称' : '姓名或名称（不改就空着）'}
        rules={[
          withKind
            ? { required: true, whitespace: true, message: '请写下姓名或者名称。' }
            : {
                validator: (_, value) =>
                  value || form.getFieldValue('reach')
                    ? Promise.resolve()
                    : Promise.reject(new Error('请写下要改成什么：姓名，或者联系方式。')),
              },
        ]}
        {...late}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      {withKind && kind !== 'person' && kind !== undefined && (
        <Form.Item name="speaks" label="谁代表（可不填）">
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      )}
      {withKind && kind === 'group' && (
        <Form.Item name="members" label="多少人（可不填）">
          <Input type="number" min={2} max={100_000} />
        </Form.Item>
      )}
      <Form.Item
        name="reach"
        label={withKind ? '电话或怎样联系（可以以后再补）' : '电话或怎样联系（不改就空着）'}
        rules={[{ validator: (_, value) => (value ? checkedBy(ReachField).validator(_, value) : Promise.resolve()) }]}
        {...late}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="reach_from" label="这个联系方式是谁给的">
        <Choices options={GIVERS} />
      </Form.Item>
      <p className="form-note">另一方给的电话不能用来证明身份：线上签字时，验证码不会发到那里。</p>
    </>
  )
}
const ReachField = CorrectPartyInput.shape.reach

const person = ({ kind, speaks, members, reach, reach_from, ...values }: Values): Values => ({
  ...values,
  kind,
  ...(speaks && kind !== 'person' ? { speaks } : {}),
  ...(members && kind === 'group' ? { members: Number(members) } : {}),
  ...(reach ? { reach, reach_from } : {}),
})

export const nameParty: ActForm = {
  step: 'name_party',
  title: '登记当事人',
  hint: '写明对方是谁，才能问对方愿不愿意。',
  send: '登记',
  tone: 'plain',
  Fields: () => <PersonFields withKind />,
  initial: ({ dispute }) => {
    const known = presentIn(dispute).some(({ side }) => side !== 'applicant')
    const said = dispute.dispute.other_side
    return {
      side: 'respondent',
      kind: 'person',
      reach_from: usualGiver('respondent'),
      ...(known || said === NOT_KNOWN_YET ? {} : { name: said }),
    }
  },
  tidy: person,
}

function CorrectFields({ dispute }: About) {
  return (
    <>
      <PersonField name="party_id" label="改谁的" people={presentIn(dispute)} missing="请选择改谁的。" />
      <PersonFields withKind={false} />
      <NoteField
        name="because"
        label="为什么要改"
        schema={CorrectPartyInput.shape.because}
        rows={2}
        most={200}
        extra="原来的写法留在经过里。"
      />
    </>
  )
}

export const correctParty: ActForm = {
  step: 'correct_party',
  title: '更正姓名或电话',
  hint: '写错了、换号了，改过来并写明原因。',
  send: '更正',
  tone: 'plain',
  Fields: CorrectFields,
  initial: ({ dispute, party_id }) => {
    const present = presentIn(dispute)
    return {
      party_id: party_id ?? (present.length === 1 ? present[0]?.id : undefined),
      reach_from: 'self',
    }
  },
  tidy: ({ reach, reach_from, ...values }) => ({ ...values, ...(reach ? { reach, reach_from } : {}) }),
}

function StepBackFields({ dispute, part_id }: About) {
  const party = dispute.parties.find(({ id }) => id === part_id)
  return (
    <>
      <p className="form-note">
        只登记“{party?.name}
        ”自己说的话：没有人能替别人退出，也不能劝人退出。本人参加的调解到此为止，别人还想调的重新征求意愿。
      </p>
      <NoteField label="说明（可不填，不用说理由）" schema={StepBackInput.shape.note} />
    </>
  )
}

export const stepBack: ActForm = {
  step: 'step_back',
  title: '登记退出',
  hint: '几位申请人里有一位说不参加了；别人的事接着办。',
  send: '登记退出',
  tone: 'grave',
  Fields: StepBackFields,
  confirm: (_, { dispute, part_id }) => ({
    title: '确定登记退出？',
    says: `写明是“${dispute.parties.find(({ id }) => id === part_id)?.name ?? ''}”自己说的。本人以后还可以就同一件事再提出。`,
    yes: '登记退出',
  }),
}

function TakeBackFilingFields() {
  return (
    <>
      <p className="form-note">
        成批登记登错了的，24 小时内、登记以后没有人办过的可以撤回。登记和原因都留着；申请人会收到说明：不是本人撤回的。
      </p>
      <NoteField label="为什么撤回" schema={TakeBackFilingInput.shape.because} name="because" />
    </>
  )
}

export const takeBackFiling: ActForm = {
  step: 'take_back_filing',
  title: '撤回成批登记的这一件',
  hint: '成批登记时登错了；整批登错的请在“成批登记”里撤回。',
  send: '撤回',
  tone: 'grave',
  Fields: TakeBackFilingFields,
}
