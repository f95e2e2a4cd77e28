import {
  AT_SIGNING,
  agreed,
  asks,
  DEER_FERRY,
  done,
  duty,
  FIRM,
  many,
  onDay,
  other,
  passedOn,
  pay,
  session,
  taken,
  toTheTable,
  visit,
  within,
} from './rows.ts'
import type { Story } from './story.ts'

const BOSS = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'

/** Seventeen traders: most settle, the rest sue, and a second dispute comes of it. */
export const SPLIT_STORIES: readonly Story[] = [
  {
    name: '十七户',
    tells: '十七户里十四户谈成搬走，三户去法院：谈成的先签，没谈成的另走，谁也不拖谁',
    deeds: [
      taken(
        '-62 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M05',
        {
          where_text: '鹿渡农贸市场',
          what_happened: '市场要改造，十七户经营户不肯按期搬，要赔装修和误工。',
          wish: '赔了再搬。',
        },
        [
          asks('十四户经营户', '10000000424', { ...many(14), speaks: '羿大嫂' }),
          asks('三户经营户', '10000000425', { ...many(3), speaks: '从老三' }),
          other('鹿渡市场公司', '10000000426', FIRM),
        ],
        'CH02',
      ),
      ...passedOn(-61, { dispute_type: 'M05', enterprise: true, people_count: 17 }),
      ...toTheTable({
        day: -60,
        by: BOSS,
        mediator: MEDIATOR,
        who: ['十四户经营户', '三户经营户', '鹿渡市场公司'],
        matter: '市场改造搬迁',
        place: '镇政府会议室',
      }),
      session(
        '-58 11:00',
        MEDIATOR,
        ['十四户经营户', '三户经营户', '鹿渡市场公司'],
        '十四户愿意每户补五千搬走，三户不同意。',
        'goes_on',
      ),
      ['-58 11:30', '@三户经营户', 'leave', { note: '我们去法院。' }],
      ...toTheTable({
        day: -57,
        by: BOSS,
        mediator: MEDIATOR,
        who: ['十四户经营户', '鹿渡市场公司'],
        matter: '市场改造搬迁',
        place: '镇政府会议室',
      }),
      session('-55 11:00', MEDIATOR, ['十四户经营户', '鹿渡市场公司'], '每户补五千，月底前搬。', 'agreed'),
      ...agreed(-55, MEDIATOR, ['十四户经营户', '鹿渡市场公司'], {
        dispute_facts: '市场改造，十四户同意搬迁。',
        clauses: [
          pay('鹿渡市场公司', '十四户经营户', '补偿十四户，每户五千元', '70000', within(7)),
          duty('do', '十四户经营户', '鹿渡市场公司', '搬离摊位', onDay('-30')),
        ],
        outside_facts: [{ authority: '人民法院', what: '三户没有签协议，已经另行起诉', paper: null }],
      }),
      done('-50 10:00', BOSS, 1, '十四户经营户'),
      done('-31 10:00', BOSS, 2, '鹿渡市场公司'),
      visit('-25 10:00', BOSS, ['十四户经营户', '三户经营户'], '十四户搬到新摊位；三户的案子法院已经立案。'),
      ['-24 09:00', BOSS, 'close', { note: '三户另行起诉，不影响他们的权利。' }],
    ],
  },
  {
    name: '十七户之后',
    tells: '同一件事引出的第二个纠纷：三户自己为押金怎么分吵起来，另案办理，互相关联',
    deeds: [
      taken(
        '-40 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M05',
        {
          where_text: '鹿渡农贸市场',
          what_happened: '三户一起交的押金退了，两户说该平分，一户说自己交得多。',
          wish: '把押金分清楚。',
        },
        [asks('从老三', '10000000428'), other('暨大姐', '10000000429')],
      ),
      [
        '-40 09:20',
        'ding.xiaohe',
        'suspect_duplicate',
        {
          suspicions: [
            {
              file_id: '十七户',
              short_code: '十七户',
              level: 'related',
              reasons: ['同一个市场搬迁引起', '当事人是那三户里的'],
            },
          ],
        },
      ],
      [
        '-40 09:40',
        'ding.xiaohe',
        'not_duplicate',
        { because: '同一件事引起的另一个纠纷：三户之间分押金，另案办理。' },
      ],
      ...passedOn(-39, { dispute_type: 'M05', amount_yuan: '9000' }),
      ...toTheTable({
        day: -38,
        by: BOSS,
        mediator: MEDIATOR,
        who: ['从老三', '暨大姐'],
        matter: '分押金',
        place: '镇调委会',
      }),
      session('-36 10:30', MEDIATOR, ['从老三', '暨大姐'], '按各人交的分。', 'agreed'),
      [
        '-36 11:00',
        MEDIATOR,
        'agree_orally',
        {
          dispute_facts: '三户押金的分配。',
          clauses: [pay('暨大姐', '从老三', '把多拿的押金退给从老三', '1500', AT_SIGNING)],
          a_party_asks_for_writing: false,
        },
      ],
      done('-36 11:10', BOSS, 1, '从老三', '当场给了。'),
      visit('-6 10:00', BOSS, ['从老三'], '没有再吵。'),
      ['-5 09:00', BOSS, 'close', {}],
    ],
  },
]
