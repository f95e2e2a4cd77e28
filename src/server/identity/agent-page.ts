import type { z } from 'zod'
import type { MyDispute, myDispute } from '#contract/intake.ts'
import type { Part } from '#domain/disputes/parts.ts'
import { SLIPS } from '#domain/documents/forms.ts'
import { AGENT_KINDS, type Agent, POWERS, type Power } from '#domain/identity/beside.ts'

type Page = z.input<typeof myDispute.reply>

/** The agent of a party under this id, as the page names him; undefined where there is none. */
export const agentOf = ({ facts }: Part<'party'>, agentId: string | undefined): Agent | undefined =>
  agentId === undefined ? undefined : facts.agents?.find((it) => it.id === agentId)

/** Who reads, where it is not she herself: in whose name, with what, until when. */
export const agentCard = ({ facts }: Part<'party'>, agent: Agent): NonNullable<MyDispute['agent']> => ({
  name: agent.name,
  kind_says: AGENT_KINDS[agent.kind],
  for_name: facts.name,
  powers_say: agent.powers.map((power) => POWERS[power]),
  lacks_say: (Object.keys(POWERS) as Power[])
    .filter((power) => power !== 'other' && !agent.powers.includes(power))
    .map((power) => POWERS[power]),
  until: agent.until,
})

/**
 * Her page as her agent reads it (个人信息保护法 6): without her own phone and ways in, where she was sent for help, whether she
 * can decide for herself, and who else stands by her; papers only where he may take them (领取文书).
 */
export const forAgent = (page: Page, party: Part<'party'>, agent: Agent): Page => ({
  ...page,
  agent: agentCard(party, agent),
  said: page.said && { ...page.said, reach: '' },
  own_link: null,
  beside: {
    agents: page.beside.agents.filter((it) => it.id === agent.id),
    helpers: page.beside.helpers,
    guardian: null,
    capacity_says: null,
  },
  referrals: [],
  evidence: agent.powers.includes('give_evidence') ? page.evidence : [],
  // Whoever needs a sealed copy asks her, or has the office print one.
  seals: [],
  papers: agent.powers.includes('receive_papers') ? page.papers.filter(({ form }) => !SLIPS.includes(form)) : [],
})
