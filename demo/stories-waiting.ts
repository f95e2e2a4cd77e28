import {
  AT_SIGNING,
  agreed,
  asks,
  done,
  duty,
  laidOut,
  lasting,
  many,
  onDay,
  other,
  pay,
  settledInTown,
  type Terms,
  within,
} from './rows.ts'
import type { Deed, Story } from './story.ts'

const BOSS = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'

const written = (day: number, who: readonly string[], terms: Terms): Deed[] => agreed(day, MEDIATOR, who, terms)

/** Agreements that wait for somebody: to sign, to pay, to confirm, to visit. */
export const WAITING_STORIES: readonly Story[] = [
  {
    name: '等签字',
    tells: '协议写好了，一方已经签，等另一方：请您以对方的身份看明白再签，不同意可以不签',
    deeds: [
      ...settledInTown({
        day: -8,
        type: 'M06',
        says: {
          where_text: '鹿渡中心小学门口',
          what_happened: '孩子打闹，我儿子的眼镜打碎了，眉毛缝了两针。',
          wish: '赔眼镜和医药费。',
        },
        parties: [asks('蓝雨', '10000000301'), other('席文静', '10000000302')],
        matter: '孩子打闹受伤',
        account: '医药费和眼镜共一千一百六十八块五，席文静认，月底前给。',
      }),
      ...laidOut(-2, MEDIATOR, {
        dispute_facts: '两个孩子打闹，一方眼镜打碎、眉毛缝两针。',
        clauses: [pay('席文静', '蓝雨', '赔偿眼镜和医药费', '1168.50', within(10))],
      }),
      ['-1 19:20', '@蓝雨', 'ask_code', {}],
      ['-1 19:21', '@蓝雨', 'sign_agreement', { understood: true }],
    ],
  },
  {
    name: '收回重改',
    tells: '签到一半发现数目写错：收回重改，原来的签字作废，正在改',
    deeds: [
      ...settledInTown({
        day: -9,
        type: 'M04',
        says: { where_text: '河街', what_happened: '订的瓷砖少发了四箱。', wish: '补发。' },
        parties: [asks('暨南星', '10000000304'), other('建材店靳老板', '10000000305')],
        matter: '少发瓷砖',
        account: '少的四箱补齐，另补运费。',
      }),
      ...laidOut(-3, MEDIATOR, {
        dispute_facts: '订六十箱瓷砖，到货五十六箱。',
        clauses: [pay('建材店靳老板', '暨南星', '退四箱瓷砖的货款', '480', within(7))],
      }),
      ['-2 09:00', MEDIATOR, 'record_signature', { party_id: '暨南星', known_by: 'identity_paper' }],
      ['-2 09:20', MEDIATOR, 'take_back_agreement', { because: '说好的是补发瓷砖，写成了退钱。' }],
      ['-2 09:25', MEDIATOR, 'take_on', {}],
    ],
  },
  {
    name: '明天到期',
    tells: '明天该付第一笔：系统已经提醒，付了请对方确认',
    deeds: [
      ...settledInTown({
        day: -20,
        type: 'M10a',
        facts: { employed: true, wage_only_iou: true, amount_yuan: '18000' },
        says: { where_text: '下鹿村工地', what_happened: '三个人干了两个月，工资一万八没给。', wish: '结清工资。' },
        parties: [asks('郏三喜等三人', '10000000307', many(3)), other('包工头佴国庆', '10000000308')],
        matter: '三人两个月工资',
        account: '分两次付清，第一次九千。',
      }),
      ...written(-15, ['郏三喜等三人', '包工头佴国庆'], {
        dispute_facts: '三人两个月工资一万八千元未付。',
        clauses: [
          pay('包工头佴国庆', '郏三喜等三人', '第一次付工资', '9000.00', onDay('+1')),
          pay('包工头佴国庆', '郏三喜等三人', '第二次付工资', '9000.00', onDay('+31')),
        ],
      }),
      ['-2 08:00', 'system', 'remind', { days: -3 }, { clause: 1 }],
    ],
  },
  {
    name: '逾期',
    tells: '到期没有付，系统已经督促：可以再催、改期要双方同意，也可以告知依法主张',
    deeds: [
      ...settledInTown({
        day: -40,
        type: 'M02',
        says: { where_text: '罗家坪', what_happened: '他家的牛把我半亩菜苗踩了。', wish: '赔菜苗钱。' },
        parties: [asks('伍菜花', '10000000310'), other('牛主麻有根', '10000000311')],
        matter: '牛踩菜苗',
        account: '赔四百，二十天内给。',
      }),
      ...written(-35, ['伍菜花', '牛主麻有根'], {
        dispute_facts: '牛踩坏半亩菜苗。',
        clauses: [
          pay('牛主麻有根', '伍菜花', '赔偿菜苗损失', '400', onDay('-6')),
          duty('refrain', '牛主麻有根', '伍菜花', '把牛放到菜地边', lasting('')),
        ],
      }),
      ['-9 08:00', 'system', 'remind', { days: -3 }, { clause: 1 }],
      ['-6 08:00', 'system', 'remind', { days: 0 }, { clause: 1 }],
      ['-5 00:10', 'system', 'breach', {}, { clause: 1 }],
    ],
  },
  {
    name: '说付了',
    tells: '付钱的说已经付了，等收钱的确认：收到了请点收到，没收到请说',
    deeds: [
      ...settledInTown({
        day: -18,
        type: 'M13',
        says: { where_text: '河街饭馆', what_happened: '办酒席的海鲜坏了，十几个人闹肚子。', wish: '退钱，赔药费。' },
        parties: [asks('闾丘明', '10000000313'), other('饭馆老板亓官寿', '10000000314')],
        matter: '酒席食材变质',
        account: '退酒席钱一半，药费照票。',
      }),
      ...written(-13, ['闾丘明', '饭馆老板亓官寿'], {
        dispute_facts: '酒席后十余人腹泻。',
        clauses: [pay('饭馆老板亓官寿', '闾丘明', '退还酒席钱', '2600', within(15))],
      }),
      ['-1 20:00', '@饭馆老板亓官寿', 'claim_performed', { note: '微信转的，有截图。' }],
    ],
  },
  {
    name: '各收各的',
    tells: '一笔钱欠两家的：一家说收到了，还要等另一家自己确认，谁也不能替谁说',
    deeds: [
      ...settledInTown({
        day: -19,
        type: 'M05',
        says: {
          where_text: '下鹿村机耕路',
          what_happened: '收割机从我们两家的田里抄近路，压坏了一大片稻子。',
          wish: '赔两家的稻子。',
        },
        parties: [asks('空大嫂', '10000000440'), asks('宗政家', '10000000441'), other('机手东方亮', '10000000442')],
        matter: '收割机压坏稻子',
        account: '两家一共赔一千四百，当着村会计的面给。',
      }),
      ...written(-14, ['空大嫂', '宗政家', '机手东方亮'], {
        dispute_facts: '收割机抄近路，压坏两家的稻子。',
        clauses: [pay('机手东方亮', ['空大嫂', '宗政家'], '赔偿两家的稻子', '1400', within(20))],
      }),
      ['-1 18:00', '@机手东方亮', 'claim_performed', { note: '托村会计带去的，两家各七百。' }],
      ['-1 19:30', '@空大嫂', 'confirm_share', {}],
    ],
  },
  {
    name: '大家都同意才改',
    tells: '一笔钱欠两家的：付给谁的由谁确认；想分期，一家同意了，还要等另一家',
    deeds: [
      ...settledInTown({
        day: -24,
        type: 'M05',
        says: {
          where_text: '下鹿村三组晒场',
          what_happened: '拉砂石的车把晒场压裂了，晒场是我们两家合修的。',
          wish: '把晒场修好，或者赔钱。',
        },
        parties: [asks('濮阳婶', '10000000446'), asks('淳于家', '10000000447'), other('砂石车主单于强', '10000000448')],
        matter: '砂石车压坏晒场',
        account: '两家一共赔三千二百。',
      }),
      ...written(-19, ['濮阳婶', '淳于家', '砂石车主单于强'], {
        dispute_facts: '砂石车压裂两家合修的晒场。',
        clauses: [pay('砂石车主单于强', ['濮阳婶', '淳于家'], '赔偿两家修晒场的钱', '3200', within(25))],
      }),
      [
        '-4 17:00',
        '@砂石车主单于强',
        'record_payment',
        { amount: '800', on: '-4', how: 'cash', proof: '村会计在场。', paid_to: '濮阳婶' },
      ],
      ['-4 19:00', '@濮阳婶', 'confirm_payment', {}],
      [
        '-2 09:00',
        '@砂石车主单于强',
        'propose_change',
        {
          instalments: [
            { due_on: '+20', amount: '1200' },
            { due_on: '+50', amount: '1200' },
          ],
          why: '砂石款还没结下来。',
        },
      ],
      ['-1 20:00', '@濮阳婶', 'join_change', {}],
    ],
  },
  {
    name: '回访期',
    tells: '钱都付清了，今天该回访',
    deeds: [
      ...settledInTown({
        day: -36,
        type: 'M15',
        facts: { injury_or_death: true },
        says: { where_text: '鹿渡大桥', what_happened: '三轮车追尾，腰扭了，车灯碎了。', wish: '赔修车和药费。' },
        parties: [asks('公良川', '10000000316'), other('第五明', '10000000317')],
        matter: '三轮车追尾',
        account: '一次赔清九百二十块。',
      }),
      ...written(-31, ['公良川', '第五明'], {
        dispute_facts: '三轮车追尾，车灯损坏，轻微扭伤。',
        clauses: [pay('第五明', '公良川', '赔偿修车和药费', '920', AT_SIGNING)],
      }),
      done('-31 16:00', BOSS, 1, '公良川', '当场付清。'),
    ],
  },
]
