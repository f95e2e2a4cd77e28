import { Link } from '../kit/link.tsx'
import { LonePage } from '../kit/lone-page.tsx'

export function NotFoundPage() {
  return (
    <LonePage title="没有这一页">
      <p>地址可能写错了，或者这一页已经不在了。</p>
      <p>
        <Link to="/staff/">回到我的待办</Link>
      </p>
    </LonePage>
  )
}
