import { partsOf } from './disputes/parts.ts'
import { isWithin } from './organisations/places.ts'
import { INTAKE_ROLES } from './organisations/words.ts'
import type { Here } from './step.ts'

/** The closed set of hats a person may wear towards a file. A row names hats; only these functions say who wears them. */
export const HATS = {
  anyone: { says: '任何人', worn: ({ actor }: Here) => actor.kind === 'anyone' },
  applicant: {
    says: '申请人',
    worn: ({ actor, parts }: Here) =>
      actor.kind === 'party' &&
      partsOf(parts, 'party').some((party) => party.id === actor.party_id && party.facts.side === 'applicant'),
  },
  clerk: {
    says: '本件承办单位的受理人员',
    worn: ({ actor, file }: Here) =>
      actor.kind === 'staff' && INTAKE_ROLES.includes(actor.role) && actor.unit_id === file?.responsible_unit,
  },
  clerk_above: {
    says: '上级综治中心的受理人员',
    worn: ({ actor, file }: Here) =>
      actor.kind === 'staff' &&
      (actor.unit_kind === 'town_centre' || actor.unit_kind === 'county_centre') &&
      INTAKE_ROLES.includes(actor.role) &&
      file !== null &&
      actor.unit_id !== file.responsible_unit &&
      isWithin(file.place_code, actor.place_code),
  },
  system: { says: '系统按期限自动', worn: ({ actor }: Here) => actor.kind === 'system' },
} as const satisfies Record<string, { says: string; worn: (here: Here) => boolean }>
export type Hat = keyof typeof HATS
