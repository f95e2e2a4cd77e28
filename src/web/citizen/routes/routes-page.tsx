import { useCounty } from '../county.tsx'
import { Notice } from '../kit/notice.tsx'
import { Screen } from '../kit/screen.tsx'
import { To } from '../navigate.tsx'
import { RoutesList } from './routes-list.tsx'

export function RoutesPage() {
  const { county, unreachable, again } = useCounty()
  return (
    <Screen title="其他途径" lead="这些路一直都开着。不必先调解，也不必先在这里登记；已经登记了，也照样可以走。">
      {county ? <RoutesList routes={county.routes} under="h1" /> : null}
      {!county && unreachable ? (
        <Notice tone="warn" title="没有连上">
          <p>请看看手机有没有信号。</p>
          <button type="button" className="button-link" onClick={again}>
            再试一次
          </button>
        </Notice>
      ) : null}
      {!county && !unreachable ? <p className="waiting">正在打开……</p> : null}
      <div className="buttons">
        <To href="/report" className="button">
          我要说事
        </To>
        <To href="/" className="button button-plain">
          回到首页
        </To>
      </div>
    </Screen>
  )
}
