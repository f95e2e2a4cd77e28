import { confirmable } from '../agreements/confirmable.ts'
import { type Part, partsOf } from '../disputes/parts.ts'
import type { Here } from '../step.ts'
import { bindingIn } from './file-on-paper.ts'

/** Agreements both sides may still ask the court to confirm together, with the last day (民事诉讼法 205; INV-6, INV-7). */
export const toConfirm = (here: Here): { agreement: Part<'agreement'>; until: string }[] =>
  bindingIn(here).flatMap((agreement) => {
    const mediation = partsOf(here.parts, 'mediation').find((it) => it.id === agreement.facts.mediation_id)
    const window = here.clocks.find((it) => it.rule === 'T-33' && it.part_id === agreement.id)
    const open = window !== undefined && window.due_on >= here.today && agreement.status === 'in_effect'
    return open && mediation && confirmable(mediation, agreement.facts) ? [{ agreement, until: window.due_on }] : []
  })
