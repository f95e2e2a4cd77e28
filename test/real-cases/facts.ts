import type { DisputeType } from '#domain/triage/types.ts'
import type { RealCase, ReviewedCase } from './read.ts'

/** The types of the sources, as the county reports them. */
const TYPES: Readonly<Record<string, DisputeType>> = {
  婚姻家庭: 'M01',
  邻里: 'M02',
  房屋宅基地: 'M03',
  合同: 'M04',
  债务: 'M04',
  生产经营: 'M05',
  损害赔偿: 'M06',
  治安刑事: 'M06',
  山林土地: 'M07',
  征地拆迁: 'M08',
  环境污染: 'M09',
  劳动争议: 'M10b',
  消费: 'M13',
  医疗: 'M14',
  道路交通: 'M15',
  物业: 'M16',
  知识产权: 'M17',
}
export const typeOf = (real: RealCase): DisputeType => TYPES[real.type] ?? 'M99'

const ALREADY_WITH: Readonly<Record<string, string>> = {
  CH07: 'petition',
  CH08: 'police',
  CH09: 'court',
  CH10: 'police',
}
const COMPANY = ['法人', '组织']
const says = (text: string, ...words: string[]): boolean => words.some((word) => text.includes(word))

/**
 * What a clerk would answer to the closed questions, read off the type, the risk, the parties and the words: one table for
 * all cases. A sum that was decided and is only shared among people (征地拆迁 between persons) is no taking.
 */
export function triageFacts(real: RealCase, reviewed: ReviewedCase): Record<string, unknown> {
  const { facts } = real
  const type = typeOf(real)
  const between = real.parties.every((party) => !COMPANY.includes(party.kind))
  return {
    dispute_type: type,
    amount_yuan: real.total_amount === null ? null : String(real.total_amount),
    // What is happening now, and not what the dispute is about: nobody mediates beside a raised hand.
    violence: false,
    crime_suspected: false,
    minor_involved: says(facts, '未成年', '孩子', '学生', '幼儿'),
    injury_or_death: says(facts, '死亡', '身亡', '受伤', '骨折', '伤'),
    administrative_act: false,
    expropriation: type === 'M08' ? !between : false,
    land_title: false,
    employed: type === 'M10b' ? says(facts, '工资', '劳动') : null,
    enterprise: real.parties.some((party) => party.kind === '法人'),
    elder_support: type === 'M01' && says(facts, '赡养'),
    inheritance: type === 'M01' && says(facts, '遗产', '遗赠', '继承'),
    loan: real.type === '债务',
    collective_share: false,
    arbitration_clause: false,
    status_only: false,
    handed_over: reviewed.door.handed_by !== null,
    already_with: reviewed.door.handed_by === null ? 'none' : (ALREADY_WITH[reviewed.door.channel] ?? 'none'),
    people_count: real.parties.some((party) => party.kind === '群体') ? 10 : real.parties.length,
  }
}
