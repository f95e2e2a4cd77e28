import { expect, test } from 'vitest'
import type { Clause } from './clauses.ts'
import {
  DOUBTFUL,
  type DoubtfulCode,
  doubtsIn,
  UNLAWFUL,
  type UnlawfulCode,
  unlawfulIn,
  unlawfulInAgreement,
} from './unlawful.ts'

const UNLAWFUL_SENTENCES: [UnlawfulCode, string][] = [
  ['gives_up_petition', '停访息诉'],
  ['gives_up_petition', '乙方领取补偿后息访。'],
  ['gives_up_petition', '甲方保证不再上访'],
  ['gives_up_petition', '今后不得以任何理由到县里信访'],
  ['gives_up_petition', '乙方自愿放弃信访权利'],
  ['gives_up_petition', '不 再 向有关部门反映此事'],
  ['gives_up_petition', '停\u200b访息\u200b诉'],
  ['gives_up_petition', '甲方不得再投诉、举报'],
  ['gives_up_petition', '永不进京上访'],
  ['gives_up_petition', '双方都不上访'],
  ['gives_up_suit', '乙方不得就此事再向法院起诉'],
  ['gives_up_suit', '甲方放弃诉讼权利'],
  ['gives_up_suit', '任何一方都不起诉'],
  ['gives_up_suit', '不起诉'],
  ['gives_up_suit', '领款后不再申请劳动仲裁'],
  ['gives_up_suit', '双方不得因此事打官司'],
  ['gives_up_suit', '甲方不向法院起诉'],
  ['gives_up_suit', '撤诉后不得再次提起诉讼'],
  ['gives_up_suit', '发生争议必须先由村里调解，调解后才能起诉'],
  ['gives_up_suit', '未经调委会调解，不得起诉'],
  ['gives_up_suit', '双方服判息诉'],
  ['gives_up_suit', '没有经过村里调解的，一律不能去起诉'],
  ['gives_up_suit', '乙方弃诉'],
  ['gives_up_petition', '不能再去信访'],
  ['gives_up_police', '今后不再追究报警'],
  ['gives_up_police', '女方不得报警'],
  ['gives_up_police', '甲方承诺不向公安机关报案'],
  ['bound_to_mediation', '双方不得退出调解'],
  ['bound_to_mediation', '以后有争议必须接受村里的调解'],
  ['freedom', '还清之前乙方不得离开本村'],
  ['freedom', '女方三年内不得再婚'],
  ['freedom', '女方不得提出离婚'],
  ['freedom', '身份证由甲方扣押'],
  ['freedom', '欠款不还的，甲方可以扣留债务人'],
  ['violence', '再犯任凭甲方处置'],
  ['violence', '当众下跪道歉'],
  ['violence', '再赌就打断手'],
  ['violence', '当众下跪，并赔偿三千元'],
  ['violence', '还不上以女儿抵债'],
  ['violence', '对方先动手的，可以还手'],
  ['violence', '再犯打二十大板'],
  ['freedom', '甲方不得返乡'],
  ['freedom', '女方不得与他人结婚'],
  ['freedom', '再犯逐出本村'],
  ['mediation_fee', '辛苦费三百元交给调解员'],
  ['mediation_fee', '双方各交调解费二百元'],
  ['mediation_fee', '甲方付给调解员辛苦费五百元'],
  ['mediation_fee', '向村调解委员会缴纳工作经费一千元'],
  ['mediation_fee', '调解不收费，另给调解员红包一个'],
  ['criminal_liability', '被害人不再追究王某的刑事责任'],
  ['criminal_liability', '赔偿后检察机关不起诉'],
  ['criminal_liability', '付清赔偿款，公安机关撤案'],
  ['criminal_liability', '赔偿五万元，派出所不予处罚'],
  ['criminal_liability', '免除乙方刑事责任'],
  ['criminal_liability', '保证不判刑'],
  ['criminal_liability', '甲方保证乙方不被追究刑事责任'],
  ['identity_status', '双方自愿离婚'],
  ['identity_status', '自本协议签订之日起双方解除婚姻关系，户口登记不变'],
  ['identity_status', '自签字之日起收养关系成立'],
  ['identity_status', '本协议签字后即离婚'],
  ['identity_status', '确认双方存在亲子关系'],
  ['identity_status', '父子断绝父子关系'],
  ['identity_status', '确认小明为王某的养子女'],
]

const DOUBTFUL_SENTENCES: [DoubtfulCode, string][] = [
  ['ownership', '争议房屋归乙方所有'],
  ['ownership', '屋后空地由甲方使用，林木归乙方管理'],
  ['ownership', '双方当场指定林地界址'],
  ['ownership', '甲方取得房屋'],
  ['utilities_for_fees', '业主缴费后第一时间恢复水电'],
  ['utilities_for_fees', '不交物业费的停水'],
  ['support', '次子今后不再承担赡养义务'],
  ['support', '放弃继承的，可以不赡养'],
  ['all_liability', '双方互不追究任何责任'],
]

const LAWFUL_SENTENCES = [
  '乙方不再外出赌博',
  '老人不能外出时由次子陪护',
  '大货车不得进村',
  '双方不再结婚，女方退还彩礼',
  '双方因彩礼问题不能结婚，女方退还彩礼八万元',
  '不得借结婚索取财物',
  '男方不得扣留孩子',
  '不得罚孩子下跪',
  '厂方归还扣押的身份证',
  '乙方打断甲方手指，赔偿医药费三万元',
  '乙方可以动手拆除围墙',
  '该批树木任由甲方处置变卖',
  '经司法所转交劳务费二万元',
  '在调委会见证下支付报酬五千元',
  '自离婚之日起每月支付抚养费八百元',
  '双方于去年协议离婚，孩子由母亲抚养',
  '按双方签订的离婚协议履行',
  '婚姻关系解除后，女方搬出男方房屋内的个人物品',
  '确认孩子由生母直接抚养',
  '本协议不涉及离婚',
  '原告放弃诉讼请求',
  '放弃利息诉讼费另算',
  '物业停用停车信息访客登记',
  '暂停访问期间由甲方看护',
  '不能就赔偿达成一致时起诉',
  '乙方不得捏造事实举报甲方',
  '经认定不属于刑事案件，双方协商赔偿',
  '申请人撤回仲裁申请',
  '乙方不到庭参加诉讼的，由法院依法处理',
  '乙方不得不申请仲裁，费用由甲方承担',
  '停止供水的，由社区接受投诉',
  '乙方放弃利息',
  '双方解除合同',
  '双方自动解除劳动关系',
  '双方解除同居关系',
  '甲方向法院申请撤回已经提起的诉讼',
  '申请人撤诉',
  '甲方撤回信访事项，由本人向受理机关提出',
  '原告放弃其他诉讼请求',
  '申请人放弃要求加班费的仲裁请求',
  '本次纠纷一次性了结，双方再无其他争议',
  '乙方不再动手',
  '乙方道歉并承诺不再动手',
  '甲方不再使用暴力',
  '任何一方不得殴打、辱骂对方',
  '乙方不得限制甲方人身自由',
  '甲方不得阻拦乙方上访',
  '不得因乙方信访对其打击报复',
  '甲方不得以乙方上访为由拒绝付款',
  '乙方不得干涉女方结婚自由',
  '不得阻止老人外出',
  '本协议不影响双方向法院起诉的权利',
  '乙方不履行协议的，甲方有权向法院起诉',
  '逾期不付款，甲方可以起诉',
  '协商不成向法院起诉',
  '不能按时付清的，甲方可以申请仲裁',
  '不得以诉讼时效已过为由拒绝还款',
  '乙方不承担诉讼费',
  '当场交付诉讼费',
  '调解不收取任何费用',
  '人民调解免费，当事人无需支付调解费',
  '保证金交调委会保管，履行后退还',
  '赔偿款经调解员转交甲方',
  '鉴定费由乙方承担',
  '被害人出具谅解书',
  '被害人同意司法机关对乙方依法从宽处理',
  '本协议不免除乙方的刑事责任',
  '赔偿不影响公安机关依法处罚',
  '双方于五月一日到民政局办理离婚登记',
  '双方同意离婚，于五月一日到婚姻登记机关办理登记',
  '双方自愿解除收养关系，七日内到民政部门办理登记',
  '孩子由母亲直接抚养',
  '生母取得抚养权',
  '父亲每月支付抚养费八百元',
  '双休日带孩子探望祖父母',
  '乙方放弃继承份额',
  '老人不再干涉次子小家庭生活',
  '不再阻工并看管牛群',
  '甲方保障乙方继续施工',
  '封闭的巷道永不开封',
  '封堵开挖的公路，不再通行',
  '每月五日前付清当月水电费',
  '村委会修改村规',
  '其余户单独调解或者诉讼',
  '乙方停止排放污水',
  '双方今后不再争吵',
  '乙方家属获得司法救助',
  '物业一周内恢复供水',
  '女方暂不回家居住',
  '双方不再提起分家时的旧账',
  '保险公司按责任赔付',
]

test.each(UNLAWFUL_SENTENCES)('%s is found in 「%s」', (code, sentence) => {
  expect(unlawfulIn(sentence).map((hit) => hit.code)).toContain(code)
})

test.each(DOUBTFUL_SENTENCES)('%s is a doubt in 「%s」, which may stand', (code, sentence) => {
  expect(doubtsIn(sentence).map((hit) => hit.code)).toContain(code)
  expect(unlawfulIn(sentence)).toEqual([])
})

test.each(LAWFUL_SENTENCES)('nothing is refused or warned about in 「%s」', (sentence) => {
  expect([...unlawfulIn(sentence), ...doubtsIn(sentence)]).toEqual([])
})

test('every row is hit by some sentence, and says what to do and under which article', () => {
  const hit = new Set<string>([...UNLAWFUL_SENTENCES, ...DOUBTFUL_SENTENCES].map(([code]) => code))
  expect([...hit].sort()).toEqual([...Object.keys(UNLAWFUL), ...Object.keys(DOUBTFUL)].sort())
  for (const { says, next, law } of [...Object.values(UNLAWFUL), ...Object.values(DOUBTFUL)]) {
    expect(says).toMatch(/。$/)
    expect(next).toMatch(/。$/)
    expect(law).not.toBe('')
  }
})

test('a lawful sentence beside an unlawful one does not cover for it', () => {
  const text = '双方到民政局办理登记。双方自愿离婚，自签字之日起生效。'
  expect(unlawfulIn(text).map((hit) => hit.code)).toEqual(['identity_status'])
})

test('what another authority decided may be told as a fact, but no fact makes anybody give up a petition', () => {
  expect(unlawfulIn('相对不起诉').map((hit) => hit.code)).toEqual(['gives_up_suit', 'criminal_liability'])
  expect(unlawfulIn('相对不起诉', 'outside_fact')).toEqual([])
  expect(unlawfulIn('判决双方离婚关系解除', 'outside_fact')).toEqual([])
  expect(unlawfulIn('乙方不再上访', 'outside_fact').map((hit) => hit.code)).toEqual(['gives_up_petition'])
})

const A = '01890000-0000-7000-8000-00000000000a'
const B = '01890000-0000-7000-8000-00000000000b'
const clause = (own: Partial<Clause>): Clause => ({
  nature: 'do',
  debtors: [{ party_id: A, amount: null }],
  joint: false,
  creditors: [B],
  what: '修好围墙',
  amount: null,
  amount_later: null,
  due: { kind: 'not_said' },
  guarantors: [],
  held_by: null,
  ...own,
})

test('no field of the agreement is a way round: refraining from suing is giving up suits, so is a condition or a promise', () => {
  const found = unlawfulInAgreement(
    [
      clause({}),
      clause({ nature: 'refrain', what: '上访' }),
      clause({ nature: 'release', what: '起诉的权利' }),
      clause({
        due: { kind: 'when', condition: '乙方息访', after_clause: null, within_days: null, working: false },
      }),
      clause({ due: { kind: 'ongoing', from: null, until: null, rhythm: '乙方不再上访' } }),
      clause({ nature: 'pay', amount_later: '双方不得起诉，按村里说的数' }),
      clause({ nature: 'pay', held_by: '村委会，作为不上访的押金' }),
    ],
    [{ who: '村委会', what: '乙方当众下跪后安排工作' }],
    [{ authority: '公安局', what: '不予立案', paper: null }],
  )
  expect(found.map(({ in: where, number, code }) => [where, number, code])).toEqual([
    ['clause', 2, 'gives_up_petition'],
    ['clause', 3, 'gives_up_suit'],
    ['clause', 4, 'gives_up_petition'],
    ['clause', 5, 'gives_up_petition'],
    ['clause', 6, 'gives_up_suit'],
    ['clause', 7, 'gives_up_petition'],
    ['undertaking', 1, 'violence'],
  ])
})

test('refraining from lawful things and releasing lawful rights is not touched', () => {
  const lawful = [
    clause({ nature: 'refrain', what: '不再动手' }),
    clause({ nature: 'refrain', what: '阻拦施工' }),
    clause({ nature: 'release', what: '利息' }),
    clause({ nature: 'release', what: '解除合同' }),
  ]
  expect(unlawfulInAgreement(lawful)).toEqual([])
})
