import { Checkbox, Form, Input, InputNumber } from 'antd'
import {
  confirmItem,
  endItem,
  holdReception,
  type RegisterItem,
  type RegisterLine,
  reportItem,
  sendBackItem,
} from '#contract/registers.ts'
import { codesIn } from '#domain/registers/inputs.ts'
import { LOOKED, type RegisterAct } from '#domain/registers/words.ts'
import { Choices, optionsOf } from '../acts/choices.tsx'
import { NOBODY } from './nobody.ts'
import { PromisesField, tidyPromises } from './promises-field.tsx'
import { RegisterDrawer, type Values } from './register-drawer.tsx'

/** What is written under which item, and on which line of it. */
export type Entering = { act: RegisterAct; item: RegisterItem; line: RegisterLine | null }
type Props = Entering & { near: number; today: string; onClose: () => void }

const About = ({ item, line }: Pick<Entering, 'item' | 'line'>) => (
  <p className="form-note">
    {item.title}
    {line && item.lines.length > 1 && `，${line.unit_name}`}
    {line?.what && item.kind === 'reception' && `：${line.what}`}
  </p>
)
const Text = ({ label, rows = 4, most, extra }: { label: string; rows?: number; most: number; extra?: string }) => (
  <Form.Item name="text" label={label} {...(extra ? { extra } : {})}>
    <Input.TextArea rows={rows} maxLength={most} />
  </Form.Item>
)
const WhenDay = ({ label }: { label: string }) => (
  <Form.Item name="on" label={label}>
    <Input className="when" type="date" />
  </Form.Item>
)
/** Where people come to, or many look: nobody by name. */
const hintOf = ({ kind }: RegisterItem) => (kind === 'reception' || kind === 'site' ? { extra: NOBODY } : {})

function Report({ item, line, today, onClose }: Props) {
  return (
    <RegisterDrawer
      endpoint={reportItem}
      params={{ item_id: item.id }}
      of={String(line?.nth ?? '')}
      title="登记进展"
      send="登记"
      initial={{ on: today, done: false }}
      bodyOf={(values: Values) => ({ ...values, line: line?.nth ?? null })}
      onClose={onClose}
    >
      <About item={item} line={line} />
      <WhenDay label="哪天" />
      <Text label="做了什么、现在怎样" most={2000} extra={NOBODY} />
      {line && (
        <Form.Item name="done" valuePropName="checked" extra="报了完成，还要别的单位看过结果才算。">
          <Checkbox>已经完成，请核实</Checkbox>
        </Form.Item>
      )}
    </RegisterDrawer>
  )
}

function Confirm({ item, line, onClose }: Props) {
  const nth = line?.nth ?? 0
  return (
    <RegisterDrawer
      endpoint={confirmItem}
      params={{ item_id: item.id }}
      of={String(nth)}
      title="核实完成"
      send="核实完成"
      bodyOf={(values: Values) => ({ ...values, line: nth })}
      onClose={onClose}
    >
      <About item={item} line={line} />
      <Form.Item name="how" label="怎样核实的">
        <Choices options={optionsOf(LOOKED)} />
      </Form.Item>
      <Text label="看到了什么" most={1000} {...hintOf(item)} />
    </RegisterDrawer>
  )
}

function SendBack({ item, line, onClose }: Props) {
  const nth = line?.nth ?? 0
  return (
    <RegisterDrawer
      endpoint={sendBackItem}
      params={{ item_id: item.id }}
      of={String(nth)}
      title="退回再办"
      send="退回"
      bodyOf={(values: Values) => ({ ...values, line: nth })}
      onClose={onClose}
    >
      <About item={item} line={line} />
      <Text label="还差什么" most={1000} {...hintOf(item)} />
    </RegisterDrawer>
  )
}

function Hold({ item, near, today, onClose }: Props) {
  return (
    <RegisterDrawer
      endpoint={holdReception}
      params={{ item_id: item.id }}
      title="登记接访结果"
      send="登记"
      initial={{ on: today, codes: '', promises: [] }}
      bodyOf={({ codes, promises, ...values }: Values) => ({
        ...values,
        codes: codesIn(String(codes ?? '')),
        promises: tidyPromises(promises),
      })}
      onClose={onClose}
    >
      <About item={item} line={null} />
      <WhenDay label="哪天见的" />
      <Form.Item name="came" label="来了几位">
        <InputNumber min={0} max={10000} precision={0} />
      </Form.Item>
      <Text label="反映了哪些事" most={2000} extra={NOBODY} />
      <Form.Item
        name="codes"
        label="查看了哪些案卷（可以不填）"
        extra="写编号，几件用空格或者顿号隔开。只有本来看得到那一件的人，在这里才看得到编号。"
      >
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item
        name="promises"
        label="答应了什么（可以没有）"
        extra={`由哪个单位办，最晚哪天；这个单位只看到答应它办的。${NOBODY}`}
      >
        <PromisesField near={near} />
      </Form.Item>
    </RegisterDrawer>
  )
}

function End({ item, onClose }: Props) {
  return (
    <RegisterDrawer
      endpoint={endItem}
      params={{ item_id: item.id }}
      title={`结束：${item.title}`}
      send="结束"
      grave
      onClose={onClose}
    >
      <p className="form-note">不删除：写过的都还在，只是不再往下办。</p>
      <Text label="为什么结束" rows={3} most={500} {...hintOf(item)} />
    </RegisterDrawer>
  )
}

const FORMS: Record<RegisterAct, (props: Props) => React.JSX.Element> = {
  report: Report,
  confirm: Confirm,
  send_back: SendBack,
  hold: Hold,
  end: End,
}

/** The form of one entry under an item. */
export function EnterUnder(props: Props) {
  const Form = FORMS[props.act]
  return <Form {...props} />
}
