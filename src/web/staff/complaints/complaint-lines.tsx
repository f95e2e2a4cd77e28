import type { ComplaintLine } from '#contract/complaints.ts'
import { ClockLine } from '../kit/clock-line.tsx'
import { Link } from '../kit/link.tsx'
import { shortTime, urgencyOf } from '../wording.ts'

/** Complaints my unit examines, one line each. */
export function ComplaintLines({ lines, now }: { lines: readonly ComplaintLine[]; now: string }) {
  return (
    <table className="file-table complaint-table" aria-label="由本单位查的意见">
      <thead>
        <tr>
          <th scope="col" className="col-code">
            编号、收到
          </th>
          <th scope="col">说的是什么</th>
          <th scope="col" className="col-clock">
            该办的
          </th>
          <th scope="col" className="col-stage">
            查到哪了
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.file_id} data-urgency={line.clock?.state === 'running' ? urgencyOf(line.clock) : 'still'}>
            <td className="col-code">
              <Link to={`/staff/complaints/${line.file_id}`}>{line.short_code}</Link>
              <div className="received">{shortTime(line.received_at, now)}</div>
            </td>
            <td>
              <strong>{line.kind_says}</strong>
              <div className="excerpt">
                编号 {line.about_code} 的事，{line.about_unit}
              </div>
            </td>
            <td className="col-clock">
              {line.clock?.state === 'running' ? (
                <ClockLine clock={line.clock} unit={line.clock.owed_by} />
              ) : (
                <span className="quiet">没有待办</span>
              )}
            </td>
            <td className="col-stage">{line.status_says}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
