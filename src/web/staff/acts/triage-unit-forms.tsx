import { Checkbox, Form, Select } from 'antd'
import { ENDED_TASK } from '#domain/disputes/parts.ts'
import { ConfirmDispatchInput, DispatchInput, ObjectInput, ReassignInput, SignOffInput } from '#domain/triage/inputs.ts'
import { TRIAGE_ROUTES } from '#domain/triage/types.ts'
import { checkedBy } from '../kit/faults.ts'
import type { About, ActForm } from './act-form.ts'
import { late, NoteField } from './fields.tsx'
import { UnitPicker } from './unit-picker.tsx'

const ROUTES = Object.entries(TRIAGE_ROUTES).map(([value, label]) => ({ value, label }))
const ENDED: readonly string[] = ENDED_TASK

/** Somebody leads already: another unit can only help. */
export const isLed = (dispute: About['dispute']): boolean =>
  dispute.tasks.some(({ assists, status }) => !assists && !ENDED.includes(status))

/** The unit the rules propose, where it can still be sent there: neither one's own, nor one that had it already. */
export function proposedUnit({ dispute, own_unit }: About): { id: number; name: string } | null {
  const unit = dispute.dispute.triage?.unit ?? null
  const had = dispute.tasks.map(({ unit_id }) => unit_id)
  return unit && unit.name !== own_unit && !had.includes(unit.id) ? unit : null
}

const taskOf = ({ dispute, part_id }: About) => dispute.tasks.find(({ id }) => id === part_id)

function toWhom(about: About): string {
  const unit = about.dispute.dispute.triage?.unit
  if (!unit) return '；名单里没有对应的单位，请选一个'
  if (proposedUnit(about)) return `，交给${unit.name}`
  return unit.name === about.own_unit
    ? `，${unit.name}，就是您的单位；要交给别的单位，请选一个`
    : `，${unit.name}，它已经有过这件事；要再交办，请选一个`
}

function DispatchFields(about: About) {
  const form = Form.useFormInstance()
  const { dispute } = about
  const proposal = dispute.dispute.triage
  const unit = Form.useWatch('unit_id', form)
  const route = Form.useWatch('route', form)
  const proposed = proposedUnit(about)
  const had = dispute.tasks.map(({ unit_id }) => unit_id)
  const also = (proposal?.unit_also ?? [])
    .map(({ unit }) => unit)
    .filter(({ id, name }) => name !== about.own_unit && !had.includes(id))
  const differs =
    proposal !== null && !isLed(about.dispute) && (route !== proposal.route || (proposed && unit !== proposed.id))
  return (
    <>
      {proposal && (
        <p className="form-note">
          建议：{proposal.route_says}
          {toWhom(about)}。{differs && <strong> 您选的和建议不同，请写明为什么。</strong>}
        </p>
      )}
      <Form.Item name="unit_id" label="交给哪个单位" rules={[checkedBy(DispatchInput.shape.unit_id)]} {...late}>
        <UnitPicker near={dispute.file.place_code} chosen={proposed} also={also} />
      </Form.Item>
      <Form.Item name="route" label="走哪条途径" rules={[checkedBy(DispatchInput.shape.route)]} {...late}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={ROUTES} />
      </Form.Item>
      <Form.Item name="assists" valuePropName="checked">
        <Checkbox>只是协助（已经有牵头单位）</Checkbox>
      </Form.Item>
      <NoteField name="because" label="为什么交给它（当事人看得到）" schema={DispatchInput.shape.because} rows={4} />
      <p className="form-note">签收以前由您的单位负责；对方可以写明依据退回。当事人会收到通知，也可以选别的途径。</p>
    </>
  )
}

export const dispatch: ActForm = {
  step: 'dispatch',
  title: '交办',
  hint: '按建议或者您的判断，交给真正能办的单位。',
  send: '交办',
  tone: 'main',
  width: 480,
  Fields: DispatchFields,
  initial: (about) => {
    const proposal = about.dispute.dispute.triage
    const assists = isLed(about.dispute)
    return {
      assists,
      ...(proposal && !assists
        ? {
            unit_id: proposedUnit(about)?.id,
            // The way that was proposed is the proposed unit's: another unit goes another.
            route: proposal.unit && !proposedUnit(about) ? undefined : proposal.route,
            // Why the rules chose a unit is no reason for another one.
            because: proposedUnit(about) ? (proposal.reasons[0]?.says ?? '') : '',
          }
        : {}),
    }
  },
}

export const signOff: ActForm = {
  step: 'sign_off',
  title: '签收',
  hint: '签收以后由本单位负责办。',
  send: '签收',
  tone: 'main',
  Fields: (about) => (
    <>
      <p className="form-note">
        {taskOf(about)?.from_unit_name ?? '交办单位'}交来：{taskOf(about)?.because ?? ''}
      </p>
      <NoteField label="说明（可不填）" schema={SignOffInput.shape.note} rows={2} />
    </>
  ),
}

export const objectDispatch: ActForm = {
  step: 'object_dispatch',
  title: '退单',
  hint: '不属于本单位职责的，写明理由和依据退回。',
  send: '退单',
  tone: 'plain',
  Fields: () => (
    <>
      <NoteField name="reason" label="为什么不该由本单位办" schema={ObjectInput.shape.reason} rows={4} most={1000} />
      <NoteField
        name="basis"
        label="依据（职责规定、地域、法律条文）"
        schema={ObjectInput.shape.basis}
        rows={2}
        most={300}
      />
      <p className="form-note">退回后由交办单位决定：仍由您办，或者改由别的单位办。</p>
    </>
  ),
  confirm: () => ({ title: '确定退单？', says: '退回交办单位重新决定；理由和依据会写进经过。', yes: '退单' }),
}

const Objection = (about: About) => {
  const task = taskOf(about)
  return task?.objection ? (
    <p className="form-note">
      {task.unit_name}说：{task.objection.reason}（依据：{task.objection.basis}）
    </p>
  ) : null
}

export const confirmDispatch: ActForm = {
  step: 'confirm_dispatch',
  title: '决定仍由它办',
  hint: '看过退单理由，仍由原单位办，写明为什么。',
  send: '仍由它办',
  tone: 'plain',
  Fields: (about) => (
    <>
      <Objection {...about} />
      <NoteField
        name="because"
        label="为什么仍由它办"
        schema={ConfirmDispatchInput.shape.because}
        rows={4}
        most={1000}
      />
    </>
  ),
}

export const reassign: ActForm = {
  step: 'reassign',
  title: '改由别的单位办',
  hint: '退单有理，改交另一个单位。',
  send: '改交',
  tone: 'main',
  width: 480,
  Fields: (about) => (
    <>
      <Objection {...about} />
      <Form.Item name="unit_id" label="改由哪个单位办" rules={[checkedBy(ReassignInput.shape.unit_id)]} {...late}>
        <UnitPicker near={about.dispute.file.place_code} />
      </Form.Item>
      <Form.Item name="route" label="走哪条途径（不选就和原来一样）">
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={ROUTES} placeholder="和原来一样" />
      </Form.Item>
      <NoteField name="because" label="为什么改由它办" schema={ReassignInput.shape.because} rows={4} />
    </>
  ),
}
