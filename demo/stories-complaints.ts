import type { Story } from './story.ts'

/** What people say of how their matter was handled: each in a file of its own, about a dispute told before. */
export const COMPLAINT_STORIES: readonly Story[] = [
  {
    name: '意见：没听她说完',
    tells: '店家说话的时候多，厉星河觉得调解员偏着店家：司法所等着查，镇调委会看不到',
    deeds: [
      [
        '-3 20:10',
        '@厉星河',
        'complain',
        {
          about_file: '谈不拢',
          kind: 'mediator_conduct',
          conducts: ['partial'],
          whom: '女调解员',
          what: '店家讲了一个钟头，我刚开口就说时间到了，还劝我算了。',
        },
      ],
    ],
  },
  {
    name: '意见：必须先调解',
    tells: '有人告诉他不先调解法院不收：镇综治中心已经有人在查',
    deeds: [
      [
        '-6 09:20',
        'ding.xiaohe',
        'complain',
        {
          about_file: '联系不上',
          kind: 'told_not_to_sue',
          whom: '村里的人',
          what: '说不先在村里调解，法院不收。白等了半个月。',
          said_by: '乐怀山',
        },
      ],
      ['-5 10:00', 'ding.xiaohe', 'take_up_complaint'],
    ],
  },
  {
    name: '意见：话没说准',
    tells: '查了，部分属实：批评教育，书面答复，还告诉她可以走的路',
    deeds: [
      [
        '-16 15:30',
        '@家具店老板戎广进',
        'complain',
        { about_file: '谈不拢', kind: 'mediator_conduct', conducts: ['leaked'], what: '把我家进货的价钱说给了对方。' },
      ],
      ['-15 09:00', 'jiang.yingyue', 'take_up_complaint'],
      [
        '-11 16:00',
        'jiang.yingyue',
        'answer_complaint',
        { finding: 'upheld', found: '看了记录，问了在场的人。' },
        { refused: 'measure_missing' },
      ],
      [
        '-11 16:10',
        'jiang.yingyue',
        'answer_complaint',
        {
          finding: 'partly',
          found: '看了调解记录，问了双方：说过“进价不高”，没有说出数目。调解员承认话没说准。',
          measures: ['criticised', 'ordered_to_correct'],
        },
      ],
    ],
  },
  {
    name: '意见：打错了电话',
    tells: '打了三次没有人接，后来知道打错了，自己收回',
    deeds: [
      [
        '-9 11:00',
        '@乐怀山',
        'complain',
        { about_file: '联系不上', kind: 'service', what: '打电话到村里，三次没有人接。' },
      ],
      ['-8 08:30', '@乐怀山', 'withdraw_complaint'],
    ],
  },
]
