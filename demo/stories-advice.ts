import { asks, consents, DEER_FERRY, on, other, passedOn, session, toTheTable } from './rows.ts'
import type { Deed, Story } from './story.ts'

const BOSS = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'
const INVITED = 'zhong.wanqing'
const EXPERT = 'fei.mingyuan'

/** Sent by the court with its letter (CH09): entrusted, and free to go back there at any time. */
const entrusted = (
  day: number,
  number: string,
  says: { where_text: string; what_happened: string; wish: string },
  dispute_type: string,
  parties: readonly object[],
): Deed => [
  on(day, '09:00'),
  'pei.siqi',
  'hand_over',
  {
    channel: 'CH09',
    place_code: DEER_FERRY,
    hand_over: { from_unit: '枫溪县人民法院', paper: '委托调解函', number, on: `${day}` },
    ...says,
    dispute_type,
    parties,
  },
]

/** An invited mediator beside one who leads, an expert asked for her opinion, and the court's person for what a court sent. */
export const ADVICE_STORIES: readonly Story[] = [
  {
    name: '特邀协助',
    tells: '专职调解员主持，特邀调解员一起谈；他请教过一次司法所，又请教一位专家，在等意见。意见只给调解员看',
    deeds: [
      [
        '-9 09:00',
        'ding.xiaohe',
        'take_down',
        {
          channel: 'CH03',
          place_code: DEER_FERRY,
          dispute_type: 'M03',
          where_text: '鹿渡老街 31 号',
          what_happened: '隔壁建房，屋檐伸过来一截，雨水全滴在我家墙上，墙皮掉了一片。',
          wish: '把屋檐收回去，墙修好。',
          parties: [asks('柏春生', '10000000261'), other('屠建功', '10000000262')],
        },
      ],
      ...passedOn(-9, { dispute_type: 'M03' }),
      ...consents({ day: -8, by: BOSS, who: ['柏春生', '屠建功'], matter: '屋檐滴水、墙皮脱落' }),
      [
        '-7 09:10',
        BOSS,
        'assign_mediator',
        { mediators: [INVITED], chosen_by: 'parties' },
        { refused: 'nobody_leads' },
      ],
      ['-7 09:20', BOSS, 'assign_mediator', { mediators: [MEDIATOR, INVITED], chosen_by: 'parties' }],
      ['-7 09:40', INVITED, 'record_contact', { party_id: '屠建功', how: 'phone', result: 'reached' }],
      ['-7 10:00', MEDIATOR, 'notify_session', { at: '-6 09:30', place: '镇调委会', mode: 'joint' }],
      ['-6 09:30', MEDIATOR, 'begin_session', { rights_told: true, present: ['柏春生', '屠建功'] }],
      session(
        '-6 11:00',
        MEDIATOR,
        ['柏春生', '屠建功'],
        '屋檐过了界大家都认；收回去要拆一排瓦，谁出钱、墙怎样修，还没有说拢。',
        'goes_on',
      ),
      ['-6 11:20', INVITED, 'end_mediation', { reason: 'too_far_apart' }, { refused: 'assists_only' }],
      [
        '-5 09:00',
        MEDIATOR,
        'ask_guidance',
        {
          person_id: 'jiang.yingyue',
          kind: 'analyse',
          question: '甲方屋檐越界、雨水损墙，乙方愿收回但要甲方分担拆瓦的钱。症结在哪里，有没有激化的风险？',
        },
      ],
      [
        '-5 16:00',
        'jiang.yingyue',
        'give_guidance',
        {
          guidance_id: 1,
          opinion: '症结在面子：乙方新房刚成，不愿当着邻居拆。建议先定修墙，再约定雨季前收檐，时间留宽一些。',
        },
      ],
      [
        '-1 10:00',
        MEDIATOR,
        'ask_guidance',
        {
          person_id: EXPERT,
          kind: 'guide',
          question:
            '一方屋檐越过界线约 30 厘米，另一方外墙受潮脱皮。不拆檐、只装檐沟把水引走，能不能解决？费用大概多少？',
        },
      ],
    ],
  },
  {
    name: '法院委托',
    tells: '法院立案后委托调解的，法院联系人换过一次，当事人的页面上写着现在找谁；正在谈',
    deeds: [
      entrusted(
        -12,
        '〔2026〕委调 18 号',
        {
          where_text: '鹿渡新街',
          what_happened: '买卖装修材料，尾款八千多没有给，说板子有色差。',
          wish: '把尾款结清。',
        },
        'M04',
        [asks('储良材', '10000000264'), other('郎志和', '10000000265')],
      ),
      [on(-12, '09:30'), 'pei.siqi', 'name_court_person', { name: '裴思齐', phone: '0960-5550130' }],
      ...passedOn(-11, { dispute_type: 'M04', handed_over: true }),
      ...toTheTable({
        day: -10,
        by: BOSS,
        mediator: MEDIATOR,
        who: ['储良材', '郎志和'],
        matter: '装修材料的尾款和色差',
      }),
      [
        on(-3, '15:00'),
        'pei.siqi',
        'change_court_person',
        { name: '路明远', phone: '0960-5550131', because: '裴思齐到人民法庭轮岗，改由路明远联系。' },
      ],
    ],
  },
]
