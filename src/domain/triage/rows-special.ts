import {
  AID,
  BOTH_WILLING,
  because,
  CLAUSE,
  COURT_OPEN,
  department,
  LOCAL,
  type Row,
  to,
  town,
  trade,
  UNLAWFUL_NOT_CONFIRMED,
  village,
} from './rows.ts'
import { DISPUTE_TYPES, type DisputeType, type OtherRoute, type TriageFacts } from './types.ts'

/**
 * Matters the law sends a way of their own (domain 2.6; matrix 3): they stand before the rows of family, trades and daily life,
 * and after those of government and work, whose deadlines and whose way to a court run on beside them.
 */
const RESTRICTED: Row = {
  code: 'restricted',
  says: '民族宗教、组织纪检',
  match: [{ when: { restricted_matter: [true] } }],
  first: [
    {
      route: 'competent_office',
      says: '民族宗教的事、反映党员干部作风和组织人事的事不走调解，转给有权处理的机关，只让经办的人知道。',
      law: '人民调解工作若干规定 第二十二条第一项；信访工作条例 第二十二条、第三十一条；本县约定：限制知悉，可以调整',
    },
  ],
  preconditions: [because('先分清：里面另有民事纠纷的，民事的部分可以另外登记、另外调解。', LOCAL)],
  exclusions: [UNLAWFUL_NOT_CONFIRMED],
  limits: [],
  others: [AID, to('petition', '也可以向信访部门反映。', '信访工作条例 第二十二条、第二十三条')],
  court: { ...COURT_OPEN, says: '其中的民事纠纷可以直接向人民法院起诉。' },
  lead: '统战、民族宗教部门，纪检监察、组织部门',
  ask: ['violence', 'crime_suspected'],
  arbitrable: false,
}

/** At home and at work the row of home or work answers: its safety question, its arbitration and its limits are not to be lost. */
const NEITHER_HOME_NOR_WORK = (Object.keys(DISPUTE_TYPES) as DisputeType[]).filter(
  (type) => !['M01', 'M10a', 'M10b'].includes(type),
)
const NOT_YES = [false, null] as const
const ELSEWHERE = { elder_support: NOT_YES, inheritance: NOT_YES }

const PRIVATE_PROSECUTION: Row = {
  code: 'private_prosecution',
  says: '可以自己向法院控告的轻微犯罪（自诉）',
  match: [{ types: NEITHER_HOME_NOR_WORK, when: { private_prosecution: [true], ...ELSEWHERE } }],
  first: [
    {
      route: 'court',
      says: '侮辱、诽谤、虐待、轻伤害等告诉才处理或者有证据证明的轻微刑事案件，被害人可以直接向人民法院提起自诉。',
      law: '刑事诉讼法 第二百一十条',
    },
  ],
  preconditions: [
    because(
      '自诉案件法院可以调解，双方也可以在判决前自行和解、撤回自诉；平台只记录去向。',
      '刑事诉讼法 第二百一十二条',
    ),
  ],
  exclusions: [UNLAWFUL_NOT_CONFIRMED],
  limits: [],
  others: [
    to(
      'police',
      '也可以向公安机关控告；公安机关、检察机关主持的刑事和解由它们办。',
      '刑事诉讼法 第一百一十条、第二百八十八条',
    ),
    {
      ...town,
      says: '只说民事赔偿、双方自愿的，可以请调委会调解；不能用不追究来换。',
      law: '人民调解法 第十七条；本县约定，可以调整',
    },
    AID,
  ],
  court: { directly: true, says: '可以直接向人民法院提起自诉。', law: '刑事诉讼法 第二百一十条' },
  lead: '人民法院、公安机关、人民检察院',
  ask: ['violence', 'minor_involved'],
  arbitrable: false,
}

const PUBLIC_ORDER: Row = {
  code: 'public_order',
  says: '治安轻微：民间纠纷引起的打架、损毁财物',
  match: [{ types: NEITHER_HOME_NOR_WORK, when: { public_order: [true], ...ELSEWHERE } }],
  first: [
    {
      route: 'police',
      says: '民间纠纷引起的打架、损毁他人财物，情节较轻的，公安机关可以调解处理；调解不成或者不履行的依法处罚。',
      law: '公安机关办理行政案件程序规定 第一百七十八条；治安管理处罚法（2026 年 1 月 1 日起施行的文本，条号尚待核对）',
    },
  ],
  preconditions: [
    because(
      '双方都同意公安调解；未成年人的，通知父母或者其他监护人到场。',
      '公安机关办理行政案件程序规定 第一百八十一条',
    ),
    because('一次调不成的，7 个工作日内再调一次。', '公安机关办理行政案件程序规定 第一百八十三条'),
  ],
  exclusions: [
    {
      route: 'police',
      says: '雇凶伤人、结伙斗殴、多次违反治安管理、一方不同意、调解中又打人、违法嫌疑人逃跑的，公安机关不调解，依法处罚。',
      law: '公安机关办理行政案件程序规定 第一百七十九条',
    },
  ],
  limits: ['civil'],
  others: [
    {
      ...village,
      says: '双方自愿的，也可以请调委会调解；调成并且履行了，双方书面申请、公安机关认可的，可以不予处罚。',
      law: '人民调解法 第十七条；公安机关办理行政案件程序规定（条号尚待核对）',
    },
    town,
    AID,
  ],
  court: { ...COURT_OPEN, says: '民事赔偿可以直接向人民法院起诉，不需要先经过调解。' },
  lead: '公安机关',
  ask: ['violence', 'crime_suspected', 'injury_or_death', 'minor_involved'],
  arbitrable: false,
}

/** Where the act itself has to be reviewed first (行政复议法 23): not a taking, not only titles. */
export const REVIEW_FIRST: Row = {
  code: 'review_first',
  says: '行政争议：要先复议的（当场处罚、不履行职责、不公开信息、已经取得的自然资源权利）',
  match: [{ when: { administrative_act: [true], review_first: [true] } }],
  first: [
    {
      route: 'administrative_review',
      says: '这类行政行为要先申请行政复议，不收费；复议中可以依法调解，对复议决定不服的再起诉。',
      law: '行政复议法 第五条、第二十三条、第八十七条',
    },
  ],
  preconditions: [
    because('带上决定书，或者能说明什么时候申请过、什么时候被拒绝的材料。', '行政复议法 第十一条、第二十条'),
  ],
  exclusions: [
    {
      route: 'court',
      says: '没有经过行政复议的，法院不受理这类行政诉讼。',
      law: '行政复议法 第二十三条；行政诉讼法 第四十四条第二款',
    },
  ],
  limits: ['review', 'sue_after_review'],
  others: [
    AID,
    to('petition', '意见建议和不属于复议、诉讼的事项，可以向信访部门反映。', '信访工作条例 第二十二条、第三十一条'),
  ],
  court: {
    directly: false,
    says: '要先申请行政复议；对复议决定不服的，收到决定书 15 日内起诉。',
    law: '行政复议法 第二十三条；行政诉讼法 第四十四条第二款、第四十五条',
  },
  lead: '司法局（行政复议机构）',
  ask: ['violence', 'review_first'],
  arbitrable: false,
}

const SCHOOL: Row = {
  code: 'school',
  says: '校园：学生受伤、学校的责任',
  match: [{ types: ['M06'], when: { school: [true] } }],
  first: [trade('校园纠纷', ['校园', '学校', '教育']), town],
  preconditions: [
    because(
      '先治疗，通知父母或者其他监护人；请学校保存监控、值班和处理的记录。',
      '民法典 第一千一百九十九条、第一千二百条；本县约定，可以调整',
    ),
    because('涉及学生欺凌、侵害未成年人的，学校要先处理、依法报告。', '未成年人保护法 第十一条、第三十九条'),
  ],
  exclusions: [UNLAWFUL_NOT_CONFIRMED],
  limits: ['civil'],
  others: [
    {
      ...department('教育主管部门可以依双方申请调解。', '学生伤害事故处理办法 第十八条', ['教育']),
    },
    AID,
  ],
  court: { ...COURT_OPEN, law: '人民调解法 第三条第三项；民法典 第一千一百九十九条至第一千二百零一条' },
  lead: '教育部门',
  ask: ['violence', 'crime_suspected', 'injury_or_death', 'minor_involved'],
  arbitrable: false,
}

const FINANCE: Row = {
  code: 'finance',
  says: '金融、保险：一方是银行、保险公司、小额贷款公司等',
  match: [{ types: ['M04', 'M05'], when: { finance: [true] } }],
  first: [trade('金融、保险纠纷', ['金融', '银行', '保险']), town, village],
  preconditions: [
    because(
      '先看合同、流水和是不是正规机构；怀疑套路贷、虚假诉讼的先停下来核实，涉嫌犯罪的转公安。',
      '民法典 第六百八十条；民事诉讼法 第一百一十五条；本县约定：先核实，可以调整',
    ),
  ],
  exclusions: [UNLAWFUL_NOT_CONFIRMED],
  limits: ['civil'],
  others: [to('notary', '达成协议后，可以办理有强制执行效力的公证。', '公证法 第三十七条'), CLAUSE, AID],
  court: {
    ...COURT_OPEN,
    says: '可以直接向人民法院起诉；欠款清楚的也可以申请支付令。',
    law: '人民调解法 第三条第三项；民事诉讼法 第一百二十二条、第二百二十五条',
  },
  lead: '金融工作部门、人民银行、金融监管部门',
  ask: ['crime_suspected', 'arbitration_clause', 'violence'],
  arbitrable: true,
}

const HOUSING_PROJECT: Row = {
  code: 'housing_project',
  says: '问题楼盘：同一个项目牵涉许多人',
  match: [{ types: ['M03', 'M04'], when: { one_project: [true] } }],
  first: [
    department(
      '同一个楼盘牵涉许多人的，一项目一专班：由住房城乡建设部门牵头先行调处，各件登记在一起办。',
      '本县约定：一项目一专班，可以调整；双方同意才调解（人民调解法 第十七条）',
      ['住房', '住建'],
    ),
    town,
  ],
  preconditions: [
    because(
      '带上购房合同、付款和按揭材料；写明项目名称，便于和同一项目的放在一起。',
      '民法典 第五百零九条；本县约定，可以调整',
    ),
    BOTH_WILLING,
  ],
  exclusions: [
    {
      route: 'judicial_confirmation',
      says: '协议里写“房归谁所有”这类确权内容的，法院不予司法确认。',
      law: '民事诉讼法解释（2022）第三百五十五条第五项',
    },
  ],
  limits: ['civil'],
  others: [town, CLAUSE, AID],
  court: { ...COURT_OPEN, says: '可以直接向人民法院起诉；开发企业已经进入破产程序的，向受理破产的法院申报债权。' },
  lead: '住房城乡建设部门',
  ask: ['arbitration_clause', 'violence'],
  arbitrable: true,
}

/** Before the rows of family and trades; after what a government office decides, and after work. */
export const BEFORE_TYPES: readonly Row[] = [
  RESTRICTED,
  PRIVATE_PROSECUTION,
  PUBLIC_ORDER,
  SCHOOL,
  HOUSING_PROJECT,
  FINANCE,
]

/** The way of a special matter, named beside the row that answers where another one does. */
export function waysBeside(row: Row, facts: TriageFacts): OtherRoute[] {
  const beside: [special: Row, holds: boolean, ways: readonly OtherRoute[]][] = [
    [RESTRICTED, facts.restricted_matter === true, RESTRICTED.first],
    [
      PRIVATE_PROSECUTION,
      facts.private_prosecution === true,
      [
        to(
          'police',
          '虐待、轻伤害这类的，可以向公安机关控告，也可以自己向人民法院提起自诉。',
          '刑事诉讼法 第一百一十条、第二百一十条',
        ),
      ],
    ],
    [PUBLIC_ORDER, facts.public_order === true, PUBLIC_ORDER.first],
  ]
  return beside.flatMap(([special, holds, ways]) =>
    holds && row.code !== special.code ? ways.map(({ route, says, law }) => to(route, says, law)) : [],
  )
}
