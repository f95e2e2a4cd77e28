import { Checkbox, Form } from 'antd'
import { clockRule } from '#domain/clocks/rules.ts'
import { unended } from '#domain/documents/in-one-line.ts'
import { COLOUR_DUTIES, COLOUR_GROUNDS, COLOUR_NAMES, COLOURS, type Colour, isHigher } from '#domain/ledger/colours.ts'
import {
  GiveColourInput,
  LowerColourInput,
  NoteProgressInput,
  REPORT_TO,
  ReceiveReportInput,
  ReportMajorInput,
  VERIFY_HOWS,
  VerifyResultInput,
} from '#domain/ledger/inputs.ts'
import { levelOf } from '#domain/organisations/places.ts'
import { checkedBy } from '../kit/faults.ts'
import { Within } from '../kit/within.tsx'
import { dayWords } from '../wording.ts'
import { presentIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, PeopleField } from './fields.tsx'

const colourOf = ({ dispute }: About): Colour | null => dispute.oversight?.colour?.colour ?? null
const GROUNDS = Object.entries(COLOUR_GROUNDS).map(([value, label]) => ({ value, label }))

/** What a colour asks for, in one line; how long each takes is what the county chose last, and stands on the page once it runs. */
function dutyOf(colour: Colour): string {
  const { owner, first, conference, progress, report } = COLOUR_DUTIES[colour]
  const duties = [first, report, progress].flatMap((rule) => (rule ? [clockRule(rule)?.says ?? ''] : []))
  return [owner, conference.says, ...duties, '各有期限，定了以后在时限里看'].join('；')
}

export const giveColour: ActForm = {
  step: 'give_colour',
  title: '定颜色',
  hint: '根据写明的事实，定这件事有多急、谁来管。',
  send: '定颜色',
  tone: 'plain',
  width: 480,
  Fields: (about) => {
    const colour = Form.useWatch<Colour | undefined>('colour', Form.useFormInstance())
    const now = colourOf(about)
    return (
      <>
        <p className="form-note">
          颜色说的是这件事，不是哪个人。当事人信访、起诉、投诉、不愿意调解，都是权利，不能当作理由。当事人看不到颜色。
        </p>
        <Form.Item name="colour" label="颜色" rules={[checkedBy(GiveColourInput.shape.colour)]} {...late}>
          <Choices
            columns={2}
            options={COLOUR_NAMES.filter((it) => !isHigher(now, it)).map((it) => ({
              value: it,
              says: it === now ? `${COLOURS[it]}（再看过，还是这个颜色）` : COLOURS[it],
            }))}
          />
        </Form.Item>
        {colour && <p className="form-note">{`${COLOURS[colour]}色（本县约定）：${dutyOf(colour)}。`}</p>}
        <Form.Item name="grounds" label="根据哪些事实" rules={[checkedBy(GiveColourInput.shape.grounds)]} {...late}>
          <Checkbox.Group className="choices" options={GROUNDS} />
        </Form.Item>
        <NoteField name="words" label="具体情况（可不填）" schema={GiveColourInput.shape.words} />
      </>
    )
  },
  initial: () => ({ grounds: [] }),
}

export const lowerColour: ActForm = {
  step: 'lower_colour',
  title: '降低颜色',
  hint: '平下来了，降一级或者不再挂颜色。',
  send: '降低颜色',
  tone: 'plain',
  Fields: (about) => {
    const now = colourOf(about)
    const lower = COLOUR_NAMES.filter((it) => isHigher(now, it))
    return (
      <>
        <Form.Item name="colour" label="降为" rules={[{ required: true, message: '请选择降为什么颜色。' }]} {...late}>
          <Choices
            columns={2}
            options={[...lower.map((it) => ({ value: it, says: COLOURS[it] })), { value: 'none', says: '不再挂颜色' }]}
          />
        </Form.Item>
        <NoteField name="because" label="为什么可以降" schema={LowerColourInput.shape.because} rows={4} />
      </>
    )
  },
  tidy: ({ colour, ...rest }) => ({ ...rest, colour: colour === 'none' ? null : colour }),
}

export const noteProgress: ActForm = {
  step: 'note_progress',
  title: '登记进展',
  hint: '做了什么、现在怎样；台账里的进展就是这里写的。',
  send: '登记进展',
  tone: 'plain',
  Fields: () => (
    <>
      <NoteField name="text" label="做了什么、现在怎样" schema={NoteProgressInput.shape.text} rows={5} most={2000} />
      <NoteField name="next" label="下一步（可不填）" schema={NoteProgressInput.shape.next} rows={2} />
    </>
  ),
}

/** What the file already says, so that a report is one tap. */
const situationOf = ({ dispute: { file, dispute, oversight } }: About): string =>
  [
    `${file.place.join('')}${dispute.where_text ? `（${dispute.where_text}）` : ''}，${dispute.dispute_type_says ?? '还没有定类型'}。`,
    dispute.what_happened,
    oversight?.colour ? `颜色：${oversight.colour.says}（${oversight.colour.grounds.join('；')}）。` : '',
  ]
    .filter(Boolean)
    .join('\n')
    .slice(0, 2000)

const measuresOf = ({ dispute }: About): string =>
  [
    ...(dispute.oversight?.progress ?? []).slice(-3).map(({ on, text }) => `${dayWords(on)}：${unended(text)}。`),
    `现在：${dispute.file.stage_says}，由${dispute.file.responsible.name}负责。`,
  ]
    .join('\n')
    .slice(0, 1000)

export const reportMajor: ActForm = {
  step: 'report_major',
  title: '报告重大纠纷',
  hint: '疑难、重大的，报告给镇或者县；内容从案卷里带出来。',
  send: '报告',
  tone: 'plain',
  width: 480,
  Fields: () => (
    <>
      <Form.Item name="to" label="报告给" rules={[checkedBy(ReportMajorInput.shape.to)]} {...late}>
        <Choices columns={2} options={optionsOf(REPORT_TO)} />
      </Form.Item>
      <NoteField name="situation" label="情况" schema={ReportMajorInput.shape.situation} rows={7} most={2000} />
      <NoteField name="measures" label="已经采取的措施" schema={ReportMajorInput.shape.measures} rows={4} most={1000} />
      <NoteField name="needs" label="需要上级做什么（可不填）" schema={ReportMajorInput.shape.needs} most={1000} />
      <p className="form-note">
        那边 <Within rule="R-53" />
        签收（本县约定，可以调整）。当事人看不到报告。
      </p>
    </>
  ),
  initial: (about) => ({
    to: levelOf(about.dispute.file.responsible_place) === 'town' ? 'county' : 'town',
    situation: situationOf(about),
    measures: measuresOf(about),
  }),
}

export const receiveReport: ActForm = {
  step: 'receive_report',
  title: '签收重大纠纷报告',
  hint: '收到了，写明怎么安排。',
  send: '签收',
  tone: 'main',
  Fields: (about) => {
    const last = about.dispute.oversight?.reports.findLast(({ received }) => received === null)
    return (
      <>
        {last && (
          <p className="form-note">
            {last.by_unit} {last.by}：{last.situation}
            {last.needs && `\n需要：${last.needs}`}
          </p>
        )}
        <NoteField label="怎么安排（可不填）" schema={ReceiveReportInput.shape.note} rows={4} most={1000} />
      </>
    )
  },
}

export const verifyResult: ActForm = {
  step: 'verify_result',
  title: '核实化解结果',
  hint: '没有办过这件事的人去问一问：是不是真的解决了。',
  send: '登记核实',
  tone: 'plain',
  Fields: (about) => (
    <>
      <p className="form-note">核实过、结了案，才从台账销号。办这件事、调解这件事的人不核实自己的结果。</p>
      <Form.Item name="how" label="怎样核实的" rules={[checkedBy(VerifyResultInput.shape.how)]} {...late}>
        <Choices columns={2} options={optionsOf(VERIFY_HOWS)} />
      </Form.Item>
      <PeopleField
        name="visited"
        label="问了哪位当事人"
        people={presentIn(about.dispute)}
        schema={VerifyResultInput.shape.visited}
      />
      <NoteField name="found" label="核实到的情况" schema={VerifyResultInput.shape.found} rows={4} most={1000} />
    </>
  ),
  initial: () => ({ visited: [] }),
}
