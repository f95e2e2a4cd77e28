import type { ClockCard } from '#contract/shared.ts'

const NATURE: Record<ClockCard['nature'], string> = {
  fixed: '法律规定',
  maximum: '法律规定的最长期限',
  local: '本县约定，不是法律规定',
  agreed: '双方自己约定的日子',
}

/** Where a limit comes from, small beside it: a local promise is never dressed as law. */
export function ClockFrom({ clock }: { clock: ClockCard }) {
  return (
    <span className="clock-from">
      <span className="tag">{NATURE[clock.nature]}</span>
      <span>{clock.length_from}</span>
      <span>依据：{clock.duty.join('；')}</span>
      {clock.provisional ? <span>这一年的放假安排还没公布，日期可能有变。</span> : null}
    </span>
  )
}
