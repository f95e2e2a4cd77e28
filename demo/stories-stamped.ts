import { asks, laidOut, on, onDay, other, pay, settledInTown } from './rows.ts'
import type { Deed, Story } from './story.ts'

const HEAD = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'
const [SHE, HE] = ['钟离素', '贺连山']

/** Signed by both and the mediator, the seal put on by the head, then in effect: its copy is made by the worker. */
const stamped = (day: number, who: readonly string[]): Deed[] => [
  ...who.map(
    (name): Deed => [on(day, '15:30'), MEDIATOR, 'record_signature', { party_id: name, known_by: 'identity_paper' }],
  ),
  [on(day, '15:40'), MEDIATOR, 'sign_as_mediator', {}],
  [on(day, '16:10'), HEAD, 'seal_agreement', {}],
  [on(day, '16:20'), MEDIATOR, 'put_in_effect', { sealed: true }],
]

/** The seal as an act of its own, and papers anyone may check. */
export const STAMPED_STORIES: readonly Story[] = [
  {
    name: '盖章扫码',
    tells: '货款分两次付：主任盖电子印章，协议生效；盖章的通知书多盖了一份，撤销了，扫码看得到',
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
      ...stamped(-5, [SHE, HE]),
      ['-4 09:30', HEAD, 'seal_paper', { paper_id: '调解通知书', because: '市场管理方要看双方参加过调解。' }],
      ['-3 10:00', HEAD, 'revoke_seal', { seal_id: '调解通知书', because: '市场说不用了，这一份没有交出去。' }],
    ],
  },
]
