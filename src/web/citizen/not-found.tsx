import { Screen } from './kit/screen.tsx'
import { To } from './navigate.tsx'

export function NotFound() {
  return (
    <Screen title="没有这个页面">
      <p>网址可能输错了，或者页面已经换了地方。您的事没有受影响。</p>
      <p>
        <To href="/" className="button">
          回到首页
        </To>
      </p>
      <p>
        <To href="/my" className="lone-link">
          看看办到哪了
        </To>
      </p>
    </Screen>
  )
}
