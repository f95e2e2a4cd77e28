import { asks, DEER_FERRY, other, passedOn, session, taken, toTheTable } from './rows.ts'
import type { Story } from './story.ts'

const BOSS = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'
const [SHE, HE] = ['钮兰芳', '司马长庚']

/** What each side puts on the table: what it is, where from, what it is to prove; compared, shown, kept from the other, given back. */
export const EVIDENCE_STORIES: readonly Story[] = [
  {
    name: '修沟垫的钱',
    tells: '一张借条和一张照片：原件核对过，给对方看过；他给的一段录音只给调解员看，借条的原件退还了',
    deeds: [
      taken(
        '-9 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M04',
        {
          where_text: '鹿渡新村后沟',
          what_happened: '去年两家修沟，他手头紧，我替他垫了三千二，写了借条，说年底还，到现在没有还。',
          wish: '把三千二还给我，分两次也行。',
        },
        [asks(SHE, '10000000581'), other(HE, '10000000582')],
      ),
      ...passedOn(-9, { dispute_type: 'M04' }),
      ...toTheTable({ day: -8, by: BOSS, mediator: MEDIATOR, who: [SHE, HE], matter: '修沟垫付的三千二百元' }),
      [
        '-6 09:40',
        MEDIATOR,
        'provide_evidence',
        {
          what: '借条',
          source: '对方去年腊月写的，本人保管',
          proves: '垫付三千二百元，说好年底还',
          form: 'original',
          pages: 1,
          said_by: SHE,
        },
      ],
      ['-6 09:45', MEDIATOR, 'check_original', { result: 'same', note: '字迹、手印清楚。' }],
      ['-6 10:05', MEDIATOR, 'show_evidence', { to: [HE], how: 'in_session' }],
      ['-6 11:30', MEDIATOR, 'return_original', { to: '本人，当面清点' }],
      session('-6 12:00', MEDIATOR, [SHE, HE], '他认借条是自己写的，说沟是两家修的，想少还一些。', 'goes_on'),
      [
        '-5 09:00',
        MEDIATOR,
        'provide_evidence',
        { what: '石料收据', source: '对方交来的', proves: '石料钱是他出的', form: 'copy', pages: 1, said_by: SHE },
      ],
      ['-5 09:20', MEDIATOR, 'void_evidence', { because: '提供人写错了，是对方交来的，不是她交的。' }],
      [
        '-4 10:00',
        MEDIATOR,
        'provide_evidence',
        {
          what: '邻居写的说明',
          source: '邻居写的',
          proves: '修沟那天两家都出了工',
          form: 'copy',
          pages: 1,
          said_by: HE,
        },
      ],
      ['-4 16:00', MEDIATOR, 'withdraw_evidence', { said_by: HE, because: '邻居不愿意出面。' }],
      [
        '-3 15:00',
        MEDIATOR,
        'provide_evidence',
        {
          what: '修沟时的记工本',
          source: '本人记的',
          proves: '自己出了九个工，想折一部分钱',
          form: 'original',
          pages: 4,
          in_confidence: true,
          said_by: HE,
        },
      ],
    ],
  },
]
