import { Form, Input, Select } from 'antd'
import { parentOf } from '#domain/organisations/places.ts'
import {
  CoordinateInput,
  DecideHandlerInput,
  EndCoordinationInput,
  FinishDutyInput,
  PassInput,
} from '#domain/triage/handler-inputs.ts'
import { TRIAGE_ROUTES } from '#domain/triage/types.ts'
import { checkedBy } from '../kit/faults.ts'
import { dayWords, fromLocalField } from '../wording.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices } from './choices.tsx'
import { DutiesField, type DutyDraft, tidyDuties } from './duties-field.tsx'
import { late, NoteField, When } from './fields.tsx'
import { UnitPicker, UnitsPicker } from './unit-picker.tsx'

const ROUTES = Object.entries(TRIAGE_ROUTES).map(([value, label]) => ({ value, label }))
export const taskOf = ({ dispute, part_id }: About) => dispute.tasks.find(({ id }) => id === part_id)

export const decideHandler: ActForm = {
  step: 'decide_handler',
  title: '指定由谁办',
  hint: '退回两次了，由您这里定：定了就要办，不再退。',
  send: '指定',
  tone: 'main',
  width: 480,
  Fields: (about) => {
    const task = taskOf(about)
    return (
      <>
        <p className="form-note">
          已经退回 {task?.returns ?? 0} 次。
          {task?.objection && `${task.unit_name}说：${task.objection.reason}（依据：${task.objection.basis}）`}
        </p>
        <Form.Item name="unit_id" label="由哪个单位办" rules={[checkedBy(DecideHandlerInput.shape.unit_id)]} {...late}>
          <UnitPicker near={about.dispute.file.place_code} />
        </Form.Item>
        <Form.Item name="route" label="走哪条途径（不选就和原来一样）">
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={ROUTES} placeholder="和原来一样" />
        </Form.Item>
        <NoteField
          name="because"
          label="为什么由它办、依据是什么"
          schema={DecideHandlerInput.shape.because}
          rows={5}
          most={1000}
        />
      </>
    )
  },
  confirm: () => ({ title: '确定这样指定？', says: '指定以后，接收单位只能签收办理，不能再退单。', yes: '指定' }),
}

/** Where a matter goes one level up or down: only units at that level are offered. */
function PassFields({ about, up }: { about: About; up: boolean }) {
  // Who leads answers for the file: its unit is the one that passes it on.
  const own = about.dispute.file.responsible_place
  const above = parentOf(own)
  const fits = (place: number): boolean => (up ? place === above : parentOf(place) === own)
  return (
    <>
      <Form.Item
        name="unit_id"
        label={up ? '交给上一级哪个单位' : '交给下一级哪个单位'}
        rules={[checkedBy(PassInput.shape.unit_id)]}
        {...late}
      >
        <UnitPicker near={up ? (above ?? own) : about.dispute.file.place_code} fits={fits} />
      </Form.Item>
      <NoteField
        name="because"
        label="为什么，已经做了哪些工作（当事人看得到）"
        schema={PassInput.shape.because}
        rows={5}
      />
      <p className="form-note">对方签收以前还由您的单位负责；办理期限从最初受理那天算，不重新开始。</p>
    </>
  )
}

export const passUp: ActForm = {
  step: 'pass_up',
  title: '上交一级',
  hint: '本级办不了的，交给上一级；期限不中断。',
  send: '上交',
  tone: 'plain',
  width: 480,
  Fields: (about) => <PassFields about={about} up />,
}

export const passDown: ActForm = {
  step: 'pass_down',
  title: '交给下一级',
  hint: '就近就地能办好的，交给下一级；期限不中断。',
  send: '交下去',
  tone: 'plain',
  width: 480,
  Fields: (about) => <PassFields about={about} up={false} />,
}

export const coordinate: ActForm = {
  step: 'coordinate',
  title: '召集会商',
  hint: '一家办不了的，请几家一起商量；期限照常计算。',
  send: '发会商通知',
  tone: 'plain',
  width: 480,
  Fields: ({ dispute }) => (
    <>
      <Form.Item name="unit_ids" label="请哪些单位" rules={[checkedBy(CoordinateInput.shape.unit_ids)]} {...late}>
        <UnitsPicker near={dispute.file.place_code} without={dispute.file.responsible.id} />
      </Form.Item>
      <When label="什么时候（北京时间）" />
      <Form.Item name="place" label="在哪里" rules={[checkedBy(CoordinateInput.shape.place)]} {...late}>
        <Input maxLength={200} />
      </Form.Item>
      <NoteField name="agenda" label="商量什么" schema={CoordinateInput.shape.agenda} rows={4} most={1000} />
      <p className="form-note">被请的单位在会商期间可以看到这件事；姓名和联系方式对它们仍然遮住。</p>
    </>
  ),
  initial: ({ dispute }) => ({ place: dispute.file.responsible.address || dispute.file.responsible.name }),
  tidy: ({ at, ...values }) => ({ ...values, at: at ? new Date(fromLocalField(String(at))).toISOString() : '' }),
}

export const endCoordination: ActForm = {
  step: 'end_coordination',
  title: '登记会商结果',
  hint: '写明商定了什么，谁在什么时候办什么。',
  send: '登记结果',
  tone: 'main',
  width: 560,
  Fields: (about) => {
    const last = taskOf(about)?.conferences.at(-1)
    const held = about.dispute.tasks.filter(({ id, status }) => id === about.part_id || status === 'in_handling')
    return (
      <>
        {last && <p className="form-note">商量的是：{last.agenda}</p>}
        <NoteField
          name="decision"
          label="商定的结果"
          schema={EndCoordinationInput.shape.decision}
          rows={5}
          most={2000}
        />
        <Form.Item
          name="duties"
          label="谁在什么时候办什么（没有就空着）"
          validateStatus=""
          rules={[
            { validator: (_, value) => checkedBy(EndCoordinationInput.shape.duties).validator(_, tidyDuties(value)) },
          ]}
          {...late}
        >
          <DutiesField units={held.map(({ id, unit_name }) => ({ value: id, label: unit_name }))} />
        </Form.Item>
        <p className="form-note">只能给签收了的单位定。还没有协办的，先“请别的单位协助”，等它签收。</p>
      </>
    )
  },
  tidy: ({ duties, ...values }) => ({ ...values, duties: tidyDuties(duties as DutyDraft[]) }),
}

export const finishDuty: ActForm = {
  step: 'finish_duty',
  title: '会商定的事办完了',
  hint: '会商时给您的单位定的事，办完了在这里登记。',
  send: '登记办完',
  tone: 'main',
  Fields: (about) => {
    const open = (taskOf(about)?.duties ?? []).filter(({ done }) => done === null)
    return (
      <>
        <Form.Item name="duty" label="办完的是哪一项" rules={[checkedBy(FinishDutyInput.shape.duty)]} {...late}>
          <Choices
            options={open.map(({ id, what, by }) => ({ value: id, says: what, more: `最迟 ${dayWords(by)}` }))}
          />
        </Form.Item>
        <NoteField label="办得怎样" schema={FinishDutyInput.shape.note} rows={4} />
      </>
    )
  },
  initial: (about) => {
    const open = (taskOf(about)?.duties ?? []).filter(({ done }) => done === null)
    return open.length === 1 ? { duty: open[0]?.id } : {}
  },
}
