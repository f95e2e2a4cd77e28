/** Another lawful route, as a citizen reads it: when it fits, where to go, the limit that runs, the article. */
export type LawfulRoute = { code: string; name: string; fits: string; where: string; limit: string; law: string }

/**
 * The routes that stay open whatever happens here (INV-2; 人民调解法 3(3), 26). Every refusal, withdrawal and ending
 * lists them; nobody has to try mediation before going to court.
 */
const VERSION_1: readonly LawfulRoute[] = [
  {
    code: 'court',
    name: '向人民法院起诉',
    fits: '各类民事纠纷。不需要先经过调解。',
    where: '对方住所地或事情发生地的人民法院（县人民法院立案窗口或人民法庭），可以口头起诉。',
    limit: '一般应在知道权利受损之日起 3 年内提出；民事纠纷还没过时效的，向我们提出请求后从收到之日起重新计算。',
    law: '民事诉讼法 第一百二十二条至第一百二十六条；民法典 第一百八十八条、第一百九十五条',
  },
  {
    code: 'labour_arbitration',
    name: '申请劳动人事争议仲裁',
    fits: '工资、工伤、解除劳动合同等。打官司之前要先仲裁；只有工资欠条、没有其他争议的，可以直接起诉。',
    where: '县劳动人事争议仲裁委员会；拖欠工资也可以向劳动监察投诉。',
    limit: '一般 1 年内提出；在职期间的工资不受此限，离职的自离职起 1 年内提出。',
    law: '劳动争议调解仲裁法 第五条、第九条、第二十七条',
  },
  {
    code: 'land_arbitration',
    name: '申请农村土地承包仲裁',
    fits: '承包地的签订、流转、收回、侵占等。可以直接仲裁，也可以直接起诉。征地补偿不在此列。',
    where: '县农村土地承包仲裁委员会。',
    limit: '一般 2 年内提出。',
    law: '农村土地承包经营纠纷调解仲裁法 第二条、第十八条',
  },
  {
    code: 'administrative_review',
    name: '申请行政复议或者提起行政诉讼',
    fits: '对政府部门的处理决定、处罚、征收、不作为等不服。',
    where: '县行政复议机构；人民法院。有的事项要先复议再起诉。',
    limit: '复议一般 60 日内申请；直接起诉一般 6 个月内。',
    law: '行政复议法 第二十条、第二十三条；行政诉讼法 第四十六条',
  },
  {
    code: 'police',
    name: '报警 110',
    fits: '打人、威胁、家庭暴力、损坏财物等。遇到危险请马上报警。',
    where: '拨打 110，或到就近派出所。家庭暴力还可以向法院申请人身安全保护令。',
    limit: '随时可以报警。',
    law: '人民调解法 第二十五条；反家庭暴力法 第十三条、第二十三条',
  },
  {
    code: 'legal_aid',
    name: '申请法律援助',
    fits: '没钱请律师的，可以申请免费法律援助；先咨询也可以。',
    where: '拨打 12348，或到县法律援助中心。',
    limit: '收到申请后 7 日内决定。',
    law: '法律援助法 第四十三条',
  },
  {
    code: 'petition',
    name: '向信访部门反映',
    fits: '不属于上面几类的诉求和意见建议。',
    where: '县信访局，或网上信访。',
    limit: '收到后 15 日内告知怎样处理。',
    law: '信访工作条例 第二十二条、第二十三条',
  },
]

/** The lists by version: papers name the one they were made with, so a released one is never edited. */
export const ROUTES = { 1: VERSION_1 } as const

/** The list as it stands today. */
export const LAWFUL_ROUTES = ROUTES[1]
