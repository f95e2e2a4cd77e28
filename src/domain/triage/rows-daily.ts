import {
  AID,
  BOTH_WILLING,
  because,
  CLAUSE,
  COURT_OPEN,
  type Row,
  TITLE_NOT_CONFIRMED,
  to,
  town,
  UNLAWFUL_NOT_CONFIRMED,
  village,
} from './rows.ts'

const PAYMENT_ORDER = to(
  'court',
  '欠钱清楚、没有争议的，可以直接起诉，也可以向法院申请支付令。',
  '民事诉讼法 第一百二十二条、第二百二十五条',
)

/** Known by the question, not by the type: it stands before the trades. */
export const DEBT_ROW: Row = {
  code: 'debt',
  says: '借钱不还',
  match: [{ when: { loan: [true] } }],
  first: [village, town],
  preconditions: [
    because(
      '核对借条和转账；赌债、高利转贷等不受保护，怀疑虚假的先停下来核实，不替任何一方催债。',
      '民法典 第六百八十条；民事诉讼法 第一百一十五条；本县约定：先核实，可以调整',
    ),
  ],
  exclusions: [UNLAWFUL_NOT_CONFIRMED],
  limits: ['civil'],
  others: [PAYMENT_ORDER, to('notary', '达成协议后，可以到公证处办理有强制执行效力的公证。', '公证法 第三十七条'), AID],
  court: { ...COURT_OPEN, law: '人民调解法 第三条第三项；民事诉讼法 第一百二十二条、第二百二十五条' },
  lead: '司法局、金融工作部门',
  ask: ['crime_suspected', 'arbitration_clause', 'violence'],
  arbitrable: true,
}

/** Land in use, harm, neighbours, houses, contracts and the rest. The last row fits anything. */
export const DAILY_ROWS: readonly Row[] = [
  {
    code: 'land_contract',
    says: '承包地、山林的承包、流转、侵占',
    match: [{ types: ['M07'] }],
    first: [
      {
        ...village,
        says: '承包纠纷可以请村里、乡镇调解；村委会自己是一方的，改由乡镇调。',
        law: '农村土地承包经营纠纷调解仲裁法 第三条、第七条；农村土地承包法 第五十五条',
      },
      { ...town, law: '农村土地承包经营纠纷调解仲裁法 第三条、第七条' },
    ],
    preconditions: [
      because(
        '带上承包合同、经营权证；协议要有双方签名或者手印、调解人员签名、调解组织盖章。',
        '农村土地承包经营纠纷调解仲裁法 第十条',
      ),
    ],
    exclusions: [
      {
        route: 'land_arbitration',
        says: '法院已经受理的，土地承包仲裁不受理。',
        law: '农村土地承包经营纠纷调解仲裁法 第二十二条第二项',
      },
      TITLE_NOT_CONFIRMED,
    ],
    limits: ['land_contract', 'civil'],
    others: [
      to(
        'land_arbitration',
        '不愿调解或者调解不成的，可以申请土地承包仲裁，不收费。',
        '农村土地承包经营纠纷调解仲裁法 第四条、第五十二条',
      ),
      AID,
    ],
    court: { directly: true, says: '可以仲裁，也可以直接起诉，自己选。', law: '农村土地承包经营纠纷调解仲裁法 第四条' },
    lead: '农业农村部门、林业部门',
    ask: ['land_title', 'expropriation', 'collective_share', 'violence'],
    arbitrable: false,
  },
  {
    code: 'injury_compensation',
    says: '人身、财产损害赔偿',
    match: [{ types: ['M06'] }],
    first: [village, town],
    preconditions: [
      because('受伤的先治疗，留好病历和票据；要定伤残的，等治疗结束再定数额。', '民法典 第一千一百七十九条'),
      BOTH_WILLING,
    ],
    exclusions: [UNLAWFUL_NOT_CONFIRMED],
    limits: ['civil'],
    others: [AID],
    court: { ...COURT_OPEN, law: '人民调解法 第三条第三项；民事诉讼法 第一百二十二条；民法典 第一千一百六十五条' },
    lead: '司法局',
    ask: ['violence', 'crime_suspected', 'injury_or_death', 'minor_involved'],
    arbitrable: false,
  },
  {
    code: 'neighbour',
    says: '邻里：用水、排水、通行、采光、噪声',
    match: [{ types: ['M02'] }],
    first: [{ ...village, says: '邻里的事到现场看，请最近的村（居）调委会上门调解，不收费。' }, town],
    preconditions: [
      because(
        '相邻各方按有利生产、方便生活、团结互助、公平合理处理；先到现场看。',
        '民法典 第二百八十八条；本县约定：现场调，可以调整',
      ),
    ],
    exclusions: [TITLE_NOT_CONFIRMED],
    limits: ['civil'],
    others: [AID],
    court: COURT_OPEN,
    lead: '村（居）民委员会',
    ask: ['violence', 'land_title'],
    arbitrable: false,
  },
  {
    code: 'house',
    says: '房屋、宅基地',
    match: [{ types: ['M03'] }],
    first: [village, town],
    preconditions: [
      because(
        '先看不动产权证、宅基地批准手续；争宅基地归谁用的，先由人民政府处理。',
        '土地管理法 第十四条、第六十二条',
      ),
    ],
    exclusions: [TITLE_NOT_CONFIRMED],
    limits: ['civil'],
    others: [AID],
    court: { ...COURT_OPEN, says: '不争归属的，可以直接向人民法院起诉，不需要先经过调解。' },
    lead: '农业农村部门、住房城乡建设部门',
    ask: ['land_title', 'expropriation', 'enterprise', 'violence'],
    arbitrable: true,
  },
  {
    code: 'contract',
    says: '合同、生产经营',
    match: [{ types: ['M04', 'M05'] }],
    first: [village, town],
    preconditions: [
      because('带上合同和付款记录；没有书面合同的，说清怎么约定的、谁知道。', '民法典 第四百六十九条、第五百零九条'),
    ],
    exclusions: [UNLAWFUL_NOT_CONFIRMED],
    limits: ['civil'],
    others: [CLAUSE, AID],
    court: COURT_OPEN,
    lead: '司法局',
    ask: ['loan', 'enterprise', 'arbitration_clause', 'violence'],
    arbitrable: true,
  },
  {
    code: 'other',
    says: '其他',
    match: [{}],
    first: [
      {
        ...village,
        says: '属于民间纠纷的，先请最近的村（居）调委会听一听、调一调，不收费。',
        law: '人民调解法 第二条、第十七条；本县约定：小事不出村，可以调整',
      },
      town,
    ],
    preconditions: [
      because(
        '先分清是不是当事人之间的民间纠纷；求助、咨询、举报和对政府部门不服的，不走调解。',
        '人民调解法 第二条；本县约定，可以调整',
      ),
    ],
    exclusions: [UNLAWFUL_NOT_CONFIRMED],
    limits: ['civil'],
    others: [
      to('petition', '不属于上面各类的诉求和意见建议，可以向信访部门反映。', '信访工作条例 第二十二条、第二十三条'),
      AID,
    ],
    court: COURT_OPEN,
    lead: '综治中心（确定牵头部门）',
    ask: ['violence', 'administrative_act', 'expropriation', 'land_title', 'loan', 'crime_suspected'],
    arbitrable: true,
  },
]
