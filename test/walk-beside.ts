import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { HELPER_KINDS, type HelperKind, inForce, type Power } from '#domain/identity/beside.ts'
import { capacityOf } from '#domain/identity/capacity.ts'
import { type Asked, facts, SEALED, said } from './walk-answers.ts'
import { NAMES, STRANGER, uuid } from './world-of-rules.ts'

/** How a walk fills in what is said about the people beside a party. */
const ALL: Power[] = ['apply_end', 'give_evidence', 'choose_mediator', 'settle', 'take_part', 'receive_papers']
const FREE = ['毛律师', '尤代理', '任家叔', '翟大嫂'] as const

const partyOf = ({ here }: Asked, id: string | undefined): Part<'party'> | undefined =>
  partsOf(here.parts, 'party').find((party) => party.id === id)

/** An agent of this party says it, now and then; not honest: one who has no such power, or nobody's. */
const agentOf = (it: Asked, id: string | undefined, wanted: readonly Power[]): { by_agent?: string } => {
  if (it.here.actor.kind !== 'staff') return {}
  const known = partyOf(it, id)?.facts.agents ?? []
  const may = known.filter(
    (agent) => inForce(agent, it.here.occurred_at) && wanted.every((power) => agent.powers.includes(power)),
  )
  const lacks = known.filter((agent) => !may.includes(agent))
  if (!it.honest) return { by_agent: it.pick([...lacks, ...lacks, { id: STRANGER }]).id }
  const able = it.pick([undefined, undefined, ...may, ...may, ...may, ...lacks.slice(0, 1)])
  return able ? { by_agent: able.id } : {}
}
const minor = (it: Asked, party: Part<'party'>): boolean => capacityOf(party.facts.capacity, it.here.today) !== 'full'
const withGuardian = (it: Asked, id: string | undefined): { with_guardian?: true } => {
  const party = partyOf(it, id)
  return party && minor(it, party) && it.honest ? { with_guardian: true } : {}
}

/** What a party said, perhaps through her agent. */
export const saidBy = (it: Asked, ...wanted: Power[]) => {
  const by = said(it)
  return { ...by, ...(it.pick([true, it.honest]) ? agentOf(it, by.said_by, wanted) : {}) }
}
/** The same, where her guardian has to say it with her. */
export const saidWith = (it: Asked, ...wanted: Power[]) => {
  const by = saidBy(it, ...wanted)
  return { ...by, ...withGuardian(it, by.said_by) }
}
export const signedBeside = (it: Asked, party_id: string) => ({
  ...(it.pick([true, it.honest]) ? agentOf(it, party_id, ['settle', 'take_part']) : {}),
  ...withGuardian(it, party_id),
})

/** Those who were there for the parties of a mediation: agents with the power, guardians of who needs one. */
export function there(it: Asked, ...wanted: Power[]): { agents?: string[]; guardians?: string[] } {
  const among = (facts('mediation', it.part)?.parties ?? []).flatMap((id) => partyOf(it, id) ?? [])
  const agents = among.flatMap((party) => agentOf(it, party.id, wanted).by_agent ?? [])
  const guardians = it.honest ? among.filter((party) => minor(it, party)).map((party) => party.id) : []
  return { ...(agents.length > 0 && it.pick([true, it.honest]) ? { agents } : {}), guardians }
}
export const choosing = (it: Asked, ...wanted: Power[]): { agents?: string[] } => {
  const { agents } = there(it, ...wanted)
  return agents ? { agents } : {}
}

const nameOfOther = (it: Asked): string => it.pick(partsOf(it.here.parts, 'party'))?.facts.name ?? NAMES[1]

export const nameAgent = (it: Asked) => ({
  name: it.honest ? it.pick(FREE) : nameOfOther(it),
  kind: it.pick(['lawyer', 'relative'] as const),
  powers: it.pick([ALL, ALL, ALL.slice(0, 3), ['receive_papers' as const], ['settle' as const], ALL.slice(3)]),
  paper_number: '无编号',
  paper_on: '2026-01-04',
  until: it.pick([null, '2026-02-01', '2036-01-01']),
  ...(it.pick([true, false]) ? { reach: SEALED } : {}),
})
export const endAgency = (it: Asked) => {
  const agent = it.pick(facts('party', it.part)?.agents ?? [])
  return { agent_id: it.honest ? (agent?.id ?? STRANGER) : STRANGER, note: '' }
}
export const giveAgentLink = (it: Asked) => {
  const agents = facts('party', it.part)?.agents ?? []
  const able = agents.filter((agent) => inForce(agent, it.here.now))
  return { agent_id: it.honest ? (it.pick(able)?.id ?? STRANGER) : (it.pick(agents)?.id ?? STRANGER) }
}
const GROWN = ['1968-05-01', '1968-05-01', '1968-05-01']
const YOUNG = ['2012-05-01', '2020-05-01', '2009-03-01']
/** Found out late, when somebody has signed already, it is a child; else a child now and then. */
const bornIn = (it: Asked): string[] =>
  partsOf(it.here.parts, 'agreement').some(({ status, facts }) => status === 'signing' && facts.signatures.length > 0)
    ? YOUNG
    : [...GROWN, ...YOUNG]
export const recordCapacity = (it: Asked) => ({
  born: it.honest ? it.pick(bornIn(it)) : '2090-01-01',
  finding: 'by_age' as const,
  lives_by_own_work: it.pick([true, false]),
  basis: '',
})
export const nameGuardian = (it: Asked) => ({
  name: it.honest ? it.pick(FREE) : nameOfOther(it),
  relation: '母亲',
  paper: '户口簿',
  ...(it.pick([true, false]) ? { reach: SEALED } : {}),
})
/** Everybody in the file; a clue has nobody in it yet. */
const everyone = (it: Asked): string[] => {
  const ids = partsOf(it.here.parts, 'party').map((party) => party.id)
  return ids.length > 0 ? ids : [STRANGER]
}
export const nameHelper = (it: Asked) => ({
  name: it.honest ? it.pick(FREE) : nameOfOther(it),
  kind: it.pick(Object.keys(HELPER_KINDS) as HelperKind[]),
  agreed_by: it.honest ? everyone(it) : it.pick([[STRANGER], everyone(it).slice(-1)]),
  how: 'spoken' as const,
})
export const endHelp = (it: Asked) => {
  const helper = it.pick((facts('party', it.part)?.helpers ?? []).filter((each) => each.ended === null))
  return { helper_id: it.honest ? (helper?.id ?? STRANGER) : STRANGER, note: '' }
}
export const nameRepresentatives = () => ({
  representatives: [{ name: '宋春生', paper: '推选书', reach: SEALED }],
})
export const addMembers = () => ({
  members: [
    { name: '苗得水', reach: SEALED, amount: '3500' },
    { name: '苗得金', amount: null },
  ],
})
/** Who stands beside somebody who comes over from another file, or goes back to it. */
export const cameWith = (it: Asked) => ({
  ...it.pick([
    {},
    {
      agents: [
        {
          ...{ id: uuid(651), name: it.honest ? '尤代理' : nameOfOther(it), kind: 'lawyer' as const, powers: ALL },
          ...{ paper: { number: '', on: '2026-01-04' }, until: null, ended: null, reach: SEALED },
        },
      ],
    },
    { helpers: [], speaks: it.honest ? '任家叔' : nameOfOther(it) },
  ]),
})
