import type { MyDispute } from '#contract/intake.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { KeepHere } from '../kit/keep-here.tsx'
import { Alarm } from '../kit/notice.tsx'
import { Phone } from '../kit/phone.tsx'
import { useArrival } from '../kit/screen.tsx'
import { go } from '../navigate.tsx'
import { RoutesList } from '../routes/routes-list.tsx'
import { forgetLink } from '../secrets.ts'
import { NextCard } from './next-card.tsx'
import { OVER, STAGE_MEANS, sayIdle, TURNED_AWAY } from './stage-words.ts'
import { Story } from './story.tsx'
import { SupplyForm } from './supply-form.tsx'
import { WhoLooked } from './who-looked.tsx'

/** The matter itself: where it is, what comes next by when, what she may do, what happened so far. */
export function Matter(props: {
  matter: MyDispute
  secret: string
  /** The last call failed: what is shown may be old. */
  stale: boolean
  onShow: (view: string) => void
  onChanged: () => Promise<void>
}) {
  const { matter, secret, stale, onShow, onChanged } = props
  const { unit, said, stage } = matter
  const heading = useArrival(`办到哪了 ${matter.short_code}`)
  const idle = sayIdle(matter.idle_days, stage)
  const over = OVER.includes(stage)
  const routes = (
    <section className="section" id="routes" aria-labelledby="routes-title">
      <h2 id="routes-title">其他途径</h2>
      <p>任何时候都可以走，不必先调解，也不影响这件事。</p>
      <details open={TURNED_AWAY.includes(stage)}>
        <summary>看看有哪些途径</summary>
        <RoutesList routes={matter.routes} />
      </details>
    </section>
  )
  return (
    <>
      <div className="screen my">
        <p className="my-code">编号 {matter.short_code}</p>
        <h1 ref={heading} tabIndex={-1} className="my-stage" data-stage={stage}>
          {matter.stage_says}
        </h1>
        <p className="my-means">{STAGE_MEANS[stage](unit.name)}</p>
        {stale ? <Alarm tone="warn" title="没有连上，下面是刚才看到的情况。" /> : null}
        {idle ? (
          <div className="notice notice-warn my-idle">
            <p className="notice-title">{idle}</p>
            <p className="call">
              <Phone number={unit.phone} />
            </p>
          </div>
        ) : null}
        <NextCard matter={matter} />
        {matter.can.includes('supply_supplement') ? (
          <SupplyForm matter={matter} secret={secret} onDone={onChanged} />
        ) : null}
        {over ? routes : null}
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
        </section>
        <Story story={matter.story} />
        {matter.papers.length ? (
          <section className="section" aria-labelledby="papers">
            <h2 id="papers">纸质告知书</h2>
            {matter.papers.map((paper) => (
              <button type="button" key={paper.id} className="row-link" onClick={() => onShow(`paper:${paper.id}`)}>
                <span>
                  {paper.content.title}
                  <span className="small">{sayInstant(paper.made_at)}</span>
                </span>
              </button>
            ))}
          </section>
        ) : null}
        <section className="section" aria-labelledby="said">
          <h2 id="said">我说的话</h2>
          <dl className="facts">
            {[
              ['我的姓名', said.your_name],
              ['怎样联系我', said.reach],
              ['和谁有纠纷', said.other_side],
              ['在哪里', [matter.place.join(' · '), said.where_text].filter(Boolean).join('\n')],
              ['发生了什么', said.what_happened],
              ['我希望怎样', said.wish],
              ['收到的时间（谁也不能改动）', sayInstant(matter.received_at)],
            ].map(([label, text]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
        <WhoLooked secret={secret} />
        {over ? null : routes}
        {matter.can.includes('withdraw') ? (
          <section className="section" aria-labelledby="withdraw">
            <h2 id="withdraw">不想办了</h2>
            <p>随时可以撤回，不用说理由，不影响您的任何权利。</p>
            <button type="button" className="button button-grave" onClick={() => onShow('withdraw')}>
              撤回请求
            </button>
          </section>
        ) : null}
        <section className="section" aria-labelledby="device">
          <h2 id="device">这台手机</h2>
          <KeepHere secret={secret} shortCode={matter.short_code} />
          <button
            type="button"
            className="button-link"
            onClick={() => {
              forgetLink(secret)
              go('/', 'replace')
            }}
          >
            看完了，从这台手机上清除
          </button>
        </section>
      </div>
      <nav className="bottom-bar" aria-label="随时可用">
        <a href={`tel:${unit.phone.replace(/[^\d+]/g, '')}`}>
          {over ? '打电话问' : '打电话催问'}
          <span>{unit.phone}</span>
        </a>
        <button
          type="button"
          onClick={() => {
            const place = document.getElementById('routes')
            place?.querySelector('details')?.setAttribute('open', '')
            place?.scrollIntoView()
            place?.querySelector('summary')?.focus({ preventScroll: true })
          }}
        >
          其他途径
          <span>不必先调解</span>
        </button>
      </nav>
    </>
  )
}
