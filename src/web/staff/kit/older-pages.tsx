import { Link } from './link.tsx'

/** Under a list in the order of time: back to its newest, on to what is older. Null: there is none, or it is shown already. */
export function OlderPages({ newest, older }: { newest: string | null; older: string | null }) {
  if (newest === null && older === null) return null
  return (
    <nav className="pager" aria-label="翻页">
      {newest !== null && <Link to={newest}>回到最新</Link>}
      {older !== null && <Link to={older}>更早的</Link>}
    </nav>
  )
}
