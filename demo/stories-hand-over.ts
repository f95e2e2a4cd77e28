import { apart, asks, DEER_FERRY, other, passedOn, session, taken, toTheTable } from './rows.ts'
import type { Story } from './story.ts'

const WHO = ['蔚青禾', '房客明子谦'] as const

/** What somebody who leaves has in hand: it goes over the day before (hand-over.ts). */
export const HAND_OVER_STORIES: readonly Story[] = [
  {
    name: '换人接着办',
    tells: '谈到一半，调解员调走了：交接以后骆春晓接着调，当事人收到换人的通知',
    deeds: [
      taken(
        '-9 09:30',
        'ding.xiaohe',
        DEER_FERRY,
        'M04',
        {
          where_text: '鹿渡老街 26 号',
          what_happened: '租期没到房客搬走了，留下的货架占着铺面，押金要不要退说不拢。',
          wish: '货架搬走，押金抵两个月房租。',
        },
        [asks(WHO[0], '10000000551'), other(WHO[1], '10000000552')],
      ),
      ...passedOn(-8, { dispute_type: 'M04' }),
      ...toTheTable({ day: -7, by: 'ji.changfeng', mediator: 'mi.zhixia', who: WHO, matter: '押金和留下的货架' }),
      session('-5 11:00', 'mi.zhixia', WHO, '货架月底前搬走说好了，押金抵多少还没说定。', 'goes_on'),
      apart('-4 10:00', 'mi.zhixia', WHO[1], '一个月房租可以不要回来，两个月不行。'),
    ],
  },
]
