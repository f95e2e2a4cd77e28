import {
  AID,
  BOTH_WILLING,
  because,
  COURT_OPEN,
  type Row,
  STATUS_NOT_CONFIRMED,
  to,
  town,
  trade,
  village,
} from './rows.ts'

const FAMILY_ASK: Row['ask'] = ['violence', 'minor_involved', 'elder_support', 'inheritance', 'status_only']

/** Within the family. */
export const FAMILY_ROWS: readonly Row[] = [
  {
    code: 'status_only',
    says: '只争婚姻、收养、亲子关系有没有效',
    match: [{ when: { status_only: [true] } }],
    first: [
      {
        route: 'court',
        says: '婚姻、收养、亲子关系有没有效，只能由法院判决或者登记机关办理。',
        law: '民法典 第一千零五十一条、第一千零七十三条、第一千零七十九条、第一千一百一十三条',
      },
    ],
    preconditions: [
      because('双方自愿离婚的，到婚姻登记机关办理；财产、子女的事仍然可以调解。', '民法典 第一千零七十六条'),
    ],
    exclusions: [STATUS_NOT_CONFIRMED],
    limits: [],
    others: [AID],
    court: { directly: true, says: '直接向人民法院起诉。', law: '民事诉讼法 第一百二十二条' },
    lead: '民政部门（婚姻、收养登记）',
    ask: ['violence', 'minor_involved'],
    arbitrable: false,
  },
  {
    code: 'elder_support',
    says: '赡养老人',
    match: [{ when: { elder_support: [true] } }],
    first: [{ ...village, law: '老年人权益保障法 第七十五条；本县约定：小事不出村，可以调整' }, town],
    preconditions: [
      because(
        '先听老人自己的意思；老人行动不便的上门。赡养是法定义务，不能以放弃继承为由不养。',
        '民法典 第一千零六十七条；老年人权益保障法 第十九条',
      ),
    ],
    exclusions: [STATUS_NOT_CONFIRMED],
    limits: ['support'],
    others: [
      to(
        'legal_aid',
        '要赡养费的，可以申请法律援助；没有固定生活来源的老人不用查经济困难。',
        '法律援助法 第三十一条、第四十二条第一项',
      ),
    ],
    court: {
      directly: true,
      says: '老人可以直接向人民法院起诉，不需要先经过调解；还可以申请先予执行赡养费。',
      law: '老年人权益保障法 第七十五条；民事诉讼法 第一百零九条',
    },
    lead: '民政部门',
    ask: ['violence'],
    arbitrable: false,
  },
  {
    code: 'inheritance',
    says: '继承、分遗产',
    match: [{ when: { inheritance: [true] } }],
    first: [
      {
        ...village,
        says: '继承纠纷先协商，协商不成可以由调委会调解，不收费。',
        law: '民法典 第一千一百三十二条；本县约定：小事不出村，可以调整',
      },
      town,
    ],
    preconditions: [
      because(
        '先查清有没有遗嘱、还有哪些继承人；没到场的继承人的份额不能替他处分。',
        '民法典 第一千一百二十三条、第一千一百二十七条',
      ),
      because(
        '协议要用笔签名或者按手印，不能只用电子签名。',
        '电子签名法 第三条；本县约定：涉及身份关系的一律纸面签，可以调整',
      ),
    ],
    exclusions: [STATUS_NOT_CONFIRMED],
    limits: ['civil'],
    others: [to('notary', '没有争议的，可以到公证处办理继承公证。', '公证法 第十一条'), AID],
    court: { ...COURT_OPEN, law: '民法典 第一千一百三十二条；民事诉讼法 第一百二十二条' },
    lead: '司法局',
    ask: ['violence', 'minor_involved'],
    arbitrable: false,
  },
  {
    code: 'family',
    says: '婚姻家庭',
    match: [{ types: ['M01'] }],
    first: [village, trade('婚姻家庭纠纷', ['婚姻', '家庭', '家事']), town],
    preconditions: [
      because(
        '先单独问一句有没有家庭暴力：有的，安全在先，不劝和。',
        '反家庭暴力法 第五条、第十三条；本县约定：先做安全询问，可以调整',
      ),
      BOTH_WILLING,
    ],
    exclusions: [STATUS_NOT_CONFIRMED],
    limits: ['civil'],
    others: [AID],
    court: COURT_OPEN,
    lead: '妇联、民政部门',
    ask: FAMILY_ASK,
    arbitrable: false,
  },
]
