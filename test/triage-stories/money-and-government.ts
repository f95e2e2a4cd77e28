import type { Story } from './expected.ts'
import { USUAL } from './expected.ts'

const { injury_compensation, school, restricted } = USUAL
const POLICE = { to: 'police', unit: '云溪派出所' } as const
const COURT = { to: 'court', unit: '云溪法庭', closed: true, flags: ['sued'], court: true } as const
const TOWN = { to: 'peoples_mediation_town', unit: '云溪镇调委会' } as const
const GUARDIAN = '民法典 第二十条'

/** Money, firms, harm, schools, offices of government, and what is not for mediation at all. */
export const MONEY_AND_GOVERNMENT: readonly Story[] = [
  ['借给表弟三万，有借条，到期不还。', { dispute_type: 'M04', loan: true }, 'debt'],
  ['要还的其实是打牌输的钱。', { dispute_type: 'M04', loan: true, crime_suspected: false }, 'debt'],
  [
    '放高利贷的上门泼油漆。',
    { dispute_type: 'M04', loan: true, violence: true },
    'debt',
    { ...POLICE, flags: ['danger'] },
  ],
  [
    '被套路贷骗了，金额越滚越大。',
    { dispute_type: 'M04', loan: true, crime_suspected: true },
    'debt',
    { ...POLICE, closed: true, flags: ['crime'] },
  ],
  ['借钱的已经判了，对方不还，要执行。', { dispute_type: 'M04', loan: true, already_with: 'court' }, 'debt', COURT],
  [
    '借条里写明由仲裁委员会仲裁。',
    { dispute_type: 'M04', loan: true, arbitration_clause: true },
    'debt',
    { court: false },
  ],
  ['信用卡还不上，银行来催。', { dispute_type: 'M04', finance: true }, 'finance'],
  ['保险公司不赔大病险。', { dispute_type: 'M04', finance: true, insurance: true }, 'finance'],
  [
    '小额贷款公司一次来了三百户逾期。',
    { dispute_type: 'M04', finance: true, enterprise: true, enterprise_matter: 'debt', people_count: 300 },
    'finance',
    { flags: ['mass', 'enterprise'] },
  ],
  [
    '银行和农户为贷款，合同写了仲裁。',
    { dispute_type: 'M04', finance: true, arbitration_clause: true },
    'finance',
    { court: false },
  ],
  ['贷款是借钱，也是银行，先按借钱说清。', { dispute_type: 'M04', loan: true, finance: true }, 'finance'],
  ['请人装修，做到一半跑了。', { dispute_type: 'M04' }, 'contract'],
  [
    '两家公司为货款，合同没有仲裁条款。',
    { dispute_type: 'M04', enterprise: true, enterprise_matter: 'contract_breach' },
    'enterprise',
  ],
  [
    '两家公司的合同写了仲裁，还想调。',
    { dispute_type: 'M04', enterprise: true, arbitration_clause: true },
    'enterprise',
    { court: false },
  ],
  [
    '公司之间的货款仲裁委已经受理。',
    { dispute_type: 'M04', enterprise: true, already_with: 'arbitration' },
    'enterprise',
    { to: 'commercial_arbitration', unit: null },
  ],
  ['三个人合伙开店要散伙。', { dispute_type: 'M05' }, 'contract'],
  ['合作社社员要求退股分红。', { dispute_type: 'M05', enterprise: true, enterprise_matter: 'operation' }, 'enterprise'],
  [
    '台商在县里的厂和供应商争质量。',
    { dispute_type: 'M05', enterprise: true, foreign_party: true },
    'enterprise',
    { first: ['民事诉讼法 第一百二十七条第二项', '涉外民事关系法律适用法'], flags: ['enterprise', 'foreign'] },
  ],
  [
    '厂里的环评被公示以后村民反对，厂方请调。',
    { dispute_type: 'M09', enterprise: true, enterprise_matter: 'environmental_assessment' },
    'environment',
    { flags: ['enterprise'] },
  ],
  ['被邻居的狗咬了，要医药费。', { dispute_type: 'M06' }, 'injury_compensation'],
  [
    '被推倒摔断了手，公安说够不上治安处罚。',
    { dispute_type: 'M06', injury_or_death: true },
    'injury_compensation',
    TOWN,
  ],
  ['帮工时从房顶掉下来死了。', { dispute_type: 'M06', injury_or_death: true }, 'injury_compensation', TOWN],
  [
    '打成了重伤，人在重症室。',
    { dispute_type: 'M06', crime_suspected: true, injury_or_death: true },
    'injury_compensation',
    { ...POLICE, closed: true, flags: ['crime'] },
  ],
  [
    '两个人喝酒打架，都是轻微伤，第一次。',
    { dispute_type: 'M06', public_order: true, injury_or_death: true },
    'public_order',
  ],
  [
    '公安已经对打架的作了处罚，还要医药费。',
    { dispute_type: 'M06', already_with: 'police' },
    'injury_compensation',
    { ...POLICE, closed: true },
  ],
  [
    '轻伤害，要自己告他。',
    { dispute_type: 'M06', private_prosecution: true, injury_or_death: true },
    'private_prosecution',
  ],
  [
    '打架的是两个十五岁的孩子，轻微。',
    { dispute_type: 'M06', public_order: true, minor_involved: true },
    'public_order',
    { first: ['第一百八十一条', '第一百八十三条', GUARDIAN], flags: ['minor'] },
  ],
  [
    '孩子在学校体育课上摔断胳膊。',
    { dispute_type: 'M06', school: true, minor_involved: true, injury_or_death: true },
    'school',
    { first: [...school.first, GUARDIAN], flags: ['minor', 'school'] },
  ],
  [
    '孩子在学校被几个同学打了。',
    { dispute_type: 'M06', school: true, minor_involved: true, violence: true },
    'school',
    { ...POLICE, first: [...school.first, GUARDIAN], flags: ['danger', 'minor', 'school'] },
  ],
  [
    '幼儿园老师用针扎孩子。',
    { dispute_type: 'M06', school: true, minor_involved: true, crime_suspected: true },
    'school',
    { ...POLICE, closed: true, first: [...school.first, GUARDIAN], flags: ['crime', 'minor', 'school'] },
  ],
  [
    '校园受伤的事已经起诉学校。',
    { dispute_type: 'M06', school: true, already_with: 'court' },
    'school',
    { ...COURT, flags: ['school', 'sued'] },
  ],
  ['施工打桩把我家墙震裂了。', { dispute_type: 'M06' }, 'injury_compensation'],
  [
    '外国人开的店招牌掉下来砸了人。',
    { dispute_type: 'M06', foreign_party: true, injury_or_death: true },
    'injury_compensation',
    { ...TOWN, first: [...injury_compensation.first, '涉外民事关系法律适用法'], flags: ['foreign'] },
  ],
  [
    '城管罚了我两千，不服。',
    { dispute_type: 'M99', administrative_act: true, review_first: false },
    'administrative_act',
  ],
  ['交警当场罚了两百，不服。', { dispute_type: 'M99', administrative_act: true, review_first: true }, 'review_first'],
  [
    '申请低保两个月了，民政一直不答复。',
    { dispute_type: 'M99', administrative_act: true, review_first: true },
    'review_first',
  ],
  ['要求公开征地批文，被拒绝。', { dispute_type: 'M99', administrative_act: true, review_first: true }, 'review_first'],
  [
    '处罚决定去年一月四日收到，什么都没有做。',
    { dispute_type: 'M99', administrative_act: true, right_known_on: '2025-01-04' },
    'administrative_act',
    { limits: ['2025-03-05', '2025-07-04'] },
  ],
  [
    '对处罚已经提起行政诉讼。',
    { dispute_type: 'M99', administrative_act: true, already_with: 'court' },
    'administrative_act',
    { ...COURT, flags: ['government', 'sued'] },
  ],
  [
    '对拆违决定不服，去信访局登记过。',
    { dispute_type: 'M99', administrative_act: true, already_with: 'petition' },
    'administrative_act',
  ],
  ['和乡政府为租办公房的租金争，是民事的事。', { dispute_type: 'M04', administrative_act: false }, 'contract'],
  [
    '对征收同时也是行政行为的，按征收走。',
    { dispute_type: 'M08', expropriation: true, administrative_act: true },
    'expropriation',
  ],
  [
    '嫌征地补偿太低，还反映村支书作风不好。',
    { dispute_type: 'M08', expropriation: true, restricted_matter: true },
    'expropriation',
    { flags: ['restricted', 'government'] },
  ],
  [
    '寺庙被罚了款，不服。',
    { dispute_type: 'M99', administrative_act: true, restricted_matter: true },
    'administrative_act',
    { flags: ['restricted', 'government'] },
  ],
  [
    '寺庙后面的山林归谁，和村民小组争。',
    { dispute_type: 'M07', land_title: true, restricted_matter: true },
    'land_title',
    { closed: true, flags: ['restricted'] },
  ],
  ['反映村支书办事不公，要求处分他。', { dispute_type: 'M99', restricted_matter: true }, 'restricted'],
  ['清真食堂的事引起两家饭馆吵架。', { dispute_type: 'M99', restricted_matter: true }, 'restricted'],
  [
    '反映干部作风，同时扬言要动手。',
    { dispute_type: 'M99', restricted_matter: true, violence: true },
    'restricted',
    { ...POLICE, first: restricted.first, flags: ['danger', 'restricted'] },
  ],
  ['老伙计之间为一句话结了怨，说不清是哪类。', { dispute_type: 'M99' }, 'other'],
  [
    '丢了一头牛，怀疑是邻村人牵走的。',
    { dispute_type: 'M99', crime_suspected: true },
    'other',
    { ...POLICE, closed: true, flags: ['crime'] },
  ],
  [
    '广场舞音响吵，六个老人和小区住户争。',
    { dispute_type: 'M99', people_count: 6 },
    'other',
    { ...TOWN, flags: ['several'] },
  ],
]
