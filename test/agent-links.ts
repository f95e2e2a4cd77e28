import { addDays, dayIn } from '#domain/clocks/calendar.ts'
import type { Power } from '#domain/identity/beside.ts'
import { now } from '#server/clock.ts'
import type { Walks } from './walks.ts'
import type { Walk } from './ways.ts'

export const ALL_POWERS: readonly Power[] = [
  ...(['apply_end', 'give_evidence', 'choose_mediator', 'settle'] as const),
  ...(['take_part', 'receive_papers', 'other'] as const),
]

/** A letter of authority as an office writes it down. */
export const authority = (more: { powers?: readonly Power[]; name?: string; until?: string | null } = {}) => ({
  name: '尤代理',
  kind: 'lawyer',
  powers: ALL_POWERS,
  paper_number: '无编号',
  paper_on: addDays(dayIn(now()), -1),
  reach: '10033338888',
  ...more,
})

/** The secret of a link of an agent of the applicant's, through the front door, once a walk; null where none can be named any more. */
export function agentLinks(door: Pick<Walks, 'as'>): (on: Walk) => Promise<string | null> {
  // A walk, not its file: one that was put back knows nobody named since.
  const known = new WeakMap<Walk, string | null>()
  return async (on) => {
    if (!known.has(on)) known.set(on, await linkOn(door, on))
    return known.get(on) ?? null
  }
}

/** Names an agent of the applicant's and gives him a link. */
export async function linkOn(
  { as }: Pick<Walks, 'as'>,
  on: Walk,
  more: Parameters<typeof authority>[0] = {},
): Promise<string | null> {
  const office = await as('director')
  const at = `/api/disputes/${on.file_id}/parties/${on.applicant}/steps`
  if ((await office.post(`${at}/name_agent`, authority(more))).statusCode !== 200) return null
  const page = (await office.get(`/api/disputes/${on.file_id}`)).json() as {
    parties: { id: string; agents: { id: string }[] }[]
  }
  const agent_id = page.parties.find(({ id }) => id === on.applicant)?.agents.at(-1)?.id
  const given = await office.post(`${at}/give_agent_link`, { agent_id })
  return String((given.json() as { link?: string }).link ?? '').split('#')[1] ?? null
}
