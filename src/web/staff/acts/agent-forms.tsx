import { Checkbox, Form, Input } from 'antd'
import { AGENT_KINDS, HELPER_KINDS, ONLY_HERS, POWERS, SPECIAL } from '#domain/identity/beside.ts'
import {
  EndAgencyInput,
  EndHelpInput,
  NameAgentInput,
  NameGuardianInput,
  NameHelperInput,
  RecordCapacityInput,
} from '#domain/identity/beside-inputs.ts'
import { FINDINGS } from '#domain/identity/capacity.ts'
import { checkedBy } from '../kit/faults.ts'
import { presentIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'
import { HowSaidField, late, NoteField, PeopleField, PersonField } from './fields.tsx'

/** The party a form of this file is about: its button stands beside her. */
export const partyOf = ({ dispute, part_id }: About) => dispute.parties.find(({ id }) => id === part_id)
const nameIn = (about: About): string => partyOf(about)?.name ?? ''

function ReachField({ optional = true }: { optional?: boolean }) {
  const schema = NameAgentInput.shape.reach
  return (
    <Form.Item
      name="reach"
      label={`电话或怎样联系${optional ? '（可不填）' : ''}`}
      rules={[{ validator: (_, value) => (value ? checkedBy(schema).validator(_, value) : Promise.resolve()) }]}
      {...late}
    >
      <Input maxLength={100} autoComplete="off" />
    </Form.Item>
  )
}

function AgentFields(about: About) {
  const form = Form.useFormInstance()
  const powers: string[] = Form.useWatch('powers', form) ?? []
  const special = SPECIAL.every((power) => powers.includes(power))
  const { shape } = NameAgentInput
  return (
    <>
      <p className="form-note">
        照{nameIn(about)}出具的授权委托书逐项勾选；没有勾的，代理人说了不算。委托随时可以收回。
      </p>
      <Form.Item name="name" label="代理人姓名" rules={[checkedBy(shape.name)]} {...late}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label="是什么人" rules={[checkedBy(shape.kind)]} {...late}>
        <Choices options={optionsOf(AGENT_KINDS)} />
      </Form.Item>
      <Form.Item
        name="powers"
        label={`可以替${nameIn(about)}做什么`}
        rules={[checkedBy(shape.powers)]}
        {...late}
        extra={
          special
            ? '有“承认、变更、放弃请求”和“参加调解并签署文书”两项：特别授权，可以代签协议。'
            : '一般授权：不能代为谈定数额，也不能代签协议。'
        }
      >
        <Checkbox.Group
          className="choices"
          options={Object.entries(POWERS).map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="paper_number" label="授权委托书编号" rules={[checkedBy(shape.paper_number)]} {...late}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="paper_on" label="委托书的日期" rules={[checkedBy(shape.paper_on)]} {...late}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="until" label="到哪一天为止（没有写就空着）">
        <Input type="date" />
      </Form.Item>
      <ReachField />
    </>
  )
}

export const nameAgent: ActForm = {
  step: 'name_agent',
  title: '登记代理人',
  short: '代理人',
  hint: '照授权委托书，逐项登记可以代做什么。',
  send: '登记代理人',
  tone: 'plain',
  Fields: AgentFields,
  initial: () => ({ paper_number: '无编号', powers: [] }),
}

function GiveLinkFields(about: About) {
  const agents = (partyOf(about)?.agents ?? []).filter((it) => it.in_force)
  return (
    <>
      <p className="form-note">
        代理人用自己的链接看这件事、办授权里写明的事，办了什么都写明是代理人办的。链接只显示一次；以前给他的随即停用，授权一到期、一收回也停用。
      </p>
      <PersonField name="agent_id" label="给哪位代理人" people={agents} missing="请选择是哪位代理人。" />
    </>
  )
}

export const giveAgentLink: ActForm = {
  step: 'give_agent_link',
  title: '给代理人一个链接',
  short: '代理人链接',
  hint: '只显示一次，丢了再给一个。',
  send: '给出链接',
  tone: 'plain',
  Fields: GiveLinkFields,
  initial: (about) => {
    const agents = (partyOf(about)?.agents ?? []).filter((it) => it.in_force)
    return { agent_id: agents.length === 1 ? agents[0]?.id : undefined }
  },
}

function EndAgencyFields(about: About) {
  const agents = (partyOf(about)?.agents ?? []).filter(({ ended }) => ended === null)
  return (
    <>
      <p className="form-note">是{nameIn(about)}自己的意思，或者代理人辞去。收回以前代为说的仍然算数。</p>
      <PersonField name="agent_id" label="收回谁的授权" people={agents} missing="请选择是哪位代理人。" />
      <NoteField label="说明（可不填）" schema={EndAgencyInput.shape.note} rows={2} most={300} />
    </>
  )
}

export const endAgency: ActForm = {
  step: 'end_agency',
  title: '登记收回授权',
  short: '收回授权',
  hint: '当事人随时可以收回，不用说理由。',
  send: '收回授权',
  tone: 'plain',
  Fields: EndAgencyFields,
  initial: (about) => {
    const agents = (partyOf(about)?.agents ?? []).filter(({ ended }) => ended === null)
    return { agent_id: agents.length === 1 ? agents[0]?.id : undefined }
  },
}

function CapacityFields(about: About) {
  const finding = Form.useWatch('finding', Form.useFormInstance()) ?? 'by_age'
  return (
    <>
      <p className="form-note">
        不满 8 周岁由监护人代理；8 到 17 周岁要监护人一起同意、一起签；16、17 周岁靠自己劳动生活的，自己作主。
      </p>
      <Form.Item name="finding" label={`${nameIn(about)}能不能自己作主，凭什么`}>
        <Choices options={optionsOf(FINDINGS)} />
      </Form.Item>
      <Form.Item
        name="born"
        label={finding === 'by_age' ? '出生日期' : '出生日期（可不填）'}
        rules={finding === 'by_age' ? [{ required: true, message: '请写下出生日期。' }] : []}
        {...late}
      >
        <Input type="date" />
      </Form.Item>
      {finding === 'by_age' ? (
        <Form.Item name="lives_by_own_work" valuePropName="checked">
          <Checkbox>16、17 周岁，靠自己的劳动收入生活</Checkbox>
        </Form.Item>
      ) : (
        <NoteField
          name="basis"
          label="凭哪份文书"
          schema={RecordCapacityInput.shape.basis}
          rows={2}
          most={200}
          extra="例如：枫溪县人民法院（2025）某号判决。没有法院认定的成年人，按自己能作主办。"
        />
      )}
    </>
  )
}

export const recordCapacity: ActForm = {
  step: 'record_capacity',
  title: '登记能不能自己作主',
  short: '年龄、行为能力',
  hint: '未成年人、法院认定过的人，要有监护人。',
  send: '登记',
  tone: 'plain',
  Fields: CapacityFields,
  initial: () => ({ finding: 'by_age', lives_by_own_work: false }),
}

function GuardianFields(about: About) {
  const { shape } = NameGuardianInput
  return (
    <>
      <p className="form-note">监护人不能是对方当事人，也不能是对方的代理人、本件的调解员。</p>
      <Form.Item name="name" label={`${nameIn(about)}的监护人`} rules={[checkedBy(shape.name)]} {...late}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="relation" label={`是${nameIn(about)}的什么人`} rules={[checkedBy(shape.relation)]} {...late}>
        <Input maxLength={30} autoComplete="off" placeholder="例如：母亲" />
      </Form.Item>
      <Form.Item name="paper" label="凭什么" rules={[checkedBy(shape.paper)]} {...late}>
        <Input maxLength={100} autoComplete="off" placeholder="例如：户口簿、出生证明" />
      </Form.Item>
      <ReachField />
    </>
  )
}

export const nameGuardian: ActForm = {
  step: 'name_guardian',
  title: '登记监护人',
  short: '监护人',
  hint: '由监护人同意、到场、签字。',
  send: '登记监护人',
  tone: 'plain',
  Fields: GuardianFields,
}

function HelperFields(about: About) {
  const { dispute } = about
  const kind = Form.useWatch('kind', Form.useFormInstance())
  const { shape } = NameHelperInput
  return (
    <>
      <p className="form-note">帮助人只在旁边帮{nameIn(about)}，不替人作主、不签字；随时可以不再请。</p>
      <Form.Item name="name" label="帮助人姓名" rules={[checkedBy(shape.name)]} {...late}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label="怎样帮" rules={[checkedBy(shape.kind)]} {...late}>
        <Choices options={optionsOf(HELPER_KINDS)} />
      </Form.Item>
      <PeopleField
        name="agreed_by"
        label={
          (ONLY_HERS as readonly string[]).includes(String(kind))
            ? '谁同意了（本人同意就行）'
            : '谁同意了（调解中的，对方也要同意）'
        }
        people={presentIn(dispute)}
        schema={shape.agreed_by}
      />
      <HowSaidField />
    </>
  )
}

export const nameHelper: ActForm = {
  step: 'name_helper',
  title: '登记帮助人',
  short: '帮助人',
  hint: '亲属、邻里、干部、翻译、代读：先征得同意。',
  send: '登记帮助人',
  tone: 'plain',
  Fields: HelperFields,
  initial: () => ({ how: 'spoken', agreed_by: [] }),
}

function EndHelpFields(about: About) {
  const helpers = (partyOf(about)?.helpers ?? []).filter(({ ended }) => ended === null)
  return (
    <>
      <PersonField name="helper_id" label="不再请谁" people={helpers} missing="请选择是哪位帮助人。" />
      <NoteField label="说明（可不填）" schema={EndHelpInput.shape.note} rows={2} most={300} />
    </>
  )
}

export const endHelp: ActForm = {
  step: 'end_help',
  title: '登记不再请人帮助',
  short: '不再请人帮助',
  hint: '当事人随时可以不再同意。',
  send: '登记',
  tone: 'plain',
  Fields: EndHelpFields,
  initial: (about) => {
    const helpers = (partyOf(about)?.helpers ?? []).filter(({ ended }) => ended === null)
    return { helper_id: helpers.length === 1 ? helpers[0]?.id : undefined }
  },
}
