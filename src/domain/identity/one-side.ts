import { type Part, type PartyFacts, partsOf } from '../disputes/parts.ts'
import { liveMediations } from '../disputes/people.ts'
import type { Here } from '../step.ts'
import { inForce } from './beside.ts'

/**
 * Those by whom a party stands in a file: herself, who decides or speaks for her, who only helps. Nobody decides for one side
 * and stands on another (threats I13, I18); who only helps, an interpreter or an elder of the village, may help both.
 */
export type Stand = { side: string; herself: string | null; decide: readonly string[]; help: readonly string[] }

type Beside = Pick<PartyFacts, 'agents' | 'guardian' | 'helpers' | 'representatives' | 'speaks'>

const standOf = ({ facts }: Part<'party'>, at: string): Stand => ({
  side: facts.side,
  herself: facts.name,
  decide: decideFor({ ...facts, agents: (facts.agents ?? []).filter((it) => inForce(it, at)) }),
  help: helpOf(facts),
})

/** Who decides or speaks for her; of the agents given. */
const decideFor = ({ agents = [], guardian, representatives = [], speaks }: Beside): string[] => [
  ...agents.map((it) => it.name),
  ...(guardian ? [guardian.name] : []),
  ...representatives.map((it) => it.name),
  ...(speaks ? [speaks] : []),
]
const helpOf = ({ helpers = [] }: Beside): string[] => helpers.filter((it) => it.ended === null).map((it) => it.name)

type Name = { name: string }
/** What an input that brings people in, or gives them another name, says of them. */
type Said = {
  side?: string
  name?: string
  party_id?: string
  speaks?: string
  agreed_by?: string[]
  representatives?: Name[]
  reporters?: (Name & { side: string; speaks?: string; agents?: (Name & { ended: unknown })[] } & {
    guardian?: Name
    helpers?: (Name & { ended: unknown })[]
    representatives?: Name[]
  })[]
}

/** Whom an input brings in: beside this party, or as parties of the dispute, with whoever comes with them. */
export function newcomers(here: Here, said: Said, part: Part | null): Stand[] {
  if (part?.part === 'party') {
    const names = said.representatives?.map((it) => it.name) ?? (said.name === undefined ? [] : [said.name])
    const { side } = part.facts
    return said.agreed_by
      ? [{ side, herself: null, decide: [], help: names }]
      : [{ side, herself: null, decide: names, help: [] }]
  }
  if (said.reporters)
    return said.reporters.map((it) => ({
      side: it.side,
      herself: it.name,
      decide: [
        ...(it.agents ?? []).filter((agent) => agent.ended === null).map((agent) => agent.name),
        ...[it.guardian, ...(it.representatives ?? [])].flatMap((one) => one?.name ?? []),
        ...(it.speaks ? [it.speaks] : []),
      ],
      help: (it.helpers ?? []).filter((helper) => helper.ended === null).map((helper) => helper.name),
    }))
  const renamed = partsOf(here.parts, 'party').find((party) => party.id === said.party_id)
  const side = renamed?.facts.side ?? said.side
  if (side === undefined || said.name === undefined) return []
  return [{ side, herself: said.name, decide: said.speaks ? [said.speaks] : [], help: [] }]
}

const meet = (one: readonly (string | null)[], other: readonly (string | null)[]): boolean =>
  one.some((name) => name !== null && other.includes(name))

/** Whether somebody would then stand on two sides, or mediate for one. Two parties of one name are two parties. */
export function standsOnTwo(here: Here, coming: readonly Stand[]): boolean {
  const mediators = liveMediations(here).flatMap((it) => it.facts.mediators.map((mediator) => mediator.name))
  const known = partsOf(here.parts, 'party').map((party) => standOf(party, here.occurred_at))
  return coming.some(
    (one) =>
      meet([...one.decide, ...one.help], mediators) ||
      known
        .filter((other) => other.side !== one.side)
        .some(
          (other) =>
            meet(one.decide, [other.herself, ...other.decide, ...other.help]) ||
            meet(one.help, [other.herself, ...other.decide]) ||
            meet([one.herself], [...other.decide, ...other.help]),
        ),
  )
}
