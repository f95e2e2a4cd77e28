import { EXAMINING_ROLES } from './complaints/examiner.ts'
import { LIVE_MEDIATION, type Part, partsOf } from './disputes/parts.ts'
import { openReport } from './ledger/report.ts'
import { isAskedIn, openGuidance } from './mediation/asked.ts'
import { isWithin } from './organisations/places.ts'
import {
  ADVISING_ROLES,
  DIRECTING_ROLES,
  HANDING_ROLES,
  HANDLING_ROLES,
  INTAKE_ROLES,
  SUPERVISING_ROLES,
} from './organisations/words.ts'
import type { Here } from './step.ts'

type Worn = (here: Here, part: Part | null) => boolean

/** The party who acts, where she is in this file and has not left it. */
const actingParty = ({ actor, parts }: Here): Part<'party'> | undefined =>
  actor.kind === 'party'
    ? partsOf(parts, 'party').find((party) => party.id === actor.party_id && party.status === 'present')
    : undefined

/** Which unit carries a part: the dispute's own answers for the file. */
function unitOf({ file }: Here, part: Part | null): number | undefined {
  if (part === null) return undefined
  return part.part === 'dispute' || part.part === 'party' || part.part === 'referral' || part.part === 'evidence'
    ? file?.responsible_unit
    : part.facts.unit_id
}

/** The units that carry this file or a part of it that leads to papers. */
const unitsIn = ({ file, parts }: Here): (number | undefined)[] => [
  file?.responsible_unit,
  ...[...partsOf(parts, 'task'), ...partsOf(parts, 'mediation'), ...partsOf(parts, 'agreement')].map(
    (it) => it.facts.unit_id,
  ),
]

/** Whether the acting party is one of those a part is between. */
function amongParties(here: Here, part: Part | null): boolean {
  const party = actingParty(here)
  // A referral is between the office and those who agreed to it.
  if (part?.part === 'referral') return party !== undefined && part.facts.agreed_by.includes(party.id)
  return (
    party !== undefined &&
    (part?.part === 'mediation' || part?.part === 'agreement') &&
    part.facts.parties.includes(party.id)
  )
}

const centreAbove: Worn = ({ actor, file }) =>
  actor.kind === 'staff' &&
  (actor.unit_kind === 'town_centre' || actor.unit_kind === 'county_centre') &&
  INTAKE_ROLES.includes(actor.role) &&
  file !== null &&
  file.place_code !== null &&
  actor.unit_id !== file.responsible_unit &&
  isWithin(file.place_code, actor.place_code)

/**
 * Whether who acts mediates a part in this way: she leads, or assists one who does. The post she acts under carries the right;
 * whoever was named to assist does not lead under another post either.
 */
function mediates({ actor, parts }: Here, part: Part | null, as: 'lead' | 'assist'): boolean {
  if (actor.kind !== 'staff') return false
  const isOne = (it: Part<'mediation'>): boolean =>
    it.facts.mediators.some(
      ({ person_id, assists }) =>
        person_id === actor.person_id &&
        (as === 'assist') === (assists === true || ADVISING_ROLES.includes(actor.role)),
    )
  if (part?.part === 'mediation') return isOne(part)
  const mediations = partsOf(parts, 'mediation')
  // What she sees of the matter itself she may report: towards the dispute, whoever mediates any part of it.
  if (part?.part === 'dispute' || part?.part === 'referral' || part?.part === 'evidence')
    return mediations.some((it) => LIVE_MEDIATION.includes(it.status) && isOne(it))
  return part?.part === 'agreement' && mediations.some((it) => it.id === part.facts.mediation_id && isOne(it))
}

/** The closed set of hats a person may wear towards a file. A row names hats; only these functions say who wears them. */
export const HATS = {
  anyone: { says: '任何人', worn: ({ actor }) => actor.kind === 'anyone' },
  applicant: { says: '申请人', worn: (here) => actingParty(here)?.facts.side === 'applicant' },
  herself: {
    says: '这位当事人本人',
    worn: (here, part) => part?.part === 'party' && actingParty(here)?.id === part.id,
  },
  other_party: {
    says: '对方或者第三人',
    worn: (here) => {
      const me = actingParty(here)
      return me !== undefined && me.facts.side !== 'applicant'
    },
  },
  party: { says: '参加调解的当事人', worn: amongParties },
  debtor: {
    says: '义务人',
    worn: (here, part) => part?.part === 'obligation' && part.facts.debtors.some((id) => id === actingParty(here)?.id),
  },
  creditor: {
    says: '权利人',
    worn: (here, part) =>
      part?.part === 'obligation' && part.facts.creditors.some((id) => id === actingParty(here)?.id),
  },
  provider: {
    says: '提供这份证据的当事人',
    worn: (here, part) => part?.part === 'evidence' && part.facts.provider === (actingParty(here)?.id ?? ''),
  },
  window: {
    says: '受理窗口的工作人员',
    worn: ({ actor }) => actor.kind === 'staff' && INTAKE_ROLES.includes(actor.role),
  },
  grid_worker: { says: '网格员', worn: ({ actor }) => actor.kind === 'staff' && actor.role === 'grid_worker' },
  handing_office: {
    says: '移送单位的工作人员',
    worn: ({ actor }) => actor.kind === 'staff' && HANDING_ROLES.includes(actor.role),
  },
  clerk: {
    says: '本件承办单位的受理人员',
    worn: ({ actor, file }) =>
      actor.kind === 'staff' && INTAKE_ROLES.includes(actor.role) && actor.unit_id === file?.responsible_unit,
  },
  clerk_above: { says: '上级综治中心的受理人员', worn: centreAbove },
  batch_clerk: {
    says: '成批登记这一件的人',
    worn: ({ actor }, part) =>
      actor.kind === 'staff' &&
      INTAKE_ROLES.includes(actor.role) &&
      part?.part === 'dispute' &&
      part.facts.batch?.by === actor.person_id,
  },
  handler: {
    says: '这一事项承办单位的工作人员',
    worn: (here, part) =>
      here.actor.kind === 'staff' &&
      HANDLING_ROLES.includes(here.actor.role) &&
      here.actor.unit_id === unitOf(here, part),
  },
  holder: {
    says: '正在办这一事项的人',
    worn: ({ actor }, part) =>
      part?.part === 'task' &&
      actor.kind === 'staff' &&
      actor.unit_id === part.facts.unit_id &&
      actor.person_id === part.facts.held_by?.person_id,
  },
  unit_director: {
    says: '这一事项承办单位的负责人',
    worn: ({ actor }, part) =>
      part?.part === 'task' &&
      actor.kind === 'staff' &&
      DIRECTING_ROLES.includes(actor.role) &&
      actor.unit_id === part.facts.unit_id,
  },
  mediator: { says: '本件调解员', worn: (here, part) => mediates(here, part, 'lead') },
  assisting_mediator: { says: '协助本件的特邀调解员', worn: (here, part) => mediates(here, part, 'assist') },
  adviser: {
    says: '被请教的人',
    worn: ({ actor, parts }, part) =>
      actor.kind === 'staff' &&
      (part?.part === 'mediation'
        ? openGuidance(part).some(({ person_id }) => person_id === actor.person_id)
        : part?.part === 'dispute' && isAskedIn({ parts }, actor.person_id)),
  },
  seal_keeper: {
    says: '出具文书的单位的负责人（印章由负责人保管）',
    worn: (here, part) =>
      here.actor.kind === 'staff' &&
      DIRECTING_ROLES.includes(here.actor.role) &&
      (part?.part === 'agreement'
        ? part.facts.unit_id === here.actor.unit_id
        : part?.part === 'dispute' && unitsIn(here).includes(here.actor.unit_id)),
  },
  court_desk: {
    says: '法院的工作人员',
    worn: ({ actor }) => actor.kind === 'staff' && actor.role === 'court_liaison',
  },
  director: {
    says: '承办单位或上级综治中心的负责人',
    worn: (here, part) =>
      here.actor.kind === 'staff' &&
      DIRECTING_ROLES.includes(here.actor.role) &&
      (here.actor.unit_id === here.file?.responsible_unit || centreAbove(here, part)),
  },
  organiser: {
    says: '调解组织的负责人，或者承办单位、上级综治中心的负责人（本件的调解员除外）',
    // Nobody decides about herself (特邀调解规定 15): where the only director mediates, it is the one above who answers.
    worn: (here, part) =>
      here.actor.kind === 'staff' &&
      part?.part === 'mediation' &&
      DIRECTING_ROLES.includes(here.actor.role) &&
      (here.actor.unit_id === part.facts.unit_id ||
        here.actor.unit_id === here.file?.responsible_unit ||
        centreAbove(here, part)) &&
      !part.facts.mediators.some((it) => here.actor.kind === 'staff' && it.person_id === here.actor.person_id),
  },
  superior: {
    says: '共同的上级综治中心',
    worn: ({ actor }, part) =>
      actor.kind === 'staff' &&
      INTAKE_ROLES.includes(actor.role) &&
      part?.part === 'task' &&
      part.facts.decider?.unit_id === actor.unit_id,
  },
  complainant: {
    says: '提意见的当事人',
    worn: ({ actor, named }, part) =>
      actor.kind === 'party' &&
      (part === null
        ? named.complained?.parties.some((it) => it.id === actor.party_id) === true
        : part.part === 'complaint' && part.facts.by_party === actor.party_id),
  },
  examiner: {
    says: '查意见的单位的人员（办过这件事的调解员除外）',
    worn: ({ actor }, part) =>
      part?.part === 'complaint' &&
      actor.kind === 'staff' &&
      EXAMINING_ROLES.includes(actor.role) &&
      actor.unit_id === part.facts.unit_id &&
      !part.facts.mediators.includes(actor.person_id),
  },
  referred_to: {
    says: '接收转介的单位的工作人员',
    worn: ({ actor }, part) =>
      part?.part === 'referral' &&
      actor.kind === 'staff' &&
      HANDLING_ROLES.includes(actor.role) &&
      actor.unit_id === part.facts.to_unit,
  },
  supervisor: {
    says: '辖区的综治中心督办人员、分管领导',
    worn: ({ actor, file }, part) =>
      part?.part === 'dispute' &&
      actor.kind === 'staff' &&
      SUPERVISING_ROLES.includes(actor.role) &&
      file !== null &&
      file.place_code !== null &&
      isWithin(file.place_code, actor.place_code),
  },
  supervising_office: {
    says: '督办、包案的单位的督办人员、分管领导',
    worn: ({ actor }, part) =>
      (part?.part === 'supervision' || part?.part === 'package') &&
      actor.kind === 'staff' &&
      SUPERVISING_ROLES.includes(actor.role) &&
      actor.unit_id === part.facts.by_unit,
  },
  reported_to: {
    says: '收到重大纠纷报告的综治中心',
    worn: (here, part) =>
      part?.part === 'dispute' &&
      here.actor.kind === 'staff' &&
      INTAKE_ROLES.includes(here.actor.role) &&
      here.actor.unit_id === openReport(here)?.to_unit,
  },
  system: { says: '到时自动', worn: ({ actor }) => actor.kind === 'system' },
} as const satisfies Record<string, { says: string; worn: Worn }>
export type Hat = keyof typeof HATS
