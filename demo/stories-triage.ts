import { asks, consents, DEER_FERRY, FIRM, other, passedOn, STONE_SLAB, taken } from './rows.ts'
import type { Story } from './story.ts'

const NEIGHBOURS = ['龙阿妹', '相邻承包户苏定山'] as const

/** Triage that is told why: a school, another answer after the first, another way than proposed. */
export const TRIAGE_STORIES: readonly Story[] = [
  {
    name: '操场上的一跤',
    tells: '研判改过一次回答，写明为什么；没有照建议办，也写明为什么',
    deeds: [
      taken(
        '-2 09:00',
        'ding.xiaohe',
        STONE_SLAB,
        'M06',
        {
          where_text: '中心小学操场',
          what_happened: '孩子体育课上摔断了胳膊，学校说是孩子自己跑得太快，医药费不肯出。',
          wish: '学校出一半医药费。',
        },
        [asks('盛桂香', '10000000423'), other('石板溪中心小学', undefined, FIRM)],
      ),
      [
        '-2 09:30',
        'ding.xiaohe',
        'triage',
        { dispute_type: 'M06', injury_or_death: true, minor_involved: true, school: false },
      ],
      [
        '-2 10:00',
        'ding.xiaohe',
        'triage',
        {
          dispute_type: 'M06',
          injury_or_death: true,
          minor_involved: true,
          school: true,
          because: '孩子妈妈补充说，是在上体育课的时候摔的，老师在场。',
        },
      ],
      [
        '-2 10:20',
        'ding.xiaohe',
        'dispatch',
        {
          unit_id: '枫溪县教育局',
          route: 'administrative_mediation',
          because: '孩子妈妈和学校都愿意请教育主管部门先核对老师有没有照看到。',
        },
      ],
    ],
  },
  {
    name: '讲苗语的承包户',
    tells: '龙阿妹说讲苗语方便，对方家里有人用手语：谁会说、谁今天值班，写在单位和调解员的理由里，等季长风定调解员',
    deeds: [
      taken(
        '-3 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M02',
        {
          where_text: '鹿渡后山梯田第三道坎',
          what_happened: '上面田里放水，冲垮了下面的田坎，两家都说不该自己修。',
          wish: '把田坎修好，以后放水先说一声。',
        },
        [asks(NEIGHBOURS[0], '10000000561'), other(NEIGHBOURS[1], '10000000562')],
      ),
      ...passedOn(-3, { dispute_type: 'M02', languages: ['miao', 'sign_language'] }),
      ...consents({ day: -2, by: 'ji.changfeng', who: NEIGHBOURS, matter: '修田坎和以后怎样放水' }),
    ],
  },
]
