import {
  agreed,
  apart,
  asks,
  COUNTY,
  done,
  duty,
  FIRM,
  lasting,
  other,
  STONE_SLAB,
  session,
  TOWN_COMMITTEE,
  taken,
  toTheTable,
  visit,
  within,
} from './rows.ts'
import type { Story } from './story.ts'

/** Land taking and violence: what is not for us, or not yet; and a clue that becomes a dispute. */
export const OTHER_WAY_STORIES: readonly Story[] = [
  {
    name: '征地',
    tells: '征地补偿不归人民调解：研判说明理由，交给县自然资源局答复；村里想调也调不了',
    deeds: [
      taken(
        '-15 09:00',
        'gu.nianci',
        COUNTY,
        'M08',
        {
          where_text: '晒谷坪',
          what_happened: '修路占了我家两亩地，补偿比隔壁村低。',
          wish: '按一样的标准补。',
        },
        [asks('亢老汉', '10000000417'), other('征收项目部', undefined, FIRM)],
      ),
      ['-14 09:00', 'gu.nianci', 'triage', { dispute_type: 'M08', expropriation: true }],
      [
        '-14 09:30',
        'gu.nianci',
        'dispatch',
        {
          unit_id: '枫溪县自然资源局',
          route: 'administrative_mediation',
          because: '对征收补偿标准不服，由征收主管部门答复；六十日内可以申请行政复议。',
        },
      ],
      ['-13 10:00', 'zhai.wangshan', 'sign_off', {}],
    ],
  },
  {
    name: '征地里的邻居',
    tells: '村里想直接调征地的事：不能由人民调解委员会调解，说明理由',
    deeds: [
      taken(
        '-12 09:00',
        'tian.youyu',
        STONE_SLAB,
        'M08',
        {
          where_text: '三组',
          what_happened: '对拆房子的补偿决定不服。',
          wish: '多补一点。',
        },
        [asks('况大有', '10000000419'), other('拆迁办')],
      ),
      ['-12 10:00', 'tian.youyu', 'triage', { dispute_type: 'M08', expropriation: true }],
      ['-12 10:20', 'tian.youyu', 'accept_here', {}],
      [
        '-12 10:40',
        'tian.youyu',
        'propose_mediation',
        { parties: ['况大有', '拆迁办'], matter: '拆迁补偿' },
        { refused: 'not_for_mediation' },
      ],
      [
        '-11 10:00',
        'tian.youyu',
        'leave_unresolved',
        { why: 'goes_another_way', account: '把行政复议的窗口、电话和六十日的期限写给况大有。' },
      ],
    ],
  },
  {
    name: '家暴',
    tells: '说到动手：先公安、后调解。派出所出了告诫书，双方愿意了，才请婚姻家庭调委会来谈',
    deeds: [
      taken(
        '-40 20:30',
        'gu.nianci',
        COUNTY,
        'M01',
        {
          where_text: '枫岸街道',
          what_happened: '丈夫喝了酒动手，孩子吓得不敢回家。',
          wish: '不要再打人，钱给家里用。',
        },
        [asks('红小梅', '10000000421'), other('权大军', '10000000422')],
        'CH05',
      ),
      ['-40 20:40', 'gu.nianci', 'triage', { dispute_type: 'M01', violence: true, minor_involved: true }],
      [
        '-40 20:45',
        'gu.nianci',
        'dispatch',
        { unit_id: '枫溪县公安局鹿渡派出所', route: 'police', because: '有家庭暴力，先保安全。' },
      ],
      ['-40 21:00', 'song.pingchuan', 'sign_off', { note: '已经出警。' }],
      [
        '-38 10:00',
        'song.pingchuan',
        'resolve_task',
        { how: 'matter_put_right', account: '出具告诫书，告知人身安全保护令；红小梅和孩子在娘家。' },
      ],
      [
        '-30 09:00',
        'song.pingchuan',
        'dispatch',
        { unit_id: TOWN_COMMITTEE, route: 'peoples_mediation_town', because: '派出所不能再往下派。' },
        { refused: 'not_yours' },
      ],
      [
        '-30 10:00',
        'gu.nianci',
        'dispatch',
        {
          unit_id: '枫溪县婚姻家庭纠纷人民调解委员会',
          route: 'peoples_mediation_trade',
          because: '人身安全有了保障，双方都说愿意谈孩子和家用的事。',
        },
      ],
      ['-30 14:00', 'ruan.yujie', 'sign_off', {}],
      ...toTheTable({
        day: -29,
        by: 'ruan.yujie',
        mediator: 'ruan.yujie',
        who: ['红小梅', '权大军'],
        matter: '家用和相处',
        place: '婚调委',
      }),
      apart('-27 10:00', 'ruan.yujie', '红小梅', '现在安全，住在娘家；再动手就离婚。'),
      session('-27 11:00', 'ruan.yujie', ['红小梅', '权大军'], '权大军认错，戒酒，每月交两千家用。', 'agreed'),
      ...agreed(-27, 'ruan.yujie', ['红小梅', '权大军'], {
        dispute_facts: '丈夫酒后动手，公安机关已出具告诫书。',
        clauses: [
          duty('refrain', '权大军', '红小梅', '对家人动手、辱骂', lasting('')),
          duty('continue', '权大军', '红小梅', '交家用', lasting('每月 1 日'), { amount: '2000' }),
        ],
        outside_facts: [{ authority: '鹿渡派出所', what: '已经出具家庭暴力告诫书', paper: '告诫书' }],
      }),
    ],
  },
  {
    name: '线索成案',
    tells: '网格员的线索查实，变成一件纠纷，村里调成，一直不再占道就行',
    deeds: [
      [
        '-50 17:00',
        'jian.xiaolu',
        'report_clue',
        {
          channel: 'CH01',
          place_code: STONE_SLAB,
          where_text: '三组巷口',
          what_happened: '有人把柴火堆在巷口，救火车进不来，隔壁不敢说。',
          reported_by: '隔壁老人',
        },
      ],
      [
        '-49 08:30',
        'tian.youyu',
        'take_up_clue',
        {
          parties: [asks('佘阿婆', '10000000431'), other('伯大牛', '10000000432')],
          wish: '把巷口让出来。',
          dispute_type: 'M02',
        },
      ],
      ['-49 09:00', 'tian.youyu', 'accept_here', {}],
      ...toTheTable({
        day: -48,
        by: 'tian.youyu',
        mediator: 'tian.youyu',
        who: ['佘阿婆', '伯大牛'],
        matter: '巷口堆柴',
        place: '巷口',
      }),
      session('-46 10:00', 'tian.youyu', ['佘阿婆', '伯大牛'], '伯大牛认，三天内搬完。', 'agreed'),
      ...agreed(-46, 'tian.youyu', ['佘阿婆', '伯大牛'], {
        dispute_facts: '柴火堆在公共巷口。',
        clauses: [
          duty('do', '伯大牛', '佘阿婆', '把柴火搬走', within(3)),
          duty('refrain', ['佘阿婆', '伯大牛'], ['佘阿婆', '伯大牛'], '在巷口堆东西', lasting('')),
        ],
      }),
      done('-44 10:00', 'tian.youyu', 1, '佘阿婆'),
      visit('-16 10:00', 'tian.youyu', ['佘阿婆'], '巷口是空的。', { performance: 'lasting' }),
      ['-15 09:00', 'tian.youyu', 'close', {}],
    ],
  },
]
