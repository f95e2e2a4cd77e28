import { useQuery, useQueryClient } from '@tanstack/react-query'
import { demoPeople, enterDemo } from '#contract/identity.ts'
import { call } from '#web/lib/call.ts'
import { Link } from '../kit/link.tsx'
import { LonePage } from '../kit/lone-page.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useSubmit } from '../kit/use-submit.ts'
import { Waiting } from '../kit/waiting.tsx'
import { go } from '../router.ts'
import { rememberDemo } from '../session/demo-name.ts'
import { setLapse } from '../session/lapse.ts'
import { ME } from '../session/me.ts'

/** The demo's front page: whom to be, and what to try as her; one click enters. */
export function DemoPage() {
  const queries = useQueryClient()
  const { submit, busy, trouble } = useSubmit(enterDemo)
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['demo'], queryFn: () => call(demoPeople) })

  const enter = async (sign_in_name: string) => {
    const who = await submit({ body: { sign_in_name } })
    if (!who) return
    queries.clear()
    queries.setQueryData(ME, who)
    rememberDemo(sign_in_name)
    setLapse(null)
    go('/staff/')
  }

  return (
    <LonePage title="选一个人，看看这个岗位的工作台" wide>
      <p className="lead">这里是虚构的县，人和事都是编的；演示入口只在这台电脑上打开，登记第一位真实人员后永久关闭。</p>
      <p className="refuses">
        我们不做：打卡、轨迹、积分和在线时长排名，重复录入，摆设大屏，给人打分或列名单；调解不是打官司的前置门槛，不愿调解也没有任何不利后果。
      </p>
      <a className="demo-citizen" href="/report">
        <strong>用手机角度看：群众怎样说事</strong>
        <span>六个问题，不用注册，提交就有回执。用手机宽度打开效果最好。</span>
      </a>
      <TroubleNote trouble={trouble} />
      {isPending && <Waiting />}
      {error && <NotFetched error={error} again={() => refetch()} />}
      <ul className="demo-people">
        {data?.people.map((person) => (
          <li key={person.sign_in_name}>
            <button type="button" disabled={busy} onClick={() => enter(person.sign_in_name)}>
              <span className="demo-who">
                <strong>{person.name}</strong>
                <span>{person.role_says}</span>
              </span>
              <span className="demo-unit">{person.unit_name}</span>
              <span className="demo-try">{person.try_this}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="lone-links">
        <Link to="/staff/sign-in">用自己的用户名登录</Link>
      </p>
    </LonePage>
  )
}
