import { Checkbox, Form, Input, Radio, Select } from 'antd'
import type { UnitLine } from '#contract/administration.ts'
import { addUnit, changeUnit, endUnit } from '#contract/administration-changes.ts'
import { AddUnitInput } from '#domain/organisations/inputs.ts'
import { COMMITTEE_KINDS, UNIT_KINDS } from '#domain/organisations/words.ts'
import { checkedBy } from '../kit/faults.ts'
import { ChangeDrawer } from './change-drawer.tsx'
import { PlacePicker, UnitPicker } from './pickers.tsx'

const late = { validateTrigger: 'onSubmit' } as const
const { shape } = AddUnitInput
const KINDS = Object.entries(UNIT_KINDS).map(([value, label]) => ({ value, label }))
const WORDS = ['name', 'phone', 'address', 'hours', 'takes_requests', 'takes_over', 'rooms', 'short_name'] as const

/** What a unit is called, how it is reached, and whether requests land here. */
function UnitWords({ name }: { name: string }) {
  const takes = Form.useWatch('takes_requests')
  return (
    <>
      <Form.Item name="name" label={name} rules={[checkedBy(shape.name)]} {...late}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="takes_requests" label="受理群众诉求" rules={[checkedBy(shape.takes_requests)]} {...late}>
        <Radio.Group
          options={[
            { value: false, label: '不受理' },
            { value: true, label: '受理本地的诉求' },
          ]}
        />
      </Form.Item>
      {takes && (
        <Form.Item name="takes_over" valuePropName="checked">
          <Checkbox>这个地方现在由别的单位受理的，改由本单位接替</Checkbox>
        </Form.Item>
      )}
      <Form.Item
        name="phone"
        label="电话"
        extra="印在回执上，群众会打；受理诉求的单位必须填。"
        rules={[checkedBy(shape.phone)]}
        {...late}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="address" label="地址（可以不填）" rules={[checkedBy(shape.address)]} {...late}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="hours" label="办公时间（可以不填）" rules={[checkedBy(shape.hours)]} {...late}>
        <Input maxLength={100} placeholder="例如：周一至周五 8:30—17:30" />
      </Form.Item>
    </>
  )
}

/** How a committee is called in its docket numbers. */
function ShortName() {
  return (
    <Form.Item
      name="short_name"
      label="卷号里的简称（可以不填）"
      extra="只有调委会用：不填就用单位名称去掉“人民调解委员会”。例如填“枫医”，卷号写成（2026）枫医人调字第1号；改了以后，已经编出的号不变；今年的登记簿已经开始编号的，新简称从下一年起用。"
      rules={[checkedBy(shape.short_name)]}
      {...late}
    >
      <Input maxLength={12} />
    </Form.Item>
  )
}
const committee: readonly string[] = COMMITTEE_KINDS

/** Rooms, one a line: what stands there no more has ended, and keeps its place in what was arranged. */
function Rooms() {
  return (
    <Form.Item
      name="rooms"
      label="调解室（一行一间，可以不填）"
      extra="约调解时可以选；同一间同一时间只能约一场。删掉的一行就是停用，约好的不动。"
      getValueProps={(value: string[] | string | undefined) => ({
        value: Array.isArray(value) ? value.join('\n') : (value ?? ''),
      })}
    >
      <Input.TextArea rows={3} placeholder={'第一调解室\n第二调解室'} />
    </Form.Item>
  )
}
const roomsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(String) : String(value ?? '').split('\n')).map((it) => it.trim()).filter(Boolean)

const empty = { phone: '', address: '', hours: '', takes_requests: false, takes_over: false }

export function AddUnit({ within, onClose }: { within: number | undefined; onClose: () => void }) {
  return (
    <ChangeDrawer
      endpoint={addUnit}
      title="增加单位"
      send="增加"
      names={[...WORDS, 'kind', 'place_code', 'parent_id']}
      because="例如：县委编办批复，新设机构"
      initial={{ ...empty, place_code: within }}
      bodyOf={({ parent_id, rooms, ...values }) => ({
        ...values,
        rooms: roomsIn(rooms),
        ...(parent_id ? { parent_id } : {}),
      })}
      onClose={onClose}
    >
      <Form.Item name="kind" label="类型" rules={[checkedBy(shape.kind)]} {...late}>
        <Select options={KINDS} placeholder="请选择" listHeight={360} />
      </Form.Item>
      <Form.Item
        name="place_code"
        label="所在地方"
        extra="岗位看得到的范围按这里算：设在镇上的看全镇。"
        rules={[checkedBy(shape.place_code)]}
        {...late}
      >
        <PlacePicker />
      </Form.Item>
      <UnitWords name="单位名称" />
      <Rooms />
      <Form.Item name="parent_id" label="上级单位（可以不填）">
        <UnitPicker />
      </Form.Item>
    </ChangeDrawer>
  )
}

export function ChangeUnit({ unit, onClose }: { unit: UnitLine; onClose: () => void }) {
  const { name, phone, address, hours, takes_requests } = unit
  return (
    <ChangeDrawer
      endpoint={changeUnit}
      params={{ unit_id: unit.id }}
      title={`修改${name}`}
      send="保存"
      names={WORDS}
      because="例如：搬到新址，电话换了"
      initial={{
        ...{ name, phone, address, hours, takes_requests, takes_over: false },
        ...{ rooms: unit.rooms, short_name: unit.short_name ?? '' },
      }}
      bodyOf={({ rooms, ...values }) => ({ ...values, rooms: roomsIn(rooms) })}
      onClose={onClose}
    >
      <p className="form-note">
        改名后还是同一个单位：手上的纠纷、岗位都不动。类型和所在地方不能改，要换请新增一个单位。
      </p>
      <UnitWords name="单位名称" />
      {committee.includes(unit.kind) && <ShortName />}
      <Rooms />
    </ChangeDrawer>
  )
}

export function EndUnit({ unit, onClose }: { unit: UnitLine; onClose: () => void }) {
  return (
    <ChangeDrawer
      endpoint={endUnit}
      params={{ unit_id: unit.id }}
      title={`停用${unit.name}`}
      send="停用"
      grave
      names={[]}
      because="例如：机构撤并，职责划给县综治中心"
      onClose={onClose}
    >
      <p className="form-note">
        不删除：它办过的纠纷里还写着它。要先没有未办结的纠纷、在计的时限和在任的人；系统只数件数，不让您看内容。
        {unit.people_count > 0 && `现在还有 ${unit.people_count} 人在这里。`}
      </p>
    </ChangeDrawer>
  )
}
