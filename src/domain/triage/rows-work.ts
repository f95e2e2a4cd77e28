import { because, COURT_OPEN, type Row, to, town, trade, UNLAWFUL_NOT_CONFIRMED, village } from './rows.ts'

const ARBITRATION_FIRST: Row['court'] = {
  directly: false,
  says: '劳动争议要先申请劳动仲裁，对裁决不服再起诉；仲裁不收费。拿着工资欠条、没有别的争议的，或者调解协议到期不付工资的，可以直接找法院。',
  law: '劳动争议调解仲裁法 第五条、第十六条、第五十三条；最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第十五条',
}
const ARBITRATION = to(
  'labour_arbitration',
  '不愿调解、调解不成，或者申请调解 15 日内没有达成协议的，可以申请劳动仲裁，不收费。',
  '劳动争议调解仲裁法 第五条、第十四条、第五十三条',
)
const INSPECTION = to(
  'labour_inspection',
  '可以同时向人力资源社会保障部门投诉欠薪，由劳动监察查处。',
  '劳动争议调解仲裁法 第九条；保障农民工工资支付条例 第七条、第十条',
)
const WAGE_AID = to(
  'legal_aid',
  '进城务工人员讨薪、要工伤赔偿的，申请法律援助不用查经济困难。',
  '法律援助法 第三十一条、第四十二条第三项',
)
const NO_COURT_FIRST: Row['exclusions'][number] = {
  route: 'court',
  says: '劳动争议没有经过仲裁的，一般不能直接起诉。',
  law: '劳动争议调解仲裁法 第五条',
}
const COURT_CONFIRMS = because(
  '达成协议的，可以共同向调委会所在地的法院申请司法确认；工资协议到期不付的，可以申请支付令。',
  '最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第五十二条；劳动争议调解仲裁法 第十六条',
)
const INJURY = because(
  '涉及工伤的，先要工伤认定：单位 30 日内申请，单位不申请的，本人或者近亲属自事故之日起 1 年内申请。',
  '工伤保险条例 第十七条',
)

/** Work: who is employed goes to arbitration first; who only works for somebody goes to court directly. */
export const WORK_ROWS: readonly Row[] = [
  {
    code: 'wage_iou',
    says: '只凭工资欠条要钱',
    match: [{ types: ['M10a', 'M10b'], when: { wage_only_iou: [true] } }],
    first: [town, village],
    preconditions: [
      because(
        '欠条要写明是工资、欠多少、谁欠的；没有别的争议。',
        '最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第十五条',
      ),
    ],
    exclusions: [UNLAWFUL_NOT_CONFIRMED],
    limits: ['civil'],
    others: [INSPECTION, WAGE_AID],
    court: {
      directly: true,
      says: '拿着工资欠条、没有别的争议的，可以直接起诉，按普通民事纠纷受理，不用先仲裁；也可以申请支付令。',
      law: '最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第十五条；民事诉讼法 第二百二十五条',
    },
    lead: '人力资源社会保障部门',
    ask: ['violence'],
    arbitrable: false,
  },
  {
    code: 'service_wages',
    says: '给个人干活、没有劳动关系的工钱',
    match: [{ types: ['M10a', 'M10b'], when: { employed: [false] } }],
    first: [village, town],
    preconditions: [
      because(
        '先核对：不受单位管理、给个人帮工的才不是劳动关系；拿不准的按劳动关系处理，免得误了仲裁。',
        '劳动争议调解仲裁法 第二条；本县约定：拿不准的先按劳动关系，可以调整',
      ),
    ],
    exclusions: [
      { route: 'labour_arbitration', says: '没有劳动关系的，劳动仲裁不受理。', law: '劳动争议调解仲裁法 第二条' },
    ],
    limits: ['civil'],
    others: [INSPECTION, WAGE_AID],
    court: COURT_OPEN,
    lead: '人力资源社会保障部门、司法局',
    ask: ['wage_only_iou', 'violence'],
    arbitrable: false,
  },
  {
    code: 'migrant_wages',
    says: '拖欠农民工工资',
    match: [{ types: ['M10a'] }],
    first: [
      {
        ...town,
        says: '乡镇、街道要排查调处欠薪，及时调解；请镇调委会调解，同时可以投诉到劳动监察。',
        law: '保障农民工工资支付条例 第四条第二款；劳动争议调解仲裁法 第十条第二项',
      },
      village,
    ],
    preconditions: [
      because(
        '工程项目欠薪的，记下项目名称和总包单位：分包欠的，由施工总承包单位先行清偿。',
        '保障农民工工资支付条例 第三十条',
      ),
      COURT_CONFIRMS,
    ],
    exclusions: [NO_COURT_FIRST],
    limits: ['wages'],
    others: [INSPECTION, ARBITRATION, WAGE_AID],
    court: ARBITRATION_FIRST,
    lead: '人力资源社会保障部门、住房城乡建设部门',
    ask: ['employed', 'wage_only_iou', 'violence'],
    arbitrable: false,
  },
  {
    code: 'labour',
    says: '其他劳动争议：合同、解除、工伤、社保、加班',
    match: [{ types: ['M10b'] }],
    first: [
      {
        ...trade('劳动争议', ['劳动', '劳资']),
        law: '劳动争议调解仲裁法 第十条；本县约定：先找专业调委会，可以调整',
      },
      { ...town, law: '劳动争议调解仲裁法 第十条第二项、第三项；本县约定：大事不出镇，可以调整' },
    ],
    preconditions: [INJURY, COURT_CONFIRMS],
    exclusions: [NO_COURT_FIRST],
    limits: ['labour', 'wages'],
    others: [ARBITRATION, INSPECTION, WAGE_AID],
    court: ARBITRATION_FIRST,
    lead: '人力资源社会保障部门',
    ask: ['employed', 'injury_or_death', 'violence'],
    arbitrable: false,
  },
]
