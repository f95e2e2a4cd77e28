import { Checkbox, Form, Input, Radio, Select } from 'antd'
import { LANGUAGES } from '#domain/organisations/languages.ts'
import {
  ALREADY_WITH,
  AUDIENCES,
  DISPUTE_TYPES,
  ENTERPRISE_MATTERS,
  TRIAGE_QUESTIONS,
  TriageFactsInput,
  type TriageQuestion,
} from '#domain/triage/types.ts'
import { GuessChips } from '../intake/guess-chips.tsx'
import { checkedBy } from '../kit/faults.ts'
import { presentIn } from './about.ts'
import type { About, ActForm, Values } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'
import { late } from './fields.tsx'

const optionsFrom = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
const MATTERS = optionsFrom(ENTERPRISE_MATTERS)
const FOR = optionsFrom(AUDIENCES)
const SPOKEN = optionsFrom(LANGUAGES)
const TYPES = Object.entries(DISPUTE_TYPES).map(([value, label]) => ({ value, label }))
/** Asked of everything, and first: somebody may be in danger. */
const SAFETY: readonly TriageQuestion[] = ['violence', 'crime_suspected', 'minor_involved', 'injury_or_death']
const OTHERS = (Object.keys(TRIAGE_QUESTIONS) as TriageQuestion[]).filter((fact) => !SAFETY.includes(fact))
const QUESTIONS = [...SAFETY, ...OTHERS]
const { shape } = TriageFactsInput

type Answer = 'yes' | 'no' | 'unknown'
const answerOf = (value: unknown): Answer => (value === true ? 'yes' : value === false ? 'no' : 'unknown')
const factOf = (answer: unknown): boolean | null => (answer === 'yes' ? true : answer === 'no' ? false : null)

/** One closed question on a line; "not known yet" is an answer, and the first one. */
const Question = ({ fact, wanted }: { fact: TriageQuestion; wanted: boolean }) => (
  <div className="question" data-wanted={wanted}>
    <span id={`ask-${fact}`}>
      {wanted && <strong className="wanted">先问清</strong>}
      {TRIAGE_QUESTIONS[fact]}
    </span>
    <Form.Item name={fact} noStyle>
      <Radio.Group
        aria-labelledby={`ask-${fact}`}
        optionType="button"
        size="small"
        options={[
          { value: 'yes', label: '是' },
          { value: 'no', label: '否' },
          { value: 'unknown', label: '还不清楚' },
        ]}
      />
    </Form.Item>
  </div>
)

const optional = (schema: Parameters<typeof checkedBy>[0]) => ({
  validator: (_: unknown, value: unknown) =>
    value === undefined || value === null || value === '' ? Promise.resolve() : checkedBy(schema).validator(_, value),
})

function TriageFields({ dispute }: About) {
  const form = Form.useFormInstance()
  const chosen = Form.useWatch('dispute_type', form)
  const enterprise = Form.useWatch('enterprise', form)
  const wanted = new Set(dispute.dispute.triage?.ask.map(({ fact }) => fact) ?? [])
  const line = (fact: TriageQuestion) => <Question key={fact} fact={fact} wanted={wanted.has(fact)} />
  const others = [...OTHERS].sort((one, other) => Number(wanted.has(other)) - Number(wanted.has(one)))
  return (
    <>
      <Form.Item name="dispute_type" label="纠纷类型" rules={[checkedBy(shape.dispute_type)]} {...late}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={TYPES} placeholder="输入或者选择" />
      </Form.Item>
      <GuessChips
        text={`${dispute.dispute.what_happened}\n${dispute.dispute.wish}`}
        chosen={chosen}
        onPick={({ dispute_type, asks }) => {
          form.setFieldValue('dispute_type', dispute_type)
          if (asks) form.setFieldValue(asks, 'yes')
        }}
      />
      <h3 className="form-part">人身安全</h3>
      {SAFETY.map(line)}
      <h3 className="form-part">别的机关</h3>
      <Form.Item name="already_with" label="有没有别的机关已经受理">
        <Choices columns={2} options={optionsOf(ALREADY_WITH)} />
      </Form.Item>
      <h3 className="form-part">是不是这样的事</h3>
      {others.map(line)}
      {enterprise === 'yes' && (
        <Form.Item name="enterprise_matter" label="涉企的事是哪一种">
          <Select allowClear options={MATTERS} placeholder="可以不选" />
        </Form.Item>
      )}
      <Form.Item name="audiences" label="本人说自己是（自愿说，不查；有对应的帮助）">
        <Checkbox.Group options={FOR} />
      </Form.Item>
      <Form.Item
        name="languages"
        label="说什么话方便（说普通话方便的不用选）"
        extra="问当事人本人，几位的都选上；不问是哪个民族。会说的单位和调解员会写在理由里，没有的可以转介翻译。"
        rules={[checkedBy(shape.languages)]}
        {...late}
      >
        <Select mode="multiple" allowClear options={SPOKEN} optionFilterProp="label" placeholder="可以不选" />
      </Form.Item>
      <h3 className="form-part">多少人、多少钱、从哪天算</h3>
      <div className="entry-pair">
        <Form.Item
          name="people_count"
          label="涉及多少人"
          rules={[
            {
              validator: (_, value) =>
                value ? checkedBy(shape.people_count).validator(_, Number(value)) : Promise.resolve(),
            },
          ]}
          {...late}
        >
          <Input type="number" min={1} />
        </Form.Item>
        <Form.Item name="amount_yuan" label="争多少钱（元）" rules={[optional(shape.amount_yuan)]} {...late}>
          <Input inputMode="decimal" autoComplete="off" />
        </Form.Item>
        <Form.Item name="right_known_on" label="哪天知道权利受损">
          <Input type="date" />
        </Form.Item>
        <Form.Item name="left_job_on" label="哪天离职（劳动的事）">
          <Input type="date" />
        </Form.Item>
        <Form.Item name="accident_liability_received_on" label="哪天收到事故认定书（交通的事）">
          <Input type="date" />
        </Form.Item>
      </div>
      {dispute.dispute.triage && (
        <Form.Item name="because" label="和上次答的不一样的，为什么改（会留在案卷里）">
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      )}
      <p className="form-note">
        规则按这些事实提出建议并说明理由，由您决定。不清楚的如实选“还不清楚”，会告诉您先问哪几样。
      </p>
    </>
  )
}

export const triage: ActForm = {
  step: 'triage',
  title: '分流研判',
  hint: '回答几个问题，看该走哪条路、为什么。',
  send: '看建议',
  tone: 'main',
  width: 620,
  Fields: TriageFields,
  initial: ({ dispute }) => {
    const known = (dispute.dispute.triage?.facts ?? {}) as Values
    const present = presentIn(dispute)
    const people = present.reduce((sum, { members }) => sum + (members ?? 1), 0)
    return {
      already_with: dispute.dispute.channel === 'CH07' ? 'petition' : 'none',
      dispute_type: dispute.dispute.dispute_type ?? undefined,
      people_count: people > 0 ? people : undefined,
      ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)),
      ...Object.fromEntries(QUESTIONS.map((fact) => [fact, answerOf(known[fact])])),
      // Who hands it over has had it: that is asked and not guessed where the rules were never asked.
      ...(dispute.dispute.triage || !dispute.dispute.hand_over ? {} : { handed_over: 'yes' }),
    }
  },
  tidy: (values) => ({
    ...values,
    ...Object.fromEntries(QUESTIONS.map((fact) => [fact, factOf(values[fact])])),
    enterprise_matter: values.enterprise === 'yes' ? (values.enterprise_matter ?? null) : null,
    audiences: values.audiences ?? [],
    languages: values.languages ?? [],
    people_count: values.people_count ? Number(values.people_count) : null,
  }),
}
