import { Link } from '../kit/link.tsx'

const ITEMS = [
  { to: '/staff/', says: '我的待办', is: (path: string) => /^\/staff\/?$/.test(path) },
  { to: '/staff/files', says: '纠纷列表', is: (path: string) => path.startsWith('/staff/files') },
] as const

export function SideNav({ path }: { path: string }) {
  return (
    <nav className="side" aria-label="主要页面">
      <ul>
        {ITEMS.map(({ to, says, is }) => (
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
