import { asks, DEER_FERRY, other, session, TOWN_COMMITTEE, taken, toTheTable } from './rows.ts'
import type { Story } from './story.ts'

const BOSS = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'
const [SHE, HE] = ['奚阿婆', '郗小车']

/** What somebody in a dispute needs besides the mediation, each sent out with a slip and awaited. */
export const REFERRAL_STORIES: readonly Story[] = [
  {
    name: '电动车撞人',
    tells: '一件事里请了几处帮忙：代写、法律援助、鉴定、理赔、心理疏导，各带着转介单去，带着结果回来',
    deeds: [
      taken(
        '-16 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M15',
        {
          where_text: '鹿渡老街口',
          what_happened: '过马路被电动车撞倒，腿骨折，药费两边说不拢。',
          wish: '把药费和以后的钱说清楚。',
        },
        [asks(SHE, '10000000541'), other(HE, '10000000542')],
      ),
      ['-15 10:20', 'ding.xiaohe', 'triage', { dispute_type: 'M15', injury_or_death: true }],
      [
        '-15 10:40',
        'ding.xiaohe',
        'dispatch',
        {
          unit_id: TOWN_COMMITTEE,
          route: 'peoples_mediation_town',
          because: '规则建议县里的交通调委会；双方都住在鹿渡，腿脚不便，愿意就近在镇上谈。',
        },
      ],
      ['-15 15:10', BOSS, 'sign_off', { note: '' }],
      [
        '-14 09:00',
        BOSS,
        'refer',
        { kind: 'reading_writing', to: '镇上的法律明白人', why: '不识字，请帮她写下经过，念给她听。', said_by: SHE },
      ],
      ['-14 11:00', BOSS, 'referral_taken', { taken_by: '老街的滑老师' }],
      ['-13 16:00', BOSS, 'referral_came_back', { result: '写好了经过，念了两遍，她按了手印。', paper: '事情经过' }],
      ...toTheTable({ day: -12, by: BOSS, mediator: MEDIATOR, who: [SHE, HE], matter: '老街口被撞受伤的赔偿' }),
      session('-10 11:00', MEDIATOR, [SHE, HE], '药费票据核对过；伤残等级、以后的护理要等鉴定。', 'goes_on'),
      [
        '-9 10:00',
        BOSS,
        'refer',
        {
          kind: 'counselling',
          to: '县妇女儿童服务中心心理室',
          to_reach: '柳荫路 11 号',
          why: '出事以后睡不好，愿意有人听她说说。',
          said_by: SHE,
        },
      ],
      ['-7 15:00', `@${SHE}`, 'withdraw_referral', { note: '女儿回来陪了，先不去了。' }],
      [
        '-3 08:30',
        BOSS,
        'refer',
        {
          kind: 'insurance_claim',
          to: '枫溪人财保险公司理赔部',
          to_reach: '新桥路 30 号',
          why: '电动车上了三者险，请核定能赔多少、依据是什么。',
          said_by: HE,
        },
      ],
      [
        '-3 09:30',
        MEDIATOR,
        'refer',
        {
          kind: 'appraisal',
          to: '县医院司法鉴定所',
          to_reach: '柳荫路 5 号，工作日上午',
          why: '伤残等级、护理期，费用先各垫一半。',
          said_by: SHE,
          also_agreed: [HE],
        },
      ],
      ['-3 15:00', MEDIATOR, 'referral_taken', { taken_by: '鉴定所收案室' }],
      [
        '-3 16:00',
        BOSS,
        'refer',
        {
          kind: 'legal_aid',
          unit_id: '枫溪县法律援助中心',
          why: '吃低保，请不起律师，想有人帮她看赔偿怎么算。',
          said_by: SHE,
        },
      ],
      ['-2 10:00', 'mi.jianqiu', 'referral_taken', { taken_by: '法律援助中心窗口' }],
      ['-1 16:00', 'mi.jianqiu', 'referral_decided', { what: '符合条件，给予法律援助，等指派律师。' }],
    ],
  },
]
