import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { StaffDispute } from '#contract/disputes.ts'
import type { TriageView } from '#contract/triage.ts'
import { sayDay, sayDaysIn } from '#web/lib/dates.ts'
import type { ActForm } from '../acts/act-form.ts'
import { acceptHere } from '../acts/intake-forms.tsx'
import { triage } from '../acts/triage-forms.tsx'
import { dispatch, isLed } from '../acts/triage-unit-forms.tsx'
import type { Taking } from '../file/file-page.tsx'

type Props = { dispute: StaffDispute; onTake: (taking: Taking) => void }
type Reason = { says: string; law: string }

/** What the rules propose and why, with all that speaks against it and every other way; what to do about it stands below. */
export function TriageCard({ dispute, onTake }: Props) {
  const { triage: proposal, can } = dispute.dispute
  const led = isLed(dispute)
  // Where the rules propose the very unit that has it, taking it in comes first; before they were asked, asking.
  const ours = proposal?.unit?.id === dispute.file.responsible.id
  const order = !proposal
    ? [triage, acceptHere]
    : ours
      ? [acceptHere, dispatch, triage]
      : [dispatch, acceptHere, triage]
  // Once somebody leads, the card is a record: what can still be done about it stands among what I may do now.
  const acts = led ? [] : order.filter(({ step }) => can.includes(step))
  const titleOf = (form: ActForm): string => (form === triage && proposal ? '改答问题，重新研判' : form.title)
  if (!proposal && !can.includes('triage')) return null
  return (
    <section className="card triage" aria-labelledby="triage">
      <h2 id="triage">
        分流研判{' '}
        {proposal && (
          <span className="count">
            {sayDay(proposal.asked_on)}按规则第 {proposal.matrix_version} 版
          </span>
        )}
      </h2>
      {proposal ? (
        <Proposal proposal={proposal} decided={dispute.tasks.length > 0} />
      ) : (
        <p className="quiet">还没有研判。回答几个问题，系统说出该走哪条路、为什么；由您决定。</p>
      )}
      {acts.length > 0 && (
        <div className="card-acts">
          {acts.map((form, at) => (
            <Button
              key={form.step}
              type={at === 0 && dispute.tasks.length === 0 ? 'primary' : 'default'}
              onClick={() => onTake({ form })}
            >
              {titleOf(form)}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}

/** What comes first stands open; once it was decided the rest is a record, to be opened by who asks why. */
function Proposal({ proposal, decided }: { proposal: TriageView; decided: boolean }) {
  const { urgent_says, unit } = proposal
  return (
    <>
      {urgent_says.length > 0 && (
        <div className="urgent">
          <strong>先办这个</strong>
          <Reasons list={urgent_says} />
        </div>
      )}
      <p className="proposal">
        <span className="quiet">建议</span>
        <strong>{proposal.route_says}</strong>
        <span>{unit ? `交给${unit.name}` : '名单里没有对应的单位，请人工选择'}</span>
      </p>
      <p className="quiet">
        {proposal.row_says}；主管：{proposal.lead_department}
      </p>
      <Marks proposal={proposal} />
      {proposal.suit && (
        <p>
          {proposal.suit.says} <Law of={proposal.suit.law} />
        </p>
      )}
      <Guessed proposal={proposal} />
      <Changes proposal={proposal} />
      {decided ? (
        <details>
          <summary>为什么这样建议、期限和别的路</summary>
          <Grounds proposal={proposal} />
        </details>
      ) : (
        <Grounds proposal={proposal} />
      )}
    </>
  )
}

/** What to keep in mind, and the trades it belongs to: of the matter, never of a person. */
const Marks = ({ proposal: { flags, fields } }: { proposal: TriageView }) =>
  flags.length + fields.length === 0 ? null : (
    <ul className="triage-marks">
      {flags.map(({ flag, says }) => (
        <li key={flag} data-flag={flag}>
          {says}
        </li>
      ))}
      {fields.map((field) => (
        <li key={field} className="quiet">
          专业领域：{field}
        </li>
      ))}
    </ul>
  )

/** What the words alone spoke for, said where a person chose otherwise: both stand, and hers holds. */
function Guessed({ proposal: { guess } }: { proposal: TriageView }) {
  const [first] = guess?.topics ?? []
  if (!guess || !first || guess.fits) return null
  return (
    <p className="quiet">
      照经过的字词像是“{first.says}”（有：{first.words.join('、')}），人定的是另一类，按人定的办。
    </p>
  )
}

/** What was answered otherwise before, by whom and why. */
const Changes = ({ proposal: { changes } }: { proposal: TriageView }) =>
  changes.length === 0 ? null : (
    <details className="triage-changes">
      <summary>改过 {changes.length} 次回答</summary>
      <ul className="plain-list">
        {changes.map(({ on, by, because, answers }) => (
          <li key={`${on}${because}${answers.map(({ asks, after }) => asks + after).join()}`}>
            {sayDay(on)}
            {by}：{answers.map(({ asks, before, after }) => `${asks}${before} → ${after}`).join('；')}
            {because && <span className="quiet">（{because}）</span>}
          </li>
        ))}
      </ul>
    </details>
  )

function Grounds({ proposal }: { proposal: TriageView }) {
  const { preconditions, limits, ask, alternatives, exclusions, court } = proposal
  return (
    <>
      {ask.length > 0 && (
        <Part title="先问清，可能会变">
          <ul className="plain-list">
            {ask.map(({ fact, says }) => (
              <li key={fact}>{says}</li>
            ))}
          </ul>
        </Part>
      )}
      <div className="for-against">
        <Part title="为什么">
          <Reasons list={unique([...proposal.reasons, ...proposal.unit_for])} />
        </Part>
        <Part title="要注意">
          <Reasons list={proposal.unit_against} none="没有。" />
        </Part>
      </div>
      {proposal.unit_also.length > 0 && (
        <details className="units-also">
          <summary>
            也能办的单位 {proposal.unit_also.length} 家（由近到远，同一级的按登记的先后，不分高低；由您选）
          </summary>
          <ul className="reasons">
            {proposal.unit_also.map(({ unit, speaks_for, speaks_against }) => (
              <li key={unit.id}>
                <strong>{unit.name}</strong>：{speaks_for.map(({ says }) => says).join('')}
                {speaks_against.length > 0 && `要注意：${speaks_against.map(({ says }) => says).join('')}`}{' '}
                <Law of={[...new Set([...speaks_for, ...speaks_against].map(({ law }) => law))].join('；')} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {preconditions.length > 0 && (
        <Part title="先要做到">
          <Reasons list={preconditions} />
        </Part>
      )}
      {limits.length > 0 && (
        <Part title="正在走的期限（过了也不关门，由受理的机关判断）">
          <ul className="limits">
            {limits.map((limit) => (
              <li key={limit.says}>
                <span className="limit-day" data-over={limit.days_left !== null && limit.days_left < 0}>
                  {limit.ends_on ? sayDay(limit.ends_on) : '没有起算日'}
                  {limit.days_left !== null && (
                    <em>
                      {limit.days_left >= 0
                        ? `还有 ${limit.days_left} 天`
                        : limit.arguable
                          ? '早的读法已过'
                          : `已过 ${-limit.days_left} 天`}
                    </em>
                  )}
                  {limit.provisional && <em>放假安排未公布，可能变</em>}
                </span>
                <span>
                  {limit.says} <Law of={limit.law} />
                  {limit.because.length > 0 && (
                    <small className="limit-why">{sayDaysIn(limit.because.join('；'))}</small>
                  )}
                  {limit.arguable && <small className="limit-why">法律有两种读法：{limit.arguable}</small>}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={proposal.go_to_court_directly ? '可以直接起诉' : '不能直接起诉'}>
        <Reasons list={[court]} />
      </Part>
      <details>
        <summary>别的路 {alternatives.length} 条</summary>
        <Others list={alternatives} />
      </details>
      {exclusions.length > 0 && (
        <details open={exclusions.length < 3}>
          <summary>不能走的路 {exclusions.length} 条</summary>
          <Others list={exclusions} />
        </details>
      )}
    </>
  )
}

const unique = (list: readonly Reason[]): Reason[] => [...new Map(list.map((one) => [one.says, one])).values()]

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="triage-part">
    <h3 className="card-part">{title}</h3>
    {children}
  </div>
)

const Law = ({ of }: { of: string }) => <span className="story-law">{of}</span>

const Reasons = ({ list, none }: { list: readonly Reason[]; none?: string }) =>
  list.length === 0 ? (
    <p className="quiet">{none}</p>
  ) : (
    <ul className="reasons">
      {list.map(({ says, law }) => (
        <li key={says}>
          {says} <Law of={law} />
        </li>
      ))}
    </ul>
  )

const Others = ({ list }: { list: TriageView['alternatives'] }) => (
  <ul className="reasons">
    {list.map(({ route, route_says, says, law }) => (
      <li key={route + says}>
        <strong>{route_says}</strong>：{says} <Law of={law} />
      </li>
    ))}
  </ul>
)
