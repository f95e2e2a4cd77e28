import { useQuery, useQueryClient } from '@tanstack/react-query'
import { DEMO_GROUPS, type DemoGroup, demoPeople, enterDemo } from '#contract/identity.ts'
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

const GROUPS = Object.entries(DEMO_GROUPS) as [DemoGroup, string][]

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
    <LonePage title="选一个人，进去看看" wide>
      <p className="lead">这里是虚构的县，人和事都是编的；演示入口只在这台电脑上打开，登记第一位真实人员后永久关闭。</p>
      <p className="refuses">
        我们不做：打卡、轨迹、积分和在线时长排名，重复录入，摆设大屏，给人打分或列名单；调解不是打官司的前置门槛，不愿调解也没有任何不利后果。
      </p>
      <TroubleNote trouble={trouble} />
      {isPending && <Waiting />}
      {error && <NotFetched error={error} again={() => refetch()} />}
      <div className="demo-groups">
        <section aria-labelledby="demo-citizens">
          <h2 id="demo-citizens">
            群众 <span className="count">不用注册；用手机宽度打开效果最好，会开在新的标签页里</span>
          </h2>
          <ul className="demo-people">
            <li>
              <a className="demo-card demo-first" href="/report" target="_blank" rel="noreferrer">
                <span className="demo-who">
                  <strong>自己说一件事</strong>
                </span>
                <span className="demo-try">六个问题，提交就有回执；接着换成村里的田有余，看它到了没有。</span>
              </a>
            </li>
            {data?.parties.map(({ link, name, short_code, try_this }) => (
              <li key={link}>
                <a className="demo-card" href={link} target="_blank" rel="noreferrer">
                  <span className="demo-who">
                    <strong>{name}</strong>
                    <span>编号 {short_code}</span>
                  </span>
                  <span className="demo-try">{try_this}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
        {GROUPS.map(([group, says]) => {
          const people = data?.people.filter((person) => person.group === group) ?? []
          if (people.length === 0) return null
          return (
            <section key={group} aria-labelledby={`demo-${group}`}>
              <h2 id={`demo-${group}`}>{says}</h2>
              <ul className="demo-people">
                {people.map((person) => (
                  <li key={person.sign_in_name}>
                    <button
                      type="button"
                      className="demo-card"
                      disabled={busy}
                      onClick={() => enter(person.sign_in_name)}
                    >
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
            </section>
          )
        })}
      </div>
      <p className="lone-links">
        <Link to="/staff/sign-in">用自己的用户名登录</Link>
      </p>
    </LonePage>
  )
}
