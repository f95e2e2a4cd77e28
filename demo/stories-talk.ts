import { apart, asks, consents, DEER_FERRY, other, passedOn, STONE_SLAB, session, taken, toTheTable } from './rows.ts'
import type { Deed, Story } from './story.ts'

const VILLAGE = { by: 'tian.youyu', mediator: 'tian.youyu', place: '村委会调解室' }
const TOWN = { by: 'ji.changfeng', mediator: 'luo.chunxiao', place: '镇调委会' }
/** Taken down by the village's director and kept in the village. */
const inVillage = (
  days: string,
  type: string,
  says: Parameters<typeof taken>[4],
  parties: readonly object[],
): Deed[] => [
  taken(`-${days} 09:00` as Deed[0], 'tian.youyu', STONE_SLAB, type, says, parties),
  [`-${days} 09:30` as Deed[0], 'tian.youyu', 'accept_here', {}],
]

/** Mediation at every point of it: asked, agreed to, a time found, under way. */
export const TALK_STORIES: readonly Story[] = [
  {
    name: '等回复',
    tells: '邀请已经发出，对方还没有回：请您以对方的身份打开邀请，同意、换时间，或者不同意',
    deeds: [
      ...inVillage(
        '3',
        'M02',
        {
          where_text: '二组竹林边',
          what_happened: '后坡的竹子长过界，竹鞭钻到我家地基里，墙裂了两道缝。',
          wish: '把过界的竹子挖了，墙缝补上。',
        },
        [asks('干秀云', '10000000201'), other('解家成', '10000000202')],
      ),
      ['-2 09:00', 'tian.youyu', 'propose_mediation', { parties: ['干秀云', '解家成'], matter: '竹子过界、墙体裂缝' }],
      ['-2 09:20', '@干秀云', 'agree_to_mediation', {}],
      ['-2 09:40', 'tian.youyu', 'record_contact', { party_id: '解家成', how: 'phone', result: 'no_answer' }],
      ['-1 18:30', 'tian.youyu', 'invite', { party_id: '解家成', how: 'text_message' }],
    ],
  },
  {
    name: '换时间',
    tells: '对方想换个时间再谈：不等于不同意',
    deeds: [
      ...inVillage(
        '4',
        'M02',
        { where_text: '三组机耕路', what_happened: '他家的收割机压坏了我家田埂，水都漏干了。', wish: '把田埂修好。' },
        [asks('应长顺', '10000000204'), other('宗大力', '10000000205')],
      ),
      ['-3 09:00', 'tian.youyu', 'propose_mediation', { parties: ['应长顺', '宗大力'], matter: '田埂被压坏' }],
      ['-3 09:10', 'tian.youyu', 'agree_to_mediation', { said_by: '应长顺', how: 'spoken' }],
      ['-3 10:00', 'tian.youyu', 'invite', { party_id: '宗大力', how: 'text_message' }],
      ['-2 20:00', '@宗大力', 'ask_other_time', { note: '正在外县收谷子，下个星期一以后都行。' }],
    ],
  },
  {
    name: '选时间',
    tells: '双方都同意了，等两边勾选方便的时间',
    deeds: [
      ...inVillage(
        '5',
        'M03',
        {
          where_text: '一组老井边',
          what_happened: '两家共用的巷子，他家装了铁门，我家三轮车进不去。',
          wish: '把铁门拆了或者给把钥匙。',
        },
        [asks('丘海棠', '10000000207'), other('仇大民', '10000000208')],
      ),
      ...consents({ day: -4, by: 'tian.youyu', who: ['丘海棠', '仇大民'], matter: '共用巷子的铁门' }),
      [
        '-1 10:00',
        'tian.youyu',
        'offer_times',
        {
          times: [
            { at: '+1 09:00', place: '村委会' },
            { at: '+2 15:00', place: '村委会' },
            { at: '+3 19:30', place: '仇大民家' },
          ],
        },
      ],
      ['-1 20:10', '@丘海棠', 'tick_times', { slots: [2, 3] }],
    ],
  },
  {
    name: '定了调解员',
    tells: '调解员已经定了，和当事人同姓，问清不是亲属，写了披露',
    deeds: [
      ...inVillage(
        '6',
        'M07',
        {
          where_text: '后坡林子',
          what_happened: '承包林的界桩被挪了，少了我家七八棵杉树的地方。',
          wish: '把界桩恢复原位。',
        },
        [asks('田满仓', '10000000210'), other('车有福', '10000000211')],
      ),
      ...consents({ day: -5, by: 'tian.youyu', who: ['田满仓', '车有福'], matter: '林地界桩' }),
      [
        '-4 10:00',
        'tian.youyu',
        'assign_mediator',
        {
          mediators: ['tian.youyu'],
          chosen_by: 'parties',
          disclosed: '和田满仓同姓，出了五服，没有亲属往来。',
          waived_by: ['田满仓', '车有福'],
        },
      ],
    ],
  },
  {
    name: '已通知',
    tells: '明天下午面对面谈，时间地点都通知了',
    deeds: [
      ...inVillage(
        '6',
        'M02',
        { where_text: '石板溪下游', what_happened: '上游洗沙，水是浑的，洗不了菜也灌不了田。', wish: '换个地方洗沙。' },
        [asks('管桂花', '10000000213'), other('沙老板计有才', '10000000214')],
      ),
      ...consents({ day: -5, by: 'tian.youyu', who: ['管桂花', '沙老板计有才'], matter: '洗沙弄浑溪水' }),
      ['-3 10:00', 'tian.youyu', 'assign_mediator', { mediators: ['tian.youyu'], chosen_by: 'committee' }],
      ['-3 10:10', 'tian.youyu', 'notify_session', { at: '+1 14:30', place: '石板溪桥头', mode: 'on_site' }],
    ],
  },
  {
    name: '来不了，改了时间',
    tells: '约好的那天当事人点了“我来不了”，另约后天在镇综治中心的调解室；通知书一份当面签收，一份寄出还没有回音',
    deeds: [
      ...inVillage(
        '9',
        'M02',
        {
          where_text: '石板溪老水车旁',
          what_happened: '他家新搭的鸡棚挨着我家灶房，夏天味道大，下雨污水往我家院里流。',
          wish: '把鸡棚挪开，或者把水沟改个方向。',
        },
        [asks('晏秋成', '10000000271'), other('殷长水', '10000000272')],
      ),
      ...consents({ day: -8, by: 'tian.youyu', who: ['晏秋成', '殷长水'], matter: '鸡棚的味道和污水' }),
      ['-6 10:00', 'tian.youyu', 'assign_mediator', { mediators: ['tian.youyu'], chosen_by: 'committee' }],
      ['-6 10:10', 'tian.youyu', 'notify_session', { at: '-3 09:00', place: '村委会', mode: 'joint' }],
      ['-4 20:05', '@殷长水', 'cannot_come', { note: '那天要送孩子去县里看牙，后面几天都行' }],
      [
        '-3 08:40',
        'tian.youyu',
        'notify_session',
        {
          at: '+2 09:30',
          place: '鹿渡镇正街 3 号',
          mode: 'joint',
          minutes: 90,
          room_id: '枫溪县鹿渡镇综治中心 第一调解室',
          bring: '身份证，鸡棚和水沟的照片',
        },
      ],
      [
        '-3 11:20',
        'tian.youyu',
        'record_service',
        { party_id: '晏秋成', notices: ['调解通知书'], how: 'by_hand', result: 'received' },
      ],
      [
        '-3 15:00',
        'tian.youyu',
        'record_service',
        { party_id: '殷长水', notices: ['调解通知书'], how: 'post', result: 'sent', post_number: '0990-2026-1177' },
      ],
    ],
  },
  {
    name: '正在谈',
    tells: '谈过一次面对面、一次背靠背，还没谈拢；背靠背的话只有调解员看得见',
    deeds: [
      taken(
        '-9 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M04',
        {
          where_text: '河街 33 号',
          what_happened: '租期还有两年，房东要收回门面自己开店，只肯退押金。',
          wish: '赔装修的钱，或者租满。',
        },
        [asks('冉小凤', '10000000216'), other('房东桑伯年', '10000000217')],
      ),
      ...passedOn(-8, { dispute_type: 'M04', enterprise: true, amount_yuan: '46000' }),
      ...toTheTable({ ...TOWN, day: -7, who: ['冉小凤', '房东桑伯年'], matter: '门面提前收回' }),
      session(
        '-5 10:30',
        'luo.chunxiao',
        ['冉小凤', '房东桑伯年'],
        '房东愿意退押金、再补两个月房租；冉小凤要装修款四万六。',
        'goes_on',
      ),
      apart('-4 15:00', 'luo.chunxiao', '房东桑伯年', '底线是补到三万，怕租客知道了再往上要。'),
    ],
  },
  {
    name: '等鉴定',
    tells: '暂停：等房屋鉴定的结果，暂停期间不算时间',
    deeds: [
      ...inVillage(
        '12',
        'M03',
        {
          where_text: '一组新屋场',
          what_happened: '隔壁挖地下室，我家墙裂了，门关不上。',
          wish: '查清是不是他挖的，是就赔。',
        },
        [asks('卓玛措', '10000000219'), other('宿大川', '10000000220')],
      ),
      ...toTheTable({ ...VILLAGE, day: -11, who: ['卓玛措', '宿大川'], matter: '挖地下室与墙裂' }),
      session('-9 10:30', 'tian.youyu', ['卓玛措', '宿大川'], '都同意请县里的鉴定所看，费用先一人一半。', 'goes_on', {
        helpers: '次仁多吉（藏语翻译）',
        helpers_agreed: true,
      }),
      [
        '-9 11:30',
        'tian.youyu',
        'suspend_mediation',
        { reason: 'appraisal', note: '鉴定所说十五天出结果。', resumes: '+8' },
      ],
    ],
  },
]
