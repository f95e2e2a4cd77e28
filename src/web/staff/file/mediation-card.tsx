import type { StaffDispute } from '#contract/disputes.ts'
import type { StaffMediation } from '#contract/mediation.ts'
import { LIVE_MEDIATION } from '#domain/disputes/parts.ts'
import { sayDay, sayInstant } from '#web/lib/dates.ts'
import { Busy } from '../acts/room-field.tsx'
import { useInHand } from '../kit/fold.tsx'
import { Attempts } from './attempts.tsx'
import { Consents } from './consents.tsx'
import type { Taking } from './file-page.tsx'
import { Guidance } from './guidance.tsx'
import { PartButtons } from './part-buttons.tsx'
import { Questioned } from './questioned.tsx'
import { Sessions } from './sessions.tsx'

type Props = {
  dispute: StaffDispute
  mediation: StaffMediation
  /** How many there are, and which this is. */
  at: number
  count: number
  onTake: (taking: Taking) => void
  onShow: (partyId: string) => void
}

const live: readonly string[] = LIVE_MEDIATION

/** One mediation: who agreed and when, how they were reached, when they meet, what was said. Ended ones are folded. */
export function MediationCard({ dispute, mediation, at, count, onTake, onShow }: Props) {
  const { status_says, ended } = mediation
  const going = live.includes(mediation.status)
  const inHand = useInHand()
  const id = `mediation-${mediation.id}`
  const body = (
    <>
      <p className="verbatim">{mediation.matter}</p>
      <p className="quiet">以{mediation.in_name_of}的名义</p>
      <Docket mediation={mediation} onTake={onTake} />
      {ended && (
        <p className="ended-because">
          {ended.says}
          {ended.note ? `：${ended.note}` : ''}
        </p>
      )}
      <Course dispute={dispute} mediation={mediation} onTake={onTake} />
      <Consents dispute={dispute} mediation={mediation} onTake={onTake} onShow={onShow} />
      <Attempts attempts={mediation.attempts} />
      <Mediators mediation={mediation} onTake={onTake} />
      <Questioned mediation={mediation} onTake={onTake} />
      <Meeting mediation={mediation} onTake={onTake} />
      <Sessions mediation={mediation} />
      <Guidance mediation={mediation} onTake={onTake} />
    </>
  )
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>
        调解{count > 1 ? `（第 ${at + 1} 次）` : ''}{' '}
        <span className="stage" data-weight={going ? 'ours' : 'ended'}>
          {status_says}
        </span>
      </h2>
      {going || (count === at + 1 && !inHand) ? (
        body
      ) : (
        <details>
          <summary>{ended?.says ?? '看看这一次'}</summary>
          {body}
        </details>
      )}
    </section>
  )
}

/** Its number in the register book, and those that were taken in error. */
function Docket({ mediation, onTake }: Pick<Props, 'mediation' | 'onTake'>) {
  const { docket_no, dockets_voided } = mediation
  if (docket_no === null && dockets_voided.length === 0) return null
  return (
    <div className="docket">
      {docket_no !== null && (
        <p>
          卷号 <strong>{docket_no}</strong>
        </p>
      )}
      {dockets_voided.map(({ no, because, by, at }) => (
        <p className="quiet" key={no}>
          {no} 已作废（{by}，{sayInstant(at)}）：{because}
        </p>
      ))}
      <PartButtons
        steps={['void_docket']}
        can={mediation.can}
        about={{ part_id: mediation.id }}
        of={docket_no ?? ''}
        onTake={onTake}
      />
    </div>
  )
}

/** What is out of the ordinary: a part settled, a limit put off, danger to somebody, a new one opened after it. */
function Course({ dispute, mediation, onTake }: Pick<Props, 'dispute' | 'mediation' | 'onTake'>) {
  const { extensions, joint, suspended_for, gone_on_in, goes_on_from } = mediation
  const part = dispute.agreements.filter((it) => it.mediation_id === mediation.id && it.rest?.then === 'goes_on')
  return (
    <>
      {goes_on_from && <p className="quiet">有人退出以后，由愿意的人另开的一场；原来那一场的内容没有带过来。</p>}
      {gone_on_in && <p className="quiet">愿意的人已经另开一场。</p>}
      {suspended_for && (
        <p>
          暂停：{suspended_for.says}
          {suspended_for.resumes && `，预计 ${sayDay(suspended_for.resumes)} 恢复`}
        </p>
      )}
      {part.map((it) => (
        <p key={it.id}>已经谈成一部分，协议生效了；其余继续谈：{it.rest?.what}</p>
      ))}
      {extensions.map((it) => (
        <p className="quiet" key={it.until}>
          延长 {it.days} 日，到 {sayDay(it.until)}（
          {it.agreed.map(({ name, how_says }) => `${name}${how_says}同意`).join('，')}）
        </p>
      ))}
      {joint && (
        <p className={joint.may ? 'quiet' : 'mend'}>
          {joint.may
            ? '有危险的一方自己愿意面对面。'
            : '有暴力或者侵害的风险：没有本人自己的意愿，不安排面对面，只分开谈。'}
          {joint.wishes.map(({ name, wish }) => `${name}${wish ? '愿意' : '不愿意'}面对面`).join('；')}
        </p>
      )}
      {joint && (
        <PartButtons
          steps={['wish_joint']}
          can={mediation.can}
          about={{ part_id: mediation.id }}
          of="这一场"
          onTake={onTake}
        />
      )}
    </>
  )
}

const LEVELS = { red: '有关系，不能调', amber: '请问清，或者已经书面同意', green: '没有发现关系' } as const

function Mediators({ mediation, onTake }: { mediation: StaffMediation; onTake: (taking: Taking) => void }) {
  const { mediators, chosen_by, disclosed } = mediation
  if (mediators.length === 0) return null
  return (
    <dl className="facts card-block">
      <dt>调解员</dt>
      <dd>
        {mediators.map(({ person_id, name, level, reasons, assists }) => (
          <p key={person_id}>
            {name}
            {assists && <span className="quiet">（特邀，协助）</span>}
            {chosen_by && <span className="quiet">（{chosen_by === 'parties' ? '当事人选的' : '调委会指定'}）</span>}{' '}
            <span className="answer" data-level={level}>
              {LEVELS[level]}
            </span>
            {reasons.map((says) => (
              <span className="reason" key={says}>
                {says}
              </span>
            ))}
          </p>
        ))}
        <PartButtons
          steps={mediators.some(({ level }) => level === 'red') ? ['replace_mediator', 'waive_relation'] : []}
          can={mediation.can}
          about={{ part_id: mediation.id }}
          of="调解员"
          onTake={onTake}
        />
      </dd>
      {disclosed.length > 0 && (
        <>
          <dt>说明过的关系</dt>
          <dd>
            {disclosed.map((says) => (
              <p key={says}>{says}</p>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}

/** Whoever was booked by her post and has left it since: she may not come. */
function GoneGuests({ guests }: Pick<StaffMediation, 'guests'>) {
  const names = guests.filter(({ gone }) => gone).map(({ name }) => name)
  if (names.length === 0) return null
  return (
    <p className="form-note says-wrong" role="status">
      {names.join('、')}现在不在那里任职。请打电话问清楚来不来；另请一位的，重新发一次“通知时间地点”。
    </p>
  )
}

function Meeting({ mediation, onTake }: { mediation: StaffMediation; onTake: (taking: Taking) => void }) {
  const { slots, meeting, rights_told, parties, busy, reminded_on, could_not_come, no_shows } = mediation
  if (!meeting && slots.length === 0 && could_not_come.length === 0 && no_shows.length === 0) return null
  return (
    <div className="card-block">
      <h3>见面</h3>
      {meeting && (
        <p>
          <strong>{sayInstant(meeting.at)}</strong>，{meeting.place}
          {meeting.room && `，${meeting.room}`}（{meeting.mode_says}，约 {meeting.minutes} 分钟）
        </p>
      )}
      {meeting && meeting.guests.length > 0 && <p className="quiet">还请了：{meeting.guests.join('、')}</p>}
      <GoneGuests guests={mediation.guests} />
      {meeting?.bring && <p className="quiet">请带：{meeting.bring}</p>}
      {reminded_on && <p className="quiet">{sayDay(reminded_on)}提醒过双方</p>}
      <Busy busy={busy} />
      <PartButtons
        small
        steps={meeting ? ['cannot_come', 'cancel_session', 'record_no_show'] : []}
        can={mediation.can}
        about={{ part_id: mediation.id }}
        of="约好的见面"
        onTake={onTake}
      />
      {could_not_come.map((it) => (
        <p className="quiet" key={it.at}>
          {sayInstant(it.meeting_at)} 那次，{it.name}说来不了{it.note && `：${it.note}`}
        </p>
      ))}
      {no_shows.map((it) => (
        <p className="quiet" key={it.meeting_at}>
          {sayInstant(it.meeting_at)} 那次，{it.names}没有来{it.said && `：${it.said}`}（{it.by}记，只作记录）
        </p>
      ))}
      {rights_told && (
        <p className="quiet">
          {sayInstant(rights_told.at)} 由{rights_told.by}告知权利义务
        </p>
      )}
      {slots.length > 0 && (
        <table className="lines">
          <caption className="unseen">给出的时间和谁方便</caption>
          <tbody>
            {slots.map((slot) => (
              <tr key={slot.id}>
                <th scope="row">{sayInstant(slot.at)}</th>
                <td>{slot.place}</td>
                <td>
                  {slot.by_all ? (
                    <strong>大家都方便</strong>
                  ) : (
                    <span className="quiet">
                      {slot.ticked.length === 0
                        ? '还没有人勾'
                        : `${slot.ticked.join('、')}方便（${slot.ticked.length}/${parties.length}）`}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {slots.length > 0 && (
        <PartButtons
          steps={['tick_times', 'notify_session']}
          can={mediation.can}
          about={{ part_id: mediation.id }}
          of="见面的时间"
          onTake={onTake}
        />
      )}
    </div>
  )
}
