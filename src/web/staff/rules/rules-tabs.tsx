import { Link } from '../kit/link.tsx'
import { useAddress } from '../router.ts'

const TABS = [
  ['/staff/rules', '期限和放假'],
  ['/staff/wordings', '文书用语和卷号'],
  ['/staff/templates', '本县模板'],
] as const

/** What the bureau keeps for the whole county, one page each. */
export function RulesTabs() {
  const { path } = useAddress()
  return (
    <nav className="tabs" aria-label="哪一类规则">
      {TABS.map(([to, says]) => (
        <Link
          key={to}
          to={to}
          {...(path === to || path.startsWith(`${to}/`) ? { 'aria-current': 'true' as const } : {})}
        >
          {says}
        </Link>
      ))}
    </nav>
  )
}
