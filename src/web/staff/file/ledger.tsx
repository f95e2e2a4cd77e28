import type { ObligationView } from '#contract/agreements.ts'
import type { StaffDispute } from '#contract/disputes.ts'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { useNow } from '../kit/use-now.ts'
import { toLocalField } from '../wording.ts'
import { type Axis, axisOf, type Bar, barOf, dueWords } from './bars.ts'
import type { Taking } from './file-page.tsx'
import { LedgerPerformance } from './ledger-performance.tsx'
import { PartButtons } from './part-buttons.tsx'

const names = (people: ObligationView['debtors']): string => {
  const [first, ...rest] = people.map(({ name }) => name)
  return rest.length > 2 ? `${first}等 ${people.length} 位` : [first, ...rest].join('、')
}

/** What is owed by whom until when: a bar each, from the day of effect to the day it is due, and the same in words. */
export function Ledger({ dispute, onTake }: { dispute: StaffDispute; onTake: (taking: Taking) => void }) {
  const today = toLocalField(useNow()).slice(0, 10)
  const { obligations, agreements } = dispute
  if (obligations.length === 0) return null
  const since = (id: string): string => agreements.find((it) => it.id === id)?.effective_on ?? today
  const axis = axisOf(obligations, [...new Set(obligations.map((it) => since(it.agreement_id)))], today)
  const open = obligations.filter(({ settled }) => settled === null).length
  return (
    <section className="card" aria-labelledby="ledger">
      <h2 id="ledger">
        谁该做什么、到什么时候{' '}
        <span className="count">{open === 0 ? '都有了结果' : `${obligations.length} 项，还有 ${open} 项没完`}</span>
      </h2>
      <table className="ledger">
        <thead>
          <tr>
            <th scope="col">谁对谁，做什么</th>
            <th scope="col" className="ledger-axis">
              <AxisHead axis={axis} today={today} />
              <span className="unseen">期限</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {obligations.map((it) => (
            <tr key={it.id} data-status={it.status}>
              <th scope="row">
                <span className="ledger-who">
                  <span className="quiet">第 {it.clause} 条</span> {names(it.debtors)}
                  {it.joint && '（连带）'}
                  {it.creditors.length > 0 && ` → ${names(it.creditors)}`}
                </span>
                <span className="ledger-what">
                  {it.what || it.nature_says}
                  {it.amount ? <strong> {sayYuan(it.amount)}</strong> : it.amount_later ? `（${it.amount_later}）` : ''}
                </span>
                <More it={it} />
              </th>
              <td>
                <BarView bar={barOf(it, since(it.agreement_id), axis)} today={axis.place(today)} />
                <p className="ledger-due" data-urgency={barOf(it, since(it.agreement_id), axis).state}>
                  <span>{it.settled ? it.settled.says : dueWords(it)}</span>
                  <span className="ledger-status">
                    {it.settled ? settledWords(it) : it.disputed ? `${it.status_says}，有争议` : it.status_says}
                  </span>
                </p>
                <LedgerPerformance it={it} />
                <PartButtons
                  steps={stepsOf(it)}
                  can={it.can}
                  about={{ part_id: it.id }}
                  of={`第 ${it.clause} 条，${names(it.debtors)}`}
                  onTake={onTake}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type Step = Parameters<typeof PartButtons>[0]['steps'][number]

const STEPS: readonly Step[] = [
  'check_payment',
  'confirm_last_payment',
  'confirm_payment',
  'deny_payment',
  'agree_change',
  'join_change',
  'refuse_change',
  'confirm_performed',
  'confirm_share',
  'claim_performed',
  'deny_performed',
  'record_payment',
  'meet_condition',
  'fix_amount',
  'urge',
  'offer_change',
  'propose_change',
  'send_to_enforcement',
  'waive_share',
  'waive',
]

/** What comes next on the ladder stands first; where both tell differently, hearing them both. An amount is asked for only where it is not known. */
function stepsOf(it: ObligationView): Step[] {
  const next = it.disputed ? undefined : it.late?.left[0]
  const usual = STEPS.filter((step) => step !== 'fix_amount' || it.amount_later !== null)
  return next === undefined || next === 'visit' || next === 'send_to_enforcement'
    ? [...usual]
    : [next, ...usual.filter((step) => step !== next)]
}

const settledWords = ({ settled }: ObligationView): string =>
  settled ? `${settled.by}，${sayInstant(settled.at)}${settled.note ? `：${settled.note}` : ''}` : ''

/** Who of several has confirmed hers, and who is waited for. */
function sharedWords({ creditors, confirmed, given_up }: ObligationView): string {
  const among = (said: ObligationView['confirmed']) =>
    creditors.filter(({ party_id }) => said.some((it) => it.party_id === party_id))
  const [have, without] = [among(confirmed), among(given_up)]
  const awaited = creditors.filter((it) => !have.includes(it) && !without.includes(it))
  if (awaited.length === creditors.length || awaited.length === 0) return ''
  return [
    have.length > 0 ? `${names(have)}已确认收到` : '',
    without.length > 0 ? `${names(without)}不要自己的一份了` : '',
    `还在等${names(awaited)}确认`,
  ]
    .filter(Boolean)
    .join('，')
}

function More({ it }: { it: ObligationView }) {
  const more = [
    it.guarantors.length > 0 ? `保证人：${it.guarantors.join('、')}` : '',
    it.held_by ? `由${it.held_by}代管` : '',
    it.settled ? '' : sharedWords(it),
    it.claimed ? `${it.claimed.by}说已经履行${it.claimed.note ? `：${it.claimed.note}` : ''}` : '',
  ].filter(Boolean)
  return more.length > 0 ? <span className="quiet">{more.join('；')}</span> : null
}

/** A mark is written from its place to the right, about a fifth of the axis; today's stands over its own. */
const isClear = (at: number, now: number): boolean => (at + 24 < now || at > now + 6) && at < 86

/** Marks of the axis, and today. Decoration: the words stand beside each bar. */
function AxisHead({ axis, today }: { axis: Axis; today: string }) {
  const now = axis.place(today)
  return (
    <svg className="axis" aria-hidden="true" focusable="false">
      {axis.marks
        .filter(({ day }) => isClear(axis.place(day), now))
        .map(({ day, says }) => (
          <text key={day} x={`${axis.place(day)}%`} y="12">
            {says}
          </text>
        ))}
      <text className="axis-now" x={`${now}%`} y="12" textAnchor={now > 88 ? 'end' : now < 8 ? 'start' : 'middle'}>
        今天
      </text>
    </svg>
  )
}

function BarView({ bar, today }: { bar: Bar; today: number }) {
  const width = bar.end - bar.start
  return (
    <svg className="bar" data-state={bar.state} data-ends={bar.ends} aria-hidden="true" focusable="false">
      <line className="bar-ground" x1="0" x2="100%" y1="7" y2="7" />
      <rect x={`${bar.start}%`} width={`${width}%`} y="3" height="8" rx="2" />
      {bar.ends && <line className="bar-end" x1={`${bar.end}%`} x2={`${bar.end}%`} y1="0" y2="14" />}
      <line className="bar-now" x1={`${today}%`} x2={`${today}%`} y1="0" y2="14" />
    </svg>
  )
}
