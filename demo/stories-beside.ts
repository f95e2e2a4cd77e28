import {
  agreed,
  apart,
  asks,
  DEER_FERRY,
  FIRM,
  on,
  onDay,
  other,
  passedOn,
  pay,
  STONE_SLAB,
  settledInTown,
  taken,
  toTheTable,
} from './rows.ts'
import type { Deed, Story } from './story.ts'

const CLERK = 'ding.xiaohe'
const DIRECTOR = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'

/** Said to be done, and said not to be: once more than the two can settle by themselves. */
const saidAndDenied = (day: number, debtor: string, creditor: string, says: string, denies: string): Deed[] => [
  [on(day, '10:00'), DIRECTOR, 'claim_performed', { said_by: debtor, note: says }, { clause: 1 }],
  [on(day, '16:00'), DIRECTOR, 'deny_performed', { said_by: creditor, note: denies }, { clause: 1 }],
]

/** Who stands beside a party, and what happens when two tell differently: guardians, agents, changes by both, payments in dispute. */
export const BESIDE_STORIES: readonly Story[] = [
  {
    name: '孩子的眼镜架',
    tells: '孩子的事由监护人一起同意；对方请了律师，能做什么按委托书逐项登记',
    deeds: [
      taken(
        '-9 09:00',
        CLERK,
        DEER_FERRY,
        'M06',
        {
          where_text: '鹿渡镇溜冰场',
          what_happened: '孩子在溜冰场被没收好的护栏绊倒，眼镜碎了，下巴缝了四针。',
          wish: '医药费和眼镜钱，护栏修好。',
        },
        [asks('谭小叶', '10000000541'), other('溜冰场主申屠旺', '10000000542')],
      ),
      ...passedOn(-8, { dispute_type: 'M06' }),
      ['-7 08:40', DIRECTOR, 'record_capacity', { finding: 'by_age', born: '-4300' }, { party: '谭小叶' }],
      [
        '-7 08:45',
        DIRECTOR,
        'name_guardian',
        { name: '谭守田', relation: '父亲', paper: '户口簿', reach: '10000000543' },
        { party: '谭小叶' },
      ],
      [
        '-7 08:50',
        DIRECTOR,
        'name_agent',
        {
          name: '屠律师',
          kind: 'lawyer',
          powers: ['apply_end', 'give_evidence', 'choose_mediator', 'take_part', 'receive_papers'],
          paper_number: '（2026）溪律委字第 9 号',
          paper_on: '-8',
        },
        { party: '溜冰场主申屠旺' },
      ],
      ['-7 09:10', DIRECTOR, 'propose_mediation', { parties: ['谭小叶', '溜冰场主申屠旺'], matter: '摔伤怎么赔' }],
      ['-7 10:00', DIRECTOR, 'agree_to_mediation', { said_by: '谭小叶', how: 'spoken', with_guardian: true }],
      ['-7 10:20', DIRECTOR, 'record_contact', { party_id: '溜冰场主申屠旺', how: 'phone', result: 'reached' }],
    ],
  },
  {
    name: '说付了又说没付',
    tells: '一方两次说付了，一方两次说没收到：请听两边、看凭证，如实核对',
    deeds: [
      ...settledInTown({
        day: -40,
        type: 'M04',
        says: {
          where_text: '鹿渡镇河街',
          what_happened: '合买的抽水机他卖了，没分我钱。',
          wish: '把我那一半给我。',
        },
        parties: [asks('隗二爷', '10000000544'), other('逄大嘴', '10000000545')],
        matter: '抽水机的钱怎么分',
        account: '卖了三千，一人一半，半个月内给。',
      }),
      ...agreed(-36, MEDIATOR, ['隗二爷', '逄大嘴'], {
        dispute_facts: '合买的抽水机卖了三千元，应当各得一半。',
        clauses: [pay('逄大嘴', '隗二爷', '分给卖抽水机的一半', '1500', onDay('-20'))],
      }),
      ...saidAndDenied(-18, '逄大嘴', '隗二爷', '现金给的，在集市上。', '没有的事，那天我没去集市。'),
      ...saidAndDenied(-2, '逄大嘴', '隗二爷', '托他侄子带去的。', '侄子说没有带过钱。'),
    ],
  },
  {
    name: '想分两期给',
    tells: '欠的一方提出分期，对方同意才改：等权利人答复',
    deeds: [
      ...settledInTown({
        day: -30,
        type: 'M04',
        says: { where_text: '鹿渡镇茶厂', what_happened: '收了我的春茶，欠九千块没结。', wish: '把茶钱结了。' },
        parties: [asks('茶农娄秋香', '10000000546'), other('茶厂老板权有德', '10000000547')],
        matter: '春茶的钱什么时候结',
        account: '九千，下个月底前结清。',
      }),
      ...agreed(-26, MEDIATOR, ['茶农娄秋香', '茶厂老板权有德'], {
        dispute_facts: '春茶款九千元没有结清。',
        clauses: [pay('茶厂老板权有德', '茶农娄秋香', '结清春茶款', '9000', onDay('+6'))],
      }),
      [
        '-1 10:00',
        DIRECTOR,
        'propose_change',
        {
          said_by: '茶厂老板权有德',
          instalments: [
            { due_on: '+6', amount: '4000' },
            { due_on: '+36', amount: '5000' },
          ],
          why: '货款还没有回来，先给四千。',
        },
        { clause: 1 },
      ],
    ],
  },
  {
    name: '不愿说名字的人',
    tells: '反映的人要求保密：谁来办都看不到是谁，有权看的也要一次一个理由',
    deeds: [
      [
        '-1 19:30',
        'jian.xiaolu',
        'report_clue',
        {
          channel: 'CH14',
          place_code: STONE_SLAB,
          where_text: '五组河埠头',
          what_happened: '有两家为停船的桩子拔了又打，夜里有人去砍缆绳。',
          reported_by: '',
          protected_reporter: '五组的老船工，只在傍晚方便接电话',
        },
      ],
    ],
  },
  {
    name: '没有这回事',
    tells: '去看过、问过，像是没有这件纠纷：一个人说了不算，等另一个人核对',
    deeds: [
      taken(
        '-3 10:00',
        CLERK,
        DEER_FERRY,
        'M02',
        { where_text: '鹿渡镇后街', what_happened: '电话里说后街两家为下水道打起来了。', wish: '去看看。' },
        [asks('打电话的人', '10000000548')],
        'CH05',
      ),
      [
        '-2 10:00',
        CLERK,
        'propose_false',
        {
          checked: '到后街挨家问了，两家都在，下水道上个月就通了。',
          because: '两家都说没有吵过，打电话的号码是空号。',
        },
      ],
    ],
  },
  {
    name: '两家都退了单',
    tells: '仲裁委退了，劳动调委会也退了：两次退单，由共同的上级定谁来办',
    deeds: [
      taken(
        '-9 09:00',
        CLERK,
        DEER_FERRY,
        'M10b',
        {
          where_text: '鹿渡镇加工点',
          what_happened: '在家给厂里串珠子，按件算，三个月没给钱，厂里说不是他的工人。',
          wish: '把串珠子的钱给我。',
        },
        [asks('裘三妹', '10000000549'), other('珠串厂', '10000000550', FIRM)],
      ),
      ['-8 09:00', CLERK, 'triage', { dispute_type: 'M10b', employed: false }],
      [
        '-8 09:20',
        CLERK,
        'dispatch',
        { unit_id: '枫溪县劳动人事争议仲裁委员会', route: 'labour_arbitration', because: '说是给厂里做工的钱。' },
      ],
      [
        '-7 10:00',
        'ling.shuang',
        'object_dispatch',
        { reason: '在家按件做，没有劳动合同，不像劳动关系。', basis: '劳动争议调解仲裁法 第二条' },
      ],
      [
        '-7 15:00',
        CLERK,
        'reassign',
        { unit_id: '枫溪县劳动争议人民调解委员会', because: '先按做工的钱调解，双方熟。' },
      ],
      [
        '-6 10:00',
        'xi.baigong',
        'object_dispatch',
        { reason: '厂在白沙铺，双方都不认是劳动争议。', basis: '本会受理范围：劳动争议' },
      ],
    ],
  },
  {
    name: '再给十天',
    tells: '期限快到了，账还差一点对完：每一位都同意，才能延长',
    deeds: [
      taken(
        '-31 09:00',
        CLERK,
        DEER_FERRY,
        'M04',
        { where_text: '鹿渡镇砖厂', what_happened: '合伙拉砖的账对不上，差两万多。', wish: '把账对清楚，分干净。' },
        [asks('巢老四', '10000000551'), other('蓟明亮', '10000000552')],
      ),
      ...passedOn(-30, { dispute_type: 'M04' }),
      ...toTheTable({
        day: -29,
        by: DIRECTOR,
        mediator: MEDIATOR,
        who: ['巢老四', '蓟明亮'],
        matter: '拉砖的账怎么算',
        place: '镇调委会',
      }),
      apart('-20 10:00', MEDIATOR, '巢老四', '只要账目清楚，少一点也行。'),
    ],
  },
]
