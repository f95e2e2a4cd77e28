import type { PaperContent } from '../disputes/consequences.ts'
import { partsOf } from '../disputes/parts.ts'
import { inForce } from '../identity/beside.ts'
import type { Here } from '../step.ts'
import { backCover, catalogue, cover, stateOfDossier } from './binding-forms.ts'
import { applicationForConfirmation } from './confirmation-form.ts'
import { toConfirm } from './confirmations.ts'
import { DRAWN_FORMS, type DrawnForm } from './drawn-form-names.ts'
import { type FileOnPaper, mediationOf, presentIn } from './file-on-paper.ts'
import { addressForService, application, letterOfAuthority, withdrawal } from './party-forms.ts'
import { withWordingOf } from './wording-book.ts'

/** One sheet that can be printed now, and whose or which it is. */
export type Print = { form: DrawnForm; of: string; says: string }

const sheet = (form: DrawnForm, of: string, whose = ''): Print => ({
  form,
  of,
  says: whose ? `${DRAWN_FORMS[form].title}（${whose}）` : DRAWN_FORMS[form].title,
})

const agentsIn = (here: Here) =>
  presentIn(here).flatMap((party) =>
    (party.facts.agents ?? []).filter((agent) => inForce(agent, here.now)).map((agent) => ({ party, agent })),
  )

/** Every sheet that can be printed of this file now, in the order of the dossier. */
export function printsOf(here: Here): Print[] {
  const { file } = here
  if (!file) return []
  const parties = presentIn(here)
  // Whoever came with a file that was merged in here asked there, in her own words.
  const asked = parties.filter(({ facts }) => facts.side === 'applicant' && !facts.came_from)
  // The ministry's form asks a people's committee; an office that mediates itself is asked without it.
  const asksCommittee = mediationOf(here)?.facts.kind !== 'administrative'
  return [
    sheet('D-00', file.id),
    sheet('D-00b', file.id),
    ...(asksCommittee ? asked : []).map((it) => sheet('D-01', it.id, it.facts.name)),
    ...agentsIn(here).map(({ party, agent }) => sheet('D-04b', agent.id, `${party.facts.name}委托${agent.name}`)),
    ...toConfirm(here).map(({ agreement }, at, all) =>
      sheet('D-11', agreement.id, all.length > 1 ? `第 ${at + 1} 份协议` : ''),
    ),
    sheet('D-14', file.id),
    sheet('D-15', file.id),
    ...asked.map((it) => sheet('D-22', it.id, it.facts.name)),
    ...parties.map((it) => sheet('D-23', it.id, it.facts.name)),
  ]
}

/** What a party may print of her own: her sheets, and the application of an agreement she is bound by. */
export const printsOfParty = (here: Here, partyId: string): Print[] =>
  printsOf(here).filter(({ of }) => {
    if (of === partyId) return true
    return partsOf(here.parts, 'agreement').some((it) => it.id === of && it.facts.parties.includes(partyId))
  })

/** Draws one sheet; null where it cannot be printed of this file now. */
export function drawForm(file: FileOnPaper, { form, of }: { form: DrawnForm; of: string }): PaperContent | null {
  const { here } = file
  if (!printsOf(here).some((it) => it.form === form && it.of === of)) return null
  const { title } = DRAWN_FORMS[form]
  const party = presentIn(here).find((it) => it.id === of)
  const agreement = partsOf(here.parts, 'agreement').find((it) => it.id === of)
  const acting = agentsIn(here).find(({ agent }) => agent.id === of)
  const blocks = {
    'D-00': () => cover(file),
    'D-00b': () => catalogue(file),
    'D-01': () => party && application(file, party),
    'D-04b': () => acting && letterOfAuthority(file, acting.party, acting.agent),
    'D-11': () => agreement && applicationForConfirmation(file, agreement),
    'D-14': () => stateOfDossier(file),
    'D-15': () => backCover(file),
    'D-22': () => party && withdrawal(file, party),
    'D-23': () => party && addressForService(file, party),
  }[form]()
  if (!blocks) return null
  // A form is addressed to nobody: whose it is stands in it. Its fixed wording is that of today, as on the papers of steps.
  const content = { title, to: '', blocks }
  const [worded] = withWordingOf(here, [{ kind: 'ask_paper', id: '', form, content }])
  return worded?.kind === 'ask_paper' ? worded.content : content
}
