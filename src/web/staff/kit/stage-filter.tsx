import { STAGES, type Stage } from '#domain/disputes/stage.ts'
import { useAddress, withQuery } from '../router.ts'
import { Link } from './link.tsx'

const isStage = (text: string | null): text is Stage => text !== null && Object.hasOwn(STAGES, text)

/** The stage asked for in the address, or null for all. */
export function useStage(): Stage | null {
  const stage = new URLSearchParams(useAddress().search).get('stage')
  return isStage(stage) ? stage : null
}

/** Narrows a list to one stage; the choice stands in the address, so that it can be kept and passed on. */
export function StageFilter({ only, counts }: { only?: readonly Stage[]; counts?: Readonly<Record<string, number>> }) {
  const { path, search } = useAddress()
  const chosen = useStage()
  const stages = only ?? (Object.keys(STAGES) as Stage[])
  return (
    <nav className="chips" aria-label="按阶段筛选">
      {[null, ...stages].map((stage) => (
        <Link
          key={stage ?? 'all'}
          to={withQuery(path, search, { stage, before: null })}
          {...(stage === chosen ? { 'aria-current': 'true' as const } : {})}
        >
          {stage ? STAGES[stage] : '全部'}
          {counts && <span className="count">{counts[stage ?? 'all'] ?? 0}</span>}
        </Link>
      ))}
    </nav>
  )
}
