import { type Part, partsOf } from '../disputes/parts.ts'

/** Whether an agreement touches an identity relation, said of it or seen in its dispute: paper alone (电子签名法 3; INV-6). */
export function isPersonal(parts: readonly Part[], agreement: Part | null): boolean {
  const facts = partsOf(parts, 'dispute')[0]?.facts
  const said = agreement?.part === 'agreement' && agreement.facts.identity_relation === true
  return said || facts?.dispute_type === 'M01' || facts?.triage?.facts.inheritance === true
}
