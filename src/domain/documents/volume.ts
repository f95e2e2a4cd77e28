import { partsOf } from '../disputes/parts.ts'
import { ownerOf } from '../seals/seal.ts'
import type { Here } from '../step.ts'
import { dossierOf } from './dossier.ts'
import { DOSSIER, inOrder } from './dossier-order.ts'
import { bindingIn, type MadePaper, presentIn } from './file-on-paper.ts'
import type { Form } from './forms.ts'

/** A frozen paper with the step and the part it came of. */
export type PaperOfStep = MadePaper & {
  step: string
  part_id: string
  unit_id: number | null
  opened_agreement: string | null
}

type Placed = (typeof DOSSIER)[number]['forms'][number]
/**
 * Where a paper lies that the ministry's set does not name. `main`: in the volume (正卷), behind the set, as papers between the
 * committee and its parties. `side`: the office's own dealings (副卷), kept in the system and bound nowhere. `shut`: what
 * somebody's safety or her own consent hangs on; the step that made it leaves the house with nobody.
 */
const BESIDE = {
  'D-02r': 'main',
  'D-02s': 'main',
  'D-02a': 'main',
  'F-01h': 'side',
  'F-04m': 'main',
  'F-04u': 'main',
  'F-05': 'side',
  'F-05p': 'main',
  'F-06': 'side',
  'F-07': 'side',
  'F-08': 'side',
  'F-10': 'side',
  'F-10d': 'side',
  'F-32': 'main',
  'F-34': 'main',
  'F-45': 'shut',
  'F-45r': 'shut',
  'F-09': 'main',
  'F-13': 'main',
  'F-13w': 'main',
  'F-14': 'main',
  'F-14q': 'side',
  'F-14d': 'main',
  'F-15s': 'main',
  'F-18': 'main',
  'F-25': 'shut',
  'F-53': 'side',
  'F-71': 'side',
  'F-72': 'side',
  'F-78': 'side',
  'F-41': 'shut',
  'F-42': 'shut',
  'F-43': 'shut',
  'F-44': 'shut',
} as const satisfies Record<Exclude<Form, Placed>, 'main' | 'side' | 'shut'>

const PLACED = new Set<string>(DOSSIER.flatMap(({ forms }) => forms))

/** Which volume a paper of this form lies in; what no release knows is bound nowhere. */
export const volumeOf = (form: string): 'main' | 'side' | 'shut' =>
  PLACED.has(form) ? 'main' : Object.hasOwn(BESIDE, form) ? BESIDE[form as keyof typeof BESIDE] : 'shut'

/** Steps that make an agreement's paper in its last words: what is laid out to be signed is no agreement yet (人民调解法 29). */
const IN_LAST_WORDS: readonly string[] = ['seal_agreement', 'put_in_effect', 'settle_in_part']

/** What several editions of a paper are editions of; null where each paper counts by itself. */
function editionOf({ parts }: Pick<Here, 'parts'>, paper: PaperOfStep): string | null {
  if (paper.form === 'D-08') return `D-08 ${ownerOf(parts, paper).agreement_id}`
  // Under a number that was voided the register is made again.
  return paper.form === 'D-02m' ? `D-02m ${paper.part_id}` : null
}

function belongs(here: Pick<Here, 'parts'>, paper: PaperOfStep): boolean {
  if (volumeOf(paper.form) !== 'main') return false
  if (paper.form !== 'D-08') return true
  const { agreement_id } = ownerOf(here.parts, paper)
  return IN_LAST_WORDS.includes(paper.step) && bindingIn(here).some(({ id }) => id === agreement_id)
}

/** The papers of the main volume as they lie in it: of several editions the newest, in the order of the set. */
export function papersInVolume(here: Pick<Here, 'parts'>, papers: readonly PaperOfStep[]): PaperOfStep[] {
  const kept = new Map<string, PaperOfStep>()
  for (const paper of papers)
    if (belongs(here, paper)) {
      const key = editionOf(here, paper) ?? paper.id
      const before = kept.get(key)
      if (!before || before.made_at <= paper.made_at) kept.set(key, paper)
    }
  const steps = new Map(papers.map((paper) => [paper.id, paper]))
  return inOrder([...kept.values()]).flatMap(({ id }) => steps.get(id) ?? [])
}

/**
 * Evidence of the main volume: what was not given to the mediator alone. Her leave to show it to one party was leave for him, and
 * for no colleague who reads the volume.
 */
export const evidenceInVolume = ({ parts }: Pick<Here, 'parts'>) =>
  partsOf(parts, 'evidence').filter(({ facts }) => !facts.in_confidence)

/** What a rule asks for and is not there, by name and why. */
export const missingIn = (here: Here, papers: readonly MadePaper[]): { name: string; says: string }[] =>
  dossierOf({ here, papers }).rows.flatMap(({ state, name, says }) => (state === 'missing' ? [{ name, says }] : []))

/** Sheets that lie beside the bound volume on paper: what somebody signed by hand, or what was only looked at. */
export function onPaperOnly({ here }: { here: Here }): string[] {
  const parties = presentIn(here)
  return [
    ...(parties.some(({ facts }) => facts.identity_paper !== null) ? ['身份证件复印件'] : []),
    ...(parties.some(({ facts }) => (facts.agents ?? []).length > 0) ? ['授权委托书'] : []),
  ]
}
