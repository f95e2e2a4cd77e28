import { type Here, step } from '../step.ts'
import type { Consequence } from './consequences.ts'
import { ChangeCourtPersonInput, NameCourtPersonInput } from './court-person.ts'
import { tell } from './make.ts'
import { type CourtPerson, ENDED_DISPUTE, type Part, partsOf, STATUSES, type StatusOf } from './parts.ts'
import { actorName, idsOf } from './people.ts'

const NOT_OVER = (Object.keys(STATUSES.dispute) as StatusOf<'dispute'>[]).filter(
  (status) => !ENDED_DISPUTE.includes(status) && status !== 'clue',
)
const BECAUSE = '法院委托、委派来的，每一件落实到一位司法人员，当事人知道找谁（S1-48；domain 2.1 CH09）'

/** Whom to turn to at the court, told to those who can be reached: at most so many messages a step. */
function named(here: Here, part: Part<'dispute'>, person: CourtPerson): Consequence[] {
  const next = idsOf(here)
  const change: Consequence = { kind: 'change_facts', part: 'dispute', id: part.id, facts: { court_person: person } }
  return [
    change,
    ...partsOf(here.parts, 'party')
      .filter((it) => it.status === 'present' && it.facts.side === 'applicant' && it.facts.reach_id !== null)
      .slice(0, 5)
      .map((it) =>
        tell(
          next(),
          it,
          `编号 ${here.file?.short_code ?? ''} 的法院联系人是${person.name}，办公电话 ${person.phone}。调解不收费，也不影响您起诉。`,
        ),
      ),
  ]
}

export const name_court_person = step({
  on: 'dispute',
  from: NOT_OVER,
  to: null,
  by: ['clerk', 'handler', 'clerk_above', 'court_desk'],
  needs: ['from_court', 'no_court_person'],
  input: NameCourtPersonInput,
  then: (here, part, input) => named(here, part, { ...input, on: here.today, by: actorName(here), before: [] }),
  law: ['本县约定：法院委托、委派的每一件都有一位法院联系人，可以调整'],
  carries_out: { because: BECAUSE },
  says: '登记法院联系人',
})

export const change_court_person = step({
  on: 'dispute',
  from: NOT_OVER,
  to: null,
  by: ['clerk', 'handler', 'clerk_above', 'court_desk'],
  needs: ['from_court', 'has_court_person'],
  input: ChangeCourtPersonInput,
  then: (here, part, { because, ...input }) => {
    const was = part.facts.court_person
    const before = was
      ? [...was.before, { name: was.name, phone: was.phone, on: was.on, until: here.today, because }]
      : []
    return named(here, part, { ...input, on: here.today, by: actorName(here), before })
  },
  law: ['本县约定：法院联系人换了要写明原因，可以调整'],
  carries_out: { because: BECAUSE },
  says: '更换法院联系人',
})
