import { Button } from 'antd'
import type { StaffDispute } from '#contract/disputes.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { leaveUnresolved, resolveTask } from '../acts/handling-forms.tsx'
import { giveBack, giveTo, takeOn } from '../acts/holding-forms.tsx'
import { confirmDispatch, objectDispatch, reassign, signOff } from '../acts/triage-unit-forms.tsx'
import type { Taking } from '../file/file-page.tsx'
import { dayWords, deadlineWords, urgencyOf } from '../wording.ts'

type Props = { dispute: StaffDispute; onTake: (taking: Taking) => void }

const ON_TASKS = [
  signOff,
  objectDispatch,
  reassign,
  confirmDispatch,
  takeOn,
  giveTo,
  giveBack,
  resolveTask,
  leaveUnresolved,
]

/** Who of the unit has it, in two words; nothing where the unit as such does. */
function holderWords({ held_by }: StaffDispute['tasks'][number]): string {
  if (!held_by) return ''
  if (held_by.me) return '归您办'
  return held_by.works_there ? `归${held_by.name}办` : `${held_by.name}已不在岗，由单位接着办`
}

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
          const owers = [task.unit_name, task.held_by?.name]
          const owed = live ? running.filter(({ owed_by }) => owers.includes(owed_by)) : []
          return (
            <li key={task.id}>
              <p className="task-head">
                <span className="nature">{task.assists ? '协助' : '牵头'}</span>
                <strong>{task.unit_name}</strong>
                <span className="stage" data-weight={live ? 'ours' : 'ended'}>
                  {task.outcome_says ?? task.status_says}
                </span>
                {holderWords(task) && <span className="holder">{holderWords(task)}</span>}
                {task.route_says && <span className="quiet">{task.route_says}</span>}
                {task.from_unit_name && <span className="quiet">{task.from_unit_name}交来</span>}
              </p>
              {task.because && <p className="verbatim">{task.because}</p>}
              {task.objection && (
                <p className="objection">
                  {dayWords(task.objection.on)}退单：{task.objection.reason}（依据：{task.objection.basis}）
                </p>
              )}
              {task.outcome_note && <p className="verbatim">{task.outcome_note}</p>}
              {owed.map((clock) => (
                <p key={clock.id} className="clock-line task-owes" data-urgency={urgencyOf(clock)}>
                  {clock.says} <strong>{deadlineWords(clock)}</strong>
                  <span className="quiet">{clock.due_at ? sayInstant(clock.due_at) : dayWords(clock.due_on)}到期</span>
                </p>
              ))}
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
