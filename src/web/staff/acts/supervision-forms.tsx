import { Form } from 'antd'
import type { SupervisionView } from '#contract/oversight.ts'
import { unended } from '#domain/documents/in-one-line.ts'
import {
  AcceptSupervisionInput,
  AnswerSupervisionInput,
  LiftSupervisionInput,
  SendBackSupervisionInput,
  SuperviseInput,
} from '#domain/ledger/inputs.ts'
import { sayDaysIn } from '#web/lib/dates.ts'
import { Within } from '../kit/within.tsx'
import { dayWords } from '../wording.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices } from './choices.tsx'
import { late, NoteField } from './fields.tsx'

const overdueIn = ({ dispute }: About) => dispute.oversight?.overdue ?? []
const supervisionOf = ({ dispute, part_id }: About): SupervisionView | undefined =>
  dispute.oversight?.supervisions.find(({ id }) => id === part_id)

export const supervise: ActForm = {
  step: 'supervise',
  title: '督办',
  hint: '承办单位有逾期的职责，或者来回退单，要它答复。',
  send: '发出督办',
  tone: 'plain',
  width: 480,
  Fields: (about) => {
    const overdue = overdueIn(about)
    return (
      <>
        <p className="form-note">
          督办的是单位逾期的职责。当事人不愿意调解、退出、信访、起诉，是他们的权利，不督办。当事人看不到督办。
        </p>
        <Form.Item
          name="which"
          label="督办哪一项"
          rules={[{ required: true, message: '请选择督办哪一项。' }]}
          {...late}
        >
          <Choices
            options={overdue.map(({ unit_name, says }, at) => ({
              value: String(at),
              says: `${unit_name}：${sayDaysIn(says)}`,
            }))}
          />
        </Form.Item>
        {overdue.length === 0 && <p className="form-note">现在没有逾期的职责，也没有来回退单，不能督办。</p>}
        <NoteField
          name="reason"
          label="哪里逾期了、依据哪些事实"
          schema={SuperviseInput.shape.reason}
          rows={4}
          most={1000}
        />
        <NoteField name="ask" label="要求做什么" schema={SuperviseInput.shape.ask} rows={3} most={1000} />
        <p className="form-note">
          收到的单位要在 <Within rule="R-12" />
          答复，最晚哪天写在督办单上（本县约定，可以调整）。
        </p>
      </>
    )
  },
  initial: (about) => (overdueIn(about).length === 1 ? { which: '0' } : {}),
  tidy: ({ which, ...rest }, about) => {
    const one = overdueIn(about)[Number(which)]
    return { ...rest, unit_id: one?.unit_id ?? null, clock_id: one?.clock_id ?? null }
  },
}

/** What was asked, over the form that answers it. */
const Asked = ({ about }: { about: About }) => {
  const it = supervisionOf(about)
  const last = it?.sent_back.at(-1)
  return it ? (
    <p className="form-note">
      {it.by_unit_name} {dayWords(it.on)}督办：{it.ask}
      {last && `（退回：${last.because}）`}
    </p>
  ) : null
}

export const answerSupervision: ActForm = {
  step: 'answer_supervision',
  title: '答复督办',
  hint: '写明办了什么、为什么迟了、接下来怎么办。',
  send: '答复',
  tone: 'main',
  Fields: (about) => (
    <>
      <Asked about={about} />
      <NoteField
        name="done"
        label="办了什么、为什么迟了"
        schema={AnswerSupervisionInput.shape.done}
        rows={5}
        most={2000}
      />
      <NoteField name="next" label="接下来怎么办（可不填）" schema={AnswerSupervisionInput.shape.next} most={1000} />
    </>
  ),
}

/** What was answered, over the form that checks it. */
const Answered = ({ about }: { about: About }) => {
  const last = supervisionOf(about)?.answers.at(-1)
  return last ? (
    <p className="form-note">
      {last.by} {dayWords(last.on)}答复：{unended(last.done)}。{last.next && `接下来：${last.next}`}
    </p>
  ) : null
}

export const acceptSupervision: ActForm = {
  step: 'accept_supervision',
  title: '了结督办',
  hint: '答复了，也办到了。',
  send: '了结',
  tone: 'main',
  Fields: (about) => (
    <>
      <Answered about={about} />
      <NoteField label="说明（可不填）" schema={AcceptSupervisionInput.shape.note} most={1000} />
    </>
  ),
}

export const sendBackSupervision: ActForm = {
  step: 'send_back_supervision',
  title: '退回督办答复',
  short: '退回再答复',
  hint: '还没有办到，写明差什么。',
  send: '退回',
  tone: 'plain',
  Fields: (about) => (
    <>
      <Answered about={about} />
      <NoteField name="because" label="还差什么" schema={SendBackSupervisionInput.shape.because} rows={4} most={1000} />
    </>
  ),
}

export const liftSupervision: ActForm = {
  step: 'lift_supervision',
  title: '撤销督办',
  hint: '督办错了，或者不用督了。',
  send: '撤销督办',
  tone: 'grave',
  Fields: () => (
    <NoteField name="because" label="为什么撤销" schema={LiftSupervisionInput.shape.because} rows={4} most={1000} />
  ),
}
