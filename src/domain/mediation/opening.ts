import type { Consequence } from '../disputes/consequences.ts'
import { owedOnTask } from '../disputes/held.ts'
import { askPaper, entitled, startClock, tell } from '../disputes/make.ts'
import type { Consent, MediationFacts } from '../disputes/parts.ts'
import { namesOf, partiesAmong } from '../disputes/people.ts'
import type { Here, Receiver } from '../step.ts'
import { askingPaper, titleOf } from './papers.ts'

type Beginning = Pick<
  MediationFacts,
  'task_id' | 'unit_id' | 'kind' | 'in_name_of' | 'committee_id' | 'matter' | 'begun_by'
> & {
  parties: readonly string[]
  goes_on_from?: string
}

/**
 * A mediation begins with asking each of its parties (INV-1). It begins empty: nothing that was said, offered, drafted or
 * disclosed in another one is in it.
 * @param unit whose phone stands on the papers
 */
export function openMediation(
  here: Here,
  next: () => string,
  unit: Receiver,
  { parties: ids, ...beginning }: Beginning,
): { id: string; consequences: Consequence[] } {
  const id = next()
  const parties = partiesAmong(here, ids)
  const asked: Consent = { answer: 'asked', how: null, at: null, note: '' }
  const facts: MediationFacts = {
    ...beginning,
    parties: parties.map((party) => party.id),
    consents: Object.fromEntries(parties.map((party) => [party.id, asked])),
    attempts: [],
    invitations: {},
    mediators: [],
    slots: [],
    sessions: [],
  }
  const consequences: Consequence[] = [
    { kind: 'open_part', part: 'mediation', id, status: 'seeking_consent', facts },
    startClock(
      here,
      next(),
      'T-07',
      { part: 'mediation', id },
      owedOnTask(here, facts.task_id, unit.id),
      'record_contact',
    ),
    entitled(
      askPaper(next(), 'D-03', namesOf(here, facts.parties), askingPaper(here, facts, unit), facts.parties),
      titleOf(facts, '当事人权利义务告知书'),
    ),
    ...parties
      .filter((party) => party.facts.side === 'applicant' && party.facts.reach_id !== null)
      .slice(0, 5)
      .map((party) =>
        tell(
          next(),
          party,
          `${unit.name}：您的请求（编号 ${here.file?.short_code ?? ''}）可以调解，要双方都同意才开始。请打开回执上的链接回复，或拨打 ${unit.phone}。`,
        ),
      ),
  ]
  return { id, consequences }
}
