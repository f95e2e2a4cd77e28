import { STAGES, type Stage } from '#domain/disputes/stage.ts'
import { useAddress, withQuery } from '../router.ts'
import { Link } from './link.tsx'

const isStage = (text: string): text is Stage => Object.hasOwn(STAGES, text)

/** The stages asked for in the address; none means all. */
export function useStages(): Stage[] {
  const asked = new URLSearchParams(useAddress().search).get('stage') ?? ''
  return asked.split(',').filter(isStage)
}

/** Narrows a list to some stages; the choice stands in the address, so that it can be kept and passed on. */
export function StageFilter({ only, counts }: { only?: readonly Stage[]; counts?: Readonly<Record<string, number>> }) {
  const { path, search } = useAddress()
  const chosen = useStages()
  const to = (stages: readonly Stage[]): string =>
    withQuery(path, search, { stage: stages.join(','), before: null, before_id: null })
  const chip = (says: string, isChosen: boolean, stages: readonly Stage[], count: number | undefined) => (
    <Link key={says} to={to(stages)} {...(isChosen ? { 'aria-current': 'true' as const } : {})}>
      {says}
      {counts && <span className="count">{count ?? 0}</span>}
    </Link>
  )
  return (
    <nav className="chips" aria-label="按阶段筛选（可选几个）">
      {chip('全部', chosen.length === 0, [], counts?.all)}
      {(only ?? (Object.keys(STAGES) as Stage[])).map((stage) => {
        const isChosen = chosen.includes(stage)
        const next = isChosen ? chosen.filter((one) => one !== stage) : [...chosen, stage]
        return chip(STAGES[stage], isChosen, next, counts?.[stage])
      })}
    </nav>
  )
}
