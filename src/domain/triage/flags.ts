import type { Reason, TriageFacts } from './types.ts'

/** What whoever decides has to keep in mind, as shown on the file: of the matter, never of a person. */
export const TRIAGE_FLAGS = {
  danger: '人身危险',
  crime: '可能犯罪',
  minor: '未成年人',
  several: '5 人以上',
  mass: '30 人以上',
  enterprise: '涉企',
  foreign: '涉外',
  school: '校园',
  one_project: '同一项目',
  restricted: '限制知悉',
  government: '不服政府部门',
  sued: '已经起诉',
  handed_over: '移送、委托来的',
} as const
export type TriageFlag = keyof typeof TRIAGE_FLAGS

/** Head-counts are this county's own line (domain 4.3). */
const [SEVERAL, MASS] = [5, 30]

/** The flags these facts raise, in the order of the list. */
export function flagsOf(facts: TriageFacts): TriageFlag[] {
  const people = facts.people_count ?? 0
  const raised: Record<TriageFlag, boolean> = {
    danger: facts.violence === true,
    crime: facts.crime_suspected === true,
    minor: facts.minor_involved === true,
    several: people >= SEVERAL && people < MASS,
    mass: people >= MASS,
    enterprise: facts.enterprise === true,
    foreign: facts.foreign_party === true,
    school: facts.school === true,
    one_project: facts.one_project === true,
    restricted: facts.restricted_matter === true,
    government: facts.administrative_act === true || facts.expropriation === true,
    sued: facts.already_with === 'court',
    handed_over: facts.handed_over === true,
  }
  return (Object.keys(TRIAGE_FLAGS) as TriageFlag[]).filter((flag) => raised[flag])
}

/**
 * The two steps of a matter and the court (S2-36): before a suit it is coordinated here and the court stays open; after one, only
 * what the parties themselves want is settled out of court, and nobody is talked into withdrawing. Where something has to come
 * before the suit, or people's mediation may not take it, what the row says of the court stands there instead.
 */
export function suitStage(facts: TriageFacts, court: Reason & { directly: boolean }, closed: boolean): Reason {
  if (facts.already_with !== 'court' && (closed || !court.directly))
    return { says: `还没有起诉：${court.says}`, law: court.law }
  if (facts.already_with !== 'court')
    return {
      says: '还没有起诉：先在这里协调、调解；当事人随时可以起诉，调解不是起诉的门槛。',
      law: '人民调解法 第三条第三项；本县约定：未起诉的先协调，可以调整',
    }
  return facts.handed_over === true
    ? {
        says: '已经起诉，法院委托来的：当事人自己愿意的才调；有一方不愿意，退回法院审理。',
        law: '最高人民法院关于人民法院特邀调解的规定 第十一条；本县约定：尊重当事人意愿进行诉外调解，可以调整',
      }
    : {
        says: '已经起诉：由法院审理；只有当事人自己愿意的，请法院委托以后才在诉讼外调解，不得动员撤诉。',
        law: '人民调解工作若干规定 第二十二条第二项；本县约定：尊重当事人意愿进行诉外调解，可以调整',
      }
}

/** Professional fields: the 8 of S0-62, and the 5 core and 5 expansion fields of S4-47 and S4-48, one list. */
export const PROFESSIONAL_FIELDS = {
  family: '家事（婚姻家庭）',
  rural_land: '农村土地承包',
  labour: '劳动争议',
  commercial: '商事',
  finance: '金融',
  traffic: '交通事故损害赔偿',
  property: '物业服务',
  insurance: '保险',
  medical: '医疗',
  consumer: '消费',
  travel: '旅游',
  intellectual_property: '知识产权',
} as const
export type ProfessionalField = keyof typeof PROFESSIONAL_FIELDS

const BY_TYPE: Partial<Record<TriageFacts['dispute_type'], ProfessionalField>> = {
  M01: 'family',
  M05: 'commercial',
  M07: 'rural_land',
  M10a: 'labour',
  M10b: 'labour',
  M11: 'travel',
  M12: 'consumer',
  M13: 'consumer',
  M14: 'medical',
  M15: 'traffic',
  M16: 'property',
  M17: 'intellectual_property',
}

/** The fields a matter belongs to, from its type and closed questions; none where it is of no trade. */
export function fieldsOf(facts: TriageFacts): ProfessionalField[] {
  const field = BY_TYPE[facts.dispute_type]
  const fields: ProfessionalField[] = field && !(field === 'rural_land' && facts.land_title === true) ? [field] : []
  if (facts.insurance === true) fields.push('insurance')
  else if (facts.finance === true) fields.push('finance')
  else if (facts.dispute_type === 'M04' && facts.enterprise === true) fields.push('commercial')
  return [...new Set(fields)]
}
