import { Checkbox, Form, Input, Radio, Select } from 'antd'
import type { PersonLine } from '#contract/administration.ts'
import {
  addPerson,
  addPost,
  changePerson,
  endPerson,
  endPost,
  giveCode,
  type Slip,
} from '#contract/administration-changes.ts'
import { AddPersonInput, AddPostInput } from '#domain/organisations/inputs.ts'
import { LANGUAGES } from '#domain/organisations/languages.ts'
import { RIGHTS, RIGHTS_OF_ROLE } from '#domain/organisations/mediator-rights.ts'
import { ROLES, type Role } from '#domain/organisations/words.ts'
import { checkedBy } from '../kit/faults.ts'
import { ChangeDrawer, type Values } from './change-drawer.tsx'
import { UnitPicker } from './pickers.tsx'

const late = { validateTrigger: 'onSubmit' } as const
const { shape } = AddPersonInput
const LANGUAGE_OPTIONS = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))
const ROLE_OPTIONS = Object.entries(ROLES).map(([value, label]) => ({ value, label }))
const MOMENTS = [
  { value: 'now', label: '马上停止，现在起不能再用' },
  { value: 'later', label: '做到某一天' },
]

/** Where a post is, and as what. */
function PostFields({ chosen }: { chosen?: string | undefined }) {
  const role: Role | undefined = Form.useWatch('role')
  const rights = role ? (RIGHTS_OF_ROLE[role] ?? []) : []
  return (
    <>
      <Form.Item name="unit_id" label="单位" rules={[checkedBy(shape.unit_id)]} {...late}>
        <UnitPicker {...(chosen ? { chosen } : {})} />
      </Form.Item>
      <Form.Item
        name="role"
        label="岗位"
        rules={[checkedBy(shape.role)]}
        {...late}
        extra={rights.length > 0 && `可以做：${rights.map((right) => RIGHTS[right]).join('；')}。`}
      >
        <Select options={ROLE_OPTIONS} placeholder="请选择" listHeight={400} />
      </Form.Item>
    </>
  )
}

/** What she speaks beside Mandarin: told where somebody is proposed whose party speaks it. */
const Spoken = () => (
  <Form.Item
    name="languages"
    label="普通话以外会说的话（可以不选）"
    extra="能用来调解的才选。当事人说讲这种话方便时，会写在推荐的理由里。"
    rules={[checkedBy(AddPersonInput.shape.languages)]}
    {...late}
  >
    <Select
      mode="multiple"
      allowClear
      options={LANGUAGE_OPTIONS}
      optionFilterProp="label"
      placeholder="例如：苗语、手语"
    />
  </Form.Item>
)

/** Days left empty are not sent: an empty text is no day. */
const withoutEmpty = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined))

type AddProps = {
  demo: boolean
  unit: { id: number; name: string } | null
  onClose: () => void
  onSlip: (slip: Slip) => void
}

export function AddPerson({ demo, unit, onClose, onSlip }: AddProps) {
  return (
    <ChangeDrawer
      endpoint={addPerson}
      title="增加人员"
      send="增加，取开通码"
      names={['name', 'sign_in_name', 'unit_id', 'role', 'languages', 'real_person']}
      because="例如：县司法局调入，接替石桥村调解员"
      initial={{ ...(unit ? { unit_id: unit.id } : {}), languages: [], real_person: false }}
      onClose={onClose}
      onDone={({ slip }) => {
        if (slip) onSlip(slip)
      }}
    >
      <Form.Item name="name" label="姓名" rules={[checkedBy(shape.name)]} {...late}>
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="sign_in_name"
        label="登录名"
        extra="小写字母、数字、点、横线，例如 wang.jie；定了就不能改。"
        rules={[checkedBy(shape.sign_in_name)]}
        {...late}
      >
        <Input className="code" maxLength={32} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <PostFields chosen={unit?.name} />
      <Spoken />
      {demo && (
        <Form.Item
          name="real_person"
          valuePropName="checked"
          extra="这里是演示县。增加的人也算演示人物；勾选以后，演示入口和全部演示人物的一键进入永远关闭。"
        >
          <Checkbox>这是一位真实的人</Checkbox>
        </Form.Item>
      )}
    </ChangeDrawer>
  )
}

type OfPerson = { person: PersonLine; onClose: () => void }

export function GiveCode({ person, onClose, onSlip }: OfPerson & { onSlip: (slip: Slip) => void }) {
  return (
    <ChangeDrawer
      endpoint={giveCode}
      params={{ person_id: person.id }}
      title={`给${person.name}换开通码`}
      send="换开通码"
      grave
      names={[]}
      because="例如：手机丢了，本人来当面申请"
      onClose={onClose}
      onDone={({ slip }) => {
        if (slip) onSlip(slip)
      }}
    >
      <p className="form-note">
        请先确认是本人。换发后，原来的密码、动态码、没用的开通码和正在用的登录马上失效；新的开通码只显示一次。
      </p>
    </ChangeDrawer>
  )
}

export function ChangePerson({ person, onClose }: OfPerson) {
  return (
    <ChangeDrawer
      endpoint={changePerson}
      params={{ person_id: person.id }}
      title={`修改${person.name}的姓名、语言`}
      send="保存"
      names={['name', 'languages']}
      because="例如：登记时写错了字；本人会说苗语"
      initial={{ name: person.name, languages: person.languages }}
      onClose={onClose}
    >
      <p className="form-note">只改同一个人的名字；换了人，请让前一位离岗，再增加新的人员。</p>
      <Form.Item name="name" label="姓名" rules={[checkedBy(shape.name)]} {...late}>
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Spoken />
    </ChangeDrawer>
  )
}

export function EndPerson({ person, onClose }: OfPerson) {
  const open = person.posts.filter((post) => post.state !== 'over')
  return (
    <ChangeDrawer
      endpoint={endPerson}
      params={{ person_id: person.id }}
      title={`${person.name}离岗`}
      send="办理离岗"
      grave
      names={[]}
      because="例如：退休；调离本县"
      onClose={onClose}
    >
      <div className="form-note">
        <p>马上生效，不能撤回：账号不能再登录，下面的岗位全部结束。办过的事里名字还在。</p>
        {open.length > 0 && (
          <ul className="plain-list">
            {open.map((post) => (
              <li key={post.id}>
                {post.unit_name} · {post.role_says}
              </li>
            ))}
          </ul>
        )}
      </div>
    </ChangeDrawer>
  )
}

export function AddPost({ person, onClose }: OfPerson) {
  return (
    <ChangeDrawer
      endpoint={addPost}
      params={{ person_id: person.id }}
      title={`给${person.name}加岗位`}
      send="加岗位"
      names={['unit_id', 'role', 'from_on', 'until']}
      because="例如：兼任镇调委会专职调解员"
      bodyOf={withoutEmpty}
      onClose={onClose}
    >
      <p className="form-note">换单位的：先加新岗位，再结束旧岗位。加好以后本人要重新登录一次。</p>
      <PostFields />
      <div className="two-fields">
        <Form.Item
          name="from_on"
          label="第一天（不填是今天）"
          rules={[checkedBy(AddPostInput.shape.from_on)]}
          {...late}
        >
          <Input type="date" />
        </Form.Item>
        <Form.Item name="until" label="最后一天（可以不填）" rules={[checkedBy(AddPostInput.shape.until)]} {...late}>
          <Input type="date" />
        </Form.Item>
      </div>
    </ChangeDrawer>
  )
}

export function EndPost({ person, post, onClose }: OfPerson & { post: PersonLine['posts'][number] }) {
  return (
    <ChangeDrawer
      endpoint={endPost}
      params={{ post_id: post.id }}
      title={`结束${person.name}的岗位`}
      send="结束岗位"
      grave
      names={['last_day']}
      because="例如：调到别的单位"
      initial={{ moment: 'now' }}
      bodyOf={({ moment, last_day, reason }) => (moment === 'later' ? { last_day, reason } : { reason })}
      onClose={onClose}
    >
      <p className="form-note">
        {post.unit_name} · {post.role_says}。本人正在用的登录会马上退出；还有别的岗位的，可以重新登录。
      </p>
      <Form.Item name="moment" label="什么时候结束">
        <Radio.Group className="choices" options={MOMENTS} />
      </Form.Item>
      <LastDay />
    </ChangeDrawer>
  )
}

function LastDay() {
  const moment = Form.useWatch('moment')
  if (moment !== 'later') return null
  return (
    <Form.Item
      name="last_day"
      label="最后一天"
      rules={[{ required: true, message: '请选择最后一天。' }]}
      validateTrigger="onSubmit"
    >
      <Input type="date" />
    </Form.Item>
  )
}
