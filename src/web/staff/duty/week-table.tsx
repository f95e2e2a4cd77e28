import { Alert, Button, Select } from 'antd'
import { useState } from 'react'
import { type DutyWeek, setDutyWeek } from '#contract/duty.ts'
import { Refused } from '#web/lib/call.ts'
import { sayDayShort, sayInstant } from '#web/lib/dates.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { type Trouble, useSubmit } from '../kit/use-submit.ts'
import { useWeek } from './use-week.ts'
import { daysOf, halfOf, halfSays, rowsOf, shiftsFrom, tapped, weekdayOf, writtenFrom } from './week.ts'

/** A week of a unit: read by all, changed by its head with a tap a cell. */
export function WeekTable({ week, onSaved }: { week: DutyWeek; onSaved: () => unknown }) {
  const { written, touched, overtaken, write, giveUp } = useWeek(week)
  const [added, setAdded] = useState<readonly string[]>([])
  const save = useSubmit(setDutyWeek)
  const days = daysOf(week.monday)
  const rows = rowsOf(week, written, added)
  const shifts = shiftsFrom(written)
  const others = week.people.filter(({ person_id }) => !rows.some((row) => row.person_id === person_id))
  const send = async () => {
    const { unit_id, monday, version } = week
    await save.submit({ params: { unit_id }, body: { monday, base_version: version, shifts } })
    // Also where it was refused: whoever was quicker, or left, is seen, and what was tapped stays.
    await onSaved()
  }
  const trouble = isOvertaken(save.trouble) && (overtaken || !touched) ? null : save.trouble
  if (!week.may_change && week.shifts.length === 0) return <p className="quiet">这一周没有排班。</p>
  return (
    <>
      {week.may_change && (
        <p className="quiet">点一下格子换一种：全天、上午、下午、不排。改完点“保存”；每一次改动都留着。</p>
      )}
      <table className="duty-table" aria-label={`${week.unit_name}值班表`}>
        <thead>
          <tr>
            <th scope="col">姓名</th>
            {days.map((day) => (
              <th scope="col" key={day} data-today={day === week.today}>
                {weekdayOf(day)}
                <br />
                {Number(day.slice(8))}日
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ person_id, name, says }) => (
            <tr key={person_id}>
              <th scope="row">
                {name} <span className="quiet small">{says}</span>
              </th>
              {days.map((day) => {
                const half = halfOf(written, person_id, day)
                const shown = { className: 'duty-cell', ...(half ? { 'data-half': half } : {}) }
                return (
                  <td key={day} data-day={`${weekdayOf(day).slice(2)} ${Number(day.slice(8))}`}>
                    {week.may_change ? (
                      <button
                        type="button"
                        {...shown}
                        aria-label={`${name} ${sayDayShort(day)} ${halfSays(half)}`}
                        onClick={() => write(tapped(written, person_id, day))}
                      >
                        {half ? halfSays(half) : ''}
                      </button>
                    ) : (
                      <span {...shown}>{half ? halfSays(half) : ''}</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {week.made && (
        <p className="quiet small">
          第 {week.version} 次排，{week.made.by}，{sayInstant(week.made.at)}。
        </p>
      )}
      {week.may_change && (
        <>
          {overtaken && week.made && (
            <Alert
              type="warning"
              showIcon
              role="alert"
              title={`${week.made.by}刚刚排了第 ${week.version} 次。`}
              description="您点过的格子照您的留着，别的已经换成新的：请看一看，再点“保存”。"
            />
          )}
          <TroubleNote trouble={trouble} rest={trouble instanceof Refused ? faultsOf(trouble) : []} />
          <div className="duty-foot">
            <Button type="primary" onClick={send} loading={save.busy} disabled={!touched}>
              保存
            </Button>
            {week.as_last_week.length > 0 && (
              <Button onClick={() => write(writtenFrom(week.as_last_week))}>照上周排</Button>
            )}
            {touched && <Button onClick={giveUp}>不改了</Button>}
            {others.length > 0 && (
              <Select
                className="duty-add"
                aria-label="加一位来轮驻的调解员"
                placeholder="加一位来轮驻的调解员"
                showSearch={{ optionFilterProp: 'label' }}
                value={null}
                options={others.map(({ person_id, name, unit_name }) => ({
                  value: person_id,
                  label: unit_name ? `${name}（${unit_name}）` : name,
                }))}
                onChange={(id: string | null) => id && setAdded([...added, id])}
              />
            )}
          </div>
        </>
      )}
    </>
  )
}

const isOvertaken = (trouble: Trouble | null): boolean =>
  trouble instanceof Refused && trouble.code === 'roster_changed'
const faultsOf = (trouble: Refused): string[] => [...new Set(trouble.faults.map(({ says }) => says))]
