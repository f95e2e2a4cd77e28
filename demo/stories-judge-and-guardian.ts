import { asks, DEER_FERRY, laidOut, onDay, other, passedOn, pay, session, taken } from './rows.ts'
import type { Story } from './story.ts'

const CLERK = 'ding.xiaohe'
const DIRECTOR = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'
const JUDGE = 'pei.siqi'

const CHILD = '蒲小麦'
const KEEPER = '养蜂人宓老三'
const SIDES = ['虞家茶园', '卞记收购点'] as const

/** A judge who is booked for a meeting, and a guardian whose word it takes that a child is given something instead of money. */
export const JUDGE_AND_GUARDIAN_STORIES: readonly Story[] = [
  {
    name: '请法官来指导',
    tells: '明天见面，请了县法院的人来指导：她的待办里看得到时间、地点、哪一类纠纷，看不到案卷',
    deeds: [
      taken(
        '-8 09:00',
        CLERK,
        DEER_FERRY,
        'M04',
        {
          where_text: '鹿渡镇收购点',
          what_happened: '春茶按口头价收的，结账时说等级不够，少算四千。',
          wish: '按说好的价结。',
        },
        [asks(SIDES[0], '10000000741'), other(SIDES[1], '10000000742')],
      ),
      ...passedOn(-7, { dispute_type: 'M04' }),
      ['-6 09:10', DIRECTOR, 'propose_mediation', { parties: SIDES, matter: '春茶的等级和价钱' }],
      ['-6 09:40', DIRECTOR, 'record_contact', { party_id: SIDES[1], how: 'phone', result: 'reached' }],
      ['-6 10:00', DIRECTOR, 'agree_to_mediation', { said_by: SIDES[0], how: 'spoken' }],
      ['-6 10:05', DIRECTOR, 'agree_to_mediation', { said_by: SIDES[1], how: 'spoken' }],
      ['-5 09:00', DIRECTOR, 'accept_mediation', {}],
      ['-5 09:05', 'long.dachuan', 'void_docket', { because: '受理时订进了另一件的材料，重新登记，换一个号。' }],
      ['-5 09:10', DIRECTOR, 'assign_mediator', { mediators: [MEDIATOR], chosen_by: 'parties' }],
      [
        '-3 10:00',
        MEDIATOR,
        'notify_session',
        {
          at: '+1 15:00',
          place: '鹿渡镇综治中心',
          mode: 'joint',
          minutes: 90,
          guests: [{ name: '裴思齐', as_what: 'judge', person_id: JUDGE }],
          guests_agreed: true,
          bring: '过磅单、微信记录',
        },
      ],
    ],
  },
  {
    name: '蜂蜜抵药费',
    tells: '收的人没有成年：用东西抵钱，要监护人一起说同意，本人在手机上点不算',
    deeds: [
      taken(
        '-40 09:00',
        CLERK,
        DEER_FERRY,
        'M06',
        {
          where_text: '鹿渡镇后坡',
          what_happened: '蜂箱放在上学路边，孩子被蜇了，住院两天。',
          wish: '医药费，蜂箱挪走。',
        },
        [asks(CHILD, '10000000743'), other(KEEPER, '10000000744')],
      ),
      ...passedOn(-39, { dispute_type: 'M06' }),
      ['-38 08:40', DIRECTOR, 'record_capacity', { finding: 'by_age', born: '-4300' }, { party: CHILD }],
      [
        '-38 08:45',
        DIRECTOR,
        'name_guardian',
        { name: '蒲青山', relation: '父亲', paper: '户口簿', reach: '10000000745' },
        { party: CHILD },
      ],
      ['-38 09:10', DIRECTOR, 'propose_mediation', { parties: [CHILD, KEEPER], matter: '被蜂蜇了怎么赔' }],
      ['-38 09:40', DIRECTOR, 'record_contact', { party_id: KEEPER, how: 'phone', result: 'reached' }],
      ['-38 10:00', DIRECTOR, 'agree_to_mediation', { said_by: CHILD, how: 'spoken', with_guardian: true }],
      ['-38 10:10', DIRECTOR, 'agree_to_mediation', { said_by: KEEPER, how: 'spoken' }],
      ['-37 09:00', DIRECTOR, 'accept_mediation', {}],
      ['-37 09:10', DIRECTOR, 'assign_mediator', { mediators: [MEDIATOR], chosen_by: 'parties' }],
      ['-37 09:20', DIRECTOR, 'notify_session', { at: '-36 09:30', place: '镇调委会', mode: 'joint' }],
      ['-36 09:30', MEDIATOR, 'begin_session', { rights_told: true, present: [CHILD, KEEPER], guardians: [CHILD] }],
      session('-36 11:00', MEDIATOR, [CHILD, KEEPER], '药费一千八，一个月内分两次给；蜂箱已经挪到林子里。', 'agreed'),
      ...laidOut(-35, MEDIATOR, {
        dispute_facts: '孩子上学路上被路边蜂箱的蜂蜇伤，住院两天。',
        clauses: [pay(KEEPER, CHILD, '赔偿住院的医药费', '1800', onDay('+9'))],
      }),
      ['-35 15:20', MEDIATOR, 'record_signature', { party_id: CHILD, known_by: 'identity_paper', with_guardian: true }],
      ['-35 15:30', MEDIATOR, 'record_signature', { party_id: KEEPER, known_by: 'identity_paper' }],
      ['-35 15:40', MEDIATOR, 'sign_as_mediator', {}],
      ['-35 15:50', MEDIATOR, 'put_in_effect', { sealed: true }],
      [
        '-12 10:00',
        DIRECTOR,
        'record_payment',
        { said_by: KEEPER, amount: '600', on: '-12', how: 'in_kind', what: '二十斤洋槐蜜', proof: '' },
        { clause: 1 },
      ],
      // On the child's own page it cannot be agreed to: the guardian says it, before the office.
      [
        '-11 19:00',
        `@${CHILD}`,
        'confirm_payment',
        { accepts_in_kind: true },
        { clause: 1, refused: 'guardian_needed' },
      ],
      [
        '-10 09:30',
        DIRECTOR,
        'confirm_payment',
        { said_by: CHILD, accepts_in_kind: true, with_guardian: true, note: '蜜收到了，照市价抵六百。' },
        { clause: 1 },
      ],
      [
        '-1 17:00',
        DIRECTOR,
        'record_payment',
        { said_by: KEEPER, amount: '600', on: '-1', how: 'in_kind', what: '两箱蜂', proof: '' },
        { clause: 1 },
      ],
    ],
  },
]
