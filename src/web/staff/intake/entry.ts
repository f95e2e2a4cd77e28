import { CHANNELS, type Channel, PAPER_CHANNELS, WINDOW_CHANNELS } from '#domain/intake/channels.ts'
import { NOT_KNOWN_YET } from '#domain/intake/inputs.ts'
import { HANDING_ROLES, INTAKE_ROLES, MEDIATING_ROLES, type Role } from '#domain/organisations/words.ts'

/** What a post may write down anew. */
export type Opening = 'take_down' | 'hand_over' | 'report_clue'

/** The steps by which this role opens a file, the usual one first. */
export function openingsOf(role: Role): readonly Opening[] {
  if (INTAKE_ROLES.includes(role)) return ['take_down', 'report_clue']
  if (HANDING_ROLES.includes(role)) return ['hand_over']
  return role === 'grid_worker' ? ['report_clue'] : []
}

/** Whether this role both takes in and mediates: only then is a matter settled in hand on one page (现场调成). */
export const settlesOnTheSpot = (role: Role): boolean => INTAKE_ROLES.includes(role) && MEDIATING_ROLES.includes(role)

const HANDED_BY: Partial<Record<Role, readonly Channel[]>> = {
  police_officer: ['CH08'],
  court_liaison: ['CH09'],
  petition_officer: ['CH07'],
  department_officer: ['CH11', 'CH10', 'CH12'],
}
/** Hints are taken by channels of their own: who comes to the window is written down as a dispute. */
const CLUE_CHANNELS: readonly Channel[] = ['CH01', 'CH02', 'CH13', 'CH14']

/** The doors this role writes down, as options. */
export function channelsOf(opening: Opening, role: Role): { value: Channel; says: string }[] {
  const channels: readonly Channel[] =
    opening === 'take_down'
      ? [...WINDOW_CHANNELS].sort((one, other) => Number(other === 'CH03') - Number(one === 'CH03'))
      : opening === 'hand_over'
        ? (HANDED_BY[role] ?? ['CH11'])
        : CLUE_CHANNELS
  return channels.map((value) => ({ value, says: CHANNELS[value] }))
}

/** What the paper of a hand-over is usually called. */
export const USUAL_PAPERS: Partial<Record<Channel, readonly string[]>> = {
  CH07: ['信访事项转送函', '访调对接移交单'],
  CH08: ['警调对接移交单', '110 非警务警情移交单'],
  CH09: ['委托调解函', '委派调解函', '诉前调解移交单'],
  CH10: ['检调对接移交函', '检察建议书'],
  CH11: ['移送函', '转办单'],
  CH12: ['交办通知', '督办单'],
}
export const needsPaper = (channel: unknown): boolean => PAPER_CHANNELS.includes(String(channel))

export type Side = 'applicant' | 'respondent' | 'third'
export type ReachFrom = 'self' | 'staff' | 'other_side'
/** A party as a row of the form holds her; all but the side may be empty. */
export type PartyRow = {
  side: Side
  kind?: 'person' | 'organisation' | 'group'
  name?: string
  reach?: string
  reach_from?: ReachFrom
  /** Who speaks for an organisation or a group. */
  speaks?: string
  /** A firm, where it is an organisation. */
  is_enterprise?: boolean
  /** As it is typed. */
  members?: string | number
}

/** Who usually gave a phone: the one who asks her own; the other side's the one who asks. */
export const usualGiver = (side: Side): ReachFrom => (side === 'applicant' ? 'self' : 'other_side')

const isEmpty = ({ name, reach, speaks, members }: PartyRow): boolean =>
  !name?.trim() && !reach?.trim() && !speaks?.trim() && !members

/** The rows somebody filled as the step takes them; `rows` says which row each came from, so that faults find their way back. */
export function tidyParties(list: readonly (PartyRow | undefined)[]) {
  const filled = list.flatMap((row, at) => (row && !isEmpty(row) ? [{ row, at }] : []))
  return {
    rows: filled.map(({ at }) => at),
    parties: filled.map(
      ({ row: { side, kind = 'person', name, reach, reach_from, speaks, members, is_enterprise } }) => ({
        side,
        kind,
        name: name ?? '',
        ...(reach?.trim() ? { reach, reach_from: reach_from ?? usualGiver(side) } : {}),
        ...(speaks?.trim() && kind !== 'person' ? { speaks } : {}),
        ...(is_enterprise && kind === 'organisation' ? { is_enterprise } : {}),
        ...(members && kind === 'group' ? { members: Number(members) } : {}),
      }),
    ),
  }
}

/** What was left open is said to be open. */
export const orNotKnown = (text: unknown): string => String(text ?? '').trim() || NOT_KNOWN_YET
