import type { EvidenceFile } from '#domain/evidence/facts.ts'
import type { Role, UnitKind } from '#domain/organisations/words.ts'
import { MEDIATING_ROLES, ROLES } from '#domain/organisations/words.ts'
import type { Actor, OfficialCard, PersonCard, Receiver } from '#domain/step.ts'

/** The small invented world the pure table is walked in: a few units, and everybody who may come to the door. */
const PLACES = [990326001001000, 990326001000000, 990326000000000, 990326002000000, 990326001001000, 990326001000000]
const unit = (id: number, kind: UnitKind, name: string): Receiver => ({
  place_code: PLACES[id - 1] ?? 0,
  id,
  number: id,
  kind,
  name,
  phone: '0990-1234567',
  address: '村口',
  hours: '每天',
})
export const UNITS = [
  unit(1, 'village_centre', '石桥村综治工作站'),
  unit(2, 'town_centre', '柳河镇综治中心'),
  unit(3, 'county_centre', '枫溪县综治中心'),
  unit(4, 'town_centre', '松岭镇综治中心'),
  unit(5, 'village_committee', '石桥村人民调解委员会'),
  unit(6, 'police_station', '柳河派出所'),
] as const
export const PLACE = 990326001001007

/** Joined into one text: what is only strung together is compared many times as slowly. */
export const uuid = (n: number): string => ['00000000-0000-7000-8000', String(n).padStart(12, '0')].join('-')
export const STRANGER = uuid(999_999_999_999)
/** The sheet that is being written down as a whole. */
export const SHEET = { id: uuid(400_001), number: 'P2025-0001', shape: 'many_applicants' } as const

/** Files that were uploaded and found sound. */
export const UPLOADS: readonly EvidenceFile[] = Array.from({ length: 60 }, (_, at) => ({
  upload_id: uuid(410_000 + at),
  ...{ name: '借条.jpg', kind: 'jpeg', size: 1_000, sha256: 'a'.repeat(64), pages: 1, previews: 1, no_preview: null },
}))

const roleNames = Object.keys(ROLES) as Role[]
const SURNAMES = '赵钱孙李周吴'
/** Whoever holds this role at this unit: one person each, of a surname no party has. */
export const personAt = (at: number, role: Role): { person_id: string; name: string } => ({
  person_id: uuid(100_000 + at * 100 + roleNames.indexOf(role)),
  name: `${SURNAMES[at] ?? '郑'}${ROLES[role]}`,
})

/** Rooms of the village: one free at any time, one taken. */
export const ROOMS = [
  { id: 1, name: '石桥村综治工作站调解室', taken: false },
  { id: 2, name: '石桥村综治工作站小会议室', taken: true },
] as const
/** A paper of whoever it is said to be for, a message of hers, and a paper of nobody here. */
export const NOTICES = [
  { id: uuid(400), kind: 'paper', says: '调解通知书', hers: true },
  { id: uuid(401), kind: 'message', says: '短信通知', hers: true },
  { id: uuid(402), kind: 'paper', says: '调解通知书', hers: false },
] as const

/** Papers a seal may be asked for: one of the acting unit's own, one of another's, one that bears none. */
export const PAPERS = [
  { id: uuid(410), form: 'D-08', title: '调解协议书', step: 'put_in_effect', own: true },
  { id: uuid(411), form: 'D-18', title: '调解通知书', step: 'notify_session', own: false },
  { id: uuid(412), form: 'D-02r', title: '收件回执', step: 'register', own: true },
] as const

export const staffAt = (at: number, role: Role): Extract<Actor, { kind: 'staff' }> => {
  const own = UNITS[at] ?? UNITS[0]
  return {
    kind: 'staff',
    ...personAt(at, role),
    post_id: uuid(200_000 + at * 100 + roleNames.indexOf(role)),
    role,
    unit_id: own.id,
    unit_kind: own.kind,
    unit_name: own.name,
    place_code: PLACES[at] ?? 0,
  }
}

export const STAFF: readonly Extract<Actor, { kind: 'staff' }>[] = [
  staffAt(0, 'village_director'),
  staffAt(0, 'full_time_mediator'),
  staffAt(0, 'grid_worker'),
  staffAt(1, 'town_intake'),
  staffAt(1, 'town_director'),
  staffAt(2, 'county_intake'),
  staffAt(2, 'county_leader'),
  staffAt(2, 'county_dispatcher'),
  staffAt(3, 'town_intake'),
  staffAt(2, 'system_administrator'),
  staffAt(4, 'committee_director'),
  staffAt(4, 'part_time_mediator'),
  staffAt(4, 'invited_mediator'),
  staffAt(2, 'expert'),
  staffAt(5, 'police_officer'),
]

/** Names of parties; the namesake mediates under the first of them, and the pump house's clerk works for a party. */
export const NAMES = ['苗秀禾', '邢大山', '司徒𠮷·䶮', '宋春生', '欧阳小满'] as const
export const PUMP_HOUSE = '石桥提灌站'
export const NAMESAKE = uuid(300_001)
export const RELATED = uuid(300_002)
export const MEDIATORS: readonly PersonCard[] = [
  ...STAFF.filter((it) => MEDIATING_ROLES.includes(it.role)).map(({ person_id, name, unit_id, unit_name, role }) => ({
    person_id,
    name,
    unit_id,
    unit_name,
    role,
  })),
  { person_id: NAMESAKE, name: NAMES[0], unit_id: 1, unit_name: UNITS[0].name, role: 'village_mediator' },
  { person_id: RELATED, name: '冯有水', unit_id: 9, unit_name: PUMP_HOUSE, role: 'part_time_mediator' },
]
/** Who may be booked for a meeting: a judge, an expert, a policeman; and two who bear a relation to a party. */
export const JUDGE: OfficialCard = {
  person_id: uuid(300_003),
  name: '裴法官',
  unit_id: 10,
  unit_name: '枫溪县人民法院',
  role: 'court_liaison',
  unit_kind: 'court',
}
export const OFFICIALS: readonly OfficialCard[] = [
  JUDGE,
  { ...JUDGE, person_id: NAMESAKE, name: NAMES[0] },
  { ...JUDGE, person_id: RELATED, name: '冯有水', unit_name: PUMP_HOUSE },
  ...STAFF.filter((it) => it.role === 'expert' || it.role === 'police_officer').map(
    ({ person_id, name, unit_id, unit_name, role, unit_kind }) => ({
      ...{ person_id, name, unit_id, unit_name, role, unit_kind },
    }),
  ),
]
/** Whom a mediator may ask, and some whom she may not: the namesake of a party, and the clerk of the pump house. */
export const ADVISERS: readonly PersonCard[] = [
  ...STAFF.map(({ person_id, name, unit_id, unit_name, role }) => ({ person_id, name, unit_id, unit_name, role })),
  { person_id: NAMESAKE, name: NAMES[0], unit_id: 3, unit_name: UNITS[2].name, role: 'expert' },
  { person_id: RELATED, name: '冯有水', unit_id: 9, unit_name: PUMP_HOUSE, role: 'invited_mediator' },
]
