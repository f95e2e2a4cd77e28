import { useQueryClient } from '@tanstack/react-query'
import { Link } from '../kit/link.tsx'
import { LonePage } from '../kit/lone-page.tsx'
import { go, useAddress } from '../router.ts'
import { rememberDemo } from '../session/demo-name.ts'
import { setLapse } from '../session/lapse.ts'
import { ME, useCounty } from '../session/me.ts'
import { SignInForm } from '../session/sign-in-form.tsx'

/** Where to go after signing in: only ever a page of this door. */
const wantedPage = (search: string): string => {
  const to = new URLSearchParams(search).get('to') ?? ''
  return /^\/staff\/[\w/-]*(\?[\w=&-]*)?$/.test(to) ? to : '/staff/'
}

export function SignInPage() {
  const queries = useQueryClient()
  const { search } = useAddress()
  const county = useCounty().data
  return (
    <LonePage title="工作人员登录">
      {county && !county.set_up && (
        <p className="refuses">本县还没有建立。请用服务器上启动枫桥时打印的设置地址打开，先建立本县。</p>
      )}
      <SignInForm
        onSignedIn={(who) => {
          queries.clear()
          queries.setQueryData(ME, who)
          rememberDemo(null)
          setLapse(null)
          go(wantedPage(search), 'replace')
        }}
      />
      <ul className="lone-links">
        <li>
          <Link to="/staff/activate">第一次使用：开通账号</Link>
        </li>
        {county?.demo && (
          <li>
            <Link to="/staff/demo">演示入口</Link>
          </li>
        )}
        <li>
          <a href="/">群众入口</a>
        </li>
      </ul>
    </LonePage>
  )
}
