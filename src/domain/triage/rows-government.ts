import { AID, BOTH_WILLING, because, department, type Row, TITLE_NOT_CONFIRMED, to, town, village } from './rows.ts'

const SUE_GOVERNMENT: Row['court'] = {
  directly: true,
  says: '一般可以直接向人民法院提起行政诉讼；当场处罚、不履行法定职责、不公开政府信息、侵犯已经依法取得的自然资源权利等，要先申请行政复议。',
  law: '行政诉讼法 第四十四条、第四十六条；行政复议法 第二十三条',
}
const REVIEW = to(
  'administrative_review',
  '可以申请行政复议，不收费；复议中也可以调解。',
  '行政复议法 第五条、第十一条、第二十条、第八十七条',
)

const LAND_TITLE: Row = {
  code: 'land_title',
  says: '土地、山林权属：争所有权或者使用权归谁',
  match: [{ when: { land_title: [true] } }],
  first: [
    {
      route: 'government_decision',
      says: '土地、山林归谁，双方协商不成的由人民政府处理：个人之间、个人与单位之间找乡镇或者县级人民政府，单位之间找县级以上人民政府。',
      law: '土地管理法 第十四条第一款、第二款；森林法 第二十二条',
      words: ['自然资源', '林业'],
    },
  ],
  preconditions: [
    because(
      '先由人民政府作出处理决定，不服再复议、起诉；不能直接请法院确权。',
      '土地管理法 第十四条；行政复议法 第二十三条第一款第二项',
    ),
    because(
      '争议解决以前，任何一方不得改变土地现状，不得砍伐有争议的林木。',
      '土地管理法 第十四条第四款；森林法 第二十二条第四款',
    ),
  ],
  exclusions: [TITLE_NOT_CONFIRMED],
  limits: ['title_decision'],
  others: [
    {
      ...town,
      says: '双方都愿意的，可以请调委会帮助协商；协议不能代替政府确权。',
      law: '土地管理法 第十四条第一款（当事人协商解决）；人民调解法 第十七条',
    },
    AID,
  ],
  court: {
    directly: false,
    says: '权属争议要先由人民政府处理；对处理决定不服的，再依法复议、起诉。只要求停止侵害、赔偿、不争归属的，可以直接起诉。',
    law: '土地管理法 第十四条',
  },
  lead: '自然资源部门、林业部门',
  ask: ['violence', 'enterprise'],
  arbitrable: false,
}

/** Where a government office decided, or has to decide first. */
export const GOVERNMENT_ROWS: readonly Row[] = [
  {
    code: 'expropriation',
    says: '征地拆迁：对征收决定或者补偿不服',
    // Not known yet counts as yes: a taking must not slip into people's mediation because nobody asked.
    match: [{ when: { expropriation: [true] } }, { types: ['M08'], when: { expropriation: [null] } }],
    first: [
      department(
        '征收和补偿是行政机关的决定，先由征收主管部门做行政调解，争议由作出决定的机关解决。',
        '行政诉讼法 第六十条（补偿和裁量可以调解）；本县约定：先由主管部门行政调解，可以调整',
        ['自然资源', '征收', '住房', '住建'],
      ),
    ],
    preconditions: [
      because(
        '先看清有没有收到征收公告、补偿决定或者补偿协议，以及收到的日子：期限从那天起算。',
        '行政复议法 第二十条',
      ),
    ],
    exclusions: [
      {
        route: 'land_arbitration',
        says: '征收集体土地和补偿的纠纷，农村土地承包仲裁不受理。',
        law: '农村土地承包经营纠纷调解仲裁法 第二条第三款',
      },
      {
        route: 'administrative_review',
        says: '复议和起诉不能同时进行：法院已经受理的不得申请复议，复议期间不得起诉。',
        law: '行政复议法 第二十九条',
      },
    ],
    limits: ['review', 'sue_government'],
    others: [REVIEW, AID, to('petition', '也可以向信访部门反映。', '信访工作条例 第二十二条、第二十三条')],
    court: SUE_GOVERNMENT,
    lead: '自然资源部门、住房城乡建设部门',
    ask: ['expropriation', 'violence'],
    arbitrable: false,
  },
  {
    code: 'administrative_act',
    says: '行政争议：对政府部门的决定、处罚、不作为不服',
    match: [{ when: { administrative_act: [true] } }],
    first: [
      {
        route: 'administrative_review',
        says: '对行政机关的行为不服，可以申请行政复议，不收费；复议机构可以依法调解。',
        law: '行政复议法 第五条、第十一条、第八十七条；本县约定：先推荐复议，可以调整',
      },
    ],
    preconditions: [
      because(
        '下列情形必须先复议再起诉：当场作出的处罚、侵犯已经依法取得的自然资源权利的决定、不履行法定职责、不公开政府信息。',
        '行政复议法 第二十三条',
      ),
    ],
    exclusions: [
      {
        route: 'administrative_review',
        says: '复议和起诉不能同时进行：法院已经受理的不得申请复议，复议期间不得起诉。',
        law: '行政复议法 第二十九条',
      },
    ],
    limits: ['review', 'sue_government'],
    others: [
      AID,
      to('petition', '意见建议和不属于复议、诉讼的事项，可以向信访部门反映。', '信访工作条例 第二十二条、第三十一条'),
    ],
    court: SUE_GOVERNMENT,
    lead: '司法局（行政复议机构）',
    ask: ['violence'],
    arbitrable: false,
  },
  {
    ...LAND_TITLE,
    code: 'land_title_units',
    says: '土地、山林权属：单位之间争归谁',
    match: [{ when: { land_title: [true], enterprise: [true] } }],
    first: [
      {
        route: 'government_decision',
        says: '单位之间争土地、山林归谁，协商不成的，由县级以上人民政府处理；个人与单位之间的，也可以由乡级人民政府处理。',
        law: '土地管理法 第十四条第二款；森林法 第二十二条第一款、第二款',
        kinds: ['department'],
        words: ['自然资源', '林业'],
      },
    ],
  },
  LAND_TITLE,
  {
    code: 'collective_share',
    says: '村集体收益、资产怎么分，是不是成员',
    match: [{ when: { collective_share: [true] } }],
    first: [
      {
        ...town,
        says: '村集体往往是一方，请乡镇调委会（会同乡镇人民政府）调解，不由本村自己调自己。',
        law: '农村集体经济组织法 第五十六条；本县约定：涉及村集体的由镇里调，可以调整',
      },
      department('可以请求县级农业农村主管部门调解。', '农村集体经济组织法 第五十六条', ['农业农村']),
    ],
    preconditions: [BOTH_WILLING],
    exclusions: [TITLE_NOT_CONFIRMED],
    limits: ['collective_decision', 'civil'],
    others: [
      to('land_arbitration', '不愿调解或者调解不成的，可以申请农村土地承包仲裁。', '农村集体经济组织法 第五十六条'),
      AID,
    ],
    court: {
      directly: true,
      says: '不愿调解的可以直接向人民法院起诉。',
      law: '农村集体经济组织法 第五十六条、第五十七条',
    },
    lead: '农业农村部门、乡镇人民政府',
    ask: ['expropriation', 'violence'],
    arbitrable: false,
  },
  {
    code: 'compensation_sharing',
    says: '征地补偿款在家里、邻里之间怎么分',
    match: [{ types: ['M08'] }],
    first: [village, town],
    preconditions: [
      BOTH_WILLING,
      because('只分已经定下来的补偿款；对征收决定、补偿标准不服的，要走复议、诉讼。', '行政复议法 第十一条第五项'),
    ],
    exclusions: [
      {
        route: 'land_arbitration',
        says: '因征收集体土地和补偿发生的纠纷，农村土地承包仲裁不受理。',
        law: '农村土地承包经营纠纷调解仲裁法 第二条第三款',
      },
    ],
    limits: ['civil'],
    others: [AID],
    court: { directly: true, says: '可以直接向人民法院起诉，不需要先经过调解。', law: '民事诉讼法 第一百二十二条' },
    lead: '乡镇人民政府、农业农村部门',
    ask: ['collective_share', 'violence'],
    arbitrable: false,
  },
]
