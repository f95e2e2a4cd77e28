import { Link } from '../kit/link.tsx'
import { useAddress, withQuery } from '../router.ts'

/** Whether the desk is narrowed to what I took on or was given: it stands in the address. */
export const useOnlyMine = (): boolean => new URLSearchParams(useAddress().search).get('mine') === '1'

/** All of my unit's, or only what is for me to do. */
export function MineFilter({ all, mine }: { all: number; mine: number }) {
  const { path, search } = useAddress()
  const onlyMine = useOnlyMine()
  const chip = (says: string, count: number, value: string | null, chosen: boolean) => (
    <Link to={withQuery(path, search, { mine: value })} {...(chosen ? { 'aria-current': 'true' as const } : {})}>
      {says}
      <span className="count">{count}</span>
    </Link>
  )
  return (
    <nav className="chips" aria-label="按归谁办筛选">
      {chip('全单位', all, null, !onlyMine)}
      {chip('归我办', mine, '1', onlyMine)}
    </nav>
  )
}
