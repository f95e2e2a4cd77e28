import { asks, DEER_FERRY, other, passedOn, taken } from './rows.ts'
import type { Story } from './story.ts'

const CLERK = 'ding.xiaohe'
const DIRECTOR = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'
const BOTH = ['牟清泉', '佴长河']

/** An agent by a link of his own, and a mediator who is asked to stand back. */
export const OWN_HAND_STORIES: readonly Story[] = [
  {
    name: '律师替他来谈',
    tells: '一方的律师用自己的链接办事，请调解员回避；请您以镇调委会主任的身份答复',
    deeds: [
      taken(
        '-6 09:00',
        CLERK,
        DEER_FERRY,
        'M02',
        {
          where_text: '鹿渡镇下渡口',
          what_happened: '他家的船坞把水挡了，我家的网箱缺氧，死了一半的鱼。',
          wish: '赔鱼的钱，把水放开。',
        },
        [asks('牟清泉', '10000000546'), other('佴长河', '10000000547')],
      ),
      ...passedOn(-5, { dispute_type: 'M02' }),
      [
        '-5 15:30',
        DIRECTOR,
        'name_agent',
        {
          name: '郏律师',
          kind: 'lawyer',
          powers: ['apply_end', 'give_evidence', 'choose_mediator', 'take_part', 'receive_papers'],
          paper_number: '（2026）溪律委字第 12 号',
          paper_on: '-5',
          reach: '10000000548',
        },
        { party: '牟清泉' },
      ],
      ['-5 19:00', '@牟清泉', 'give_agent_link', {}, { party: '牟清泉' }],
      ['-4 09:10', DIRECTOR, 'propose_mediation', { parties: BOTH, matter: '船坞挡水，网箱里的鱼' }],
      ['-4 09:40', DIRECTOR, 'record_contact', { party_id: '佴长河', how: 'phone', result: 'reached' }],
      ['-4 10:00', DIRECTOR, 'agree_to_mediation', { said_by: '佴长河', how: 'spoken' }],
      ['-4 12:30', '@牟清泉/郏律师', 'agree_to_mediation', {}],
      ['-3 09:00', DIRECTOR, 'accept_mediation', {}],
      ['-3 09:20', DIRECTOR, 'assign_mediator', { mediators: [MEDIATOR], chosen_by: 'committee' }],
      ['-3 10:00', MEDIATOR, 'notify_session', { at: '+1 09:30', place: '镇调委会', mode: 'joint' }],
      [
        '-1 20:10',
        '@牟清泉/郏律师',
        'ask_other_mediator',
        {
          kind: 'recusal',
          person_id: MEDIATOR,
          ground: 'other_relation',
          note: '她和对方是一个船帮的，去年还合过伙。',
        },
      ],
    ],
  },
]
