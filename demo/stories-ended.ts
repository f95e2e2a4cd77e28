import {
  ACADEMY_STREET,
  apart,
  asks,
  consents,
  DEER_FERRY,
  FIRM,
  laidOut,
  NOT_SAID,
  other,
  passedOn,
  pay,
  STONE_SLAB,
  session,
  taken,
  third,
  toTheTable,
} from './rows.ts'
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

/** All the ways a mediation ends without an agreement. */
export const ENDED_STORIES: readonly Story[] = [
  {
    name: '不同意调解',
    tells: '对方从链接里回复不同意，没有说理由：调解结束，两边都收到别的途径，结案',
    deeds: [
      ...inVillage(
        '30',
        'M05',
        { where_text: '村口鱼塘', what_happened: '合伙养鱼，他把鱼卖了不分钱。', wish: '分我一半。' },
        [asks('扈三娘', '10000000222'), other('祝有才', '10000000223')],
      ),
      ['-29 09:00', 'tian.youyu', 'propose_mediation', { parties: ['扈三娘', '祝有才'], matter: '合伙养鱼的分账' }],
      ['-29 09:20', 'tian.youyu', 'agree_to_mediation', { said_by: '扈三娘', how: 'spoken' }],
      ['-29 10:00', 'tian.youyu', 'invite', { party_id: '祝有才', how: 'qr' }],
      ['-28 21:00', '@祝有才', 'refuse_mediation', { reason: 'not_said' }],
      [
        '-27 09:00',
        'tian.youyu',
        'leave_unresolved',
        { why: 'a_side_unwilling', account: '祝有才不同意调解，扈三娘准备去人民法庭立案，已经把材料清单给她。' },
      ],
      ['-26 09:00', 'tian.youyu', 'close', {}],
    ],
  },
  {
    name: '联系不上',
    tells: '两天里找了三次找不到人：登记为联系不上，不硬拖',
    deeds: [
      ...inVillage(
        '28',
        'M04',
        { where_text: '三组', what_happened: '借了一万五说三个月还，人去外省了，电话也换了。', wish: '还钱。' },
        [asks('乐怀山', '10000000225'), other('支大勇', '10000000226')],
      ),
      ['-27 09:00', 'tian.youyu', 'propose_mediation', { parties: ['乐怀山', '支大勇'], matter: '一万五千元借款' }],
      ['-27 09:10', 'tian.youyu', 'agree_to_mediation', { said_by: '乐怀山', how: 'spoken' }],
      ['-27 10:00', 'tian.youyu', 'record_contact', { party_id: '支大勇', how: 'phone', result: 'wrong_number' }],
      ['-27 10:30', 'tian.youyu', 'cannot_reach', { party_id: '支大勇' }, { refused: 'attempts_too_few' }],
      ['-26 16:00', 'tian.youyu', 'record_contact', { party_id: '支大勇', how: 'visit', result: 'moved_away' }],
      ['-25 09:00', 'tian.youyu', 'record_contact', { party_id: '支大勇', how: 'through_others', result: 'no_answer' }],
      ['-24 09:00', 'tian.youyu', 'cannot_reach', { party_id: '支大勇', note: '他姐姐说在外省，不给电话。' }],
      [
        '-24 09:20',
        'tian.youyu',
        'leave_unresolved',
        { why: 'cannot_reach', account: '已告诉乐怀山可以向法院起诉，法院可以公告送达。' },
      ],
      ['-23 09:00', 'tian.youyu', 'close', {}],
    ],
  },
  {
    name: '谈不拢',
    tells: '面对面、背靠背都谈了，差得太远：调解不成，帮着准备起诉材料',
    deeds: [
      taken(
        '-50 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M13',
        {
          where_text: '河街家具店',
          what_happened: '实木床是贴皮的，店家说标签写了“实木系列”。',
          wish: '退一赔三。',
        },
        [asks('厉星河', '10000000228'), other('家具店老板戎广进', '10000000229')],
      ),
      ...passedOn(-49, { dispute_type: 'M13', amount_yuan: '12800', enterprise: true }),
      ...toTheTable({ ...TOWN, day: -48, who: ['厉星河', '家具店老板戎广进'], matter: '实木床' }),
      session(
        '-46 10:30',
        'luo.chunxiao',
        ['厉星河', '家具店老板戎广进'],
        '店家只肯退货，厉星河要退一赔三。',
        'goes_on',
      ),
      apart('-45 10:00', 'luo.chunxiao', '厉星河', '退货加一千就算了，但要店家先开口。'),
      session('-44 10:00', 'luo.chunxiao', ['厉星河', '家具店老板戎广进'], '店家不肯加钱。', 'failed'),
      ['-44 11:00', 'luo.chunxiao', 'end_mediation', { reason: 'too_far_apart', note: '差一千元，都不肯让。' }],
      [
        '-44 14:00',
        'ji.changfeng',
        'leave_unresolved',
        { why: 'too_far_apart', account: '告知可以向市场监管部门投诉，也可以向法院起诉。' },
      ],
      ['-43 09:00', 'ji.changfeng', 'close', {}],
    ],
  },
  {
    name: '中途退出',
    tells: '对方谈到一半走了，谁也不能拦：已经起草的协议作废',
    deeds: [
      ...inVillage(
        '35',
        'M06',
        { where_text: '村小学门口', what_happened: '电动车撞倒了卖菜的摊子，鸡蛋碎了两筐。', wish: '赔六百。' },
        [asks('郁金香', '10000000231'), other('胥小龙', '10000000232')],
      ),
      ...toTheTable({ ...VILLAGE, day: -34, who: ['郁金香', '胥小龙'], matter: '撞倒菜摊' }),
      session('-32 10:00', 'tian.youyu', ['郁金香', '胥小龙'], '胥小龙先说赔三百，谈到四百五。', 'agreed'),
      ...laidOut(-32, 'tian.youyu', {
        dispute_facts: '电动车撞倒菜摊，两筐鸡蛋打碎。',
        clauses: [pay('胥小龙', '郁金香', '赔偿鸡蛋损失', '450', NOT_SAID)],
      }),
      ['-32 15:20', '@胥小龙', 'leave', { note: '回去问了，保险说不用赔这么多。' }],
      [
        '-31 09:00',
        'tian.youyu',
        'leave_unresolved',
        { why: 'a_side_unwilling', account: '胥小龙退出。郁金香可以找交警，也可以起诉。' },
      ],
      ['-30 09:00', 'tian.youyu', 'close', {}],
    ],
  },
  {
    name: '自己和解',
    tells: '没等到约好的日子，两家自己说好了',
    deeds: [
      ...inVillage(
        '33',
        'M02',
        { where_text: '二组', what_happened: '半夜打麻将吵得娃睡不着。', wish: '十点以后不打。' },
        [asks('燕归来', '10000000234'), other('勾大胖', '10000000235')],
      ),
      ...consents({ day: -32, by: 'tian.youyu', who: ['燕归来', '勾大胖'], matter: '夜里打麻将' }),
      [
        '-30 08:00',
        'tian.youyu',
        'settle_themselves',
        { said_by: '燕归来', account: '勾大胖提了一篮子橘子来，说十点准收摊。' },
      ],
      [
        '-30 08:20',
        'tian.youyu',
        'resolve_task',
        { how: 'settled_between_themselves', account: '两家自己说好，十点收摊。' },
      ],
      ['-29 09:00', 'tian.youyu', 'close', {}],
    ],
  },
  {
    name: '调解中撤回',
    tells: '双方都同意调解了，提出的人又撤回，去收集材料',
    deeds: [
      ...inVillage('26', 'M04', { where_text: '一组', what_happened: '卖牛的尾款三千没给。', wish: '给钱。' }, [
        asks('敖小山', '10000000237'),
        other('空有德', '10000000238'),
      ]),
      ...consents({ day: -25, by: 'tian.youyu', who: ['敖小山', '空有德'], matter: '卖牛尾款' }),
      ['-23 19:00', '@敖小山', 'withdraw', { reason: 'gather_evidence' }],
    ],
  },
  {
    name: '两人提的',
    tells: '两个人一起提的，一个退出，另一个接着办',
    deeds: [
      ...inVillage(
        '15',
        'M02',
        { where_text: '二组水泵房', what_happened: '泵房漏电，找管泵的不管。', wish: '修好。' },
        [asks('汲水生', '10000000240'), asks('邴大妈', '10000000241'), other('管泵的糜有水', '10000000242')],
      ),
      ['-14 09:00', '@邴大妈', 'step_back', {}, { party: '邴大妈' }],
    ],
  },
  {
    name: '换调解员',
    tells: '选的调解员就是当事人的亲戚，有人不肯书面同意：换人，再调成',
    deeds: [
      ...inVillage(
        '45',
        'M02',
        { where_text: '一组', what_happened: '两家为一棵核桃树归谁吵了三年。', wish: '说清楚归谁。' },
        [asks('巫山云', '10000000244'), other('田有粮', '10000000245'), third('田家老太', undefined)],
      ),
      ...consents({ day: -44, by: 'tian.youyu', who: ['巫山云', '田有粮'], matter: '核桃树' }),
      [
        '-43 10:00',
        'tian.youyu',
        'assign_mediator',
        { mediators: ['tian.youyu'], chosen_by: 'committee', disclosed: '田有粮是我堂弟。', waived_by: ['田有粮'] },
        { refused: 'relation_not_waived' },
      ],
      ['-43 10:30', 'tian.youyu', 'assign_mediator', { mediators: ['luo.chunxiao'], chosen_by: 'parties' }],
      [
        '-42 09:00',
        'tian.youyu',
        'replace_mediator',
        { mediators: ['ji.changfeng'], chosen_by: 'parties', because: '骆春晓这几天在县里培训。' },
      ],
      ['-42 09:20', 'ji.changfeng', 'notify_session', { at: '-41 09:00', place: '核桃树下', mode: 'on_site' }],
      ['-41 09:00', 'ji.changfeng', 'begin_session', { rights_told: true, present: ['巫山云', '田有粮'] }],
      session('-41 10:00', 'ji.changfeng', ['巫山云', '田有粮'], '树在界上，果子一家一半，谁也不砍。', 'agreed'),
      [
        '-41 10:30',
        'tian.youyu',
        'settle_themselves',
        { said_by: '巫山云', account: '果子对半分，树不砍，两家都不要写协议。' },
      ],
      ['-41 11:00', 'tian.youyu', 'resolve_task', { how: 'settled_between_themselves', account: '果子对半，树不砍。' }],
      ['-40 09:00', 'tian.youyu', 'close', {}],
    ],
  },
  {
    name: '楼上装修',
    tells: '等调解员起草协议：谈成了，还没写',
    deeds: [
      taken(
        '-6 09:00',
        'qiao.mulan',
        ACADEMY_STREET,
        'M16',
        {
          where_text: '书院街 3 号院',
          what_happened: '楼上装修把下水管打裂了，我家厨房泡了。',
          wish: '修好，赔橱柜。',
        },
        [asks('鱼小跃', '10000000247'), other('安居装饰', '10000000248', { ...FIRM, speaks: '项目经理麦穗' })],
      ),
      ['-6 09:20', 'qiao.mulan', 'accept_here', {}],
      ...toTheTable({
        day: -5,
        by: 'qiao.mulan',
        mediator: 'qiao.mulan',
        place: '社区调解室',
        who: ['鱼小跃', '安居装饰'],
        matter: '装修打裂下水管',
      }),
      session('-3 10:00', 'qiao.mulan', ['鱼小跃', '安居装饰'], '管子三天内修好，橱柜赔两千八。', 'agreed'),
      [
        '-3 11:00',
        'qiao.mulan',
        'draft_agreement',
        {
          dispute_facts: '装修打裂下水管，厨房被泡。',
          clauses: [pay('安居装饰', '鱼小跃', '赔偿橱柜损失', '2800.00', NOT_SAID)],
        },
      ],
    ],
  },
]
