/** Roles a post may have (domain 1.3), as stored, with the words people see. */
export const ROLES = {
  grid_worker: '网格员',
  village_mediator: '村（社区）调解员',
  village_director: '村（社区）调委会主任',
  committee_director: '调委会主任',
  full_time_mediator: '专职调解员',
  resident_court_mediator: '驻庭调解员（专职）',
  resident_police_mediator: '驻所调解员（专职）',
  resident_centre_mediator: '驻中心调解员（专职）',
  part_time_mediator: '兼职调解员',
  invited_mediator: '特邀调解员',
  expert: '咨询专家',
  town_intake: '镇综治中心受理岗',
  town_director: '镇综治中心主任',
  justice_officer: '司法所人员',
  county_intake: '县综治中心受理岗',
  county_dispatcher: '县综治中心分流岗',
  county_leader: '县政法委分管领导',
  police_officer: '公安民警',
  court_liaison: '法院诉调对接专员',
  petition_officer: '信访工作人员',
  department_officer: '行政机关承办人',
  system_administrator: '系统管理员',
  security_auditor: '安全审计员',
  data_protection_officer: '个人信息保护负责人',
} as const
export type Role = keyof typeof ROLES

/** The three guardians (三员分立): three different people, none of whom sees any case content (threats I33). */
export const GUARDIANS: readonly Role[] = ['system_administrator', 'security_auditor', 'data_protection_officer']

/** Full-time mediators a committee sends to sit in a court, a police station or a centre (domain 1.2 STN): the post is at who sends her, whose seal she uses. */
export const RESIDENT_ROLES: readonly Role[] = [
  'resident_court_mediator',
  'resident_police_mediator',
  'resident_centre_mediator',
]

/** Who gives advice on files of others and carries none of her own: an invited mediator, an expert. */
export const ADVISING_ROLES: readonly Role[] = ['invited_mediator', 'expert']

/** Who may receive a request and decide on it, at the unit it landed on. */
export const INTAKE_ROLES: readonly Role[] = [
  'village_mediator',
  'village_director',
  'committee_director',
  'full_time_mediator',
  ...RESIDENT_ROLES,
  'town_intake',
  'town_director',
  'county_intake',
  'county_dispatcher',
]

/** Who hands a matter over from an office of another kind: police, court, petition office, department (domain 2.1 CH06–CH11). */
export const HANDING_ROLES: readonly Role[] = [
  'police_officer',
  'court_liaison',
  'petition_officer',
  'department_officer',
]

/** Who may carry a task of their unit: sign for it, object, seek consent, end it. */
export const HANDLING_ROLES: readonly Role[] = [...INTAKE_ROLES, ...HANDING_ROLES, 'part_time_mediator']

/** Who may be a dispute's mediator (人民调解法 13; domain 1.3). */
export const MEDIATING_ROLES: readonly Role[] = [
  'village_mediator',
  'village_director',
  'committee_director',
  'full_time_mediator',
  ...RESIDENT_ROLES,
  'part_time_mediator',
  'invited_mediator',
  'town_director',
  'justice_officer',
  'police_officer',
  'department_officer',
]

/** Who answers for a unit: approves what a subordinate may not decide alone. */
export const DIRECTING_ROLES: readonly Role[] = [
  'village_director',
  'committee_director',
  'town_director',
  'county_dispatcher',
]

/** Who asks after overdue duties of units in her area, and takes on hard matters (督办, 包案; domain 1.3). */
export const SUPERVISING_ROLES: readonly Role[] = ['town_director', 'county_dispatcher', 'county_leader']

/** Who sees only the files she herself is involved in, not all of her unit's: a grid worker reports, others handle (domain 1.3); who advises, what she is asked about. */
export const OWN_FILES_ROLES: readonly Role[] = ['grid_worker', ...ADVISING_ROLES]

/** Whose work covers the whole area of the unit, not only the files the unit is involved in. */
export const AREA_ROLES: readonly Role[] = [
  'village_director',
  'town_intake',
  'town_director',
  'justice_officer',
  'county_intake',
  'county_dispatcher',
  'county_leader',
]

/** Kinds of units whose mediation is people's mediation (人民调解法 7, 34). */
export const COMMITTEE_KINDS: readonly UnitKind[] = ['village_committee', 'town_committee', 'trade_committee']

/** Units that pass matters on rather than settle them: their first duty is triage (domain 0.2, 综治中心). */
export const CENTRE_KINDS: readonly UnitKind[] = ['town_centre', 'county_centre']

/** Kinds of units (domain 1.1, 1.2), as stored, with the words people see. */
export const UNIT_KINDS = {
  political_legal_committee: '县委政法委',
  county_centre: '县综治中心',
  court: '人民法院',
  tribunal: '人民法庭',
  procuratorate: '人民检察院',
  public_security_bureau: '公安局',
  police_station: '派出所',
  traffic_police: '交警大队',
  justice_bureau: '司法局',
  justice_office: '司法所',
  legal_service_centre: '公共法律服务中心（站）',
  legal_aid_centre: '法律援助中心',
  notary_office: '公证处',
  petition_bureau: '信访局',
  labour_arbitration: '劳动人事争议仲裁委员会',
  land_arbitration: '农村土地承包仲裁委员会',
  administrative_review: '行政复议机构',
  department: '行政部门或群团组织',
  town_government: '乡镇人民政府（街道办事处）',
  town_centre: '乡镇（街道）综治中心',
  village_centre: '村（社区）综治工作站',
  village_committee: '村（居）人民调解委员会',
  town_committee: '乡镇（街道）人民调解委员会',
  trade_committee: '行业性专业性人民调解委员会',
} as const
export type UnitKind = keyof typeof UNIT_KINDS
