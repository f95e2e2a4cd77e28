import { Form } from 'antd'
import { REQUEST_GROUNDS } from '#domain/mediation/questioned.ts'
import { GrantOtherMediatorInput } from '#domain/mediation/questioned-desk-inputs.ts'
import {
  AskOtherMediatorInput,
  DropOtherMediatorInput,
  KEEP_REASONS,
  KeepMediatorInput,
  REQUEST_KINDS,
} from '#domain/mediation/questioned-inputs.ts'
import { checkedBy } from '../kit/faults.ts'
import { mediationOf, partiesIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { ByWhom } from './beside-fields.tsx'
import { Choices, optionsOf } from './choices.tsx'
import { HowSaidField, late, NoteField, SpeakerField } from './fields.tsx'
import { ChooseFields, WishedBack } from './mediator-forms.tsx'

function AskFields(about: About) {
  const form = Form.useFormInstance()
  const mediation = mediationOf(about)
  const kind = Form.useWatch('kind', form) ?? 'change'
  const grounds = Object.entries(REQUEST_GROUNDS).map(([value, { says, law }]) => ({ value, says, more: law }))
  return (
    <>
      <p className="form-note">是当事人自己的意思才登记。答复以前，这位调解员不开始调解，也不在协议上签名。</p>
      <SpeakerField people={partiesIn(mediation)} />
      <ByWhom {...about} />
      <Form.Item
        name="person_id"
        label="说的是哪位调解员"
        rules={[checkedBy(AskOtherMediatorInput.shape.person_id)]}
        {...late}
      >
        <Choices options={mediation.mediators.map(({ person_id, name }) => ({ value: person_id, says: name }))} />
      </Form.Item>
      <Form.Item name="kind" label="要求什么">
        <Choices
          options={[
            { value: 'change', says: REQUEST_KINDS.change, more: '不用说理由' },
            { value: 'recusal', says: REQUEST_KINDS.recusal, more: '有关系、有利害，或者行为不当' },
          ]}
        />
      </Form.Item>
      {kind === 'recusal' && (
        <Form.Item name="ground" label="为什么" rules={[{ required: true, message: '请选择为什么要回避。' }]} {...late}>
          <Choices options={grounds} />
        </Form.Item>
      )}
      <NoteField label="原话（可不填）" schema={AskOtherMediatorInput.shape.note} rows={2} />
      <HowSaidField />
    </>
  )
}

export const askOtherMediator: ActForm = {
  step: 'ask_other_mediator',
  title: '登记：要求换人',
  hint: '当事人想换一位、要调解员回避的，记下来，由负责人答复。',
  send: '登记',
  tone: 'plain',
  Fields: AskFields,
  initial: (about) => {
    const { mediators } = mediationOf(about)
    return {
      kind: 'change',
      how: 'spoken',
      ground: null,
      person_id: mediators.length === 1 ? mediators[0]?.person_id : undefined,
    }
  },
  tidy: (values) => ({ ...values, ground: values.kind === 'recusal' ? values.ground : null }),
}

const requestOf = (about: About) => mediationOf(about).other_mediator.find(({ id }) => id === about.request_id)

/** What was asked, over the form that answers it. */
function Asked(about: About) {
  const it = requestOf(about)
  if (!it) return null
  return (
    <p className="form-note">
      {it.name}提出{it.kind_says}：{it.mediator}
      {it.ground_says && `（${it.ground_says}）`}
      {it.note && `。原话：${it.note}`}
    </p>
  )
}

function CourtField(about: About) {
  if (!mediationOf(about).from_court) return null
  return (
    <NoteField
      name="court"
      label="人民法院的意见（没有就空着）"
      schema={KeepMediatorInput.shape.court}
      rows={2}
      most={200}
      extra="法院委托、委派来的，回避由调解组织或者人民法院决定；问过法院的，写明谁、哪天、怎么说。"
    />
  )
}

function GrantFields(about: About) {
  return (
    <>
      <Asked {...about} />
      <ChooseFields {...about} />
      <WishedBack {...about} />
      <NoteField name="because" label="说明（当事人会看到）" schema={GrantOtherMediatorInput.shape.because} rows={2} />
      <CourtField {...about} />
    </>
  )
}

export const grantOtherMediator: ActForm = {
  step: 'grant_other_mediator',
  title: '同意换调解员（回避）',
  short: '同意换',
  hint: '另选一位，决定书会给双方；被换下的当时起看不到这一件。',
  send: '同意，换人',
  tone: 'main',
  Fields: GrantFields,
  initial: (about) => ({
    mediators: mediationOf(about)
      .mediators.map(({ person_id }) => person_id)
      .filter((id) => id !== requestOf(about)?.person_id),
    chosen_by: 'parties',
    disclosed: '',
    waived_by: [],
    court: '',
  }),
  tidy: (values, { request_id }) => ({ ...values, request_id }),
}

function KeepFields(about: About) {
  const free = requestOf(about)?.free
  return (
    <>
      <Asked {...about} />
      {free && (
        <p className="form-note says-wrong">
          这一方第一次要求换人，不用说理由，应当换（本县约定）。确实没有别人可以换的，才能不换。
        </p>
      )}
      <Form.Item name="why" label="为什么不换" rules={[checkedBy(KeepMediatorInput.shape.why)]} {...late}>
        <Choices options={optionsOf(free ? { nobody_else: KEEP_REASONS.nobody_else } : KEEP_REASONS)} />
      </Form.Item>
      <NoteField name="because" label="查了什么，理由是什么（双方都会看到）" schema={KeepMediatorInput.shape.because} />
      <CourtField {...about} />
    </>
  )
}

export const keepMediator: ActForm = {
  step: 'keep_mediator',
  title: '不换调解员（不回避）',
  short: '不换',
  hint: '写明理由告诉双方；不接受的，可以不继续调解。',
  send: '决定不换',
  tone: 'plain',
  Fields: KeepFields,
  initial: (about) => ({ court: '', why: requestOf(about)?.free ? 'nobody_else' : undefined }),
  tidy: (values, { request_id }) => ({ ...values, request_id }),
}

function DropFields(about: About) {
  const { other_mediator, parties } = mediationOf(about)
  const it = other_mediator.find(({ id }) => id === about.request_id)
  const people = partiesIn(mediationOf(about)).filter(({ name }) => !it || it.name.startsWith(name))
  return (
    <>
      <p className="form-note">是提出的这一方自己不想换了。收回以后，随时可以再提。</p>
      <SpeakerField
        people={people.length > 0 ? people : parties.map(({ party_id, name }) => ({ id: party_id, name }))}
      />
      <NoteField label="说明（可不填）" schema={DropOtherMediatorInput.shape.note} rows={2} most={300} />
    </>
  )
}

export const dropOtherMediator: ActForm = {
  step: 'drop_other_mediator',
  title: '登记：不再要求换调解员',
  short: '本人收回',
  hint: '当事人自己不想换了。',
  send: '登记收回',
  tone: 'plain',
  Fields: DropFields,
  tidy: (values, { request_id }) => ({ ...values, request_id }),
}
