import { asks, FIRM, other, STONE_SLAB, taken } from './rows.ts'
import type { Story } from './story.ts'

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
]
