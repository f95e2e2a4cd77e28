import { Form, Input } from 'antd'
import type { PackageView } from '#contract/oversight.ts'
import { LogPackageInput, OpenPackageInput, ReleasePackageInput, RevisePackageInput } from '#domain/ledger/inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { dayWords } from '../wording.ts'
import type { About, ActForm, Values } from './act-form.ts'
import { Choices } from './choices.tsx'
import { late, NoteField } from './fields.tsx'
import { type MilestoneDraft, MilestonesField, tidyMilestones } from './milestones-field.tsx'
import { UnitPicker } from './unit-picker.tsx'

const shape = OpenPackageInput.shape
const packageOf = ({ dispute, part_id }: About): PackageView | undefined =>
  dispute.oversight?.packages.find(({ id }) => id === part_id)

/** The plan, its milestones, and what ends it: the same when it is made and when it is changed. */
const PlanFields = () => (
  <>
    <NoteField name="plan" label="化解方案" schema={shape.plan} rows={4} most={2000} />
    <Form.Item name="milestones" label="节点（最迟哪天、办什么）" rules={[{ validator: atLeastOne }]} {...late}>
      <MilestonesField />
    </Form.Item>
    <NoteField
      name="release_when"
      label="办到什么程度解除包案"
      schema={shape.release_when}
      rows={2}
      extra="解除还要结果核实过：履行了、回访过，或者另有人核实过。"
    />
    <NoteField name="members" label="参加的单位和人员（可不填）" schema={shape.members} rows={2} />
  </>
)

async function atLeastOne(_: unknown, drafts: MilestoneDraft[] | undefined): Promise<void> {
  const known = tidyMilestones(drafts)
  if (known.length === 0) throw new Error('请至少写一个节点。')
  if (known.some(({ what, by }) => !what || !by)) throw new Error('每个节点都写明哪天、办什么。')
}

const tidy = ({ milestones, ...rest }: Values): Values => ({
  ...rest,
  milestones: tidyMilestones(milestones as MilestoneDraft[]),
})

export const openPackage: ActForm = {
  step: 'open_package',
  title: '领导包案',
  hint: '难办的事由领导负责：写明方案、节点和解除条件。',
  send: '包案',
  tone: 'plain',
  width: 560,
  Fields: (about) => (
    <>
      <p className="form-note">包案是把力量用到这件事上，不改变当事人的任何权利；当事人看不到包案。</p>
      <Form.Item name="leader" label="包案领导" rules={[checkedBy(shape.leader)]} {...late}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="leader_post" label="职务" rules={[checkedBy(shape.leader_post)]} {...late}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="unit_id" label="牵头单位" rules={[checkedBy(shape.unit_id)]} {...late}>
        <UnitPicker near={about.dispute.file.place_code} />
      </Form.Item>
      <NoteField name="because" label="为什么包案" schema={shape.because} rows={3} most={1000} />
      <PlanFields />
    </>
  ),
  initial: () => ({ milestones: [{ key: 1 }] }),
  tidy,
}

export const revisePackage: ActForm = {
  step: 'revise_package',
  title: '改包案方案',
  short: '改方案',
  hint: '方案、节点变了，写明为什么；办完的节点留着。',
  send: '改方案',
  tone: 'plain',
  width: 560,
  Fields: () => (
    <>
      <NoteField name="because" label="为什么改" schema={RevisePackageInput.shape.because} rows={2} />
      <PlanFields />
    </>
  ),
  initial: (about) => {
    const it = packageOf(about)
    return {
      plan: it?.plan ?? '',
      release_when: it?.release_when ?? '',
      members: it?.members ?? '',
      milestones: (it?.milestones ?? []).flatMap(({ what, by, done }, key) => (done ? [] : [{ key, what, by }])),
    }
  },
  tidy,
}

export const logPackage: ActForm = {
  step: 'log_package',
  title: '登记包案进展',
  short: '登记进展',
  hint: '做了什么，哪个节点办完了。',
  send: '登记',
  tone: 'main',
  Fields: (about) => {
    const open = (packageOf(about)?.milestones ?? []).filter(({ done }) => !done)
    return (
      <>
        <NoteField name="text" label="做了什么、进展怎样" schema={LogPackageInput.shape.text} rows={5} most={2000} />
        {open.length > 0 && (
          <Form.Item name="milestone_id" label="办完了哪个节点">
            <Choices
              options={[
                { value: '', says: '还没有办完哪个节点' },
                ...open.map(({ id, what, by }) => ({ value: id, says: `${what}（最迟 ${dayWords(by)}）` })),
              ]}
            />
          </Form.Item>
        )}
      </>
    )
  },
  initial: () => ({ milestone_id: '' }),
  tidy: ({ milestone_id, ...rest }) => ({ ...rest, milestone_id: milestone_id || null }),
}

export const releasePackage: ActForm = {
  step: 'release_package',
  title: '解除包案',
  hint: '结果核实过了，才能解除。',
  send: '解除包案',
  tone: 'main',
  Fields: (about) => (
    <>
      <p className="form-note">解除条件：{packageOf(about)?.release_when}</p>
      <NoteField name="note" label="核实的结果" schema={ReleasePackageInput.shape.note} rows={4} most={1000} />
    </>
  ),
}
