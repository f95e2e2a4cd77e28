import { EXAMINING_ROLES } from '#domain/complaints/examiner.ts'
import { AREA_ROLES, type Role } from '#domain/organisations/words.ts'
import { readsRegisters } from '#domain/registers/rights.ts'
import { mayEdit } from '#domain/triage/editions.ts'
import { type Opening, openingsOf, settlesOnTheSpot } from '../intake/entry.ts'
import { Link } from '../kit/link.tsx'

type Item = { to: string; says: string; is: (path: string) => boolean }
const OPENS: Record<Opening, string> = { take_down: '登记', hand_over: '移送', report_clue: '上报线索' }

/** Open to everybody who is signed in. */
const RULES: Item = { to: '/staff/rules', says: '期限规则', is: (path) => /^\/staff\/(rules|wordings)$/.test(path) }

/** The pages of who handles cases: what a post cannot write down it is not shown. */
function itemsFor(role: Role): readonly Item[] {
  const [opening] = openingsOf(role)
  return [
    { to: '/staff/', says: '我的待办', is: (path) => /^\/staff\/?$/.test(path) },
    ...(opening ? [{ to: '/staff/new', says: OPENS[opening], is: (path: string) => path === '/staff/new' }] : []),
    ...(settlesOnTheSpot(role)
      ? [{ to: '/staff/on-the-spot', says: '现场调成', is: (path: string) => path === '/staff/on-the-spot' }]
      : []),
    ...(EXAMINING_ROLES.includes(role)
      ? [{ to: '/staff/complaints', says: '意见', is: (path: string) => path.startsWith('/staff/complaints') }]
      : []),
    ...(opening === 'take_down'
      ? [{ to: '/staff/batches', says: '成批登记', is: (path: string) => path.startsWith('/staff/batches') }]
      : []),
    ...(mayEdit('guess_words', role)
      ? [{ to: '/staff/guess-words', says: '猜类型的词', is: (path: string) => path === '/staff/guess-words' }]
      : []),
    ...(mayEdit('self_help', role)
      ? [{ to: '/staff/self-help', says: '自助问答', is: (path: string) => path === '/staff/self-help' }]
      : []),
    { to: '/staff/files', says: '纠纷列表', is: (path) => path.startsWith('/staff/files') },
    { to: '/staff/ledger', says: '台账', is: (path) => path === '/staff/ledger' },
    ...(readsRegisters({ role })
      ? [{ to: '/staff/docket-book', says: '案件登记簿', is: (path: string) => path === '/staff/docket-book' }]
      : []),
    { to: '/staff/duty', says: '值班', is: (path) => path === '/staff/duty' },
    ...(AREA_ROLES.includes(role)
      ? [{ to: '/staff/leader', says: '看三件事', is: (path: string) => path === '/staff/leader' }]
      : []),
    ...(readsRegisters({ role })
      ? [{ to: '/staff/registers', says: '工作清单', is: (path: string) => path === '/staff/registers' }]
      : []),
    RULES,
  ]
}

/** Who administers is among those who are audited: that page is the two others'. */
const OF_AUDIT: Item = {
  to: '/staff/admin/audit',
  says: '审计',
  is: (path) => /^\/staff\/admin\/(audit|day-heads)/.test(path),
}

const guardiansItems = (role: Role): readonly Item[] => [
  { to: '/staff/', says: '总览', is: (path: string) => !/^\/staff\/(admin|rules|wordings)/.test(path) },
  { to: '/staff/admin/upkeep', says: '系统状况', is: (path: string) => /^\/staff\/admin\/(upkeep|alarms)/.test(path) },
  ...(role === 'system_administrator' ? [] : [OF_AUDIT]),
  { to: '/staff/admin/places', says: '地方', is: (path: string) => path.startsWith('/staff/admin/places') },
  { to: '/staff/admin/units', says: '单位', is: (path: string) => path.startsWith('/staff/admin/units') },
  { to: '/staff/admin/people', says: '人员', is: (path: string) => path.startsWith('/staff/admin/people') },
  { to: '/staff/admin/hand-over', says: '交接', is: (path: string) => path.startsWith('/staff/admin/hand-over') },
  { to: '/staff/admin/log', says: '变更记录', is: (path: string) => path.startsWith('/staff/admin/log') },
  RULES,
]

export function SideNav({ path, seesCases, role }: { path: string; seesCases: boolean; role: Role }) {
  return (
    <nav className="side" aria-label="主要页面">
      <ul>
        {(seesCases ? itemsFor(role) : guardiansItems(role)).map(({ to, says, is }) => (
          <li key={to}>
            <Link to={to} {...(is(path) ? { 'aria-current': 'page' as const } : {})}>
              {says}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
