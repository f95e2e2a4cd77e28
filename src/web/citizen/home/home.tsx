import './home.css'
import { useCounty } from '../county.tsx'
import { Notice } from '../kit/notice.tsx'
import { Phone } from '../kit/phone.tsx'
import { useArrival } from '../kit/screen.tsx'
import { To } from '../navigate.tsx'
import { currentSecret, keptLinks } from '../secrets.ts'

/** Where 看看办到哪了 leads: straight to the one matter this device knows, or to the page that asks which. */
function whereItStands(): string {
  const known = new Set(keptLinks().map((kept) => kept.secret))
  const current = currentSecret()
  if (current) known.add(current)
  const [only] = known
  return known.size === 1 ? `/my#${only}` : '/my'
}

const PROMISES = [
  ['不收钱', '从登记到办完，都不收任何费用。'],
  ['全凭自愿', '不想办了随时可以撤回，不用说理由。想直接打官司也行，不必先调解。'],
  ['不打分', '不给人打分、排名，不积分打卡，也不会把您列进什么名单。'],
  ['看得见', '谁在办、办到哪、谁看过您的材料，您都能看到。'],
] as const

export function Home() {
  const { county, unreachable, again } = useCounty()
  const heading = useArrival('首页')
  return (
    <div className="home">
      <div className="home-hero">
        <div className="home-width">
          <p className="home-county">{county?.name ?? '　'}矛盾纠纷登记</p>
          <h1 ref={heading} tabIndex={-1}>
            说一次就行
          </h1>
          <p className="home-lead">我们登记、给您回执、告诉您谁在办、几天内答复。</p>
        </div>
      </div>
      <div className="home-width home-body">
        {county && !county.set_up ? (
          <Notice tone="warn" title="本县还没有开通">
            <p>系统还没有设置好，暂时不能在这里登记。请直接到村（社区）或乡镇综治中心去说。</p>
          </Notice>
        ) : (
          <div className="home-doors">
            <To href="/report" className="home-door home-door-main" aria-describedby="report-how">
              我要说事
            </To>
            <p id="report-how" className="home-door-how">
              六个问题，不用注册，没写完能接着写
            </p>
            <To href={whereItStands()} className="home-door home-door-second">
              看看办到哪了
            </To>
          </div>
        )}
        {unreachable && !county ? (
          <Notice tone="warn" title="没有连上">
            <p>请看看手机有没有信号。</p>
            <button type="button" className="button-link" onClick={again}>
              再试一次
            </button>
          </Notice>
        ) : null}
        {county ? (
          <section className="card call" aria-label="打电话说">
            <span>不方便用手机写，打电话说</span>
            <Phone number={county.hotline} />
          </section>
        ) : null}
        <section className="section" aria-labelledby="which">
          <h2 id="which">不知道该找谁？</h2>
          <To href="/help" className="row-link">
            <span>
              答几个问题，看该走哪条路
              <span className="small">不用写名字；每个结论都写明依据和地址</span>
            </span>
          </To>
        </section>
        <section className="section" aria-labelledby="promises">
          <h2 id="promises">您放心</h2>
          <dl className="home-promises">
            {PROMISES.map(([name, what]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section className="section" aria-labelledby="others">
          <h2 id="others">也可以走别的路，不必先调解</h2>
          <To href="/routes" className="row-link">
            <span>
              其他途径
              <span className="small">法院、仲裁、复议、法律援助</span>
            </span>
          </To>
        </section>
        <section className="home-danger" aria-label="遇到危险">
          <p>
            有人打人、威胁、家里动手，或者马上要出事，<strong>先保护自己，立刻报警。</strong>
          </p>
          <Phone number="110" className="home-110" />
        </section>
      </div>
    </div>
  )
}
