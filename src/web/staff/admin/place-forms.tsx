import { Form, Input, Select } from 'antd'
import type { PlaceLine } from '#contract/administration.ts'
import { addPlace, changePlace, endPlace } from '#contract/administration-changes.ts'
import { KINDS_OF_LEVEL } from '#domain/organisations/county-places.ts'
import { AddPlaceInput } from '#domain/organisations/inputs.ts'
import { PLACE_KINDS } from '#domain/organisations/places.ts'
import { checkedBy } from '../kit/faults.ts'
import { ChangeDrawer } from './change-drawer.tsx'

const late = { validateTrigger: 'onSubmit' } as const
const { shape } = AddPlaceInput
const KINDS: { value: string; label: string }[] = Object.entries(PLACE_KINDS)
  .filter(([kind]) => kind !== 'county')
  .map(([value, label]) => ({ value, label }))

/** The digits a new code below this place begins with. */
const startOf = ({ level, code_says }: PlaceLine): string =>
  level === 'county' ? code_says.slice(0, 6) : level === 'town' ? code_says.slice(0, 9) : `${code_says.slice(0, 12)}-`

const KIND_BELOW = { county: 'town', town: 'village', village: 'grid', grid: 'grid' } as const

function NameAndKind({ kinds = KINDS }: { kinds?: typeof KINDS }) {
  return (
    <>
      <Form.Item name="name" label="名称" rules={[checkedBy(shape.name)]} {...late}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="kind" label="类型" rules={[checkedBy(shape.kind)]} {...late}>
        <Select options={kinds} />
      </Form.Item>
    </>
  )
}

export function AddPlace({ under, onClose }: { under: PlaceLine; onClose: () => void }) {
  return (
    <ChangeDrawer
      endpoint={addPlace}
      title={`在${under.name}下增加地方`}
      send="增加"
      names={['code', 'name', 'kind']}
      because="例如：民政厅批复，新设石榴村"
      initial={{ code: startOf(under), kind: KIND_BELOW[under.level] }}
      onClose={onClose}
    >
      <Form.Item
        name="code"
        label="区划代码"
        extra="官方公布的 12 位代码，乡镇后面补 0；网格在村代码后面加三位。停用过的代码填在这里会重新启用。"
        rules={[checkedBy(shape.code)]}
        {...late}
      >
        <Input className="code" maxLength={20} inputMode="numeric" />
      </Form.Item>
      <NameAndKind />
    </ChangeDrawer>
  )
}

export function ChangePlace({ place, onClose }: { place: PlaceLine; onClose: () => void }) {
  return (
    <ChangeDrawer
      endpoint={changePlace}
      params={{ place_code: place.code }}
      title={`修改${place.name}`}
      send="保存"
      names={['name', 'kind']}
      because="例如：村改社区，县政府文件"
      initial={{ name: place.name, kind: place.kind }}
      onClose={onClose}
    >
      <p className="form-note">代码 {place.code_says} 不变；已有纠纷里的地名跟着变。换代码的，请停用旧的、增加新的。</p>
      <NameAndKind kinds={KINDS_OF_LEVEL[place.level].map((kind) => ({ value: kind, label: PLACE_KINDS[kind] }))} />
    </ChangeDrawer>
  )
}

export function EndPlace({ place, onClose }: { place: PlaceLine; onClose: () => void }) {
  return (
    <ChangeDrawer
      endpoint={endPlace}
      params={{ place_code: place.code }}
      title={`停用${place.name}`}
      send="停用"
      grave
      names={[]}
      because="例如：并入邻村，原代码取消"
      onClose={onClose}
    >
      <p className="form-note">
        不删除：已经登记的纠纷还在原处，照常办；以后不能再选这个地方登记。它下面和里面的地方、单位要先停用。
      </p>
    </ChangeDrawer>
  )
}
