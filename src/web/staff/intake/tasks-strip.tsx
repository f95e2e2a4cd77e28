import { Button } from 'antd'
import type { StaffDispute } from '#contract/disputes.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { leaveUnresolved, resolveTask } from '../acts/handling-forms.tsx'
import { giveBack, giveTo, takeOn } from '../acts/holding-forms.tsx'
import { divertTask, noteRouteResult, takeBack } from '../acts/other-way-forms.tsx'
import { confirmDispatch, objectDispatch, reassign, signOff } from '../acts/triage-unit-forms.tsx'
import { coordinate, decideHandler, endCoordination, finishDuty, passDown, passUp } from '../acts/who-handles-forms.tsx'
import type { Taking } from '../file/file-page.tsx'
import { dayWords, deadlineWords, urgencyOf } from '../wording.ts'

type Props = { dispute: StaffDispute; onTake: (taking: Taking) => void }

const ON_TASKS = [
  signOff,
  objectDispatch,
  decideHandler,
  reassign,
  confirmDispatch,
  endCoordination,
  finishDuty,
  takeOn,
  giveTo,
  giveBack,
  resolveTask,
  coordinate,
  passUp,
  passDown,
  divertTask,
  leaveUnresolved,
  noteRouteResult,
  takeBack,
]

/** Who carries it: a line a unit, who leads and who helps, what each owes by when, and what I may do about it. */
export function TasksStrip({ dispute, onTake }: Props) {
  const { tasks, clocks } = dispute
  if (tasks.length === 0) return null
  const running = clocks
    .filter(({ state, owes }) => state === 'running' && owes !== 'party')
    .sort((one, other) => one.due_on.localeCompare(other.due_on))
  return (
    <section className="card" aria-labelledby="tasks">
      <h2 id="tasks">谁在办</h2>
      <ul className="tasks">
        {tasks.map((task) => {
          const acts = ON_TASKS.filter(({ step }) => task.can.includes(step))
          const live = task.outcome_says === null
          const owed = live ? running.filter(({ id }) => task.clocks.includes(id)) : []
          return (
            <li key={task.id}>
              <p className="task-head">
                <span className="nature">{task.assists ? '协助' : '牵头'}</span>
                <strong>{task.unit_name}</strong>
                <span className="stage" data-weight={live ? 'ours' : 'ended'}>
                  {task.status === 'diverted' ? task.status_says : (task.outcome_says ?? task.status_says)}
                </span>
                {holderWords(task) && <span className="holder">{holderWords(task)}</span>}
                {task.route_says && <span className="quiet">{task.route_says}</span>}
                {task.from_unit_name && task.from_unit_name !== task.unit_name && (
                  <span className="quiet">{task.from_unit_name}交来</span>
                )}
                {task.status === 'dispatched' && task.from_unit_name && (
                  <span className="quiet">
                    签收以前由{task.assists ? task.from_unit_name : dispute.file.responsible.name}负责
                  </span>
                )}
              </p>
              {task.decided && (
                <p className="quiet">
                  {dayWords(task.decided.on)}由{task.decided.by}指定，不再退单。
                </p>
              )}
              {task.instead_of && (
                <p className="quiet">
                  建议的是{task.instead_of.route_says}
                  {task.instead_of.unit_name && `（${task.instead_of.unit_name}）`}，改成这样的理由：
                </p>
              )}
              {task.because && <p className="verbatim">{task.because}</p>}
              {task.objection && (
                <p className="objection">
                  {dayWords(task.objection.on)}退单：{task.objection.reason}（依据：{task.objection.basis}）
                  {task.decider_name && `。已经退回 ${task.returns} 次，由${task.decider_name}决定由谁办。`}
                </p>
              )}
              <Conferences task={task} />
              <Diverted task={task} />
              {task.outcome_note && <p className="verbatim">{task.outcome_note}</p>}
              {owed.map((clock) => (
                <p key={clock.id} className="clock-line task-owes" data-urgency={urgencyOf(clock)}>
                  {whatIsOwed(task, clock)} <strong>{deadlineWords(clock)}</strong>
                  <span className="quiet">
                    {![task.unit_name, task.held_by?.name].includes(clock.owed_by) && `${clock.owed_by}，`}
                    {clock.due_at ? sayInstant(clock.due_at) : dayWords(clock.due_on)}到期
                  </span>
                </p>
              ))}
              {task.duties.flatMap(({ id, what, done }) =>
                done ? (
                  <p key={id} className="quiet">
                    {what}：{dayWords(done.on)}办完，{done.note}
                  </p>
                ) : (
                  []
                ),
              )}
              {acts.length > 0 && (
                <div className="card-acts">
                  {acts.map((form) => (
                    <Button
                      key={form.step}
                      size="small"
                      type={form.tone === 'main' ? 'primary' : 'default'}
                      onClick={() => onTake({ form, part_id: task.id })}
                    >
                      {form.title}
                    </Button>
                  ))}
                </div>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

type Task = StaffDispute['tasks'][number]

/** Who of the unit has it, in two words; nothing where the unit as such does. */
function holderWords({ held_by }: Task): string {
  if (!held_by) return ''
  if (held_by.me) return '归您办'
  return held_by.works_there ? `归${held_by.name}办` : `${held_by.name}已不在岗，由单位接着办`
}

/** A conference laid it down in words; other clocks say themselves what they are for. */
const whatIsOwed = (task: Task, clock: StaffDispute['clocks'][number]): string =>
  task.duties.find(({ id }) => id === clock.id)?.what ?? clock.says

function Conferences({ task }: { task: Task }) {
  return task.conferences.map(({ convened_by, on, at, place, agenda, units, decision }) => (
    <div key={`${on}${at}${agenda}`} className="conference">
      <p>
        {dayWords(on)}由{convened_by}召集会商，{sayInstant(at)}在{place}，请了{units.join('、')}
      </p>
      <p className="verbatim">{agenda}</p>
      {decision && (
        <p className="verbatim">
          {dayWords(decision.on)}商定：{decision.text}
        </p>
      )}
    </div>
  ))
}

function Diverted({ task: { diverted } }: { task: Task }) {
  if (!diverted) return null
  return (
    <p className="conference">
      {dayWords(diverted.on)}按{diverted.chosen_by.join('、')}的选择去{diverted.to}（{diverted.route_says}）
      {diverted.docket_no && `，编号 ${diverted.docket_no}`}
      {diverted.result
        ? `。${dayWords(diverted.result.on)}得知${diverted.result.says}：${diverted.result.note}`
        : '。那边怎样还没有登记。'}
    </p>
  )
}
