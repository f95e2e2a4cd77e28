import type { MouseEvent } from 'react'
import type { FileLine } from '#contract/lists.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { go } from '../router.ts'
import { shortTime, urgencyOf } from '../wording.ts'
import { ClockLine } from './clock-line.tsx'
import { DangerMark } from './danger-mark.tsx'
import { Link } from './link.tsx'
import { StageTag } from './stage-tag.tsx'

/** A press anywhere on the line opens the file, unless it was on a control or to mark text. */
function openLine(event: MouseEvent<HTMLTableRowElement>, to: string): void {
  if (event.target instanceof Element && event.target.closest('a, button, .ant-popover')) return
  if (window.getSelection()?.toString()) return
  go(to)
}

/** Files, two lines each. `now` makes 今天 of today. */
export function FileTable({ lines, now, label }: { lines: readonly FileLine[]; now: string; label: string }) {
  return (
    <table className="file-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col" className="col-code">
            编号、收到
          </th>
          <th scope="col">当事人和事情</th>
          <th scope="col" className="col-place">
            地点
          </th>
          <th scope="col" className="col-clock">
            该办的
          </th>
          <th scope="col" className="col-stage">
            阶段
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const to = `/staff/files/${line.file_id}`
          return (
            <tr
              key={line.file_id}
              data-urgency={line.clock ? urgencyOf(line.clock) : 'still'}
              onClick={(event) => openLine(event, to)}
            >
              <td className="col-code">
                <Link to={to}>{line.short_code}</Link>
                {line.new && <span className="new-mark">新</span>}
                <div className="received">
                  <time dateTime={line.received_at} title={sayInstant(line.received_at)}>
                    {shortTime(line.received_at, now)}
                  </time>
                </div>
              </td>
              <td className="col-who">
                <div className="who">
                  {line.asked ? (
                    <strong>请您出主意</strong>
                  ) : line.applicant === '' ? (
                    <strong>线索，还不知道是谁</strong>
                  ) : (
                    <>
                      <strong>{line.applicant}</strong>
                      <span className="versus" role="img" aria-label="与">
                        ⟷
                      </span>
                      <span>{line.other_side}</span>
                      {line.enterprise && <span className="enterprise-mark">涉企</span>}
                    </>
                  )}
                </div>
                <div className="excerpt">
                  {line.danger && <DangerMark state={line.danger} />}
                  {line.appointment && (
                    <strong className="appointment">
                      约好 <time dateTime={line.appointment.at}>{shortTime(line.appointment.at, now)}</time>，
                      {line.appointment.place}
                    </strong>
                  )}
                  {line.excerpt}
                </div>
              </td>
              <td className="col-place">
                <Place parts={line.place} />
              </td>
              <td className="col-clock">
                {line.clock ? (
                  <ClockLine clock={line.clock} unit={line.unit_name} mine={line.mine} />
                ) : (
                  <span className="quiet">
                    {line.asked ? '写意见，或者推掉' : line.new ? '有新情况，请看看' : '没有待办'}
                  </span>
                )}
              </td>
              <td className="col-stage">
                <StageTag stage={line.stage} says={line.stage_says} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The last two names of a place tell most: village first, its town below. */
function Place({ parts }: { parts: readonly string[] }) {
  const [last, above] = [parts.at(-1), parts.at(-2)]
  return (
    <>
      <div>{last}</div>
      {above && <div className="quiet">{above}</div>}
    </>
  )
}
