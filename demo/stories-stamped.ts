import { asks, laidOut, on, onDay, other, pay, sealed, settledInTown, within } from './rows.ts'
import type { Deed, Story } from './story.ts'

const HEAD = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'
const [SHE, HE] = ['钟离素', '贺连山']

/** Both and the mediator signed on a screen: the seal of the head is what is missing. */
const signedOnScreen = (day: number, who: readonly string[]): Deed[] => [
  ...who.flatMap((name, at): Deed[] => [
    [on(day, `19:1${at}`), `@${name}`, 'ask_code', {}],
    [on(day, `19:1${at}`), `@${name}`, 'sign_agreement', { understood: true }],
  ]),
  [on(day, '19:40'), MEDIATOR, 'sign_as_mediator', {}],
]

/** The seal as an act of its own, and papers anyone may check. */
export const STAMPED_STORIES: readonly Story[] = [
  {
    name: '盖章扫码',
    tells: '货款分两次付：纸上签字盖章生效以后，另盖一份电子的，扫码是真；多盖的一份通知书撤销了，扫码也看得到',
    deeds: [
      ...settledInTown({
        day: -9,
        type: 'M16',
        facts: { amount_yuan: '8600' },
        says: {
          where_text: '鹿渡镇农贸市场',
          what_happened: '送了三个月的菜，八千六百元没有结。',
          wish: '把货款结了。',
        },
        parties: [asks(SHE, '10000000590'), other(HE, '10000000591')],
        who: [SHE, HE],
        matter: '八千六百元货款',
        account: '对了账，分两次付。',
      }),
      ...laidOut(-5, MEDIATOR, {
        dispute_facts: `${HE}拿了${SHE}三个月的菜，欠货款八千六百元，双方对过账。`,
        clauses: [
          pay(HE, SHE, '第一次付货款', '4600', onDay('+10')),
          pay(HE, SHE, '第二次付货款', '4000', onDay('+40')),
        ],
      }),
      ...sealed(-5, MEDIATOR, [SHE, HE]),
      ['-5 16:20', HEAD, 'seal_paper', { paper_id: '人民调解协议书', because: '双方都要一份电子的，好给市场看。' }],
      ['-4 09:30', HEAD, 'seal_paper', { paper_id: '调解通知书', because: '市场管理方要看双方参加过调解。' }],
      [
        '-3 10:00',
        HEAD,
        'revoke_seal',
        { seal_id: '调解通知书', why: 'not_used', because: '市场说不用了，这一份没有交出去。' },
      ],
    ],
  },
  {
    name: '等盖章',
    tells: '双方和调解员都在屏幕上签了，只等主任盖电子印章：盖上就生效',
    deeds: [
      ...settledInTown({
        day: -6,
        type: 'M16',
        says: {
          where_text: '鹿渡镇码头',
          what_happened: '租我的三轮车撞坏了车灯和挡板。',
          wish: '把修车的钱赔了。',
        },
        parties: [asks('司空月', '10000000592'), other('卞有田', '10000000593')],
        who: ['司空月', '卞有田'],
        matter: '修车钱六百二十元',
        account: '看了修车的单子，认六百二十元。',
      }),
      ...laidOut(-2, MEDIATOR, {
        dispute_facts: '卞有田租司空月的三轮车，撞坏车灯和挡板，修车六百二十元。',
        clauses: [pay('卞有田', '司空月', '赔修车的钱', '620', within(10))],
      }),
      ...signedOnScreen(-1, ['司空月', '卞有田']),
    ],
  },
  {
    name: '纸上签字',
    tells: '赡养的协议只能在纸上签：打印出来每一页有二维码，签好拍照交回，缺哪一页写明哪一页',
    deeds: [
      ...settledInTown({
        day: -7,
        type: 'M01',
        facts: { elder_support: true, people_count: 2 },
        says: {
          where_text: '鹿渡镇老街',
          what_happened: '儿子在外面打工，半年没有给生活费，电话也少。',
          wish: '每个月给一点，过年回来。',
        },
        parties: [asks('缑阿公', '10000000594'), other('缑长明', '10000000595')],
        matter: '父亲的生活费',
        account: '儿子说厂里刚发工资，每月四百，过年回来住半个月。',
      }),
      ...laidOut(-2, MEDIATOR, {
        dispute_facts: '缑阿公七十六岁，独自居住，儿子缑长明在外务工，半年没有给生活费。',
        clauses: [pay('缑长明', '缑阿公', '给今年余下几个月的生活费', '800', within(10))],
      }),
    ],
  },
]
