import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import type { MouseEvent } from 'react'
import type { z } from 'zod'
import { dutyToday, dutyWeek } from '#contract/duty.ts'
import { HALVES } from '#domain/organisations/duty.ts'
import { call } from '#web/lib/call.ts'
import { sayDayAndWeekday } from '#web/lib/dates.ts'
import { useAsked } from '../admin/use-asked.ts'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { go } from '../router.ts'
import { draftOf } from '../session/drafts.ts'
import { draftName } from './use-week.ts'
import { addedDays, weekSays } from './week.ts'
import { WeekTable } from './week-table.tsx'

/** A link to another week or unit, which asks first where something is not saved. */
type To = (change: Readonly<Record<string, string | null>>) => Parameters<typeof Link>[0]
type Today = z.output<(typeof dutyToday)['reply']>

/** Who is on duty today, here and around; and a unit's week, kept by its head. Nothing waits for a roster. */
export function DutyPage() {
  const { of, to: link } = useAsked()
  const today = useQuery({ queryKey: ['duty-today'], queryFn: () => call(dutyToday) })
  const unit = Number(of('unit')) || today.data?.own_unit.id
  const day = /^\d{4}-\d{2}-\d{2}$/.test(of('day') ?? '') ? of('day') : undefined
  const week = useQuery({
    queryKey: ['duty-week', unit, day],
    queryFn: () => call(dutyWeek, { params: { unit_id: unit ?? 0 }, query: day ? { day } : {} }),
    enabled: unit !== undefined,
  })
  const { modal } = App.useApp()
  const leaving = (to: string) => async (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || !week.data || !draftOf(draftName(week.data))) return
    event.preventDefault()
    const sure = await modal.confirm({
      title: '这一周改了，还没有保存',
      content: '先看别的也可以：您点的格子留着，回到这一周接着改，保存了才算。',
      scrollLock: false,
      okText: '先看别的',
      cancelText: '留在这里',
    })
    if (sure) go(to)
  }
  const to = (change: Parameters<typeof link>[0]) => ({ to: link(change), onClick: leaving(link(change)) })
  const error = today.error ?? week.error
  const again = () => Promise.all([today.refetch(), week.refetch()])
  return (
    <>
      <div className="page-head">
        <h1>值班</h1>
        <p className="page-sum">
          谁哪天值班、轮驻，由各单位负责人一周一排，给窗口看，也写进分流和选调解员的理由。没有排班的，照样可以办。
        </p>
      </div>
      {error && !week.data && <NotFetched error={error} again={again} />}
      {!error && !today.data && <Waiting />}
      {today.data && <OnDuty today={today.data} to={to} />}
      {week.data && (
        <section className="card" aria-labelledby="week">
          <h2 id="week">{week.data.unit_name}的值班表</h2>
          <nav className="duty-weeks" aria-label="换一周">
            <Link {...to({ day: addedDays(week.data.monday, -7) })}>上一周</Link>
            <strong>{weekSays(week.data.monday)}</strong>
            <Link {...to({ day: addedDays(week.data.monday, 7) })}>下一周</Link>
            {day && <Link {...to({ day: null })}>回到本周</Link>}
            {today.data && unit !== today.data.own_unit.id && <Link {...to({ unit: null })}>看本单位的</Link>}
          </nav>
          <WeekTable key={`${week.data.unit_id} ${week.data.monday}`} week={week.data} onSaved={again} />
        </section>
      )}
    </>
  )
}

function OnDuty({ today: { today, units, own_unit, more }, to }: { today: Today; to: To }) {
  const own = units.some(({ mine }) => mine)
  return (
    <section className="card duty-today-card" aria-labelledby="today">
      <h2 id="today">
        今天谁值班 <span className="count">{sayDayAndWeekday(today)}</span>
      </h2>
      {!own && <p className="quiet">{own_unit.name}这一周还没有排班。</p>}
      <ul className="plain-list duty-today">
        {units.map(({ unit_id, unit_name, phone, people }) => (
          <li key={unit_id}>
            <span>
              <Link {...to({ unit: String(unit_id), day: null })}>{unit_name}</Link>
              {phone && <span className="quiet small"> {phone}</span>}
            </span>
            {people.length === 0 ? (
              <span className="quiet">今天没有登记值班</span>
            ) : (
              <span className="duty-people">
                {people.map(({ person_id, name, role_says, half, languages_says }) => (
                  <span key={person_id}>
                    <strong>{name}</strong> {HALVES[half]}{' '}
                    <span className="quiet small">
                      {role_says}
                      {languages_says && `，会${languages_says}`}
                    </span>
                  </span>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="quiet">还有 {more} 家排了班，没有列在这里。</p>}
    </section>
  )
}
