import { asks, DEER_FERRY, other, passedOn, session, taken, toTheTable } from './rows.ts'
import type { Story } from './story.ts'

const BOSS = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'
const COUNSELLOR = 'ruan.tingzhi'
const [SHE, HE] = ['虞静姝', '阳广川']

/** What has to be known to go gently, and must not be read by the way: sealed, a count on the page and a reason for each look. */
export const SEALED_STORIES: readonly Story[] = [
  {
    name: '不能激动',
    tells: '分家的钱谈不拢，他刚做过手术，她夜里睡不着：两条密封的记录，疏导的记录只有疏导的人能打开',
    deeds: [
      taken(
        '-8 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M01',
        {
          where_text: '鹿渡新村 7 号',
          what_happened: '离婚时说好的补偿款，剩下两万一直没有给。',
          wish: '把剩下的钱说个日子。',
        },
        [asks(SHE, '10000000571'), other(HE, '10000000572')],
      ),
      ...passedOn(-8, { dispute_type: 'M01' }),
      ...toTheTable({ day: -7, by: BOSS, mediator: MEDIATOR, who: [SHE, HE], matter: '剩下两万元补偿款什么时候给' }),
      [
        '-5 09:40',
        MEDIATOR,
        'seal_note',
        {
          sealed_kind: 'health',
          sealed_text: '他上个月刚做过心脏手术，医生说不能激动。见面不超过半小时，备好药和水。',
        },
      ],
      session('-5 10:00', MEDIATOR, [SHE, HE], '先说了还有多少没给，约好下一次谈日子。', 'goes_on'),
      [
        '-5 15:00',
        BOSS,
        'refer',
        {
          kind: 'counselling',
          unit_id: '枫溪县妇女联合会',
          why: '最近睡不好，愿意有人听她说说。',
          said_by: SHE,
        },
      ],
      ['-4 09:00', COUNSELLOR, 'referral_taken', { taken_by: '妇联心理服务室' }],
      [
        '-3 15:00',
        COUNSELLOR,
        'seal_session_note',
        { sealed_text: '第一次来，说了一个钟头。夜里醒三四次，怕一个人过不下去。约好下周再来。' },
      ],
      [
        '-2 16:00',
        MEDIATOR,
        'seal_note',
        { sealed_kind: 'violence', sealed_text: '她说从前吵架时他摔过东西，没有动手。下次分开进门、分开走。' },
      ],
    ],
  },
]
