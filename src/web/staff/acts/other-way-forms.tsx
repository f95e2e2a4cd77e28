import { Form, Input, Select } from 'antd'
import { ApproveFalseInput, ProposeFalseInput, ReboundInput, RejectFalseInput } from '#domain/disputes/inputs.ts'
import { DivertInput, ROUTE_RESULTS, RouteResultInput, TakeBackInput } from '#domain/triage/handler-inputs.ts'
import { TRIAGE_ROUTES } from '#domain/triage/types.ts'
import { sayDay } from '#web/lib/dates.ts'
import { checkedBy } from '../kit/faults.ts'
import { presentIn } from './about.ts'
import type { About, ActForm } from './act-form.ts'
import { Choices, optionsOf } from './choices.tsx'
import { late, NoteField, PeopleField } from './fields.tsx'
import { taskOf } from './who-handles-forms.tsx'

const ROUTES = Object.entries(TRIAGE_ROUTES).map(([value, label]) => ({ value, label }))
const applicantsIn = ({ dispute }: About) => presentIn(dispute).filter(({ side }) => side === 'applicant')

export const divertTask: ActForm = {
  step: 'divert_task',
  title: '导入其他途径',
  hint: '当事人自己选了别的途径：告知、引导，并跟踪结果。',
  send: '登记并给引导单',
  tone: 'plain',
  width: 480,
  Fields: (about) => (
    <>
      <Form.Item name="route" label="当事人选了哪条途径" rules={[checkedBy(DivertInput.shape.route)]} {...late}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={ROUTES} />
      </Form.Item>
      <Form.Item name="to" label="去哪个单位" rules={[checkedBy(DivertInput.shape.to)]} {...late}>
        <Input maxLength={100} placeholder="如：县人民法院立案窗口" />
      </Form.Item>
      <Form.Item
        name="docket_no"
        label="那边的编号（还没有就空着）"
        rules={[checkedBy(DivertInput.shape.docket_no)]}
        {...late}
      >
        <Input maxLength={60} />
      </Form.Item>
      <PeopleField
        name="chosen_by"
        label="是谁自己选的（提出的每一位都要问到）"
        people={applicantsIn(about)}
        schema={DivertInput.shape.chosen_by}
      />
      <NoteField
        name="account"
        label="当事人怎么说的、已经做了哪些工作"
        schema={DivertInput.shape.account}
        rows={5}
        most={1000}
      />
      <p className="form-note">当事人会收到引导单，上面写明别的途径；那边没有受理的，这里接着办，期限从最初受理算。</p>
    </>
  ),
  initial: (about) => {
    const people = applicantsIn(about)
    return people.length === 1 ? { chosen_by: people.map(({ id }) => id) } : {}
  },
}

export const noteRouteResult: ActForm = {
  step: 'note_route_result',
  title: '登记那边的结果',
  hint: '别的途径受理没有、结果怎样，记在这里。',
  send: '登记',
  tone: 'plain',
  Fields: (about) => (
    <>
      <p className="form-note">去的是：{taskOf(about)?.diverted?.to}</p>
      <Form.Item name="result" label="那边怎样了" rules={[checkedBy(RouteResultInput.shape.result)]} {...late}>
        <Choices options={optionsOf(ROUTE_RESULTS)} />
      </Form.Item>
      <Form.Item name="docket_no" label="那边的编号" rules={[checkedBy(RouteResultInput.shape.docket_no)]} {...late}>
        <Input maxLength={60} />
      </Form.Item>
      <NoteField label="从哪里得知、结果是什么" schema={RouteResultInput.shape.note} rows={4} />
    </>
  ),
  initial: (about) => ({ docket_no: taskOf(about)?.diverted?.docket_no ?? '' }),
}

export const takeBack: ActForm = {
  step: 'take_back',
  title: '回到这里接着办',
  hint: '别的途径没有受理的，接回来办；期限从最初受理算。',
  send: '接着办',
  tone: 'plain',
  Fields: () => <NoteField name="because" label="为什么回到这里办" schema={TakeBackInput.shape.because} rows={4} />,
}

export const proposeFalse: ActForm = {
  step: 'propose_false',
  title: '提出：核实无此纠纷',
  hint: '核实过没有这件事的，写明怎样核实，由另一位负责人批准。',
  send: '提交负责人',
  tone: 'grave',
  Fields: () => (
    <>
      <NoteField
        name="checked"
        label="怎样核实的（去了哪里、问了谁、看了什么）"
        schema={ProposeFalseInput.shape.checked}
        rows={5}
        most={1000}
      />
      <NoteField
        name="because"
        label="为什么认为没有这件纠纷（申请人会看到）"
        schema={ProposeFalseInput.shape.because}
        rows={4}
        most={1000}
      />
      <p className="form-note">要由另一位负责人批准；批准以前照常办理。</p>
    </>
  ),
}

const Proposed = ({ dispute: { dispute } }: About) =>
  dispute.false_proposed ? (
    <div className="form-note">
      <p>
        {dispute.false_proposed.name}
        {sayDay(dispute.false_proposed.on)}提出。怎样核实的：{dispute.false_proposed.checked}
      </p>
      <p>为什么：{dispute.false_proposed.because}</p>
    </div>
  ) : null

export const approveFalse: ActForm = {
  step: 'approve_false',
  title: '批准：核实无此纠纷',
  hint: '核对以后批准；申请人会收到告知书，写明怎样核实的和别的途径。',
  send: '批准',
  tone: 'grave',
  Fields: (about) => (
    <>
      <Proposed {...about} />
      <NoteField label="您核对了什么" schema={ApproveFalseInput.shape.note} rows={4} />
    </>
  ),
  confirm: () => ({
    title: '确定批准？',
    says: '批准后这件事不再办理，申请人会收到告知书；申请人说不是这样的，可以重新登记。',
    yes: '批准',
  }),
}

export const rejectFalse: ActForm = {
  step: 'reject_false',
  title: '不同意，接着办',
  hint: '核实得不够，或者确有纠纷的，退回接着办。',
  send: '不同意',
  tone: 'plain',
  Fields: (about) => (
    <>
      <Proposed {...about} />
      <NoteField name="because" label="为什么不同意" schema={RejectFalseInput.shape.because} rows={4} />
    </>
  ),
}

export const rebound: ActForm = {
  step: 'rebound',
  title: '又起来了',
  hint: '结案后同一件事又起来的，在原来的编号下接着办。',
  send: '接着办',
  tone: 'main',
  Fields: ({ dispute }) => (
    <>
      <p className="form-note">
        交给上次主办的单位签收，编号不变，前面的经过都在。
        {dispute.dispute.rebound_until && `到 ${sayDay(dispute.dispute.rebound_until)}为止（本县约定）。`}
      </p>
      <NoteField name="what" label="又发生了什么" schema={ReboundInput.shape.what} rows={6} most={2000} />
      <Form.Item name="said_by" label="是谁说的（自己发现的就不选）">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={presentIn(dispute).map(({ id, name, side_says }) => ({
            value: id,
            label: `${name}（${side_says}）`,
          }))}
        />
      </Form.Item>
    </>
  ),
}
