import { Form, Input } from 'antd'
import { addMeasure, addPaper, addReception, addSite } from '#contract/registers.ts'
import { isPlaceCode, isWithin } from '#domain/organisations/places.ts'
import { PAPER_KINDS, RECEPTION_WAYS, type Register } from '#domain/registers/words.ts'
import { Choices, optionsOf } from '../acts/choices.tsx'
import { UnitPicker, UnitsPicker } from '../acts/unit-picker.tsx'
import { PlacePicker } from '../intake/place-picker.tsx'
import { NOBODY } from './nobody.ts'
import { RegisterDrawer } from './register-drawer.tsx'

type Props = { near: number; today: string; onClose: () => void }

const DayInput = ({ name, label }: { name: string; label: string }) => (
  <Form.Item name={name} label={label}>
    <Input className="when" type="date" />
  </Form.Item>
)

/** A measure names units of the area of whoever writes it. */
const inArea = (near: number) => (place: number) => isPlaceCode(near) && isWithin(place, near)

function AddMeasure({ near, onClose }: Props) {
  return (
    <RegisterDrawer endpoint={addMeasure} title="增加一条措施" send="增加" initial={{ units: [] }} onClose={onClose}>
      <Form.Item name="number" label="第几条">
        <Input maxLength={20} placeholder="例如：1" />
      </Form.Item>
      <Form.Item name="text" label="措施的内容">
        <Input.TextArea rows={4} maxLength={1000} />
      </Form.Item>
      <Form.Item name="source" label="出自哪份文件">
        <Input maxLength={200} placeholder="文件名称和文号" />
      </Form.Item>
      <DayInput name="due_on" label="最晚哪天" />
      <Form.Item name="lead_unit" label="牵头单位">
        <UnitPicker near={near} fits={inArea(near)} />
      </Form.Item>
      <Form.Item
        name="units"
        label="责任单位（可以不选）"
        extra="只列您管的地方的单位。每个单位各自登记进展、各自核实。"
      >
        <UnitsPicker near={near} without={0} fits={inArea(near)} />
      </Form.Item>
    </RegisterDrawer>
  )
}

function AddPaper({ today, onClose }: Props) {
  return (
    <RegisterDrawer
      endpoint={addPaper}
      title="登记一份方案、分工或者制度"
      send="登记"
      initial={{ number: '', text: '', on: today }}
      onClose={onClose}
    >
      <p className="form-note">只登记本单位的，写明原件放在哪里；文件本身先不用传。登记以后由上级核对。</p>
      <Form.Item name="paper_kind" label="是哪一种">
        <Choices options={optionsOf(PAPER_KINDS)} />
      </Form.Item>
      <Form.Item name="title" label="文件名称">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="number" label="文号（可以不填）">
        <Input maxLength={60} />
      </Form.Item>
      <DayInput name="on" label="印发日期" />
      <Form.Item name="kept_at" label="原件在哪里">
        <Input maxLength={200} placeholder="例如：办公室档案柜第 3 格" />
      </Form.Item>
      <Form.Item name="text" label="主要内容（可以不填）">
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </RegisterDrawer>
  )
}

function AddSite({ near, today, onClose }: Props) {
  return (
    <RegisterDrawer endpoint={addSite} title="增加一处示范点" send="增加" initial={{ since: today }} onClose={onClose}>
      <Form.Item name="place_code" label="在哪里">
        <PlacePicker />
      </Form.Item>
      <Form.Item name="unit_id" label="包抓单位">
        <UnitPicker near={near} />
      </Form.Item>
      <DayInput name="since" label="从哪天起" />
      <Form.Item name="text" label="示范什么" extra={NOBODY}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
    </RegisterDrawer>
  )
}

function AddReception({ onClose }: Props) {
  return (
    <RegisterDrawer endpoint={addReception} title="安排一次接访下访" send="安排" onClose={onClose}>
      <Form.Item name="way" label="怎样见群众">
        <Choices options={optionsOf(RECEPTION_WAYS)} />
      </Form.Item>
      <Form.Item name="leader" label="领导姓名">
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="leader_post" label="职务" extra="只写领导的，不写联系电话。">
        <Input maxLength={100} />
      </Form.Item>
      <DayInput name="on" label="哪天" />
      <Form.Item name="where" label="在哪里" extra={`约访的也只写地方，不写约了谁。${NOBODY}`}>
        <Input maxLength={200} placeholder="例如：县综治中心一楼接访室" />
      </Form.Item>
    </RegisterDrawer>
  )
}

const FORMS: Record<Register, (props: Props) => React.JSX.Element> = {
  measure: AddMeasure,
  paper: AddPaper,
  site: AddSite,
  reception: AddReception,
}

/** The form of a new item of one register. */
export function AddItem({ kind, ...props }: Props & { kind: Register }) {
  const Add = FORMS[kind]
  return <Add {...props} />
}
