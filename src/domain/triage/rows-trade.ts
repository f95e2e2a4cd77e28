import {
  AID,
  because,
  CLAUSE,
  COURT_OPEN,
  department,
  type Row,
  TITLE_NOT_CONFIRMED,
  to,
  town,
  trade,
  UNLAWFUL_NOT_CONFIRMED,
  village,
} from './rows.ts'

const CONSUMER_WORDS = ['市场监督', '市场监管', '市监', '消费者']
const CONSUMER_WAYS = '消费者可以请求消费者协会调解，也可以向市场监管部门（12315）投诉，由它组织调解。'

/** Trades with a regulator or a committee of their own. */
export const TRADE_ROWS: readonly Row[] = [
  {
    code: 'traffic',
    says: '道路交通事故赔偿',
    match: [{ types: ['M15'] }],
    first: [trade('交通事故', ['交通', '道交']), town, village],
    preconditions: [
      because(
        '先有交警的事故认定；请保险公司一起来。每方参加交警调解的不超过 3 人。',
        '道路交通事故处理程序规定 第八十四条、第八十九条；道路交通安全法 第七十三条',
      ),
    ],
    exclusions: [
      {
        route: 'traffic_police_mediation',
        says: '已经就赔偿向法院起诉的，交警不再受理调解。',
        law: '道路交通安全法实施条例 第九十六条',
      },
    ],
    limits: ['traffic_police', 'civil'],
    others: [
      to(
        'traffic_police_mediation',
        '各方一致书面申请的，交警可以调解；调委会没调成的，3 个工作日内还可以一致申请交警调解。',
        '道路交通事故处理程序规定 第八十四条、第八十五条、第八十六条、第一百一十二条第五项',
      ),
      AID,
    ],
    court: {
      directly: true,
      says: '调委会、交警、法院自己选，可以直接起诉。',
      law: '道路交通安全法 第七十四条；道路交通事故处理程序规定 第八十四条',
    },
    lead: '公安交管部门',
    ask: ['injury_or_death', 'violence'],
    arbitrable: false,
  },
  {
    code: 'medical',
    says: '医疗纠纷',
    match: [{ types: ['M14'] }],
    first: [
      { ...trade('医疗纠纷', ['医疗', '医患']), law: '医疗纠纷预防和处理条例 第三十一条、第三十二条' },
      department('没有医疗调委会的，可以向县卫生健康部门申请行政调解。', '医疗纠纷预防和处理条例 第四十条', [
        '卫生',
        '卫健',
      ]),
    ],
    preconditions: [
      because(
        '医患双方共同申请，或者一方申请、另一方同意；每方代表不超过 5 人。',
        '医疗纠纷预防和处理条例 第三十条、第三十一条',
      ),
      because('30 个工作日内调解完成，鉴定时间不算；鉴定要双方同意。', '医疗纠纷预防和处理条例 第三十四条、第三十八条'),
    ],
    exclusions: [
      {
        route: 'administrative_mediation',
        says: '调委会和卫健部门只能选一个：一处已经受理的，另一处不受理；法院已经受理的，两处都不受理。',
        law: '医疗纠纷预防和处理条例 第三十一条、第四十条',
      },
    ],
    limits: ['civil'],
    others: [
      to(
        'administrative_mediation',
        '也可以改向县卫生健康部门申请行政调解（两处只能选一处）。',
        '医疗纠纷预防和处理条例 第四十条',
      ),
      AID,
    ],
    court: { directly: true, says: '可以直接向人民法院起诉。', law: '医疗纠纷预防和处理条例 第四十三条' },
    lead: '卫生健康部门',
    ask: ['injury_or_death', 'violence'],
    arbitrable: false,
  },
  {
    code: 'enterprise',
    says: '涉企、生产经营',
    match: [{ types: ['M04', 'M05'], when: { enterprise: [true] } }],
    first: [trade('涉企纠纷', ['商会', '工商联', '商事', '企业']), town, village],
    preconditions: [
      because('先看合同里有没有仲裁条款：有的，由仲裁委员会管，法院不受理。', '民事诉讼法 第一百二十七条第二项'),
    ],
    exclusions: [UNLAWFUL_NOT_CONFIRMED],
    limits: ['civil'],
    others: [CLAUSE],
    court: COURT_OPEN,
    lead: '工商联',
    ask: ['arbitration_clause', 'violence'],
    arbitrable: true,
  },
  {
    code: 'property',
    says: '物业服务',
    match: [{ types: ['M16'] }],
    first: [trade('物业纠纷', ['物业']), village, town],
    preconditions: [
      because('催交物业费不得断水断电；断了的先恢复再谈。', '民法典 第九百四十四条第三款'),
      because(
        '带上物业合同、缴费记录；业主多的，先问清有没有业主委员会。',
        '民法典 第九百三十八条、第九百四十四条；本县约定：先调解，可以调整',
      ),
    ],
    exclusions: [UNLAWFUL_NOT_CONFIRMED],
    limits: ['civil'],
    others: [AID],
    court: COURT_OPEN,
    lead: '住房城乡建设部门',
    ask: ['arbitration_clause', 'violence'],
    arbitrable: true,
  },
  {
    code: 'consumer',
    says: '消费',
    match: [{ types: ['M13'] }],
    first: [
      department(CONSUMER_WAYS, '消费者权益保护法 第三十九条', CONSUMER_WORDS),
      trade('消费纠纷', ['消费']),
      town,
    ],
    preconditions: [
      because(
        '市场监管部门 7 个工作日内决定是否受理，45 个工作日内调解不成的终止。',
        '市场监督管理投诉举报处理规定（2026 年文本，条号尚待核对）',
      ),
    ],
    exclusions: [
      {
        route: 'administrative_mediation',
        says: '法院、仲裁机构或者别的调解组织已经受理、处理过同一纠纷的，市场监管部门不受理投诉。',
        law: '市场监督管理投诉举报处理规定（2026 年文本，条号尚待核对）',
      },
    ],
    limits: ['consumer_complaint', 'civil'],
    others: [town, CLAUSE, AID],
    court: { ...COURT_OPEN, law: '消费者权益保护法 第三十九条第五项；民事诉讼法 第一百二十二条' },
    lead: '市场监管部门',
    ask: ['injury_or_death', 'arbitration_clause'],
    arbitrable: true,
  },
  {
    code: 'travel',
    says: '旅游',
    match: [{ types: ['M11'] }],
    first: [
      department('可以向消费者协会、旅游投诉受理机构或者有关调解组织申请调解。', '旅游法 第九十二条', [
        '文化和旅游',
        '文旅',
        '旅游',
      ]),
      town,
    ],
    preconditions: [because('带上旅游合同、付款记录。', '旅游法 第五十七条')],
    exclusions: [UNLAWFUL_NOT_CONFIRMED],
    limits: ['civil'],
    others: [town, CLAUSE, AID],
    court: { ...COURT_OPEN, law: '旅游法 第九十二条第四项；民事诉讼法 第一百二十二条' },
    lead: '文化和旅游部门',
    ask: ['injury_or_death', 'arbitration_clause'],
    arbitrable: true,
  },
  {
    code: 'online',
    says: '电子商务、互联网',
    match: [{ types: ['M12', 'M18'] }],
    first: [
      department(
        '网上交易的纠纷，可以请求消费者组织、依法成立的调解组织调解，也可以向市场监管部门投诉。',
        '电子商务法 第六十条',
        CONSUMER_WORDS,
      ),
      town,
    ],
    preconditions: [
      because('先保存订单、聊天和付款的截图；经营者应当提供原始合同和交易记录。', '电子商务法 第六十二条'),
    ],
    exclusions: [UNLAWFUL_NOT_CONFIRMED],
    limits: ['civil'],
    others: [town, CLAUSE, AID],
    court: { ...COURT_OPEN, law: '电子商务法 第六十条；民事诉讼法 第一百二十二条' },
    lead: '市场监管部门',
    ask: ['crime_suspected', 'arbitration_clause'],
    arbitrable: true,
  },
  {
    code: 'intellectual_property',
    says: '知识产权',
    match: [{ types: ['M17'] }],
    first: [
      department(
        '专利、商标侵权可以请求管理部门处理、调解；著作权纠纷可以调解。',
        '专利法 第六十五条；商标法 第六十条；著作权法 第六十条',
        ['知识产权', '市场监督', '市场监管', '市监'],
      ),
      trade('知识产权', ['知识产权']),
      town,
    ],
    preconditions: [because('带上权利证书。', '本县约定，可以调整')],
    exclusions: [
      { ...TITLE_NOT_CONFIRMED, says: '协议里写“专利、商标、著作权归谁”这类确权内容的，法院不予司法确认。' },
    ],
    limits: ['civil'],
    others: [CLAUSE],
    court: { ...COURT_OPEN, law: '专利法 第六十五条；民事诉讼法 第一百二十二条' },
    lead: '市场监管部门（知识产权）',
    ask: ['arbitration_clause', 'enterprise'],
    arbitrable: true,
  },
  {
    code: 'environment',
    says: '环境污染',
    match: [{ types: ['M09'] }],
    first: [
      department(
        '污染损害赔偿可以请生态环境部门调解；噪声的赔偿，主管部门和调委会都可以调解。',
        '噪声污染防治法 第八十六条；水污染防治法 第九十七条',
        ['生态环境', '环境保护', '环保'],
      ),
      village,
      town,
    ],
    preconditions: [
      because('先固定证据：时间、地点、照片、检测；影响很多人的，告知检察机关（公益诉讼）。', '民事诉讼法 第五十八条'),
    ],
    exclusions: [UNLAWFUL_NOT_CONFIRMED],
    limits: ['civil'],
    others: [village, AID],
    court: COURT_OPEN,
    lead: '生态环境部门',
    ask: ['injury_or_death', 'violence'],
    arbitrable: false,
  },
]
