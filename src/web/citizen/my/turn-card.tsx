import type { ReactNode } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { sayDayShort, sayDaysIn, sayDaysLeft } from '#web/lib/dates.ts'
import { Phone } from '../kit/phone.tsx'
import { AnswerCard } from './answer-card.tsx'
import { LateCard } from './late-card.tsx'
import { isLate, whatToDoToday } from './late-words.ts'
import { MeetingTime } from './meeting-time.tsx'
import type { NextThing } from './next-thing.ts'
import { inShort, sayWhoOwes } from './owed-words.ts'
import type { Acting } from './use-act.ts'
import { sayNearness } from './when.ts'

type Props = {
  next: NextThing | null
  matter: MyDispute
  acting: Acting
  now: string
  onShow: (view: string) => void
}

/** Brings what stands further down the page before her, and her keyboard with it. */
function bringUp(id: string): void {
  const place = document.getElementById(id)
  place?.scrollIntoView()
  place?.querySelector<HTMLElement>('button, input, textarea')?.focus({ preventScroll: true })
}

/** The top of her page: what she is to do now, as one button, or whom everybody waits for. */
export function TurnCard({ next, matter, acting, now, onShow }: Props) {
  switch (next?.kind) {
    case 'answer':
      return <AnswerCard matter={matter} mediation={next.mediation} acting={acting} onShow={onShow} />
    case 'sign':
      return (
        <Turn title="看协议，同意再签">
          <p>协议写好了，请您看清楚。不同意可以不签，没有坏处。</p>
          <button type="button" className="button" onClick={() => onShow(`agreement:${next.agreement.id}`)}>
            看协议
          </button>
        </Turn>
      )
    case 'confirm': {
      const { obligation } = next
      return (
        <Turn title="对方说已经办了，您说算不算">
          <p>
            {sayWhoOwes(obligation)}：{inShort(obligation.what)}
            {obligation.amount ? `，${sayYuan(obligation.amount)}` : ''}
          </p>
          <button type="button" className="button" onClick={() => bringUp(`owed-${obligation.id}`)}>
            去回答
          </button>
        </Turn>
      )
    }
    case 'change': {
      const { proposal, id } = next.obligation
      return (
        <Turn title={`${proposal?.by ?? '对方'}想和您商量改期`}>
          <p>{sayDaysIn(proposal?.says ?? '')}</p>
          <p>您同意才改；不同意照原来的办，没有坏处。</p>
          <button type="button" className="button" onClick={() => bringUp(`owed-${id}`)}>
            去回答
          </button>
        </Turn>
      )
    }
    case 'perform': {
      const { obligation } = next
      const { due_on, days_left } = obligation
      const late = isLate(obligation)
      return (
        <Turn title={sayWhoOwes(obligation)} tone={late ? 'late' : 'calm'}>
          <p>
            {inShort(obligation.what)}
            {obligation.amount ? `，${sayYuan(obligation.amount)}` : ''}
          </p>
          {due_on ? (
            <p className={`next-day${late ? ' next-late' : ''}`}>
              <span>
                最晚 <strong>{sayDayShort(due_on)}</strong>
              </span>
              {days_left === null ? null : <span className="next-left">{sayDaysLeft(days_left)}</span>}
            </p>
          ) : null}
          {late ? (
            <>
              <ul className="assurances">
                {whatToDoToday(obligation).map((it) => (
                  <li key={it}>{it}</li>
                ))}
              </ul>
              <p>
                打电话：
                <Phone number={matter.unit.phone} />
              </p>
            </>
          ) : null}
          <button type="button" className="button" onClick={() => bringUp(`owed-${obligation.id}`)}>
            办好了来这里说一声
          </button>
        </Turn>
      )
    }
    case 'unpaid':
      return (
        <LateCard
          obligation={next.obligation}
          more={next.more}
          matter={matter}
          onBringUp={() => bringUp(`owed-${next.obligation.id}`)}
        />
      )
    case 'tick':
      return (
        <Turn title="选个方便的时间">
          <p>调解员给了 {next.mediation.slots.length} 个时间，请勾上您方便的。</p>
          <button type="button" className="button" onClick={() => bringUp(`times-${next.mediation.id}`)}>
            去选时间
          </button>
        </Turn>
      )
    case 'meet':
      return (
        <Turn title="约好了见面">
          <p className="meeting-at">
            <MeetingTime at={next.at} />
            <span className="next-left">{sayNearness(next.at, now)}</span>
          </p>
          <p>
            {next.mediation.meeting?.place}
            {next.mediation.meeting?.room ? `，${next.mediation.meeting.room}` : ''}
          </p>
          <button type="button" className="button button-plain" onClick={() => bringUp(`meeting-${next.mediation.id}`)}>
            带什么、来不了，看这里
          </button>
        </Turn>
      )
    case 'wait':
      return (
        <section className="card wait" aria-label="现在">
          <p>{next.says}</p>
          <p className="small">轮到您的时候，这里会写明；留了手机号的，也会发短信。</p>
        </section>
      )
    default:
      // What is missing has its own form, further down the page and already in her way.
      return null
  }
}

function Turn({ title, tone = 'calm', children }: { title: string; tone?: 'calm' | 'late'; children: ReactNode }) {
  return (
    <section className={`card turn turn-${tone}`} aria-labelledby="turn">
      <p className="turn-whose">轮到您了</p>
      <h2 id="turn">{title}</h2>
      {children}
    </section>
  )
}
