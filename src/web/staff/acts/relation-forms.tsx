import { Checkbox, Form } from 'antd'
import { DeclareInput, GoOnInput, WaiveRelationInput } from '#domain/mediation/desk-inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { mediationOf, partiesIn, presentIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { late, NoteField, PeopleField, PersonField } from './fields.tsx'

function DeclareFields(about: About) {
  const mediation = mediationOf(about)
  const mediators = mediation.mediators.map(({ person_id, name }) => ({ id: person_id, name }))
  return (
    <>
      <p className="form-note">
        什么时候知道就什么时候说明。说明以后，要么换人，要么每一位当事人书面同意，才能接着调。
      </p>
      <PersonField name="person_id" label="哪一位调解员" people={mediators} missing="请选择是哪一位调解员。" />
      <PersonField
        name="party_id"
        label="和哪一位当事人有关系"
        people={partiesIn(mediation)}
        missing="请选择和哪一位当事人有关系。"
      />
      <NoteField
        name="says"
        label="是什么关系（双方都会知道）"
        schema={DeclareInput.shape.says}
        rows={2}
        most={300}
        extra="例如：是表亲；以前替他办过这件事。"
      />
    </>
  )
}

export const declareRelation: ActForm = {
  step: 'declare_relation',
  title: '说明和当事人的关系',
  hint: '后来才知道、才想起来的，也要说明。',
  send: '登记说明',
  tone: 'plain',
  Fields: DeclareFields,
  initial: (about) => {
    const { mediators } = mediationOf(about)
    return { person_id: mediators.length === 1 ? mediators[0]?.person_id : undefined }
  },
}

function WaiveFields(about: About) {
  const mediation = mediationOf(about)
  const found = mediation.mediators.filter(({ level }) => level === 'red')
  return (
    <>
      <div className="form-note">
        {found.map(({ person_id, reasons }) => (
          <p key={person_id}>{reasons.join('')}</p>
        ))}
        <p>少一位书面同意都不行；有人不愿意，请更换调解员。</p>
      </div>
      <PeopleField
        name="waived_by"
        label="已经书面同意的"
        people={partiesIn(mediation)}
        schema={WaiveRelationInput.shape.waived_by}
      />
      <Form.Item
        name="on_paper"
        valuePropName="checked"
        rules={[checkedBy(WaiveRelationInput.shape.on_paper)]}
        {...late}
      >
        <Checkbox>每一位的书面同意都收齐了，放在卷里</Checkbox>
      </Form.Item>
    </>
  )
}

export const waiveRelation: ActForm = {
  step: 'waive_relation',
  title: '书面同意不回避',
  hint: '每一位当事人都书面同意，才接着由这位调解员调。',
  send: '登记书面同意',
  tone: 'plain',
  Fields: WaiveFields,
  initial: () => ({ waived_by: [], on_paper: false }),
}

function GoOnFields(about: About) {
  const { may_go_on } = mediationOf(about)
  const people = presentIn(about.dispute)
    .filter(({ id }) => may_go_on.includes(id))
    .map(({ id, name, side_says }) => ({ id, name: `${name}（${side_says}）` }))
  return (
    <>
      <p className="form-note">
        另开一场，重新征得每一位同意。原来那一场里说的、记的、起草的，都不带过来；退出的人不在里面，本人又想谈了，另外征询。
      </p>
      <PeopleField name="parties" label="谁愿意继续" people={people} schema={GoOnInput.shape.parties} />
      <NoteField
        name="matter"
        label="是什么事（双方都会看到，不写任何一方的说法）"
        schema={GoOnInput.shape.matter}
        most={300}
      />
    </>
  )
}

export const goOn: ActForm = {
  step: 'go_on',
  title: '愿意的人继续谈',
  hint: '有人退出了，其余的人愿意，就另开一场。',
  send: '另开一场，重新征询',
  tone: 'plain',
  Fields: GoOnFields,
  initial: (about) => {
    const { may_go_on, matter } = mediationOf(about)
    return { parties: may_go_on, matter }
  },
}
