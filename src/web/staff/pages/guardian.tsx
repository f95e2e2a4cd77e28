import type { ReactNode } from 'react'
import { administrationOverview } from '#contract/administration.ts'
import type { Me } from '#contract/identity.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { ListState, useList } from '../admin/list-state.tsx'
import { Link } from '../kit/link.tsx'
import { useMe } from '../session/me.ts'

/** What each of the three does here, and what not. */
const DUTIES: Partial<Record<Me['post']['role'], string>> = {
  system_administrator:
    '您增加、修改、停用地方、单位和人员，发开通码。每一次变更都要写理由，都进变更记录。您不能给自己加岗位。备份、磁盘、证书好不好，看“系统状况”，有事会告警。',
  security_auditor:
    '您查看变更记录：谁在什么时候改了什么、为什么；在“审计”里看记录有没有被改过、每天各单位看了什么、拿走了什么。地方、单位、人员您看得到，改不了。',
  data_protection_officer: '您查看谁在哪个单位、有什么岗位，以及变更记录。地方、单位、人员您看得到，改不了。',
}

/** Where the three guardians begin: what there is to administer, what waits, and no case of anybody. */
export function GuardianPage() {
  const me = useMe()
  const overview = useList(administrationOverview, {})
  return (
    <section className="guardian" aria-labelledby="guardian-title">
      <h1 id="guardian-title">{me.post.role_says}</h1>
      <p>{DUTIES[me.post.role]}</p>
      <ListState list={overview}>
        {({ places, units, people, waiting, unstaffed, last_change_at }) => (
          <>
            <ul className="guardian-counts">
              <Count to="/staff/admin/places" says="个地方">
                {places}
              </Count>
              <Count to="/staff/admin/units" says="个单位">
                {units}
              </Count>
              <Count to="/staff/admin/people" says="人">
                {people}
              </Count>
              <Count to="/staff/admin/people?state=waiting" says="人还没开通账号" press={waiting > 0}>
                {waiting}
              </Count>
              <Count to="/staff/admin/units?receiving=unstaffed" says="个受理单位没有受理人员" press={unstaffed > 0}>
                {unstaffed}
              </Count>
            </ul>
            <p>
              {last_change_at ? `最近一次变更：${sayInstant(last_change_at)}。` : '还没有过变更。'}{' '}
              <Link to="/staff/admin/log" className="text-button">
                看变更记录
              </Link>{' '}
              <Link to="/staff/admin/day-heads" className="text-button">
                打印每日总指纹
              </Link>
            </p>
          </>
        )}
      </ListState>
      <p className="quiet">
        按三员分立的规定，系统管理员、安全审计员、个人信息保护负责人由三个人分别担任，不兼别的岗位，都看不到任何一件纠纷的内容，也查不到它们是否存在。
      </p>
      <dl className="facts">
        <dt>姓名</dt>
        <dd>{me.name}</dd>
        <dt>单位</dt>
        <dd>{me.post.unit_name}</dd>
        <dt>自动退出</dt>
        <dd>{me.idle_minutes} 分钟没有操作</dd>
      </dl>
    </section>
  )
}

function Count({ to, says, press, children }: { to: string; says: string; press?: boolean; children: ReactNode }) {
  return (
    <li>
      <Link to={to} data-press={press ?? false}>
        <strong>{children}</strong>
        {says}
      </Link>
    </li>
  )
}

/** What somebody who handles cases finds at the guardians' addresses. */
export function OnlyGuardians() {
  return (
    <div className="empty">
      <strong>这一页不归您的岗位</strong>
      <p>地方、单位、人员由系统管理员维护；要增加、调整人员，请和系统管理员联系。</p>
      <p>
        <Link to="/staff/">回到我的待办</Link>
      </p>
    </div>
  )
}
