import { Suspense, useState } from 'react'
import type { ObligationView } from '#contract/agreements.ts'
import { ObligationForm } from './later.tsx'
import { type Doing, isAmountOpen, isLasting, verbsFor } from './owed-words.ts'
import type { Acting } from './use-act.ts'

/** What she may say about one obligation. Each is asked once more before it counts. */
export function ObligationActs({ obligation, acting }: { obligation: ObligationView; acting: Acting }) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const verbs = verbsFor(obligation.nature)
  const offers: readonly [Doing, string, string][] = [
    ['confirm_performed', verbs.got, 'button'],
    ['confirm_share', `我的一份${verbs.got}`, 'button'],
    ['deny_performed', verbs.not_yet, 'button button-plain'],
    ['claim_performed', verbs.did, 'button'],
    ['waive_share', '我的一份不要了', 'button button-plain'],
    ['waive', '不要了', 'button button-plain'],
  ]
  // Nobody can say she paid a sum that is not known, and what goes on and on is not done with one tap.
  const idle: readonly Doing[] = [
    ...(isAmountOpen(obligation) ? (['claim_performed'] as const) : []),
    ...(isLasting(obligation) ? (['claim_performed', 'confirm_performed', 'confirm_share'] as const) : []),
  ]
  const open = offers.filter(([name]) => obligation.can.includes(name) && !idle.includes(name))
  if (open.length === 0) return null
  if (doing)
    return (
      <Suspense fallback={<p className="waiting">正在打开……</p>}>
        <ObligationForm doing={doing} obligation={obligation} acting={acting} onBack={() => setDoing(null)} />
      </Suspense>
    )
  return (
    <div className="buttons owed-acts">
      {open.map(([name, says, look]) => (
        <button key={name} type="button" className={look} onClick={() => setDoing(name)}>
          {says}
        </button>
      ))}
    </div>
  )
}
