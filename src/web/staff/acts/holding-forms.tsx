import { useQuery } from '@tanstack/react-query'
import { Form, Select } from 'antd'
import { colleagues } from '#contract/triage.ts'
import { GiveBackInput, GiveToInput } from '#domain/triage/inputs.ts'
import { call } from '#web/lib/call.ts'
import { checkedBy } from '../kit/faults.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import type { About, ActForm } from './act-form.ts'
import { late, NoteField } from './fields.tsx'

const taskOf = ({ dispute, part_id }: About) => dispute.tasks.find(({ id }) => id === part_id)

/** Who has it now, so that nobody takes it over unawares. */
function Holder(about: About) {
  const holder = taskOf(about)?.held_by
  if (!holder?.works_there) return <p className="form-note">现在没有落到个人，由单位负责。</p>
  return <p className="form-note">现在{holder.me ? '归您办' : `归${holder.name}办`}。</p>
}

function TakeOnFields(about: About) {
  return (
    <>
      <Holder {...about} />
      <p className="form-note">
        接过来以后，这一事项该办的都列在您的待办最前面，同事看得到是您在办。期限不变，单位的责任也不变。
      </p>
    </>
  )
}

export const takeOn: ActForm = {
  step: 'take_on',
  title: '我来办',
  hint: '该办的落到您名下，期限不变。',
  send: '我来办',
  tone: 'plain',
  Fields: TakeOnFields,
}

/** One of those who may carry tasks of my unit now, but for who has this one. */
function ColleaguePicker({
  holder,
  ...props
}: {
  holder: string | undefined
  id?: string
  value?: string
  onChange?: (value: string) => void
}) {
  const { data, error, refetch } = useQuery({ queryKey: ['colleagues'], queryFn: () => call(colleagues) })
  if (error && !data) return <NotFetched error={error} again={() => refetch()} />
  if (!data) return <Waiting />
  const others = data.colleagues.filter(({ person_id }) => person_id !== holder)
  if (others.length === 0) return <p className="quiet">本单位现在没有别的人可以办。</p>
  return (
    <Select
      {...props}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="选择或者输入姓名查找"
      options={others.map(({ person_id, name, role_says, more_says }) => ({
        value: person_id,
        label: `${name}（${[role_says, ...more_says].join('，')}）`,
      }))}
    />
  )
}

function GiveToFields(about: About) {
  return (
    <>
      <Holder {...about} />
      <Form.Item name="person_id" label="交给谁" rules={[checkedBy(GiveToInput.shape.person_id)]} {...late}>
        <ColleaguePicker holder={taskOf(about)?.held_by?.person_id} />
      </Form.Item>
      <NoteField label="说明（可不填）" schema={GiveToInput.shape.note} />
      <p className="form-note">期限不变。这件事会列在同事的待办最前面。</p>
    </>
  )
}

export const giveTo: ActForm = {
  step: 'give_to',
  title: '交给同事办',
  short: '交给同事',
  hint: '落到本单位一位同事名下，期限不变。',
  send: '交给这位同事',
  tone: 'plain',
  Fields: GiveToFields,
}

function GiveBackFields(about: About) {
  return (
    <>
      <Holder {...about} />
      <NoteField label="说明（可不填）" schema={GiveBackInput.shape.note} />
      <p className="form-note">交回以后列在全单位的待办里，谁都可以接着办。期限照常计算。</p>
    </>
  )
}

export const giveBack: ActForm = {
  step: 'give_back',
  title: '交回单位',
  hint: '不再落到个人，期限照常计算。',
  send: '交回单位',
  tone: 'plain',
  Fields: GiveBackFields,
}
