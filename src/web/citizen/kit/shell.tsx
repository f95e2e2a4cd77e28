import { type ReactNode, useState } from 'react'
import { sayInstant } from '#web/lib/dates.ts'
import { useCounty } from '../county.tsx'
import { To } from '../navigate.tsx'
import { Mark } from './mark.tsx'
import { Phone } from './phone.tsx'
import { applyTypeSize, wantsLargeType } from './type-size.ts'

function TypeSizeSwitch() {
  const [large, setLarge] = useState(wantsLargeType)
  const flip = () => {
    applyTypeSize(!large)
    setLarge(!large)
  }
  return (
    <button type="button" className="type-size" aria-pressed={large} onClick={flip}>
      大字
    </button>
  )
}

/** What stands around every page: whose door this is, large type, whom to call. */
export function Shell({ children }: { children: ReactNode }) {
  const { county } = useCounty()
  return (
    <>
      <header>
        {county?.test_time ? <p className="test-time">测试时间：{sayInstant(county.test_time)}</p> : null}
        <div className="top">
          <To href="/" className="top-home">
            <Mark />
            <span>
              <span className="top-county">{county?.name ?? '枫桥'}</span>
              <span className="top-what">有事来说</span>
            </span>
          </To>
          <TypeSizeSwitch />
        </div>
      </header>
      <main>{children}</main>
      <footer className="foot">
        {county ? (
          <p className="foot-call">
            拿不准、不会填，就打电话 <Phone number={county.hotline} />
          </p>
        ) : null}
        <p className="foot-danger">
          有人受伤、有危险，马上打 <Phone number="110" />
        </p>
        <nav aria-label="页脚" className="foot-links">
          <To href="/routes">其他途径</To>
          {county?.demo ? <a href="/staff/demo">演示入口</a> : null}
          <a href="/staff/">工作人员登录</a>
        </nav>
      </footer>
    </>
  )
}
