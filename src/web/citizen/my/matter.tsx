import { Suspense } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import { nextClock } from '#domain/clocks/what-next.ts'
import { STAGE_MEANS } from '#domain/disputes/stage-means.ts'
import { onDevice, whileOpen } from '#web/lib/device.ts'
import { KeepHere } from '../kit/keep-here.tsx'
import { Alarm } from '../kit/notice.tsx'
import { Phone } from '../kit/phone.tsx'
import { useArrival } from '../kit/screen.tsx'
import { go, To } from '../navigate.tsx'
import { forgetLink, secretIn } from '../secrets.ts'
import { ActingFor } from './acting-for.tsx'
import { Agreements } from './agreements.tsx'
import { AnswerCard } from './answer-card.tsx'
import { BesideMe } from './beside.tsx'
import { isLate } from './late-words.ts'
import { MyEvidenceList, SupplyForm } from './later.tsx'
import { MediationCard } from './mediation-card.tsx'
import { NextCard } from './next-card.tsx'
import { asksMe, endedWithout, isHers, isLive, mayStillAnswer, type NextThing } from './next-thing.ts'
import { Obligations } from './obligations.tsx'
import { OwnLink } from './own-link.tsx'
import { Papers } from './papers.tsx'
import { MyReferrals } from './referrals.tsx'
import { MyLimits, RightNow } from './rights.tsx'
import { Said } from './said.tsx'
import { SealedCopies } from './sealed-copies.tsx'
import { OVER, sayIdle, TURNED_AWAY } from './stage-words.ts'
import { Story } from './story.tsx'
import { TurnCard } from './turn-card.tsx'
import type { Acting } from './use-act.ts'
import { BottomBar, Ways } from './ways.tsx'
import { WhoLooked } from './who-looked.tsx'

/** Everything of this matter that was only being written on this device. */
function dropWriting(fileId: string): void {
  whileOpen.dropAll('fengqiao.note.')
  onDevice.dropAll(`fengqiao.supply.${fileId}`)
}

/** It was closed, and to her it is not settled: another office looks at it. */
const Unsolved = ({ onShow }: { onShow: (view: string) => void }) => (
  <>
    <p className="unsolved">说是办完了，其实没有解决？可以请上面的单位来查。</p>
    <button type="button" className="button button-plain" onClick={() => onShow('complain:not_solved')}>
      没有解决
    </button>
  </>
)

/** A matter that comes up again goes on where it was; after a time the county sets it begins anew, and she is told how. */
function Rebound({ may, onShow }: { may: boolean; onShow: (view: string) => void }) {
  return (
    <section className="card" aria-labelledby="rebound">
      <h2 id="rebound">事情又起来了？</h2>
      {may ? (
        <>
          <p>还用这个编号接着办，不用从头说。现在还在可以接着办的日子里（本县约定）。</p>
          <button type="button" className="button" onClick={() => onShow('rebound')}>
            又起来了，请接着办
          </button>
          <Unsolved onShow={onShow} />
        </>
      ) : (
        <>
          <p>结案太久，过了可以接着办的日子（本县约定）：请重新说一遍，写上这个编号就行。您的权利没有变。</p>
          <To href="/report" className="button">
            重新登记
          </To>
          <Unsolved onShow={onShow} />
        </>
      )}
    </section>
  )
}

/** Whom at the court to turn to: that a court sent it here keeps nobody from asking there. */
function CourtPerson({ person }: { person: NonNullable<MyDispute['court_person']> }) {
  return (
    <div className="court-person">
      <p className="small">法院联系人</p>
      {person.name && person.phone ? (
        <div className="call">
          <strong>{person.name}</strong>
          <Phone number={person.phone} />
        </div>
      ) : (
        <p>还没有指定。想问法院的事，先打上面的电话，请他们联系法院。</p>
      )}
      <p className="small">调解自愿，也不收费；想去起诉，随时可以。</p>
    </div>
  )
}

/** The matter itself: what comes next for her, where it is, what she may do, what happened so far. */
export function Matter(props: {
  matter: MyDispute
  acting: Acting
  next: NextThing | null
  now: string
  /** What she has just done, said back to her. */
  told: string | null
  /** The last call failed: what is shown may be old. */
  stale: boolean
  onShow: (view: string) => void
}) {
  const { matter, acting, next, now, told, stale, onShow } = props
  const { unit, stage, merged_into, mediations } = matter
  const { secret } = acting
  const heading = useArrival(`办到哪了 ${matter.short_code}`)
  const asked = matter.side === 'applicant'
  const idle = sayIdle(matter.idle_days, stage, isHers(next))
  const over = OVER.includes(stage)
  const late = next?.kind === 'unpaid' || (next?.kind === 'perform' && isLate(next.obligation))
  // Whom everybody waits for and by which day it is due are one thing to read, where there is such a day.
  const waits = next?.kind === 'wait' && nextClock(matter.clocks) ? next.says : null
  const invited = !asked && next?.kind === 'answer'
  // Nothing is mediated yet while people are still being asked whether they want it.
  const consulting = stage === 'mediating' && mediations.some((it) => it.status === 'seeking_consent')
  // Every ending names the other ways at once: also that of a mediation, while the office still has the matter.
  const ledNowhere = endedWithout(matter)
  const ways = <Ways matter={matter} open={TURNED_AWAY.includes(stage) || ledNowhere} />
  const waysFirst = over || ledNowhere
  const ended = mediations.filter((it) => !isLive(it))
  const secretElsewhere = merged_into?.link ? secretIn(merged_into.link) : null
  return (
    <>
      <div className="screen my">
        <p className="my-code">
          编号 {matter.short_code}　{matter.my_name}
          {matter.agent ? `（代理人 ${matter.agent.name}）` : ''}
        </p>
        <h1 ref={heading} tabIndex={-1} className="my-stage" data-stage={stage}>
          {invited ? '有一件事想请您来谈' : consulting ? '正在问双方愿不愿意谈' : matter.stage_says}
        </h1>
        {invited ? null : (
          <p className="my-means">
            {consulting
              ? '都同意，调解才开始。'
              : late
                ? '已经说好了，有一条过了期还没有办。'
                : STAGE_MEANS[stage]({ unit: unit.name, asked })}
          </p>
        )}
        <div role="status">
          {told ? (
            <div className="notice notice-calm">
              <p className="notice-title">{told}</p>
            </div>
          ) : null}
        </div>
        {stale ? <Alarm tone="warn" title="没有连上，下面是刚才看到的情况。" /> : null}
        {matter.agent ? <ActingFor agent={matter.agent} /> : <OwnLink secret={secret} holder={matter.my_name} />}
        {merged_into ? (
          <section className="card" aria-label="并案">
            <p>
              您这件事和编号 <strong>{merged_into.short_code}</strong> 放在一起办，以后看那边就行。
            </p>
            {secretElsewhere ? (
              <To href={`/my#${secretElsewhere}`} className="button">
                去那边看办到哪了
              </To>
            ) : (
              <p>那边怎样看，打电话问一声就行。</p>
            )}
          </section>
        ) : null}
        {stage === 'closed' ? <Rebound may={matter.can.includes('rebound')} onShow={onShow} /> : null}
        {waits ? null : <TurnCard next={next} matter={matter} acting={acting} now={now} onShow={onShow} />}
        {matter.can.includes('supply_supplement') ? (
          <Suspense fallback={<p className="waiting">正在打开……</p>}>
            <SupplyForm matter={matter} secret={secret} onDone={() => acting.onChanged('补充的内容收到了。')} />
          </Suspense>
        ) : null}
        {idle ? (
          <div className="notice notice-warn my-idle">
            <p className="notice-title">{idle}</p>
            <p className="call">
              <Phone number={unit.phone} />
            </p>
          </div>
        ) : null}
        <NextCard matter={matter} waits={waits} />
        <RightNow right={matter.right} />
        {mediations.filter(isLive).map((it) =>
          // Whose answer is still open has a card that asks, at the top where the turn is hers.
          asksMe(it) ? null : mayStillAnswer(it) ? (
            <AnswerCard key={it.id} matter={matter} mediation={it} acting={acting} onShow={onShow} />
          ) : (
            <MediationCard key={it.id} mediation={it} acting={acting} now={now} onShow={onShow} />
          ),
        )}
        <Agreements matter={matter} acting={acting} onShow={onShow} />
        <Suspense fallback={null}>
          <MyEvidenceList matter={matter} acting={acting} onShow={onShow} />
        </Suspense>
        <MyReferrals matter={matter} acting={acting} />
        {matter.agent ? null : <BesideMe matter={matter} acting={acting} />}
        <Obligations matter={matter} acting={acting} />
        {ended.map((it) => (
          <MediationCard key={it.id} mediation={it} acting={acting} now={now} onShow={onShow} />
        ))}
        {waysFirst ? <MyLimits limits={matter.limits} /> : null}
        {waysFirst ? ways : null}
        <section className="card" aria-label="谁在管">
          <p className="small">谁在管</p>
          <div className="call">
            <strong>{unit.name}</strong>
            <Phone number={unit.phone} />
          </div>
          <p className="small">
            {unit.address}
            {unit.hours ? `，${unit.hours}` : ''}
          </p>
          {matter.court_person ? <CourtPerson person={matter.court_person} /> : null}
        </section>
        <Story story={matter.story} />
        <Papers papers={matter.papers} prints={matter.prints} onShow={onShow} />
        <SealedCopies seals={matter.seals.filter((it) => !it.agreement_id)} secret={secret} />
        {matter.said ? <Said matter={matter} said={matter.said} /> : null}
        {matter.agent ? null : <WhoLooked secret={secret} />}
        {waysFirst ? null : <MyLimits limits={matter.limits} />}
        {waysFirst ? null : ways}
        {matter.can.includes('withdraw') ? (
          <section className="section" aria-labelledby="withdraw">
            <h2 id="withdraw">不想办了</h2>
            <p>随时可以撤回，不用说理由，不影响您的任何权利。</p>
            <button type="button" className="button button-grave" onClick={() => onShow('withdraw')}>
              撤回请求
            </button>
          </section>
        ) : null}
        {!matter.can.includes('withdraw') && matter.side === 'applicant' && matter.can.includes('step_back') ? (
          <section className="section" aria-labelledby="step-back">
            <h2 id="step-back">不想办了</h2>
            <p>这件事还有别人一起提出。您可以自己退出，不用说理由，不影响任何人的权利。</p>
            <button type="button" className="button button-grave" onClick={() => onShow('step-back')}>
              我自己退出
            </button>
          </section>
        ) : null}
        {matter.agent ? null : (
          <section className="section" aria-labelledby="complain">
            <h2 id="complain">对调解员、对办事的人有意见？</h2>
            <p>随时可以提，由另一个单位查，按期答复（本县约定）。他们看不到您提的意见，您的事照样办。</p>
            <button type="button" className="button button-plain" onClick={() => onShow('complain')}>
              提意见
            </button>
          </section>
        )}
        <section className="section" aria-labelledby="device">
          <h2 id="device">这台手机</h2>
          <KeepHere secret={secret} shortCode={matter.short_code} />
          <button
            type="button"
            className="button-link"
            onClick={() => {
              dropWriting(matter.file_id)
              forgetLink(secret)
              go('/', 'replace')
            }}
          >
            看完了，从这台手机上清除
          </button>
        </section>
      </div>
      <BottomBar unit={unit} waits={asked && !over && !isHers(next)} />
    </>
  )
}
