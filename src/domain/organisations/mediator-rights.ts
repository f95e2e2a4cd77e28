import type { Role } from './words.ts'

/** What a mediator may do, each with the words people see: the duties of the two kinds of mediators and of all others. */
export const RIGHTS = {
  lead: '主持调解、在协议上签名、登记调解的结果',
  assist: '协助调解',
  register: '前期录入',
  follow_up: '跟进办理',
  revisit: '回访',
  keep_ledger: '登记办理结果、结案、做台账',
  analyse: '研判',
  communicate: '沟通联系',
  confer: '会商',
  guide: '指导',
} as const
export type Right = keyof typeof RIGHTS

/** Of an elected or hired people's mediator (人民调解法 13): all that a dispute needs, but guiding others. */
const OF_THE_COMMITTEE: readonly Right[] = [
  'lead',
  'assist',
  'register',
  'follow_up',
  'revisit',
  'keep_ledger',
  'analyse',
  'communicate',
  'confer',
]
/** 前期录入、跟进调解、研判、回访、制作台账: who sits in a court or police station does the work there herself. */
const OF_A_RESIDENT: readonly Right[] = [
  'lead',
  'assist',
  'register',
  'follow_up',
  'revisit',
  'keep_ledger',
  'analyse',
  'communicate',
]

/**
 * The rights of each kind of mediator (本县约定): a resident enters, follows, revisits and keeps the ledger; who is invited analyses,
 * communicates, confers and guides, beside a people's mediator who leads. Being invited by a court (特邀调解) is another regime
 * than people's mediation: here it gives nobody more. A role that is not in the table has no right of a mediator.
 */
export const RIGHTS_OF_ROLE: Partial<Record<Role, readonly Right[]>> = {
  village_mediator: OF_THE_COMMITTEE,
  village_director: OF_THE_COMMITTEE,
  committee_director: OF_THE_COMMITTEE,
  full_time_mediator: OF_THE_COMMITTEE,
  town_director: OF_THE_COMMITTEE,
  resident_court_mediator: OF_A_RESIDENT,
  resident_police_mediator: OF_A_RESIDENT,
  resident_centre_mediator: OF_A_RESIDENT,
  part_time_mediator: OF_THE_COMMITTEE.filter((right) => right !== 'register'),
  invited_mediator: ['assist', 'analyse', 'communicate', 'confer', 'guide'],
  expert: ['analyse', 'confer', 'guide'],
  justice_officer: ['lead', 'assist', 'analyse', 'communicate', 'confer', 'guide'],
  police_officer: ['lead', 'assist', 'follow_up', 'revisit', 'keep_ledger', 'communicate'],
  department_officer: ['lead', 'assist', 'follow_up', 'revisit', 'keep_ledger', 'communicate'],
}

/** Whether somebody with this role has a right of a mediator. */
export const mayDo = (role: Role, right: Right): boolean => RIGHTS_OF_ROLE[role]?.includes(right) ?? false

/** The roles that have a right. */
export const rolesWith = (right: Right): Role[] =>
  (Object.keys(RIGHTS_OF_ROLE) as Role[]).filter((role) => mayDo(role, right))
