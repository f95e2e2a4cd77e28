import { asks, COUNTY, DEER_FERRY, FIRM, other, taken } from './rows.ts'
import type { Story } from './story.ts'

/** What waits today at the county's desk, and what was just sent to an office of another kind: nobody has signed for it yet. */
export const COUNTY_STORIES: readonly Story[] = [
  {
    name: '跟团游',
    tells: '旅行团少走两个景点，等县里分流：建议交旅游纠纷调委会',
    deeds: [
      taken(
        '-0 09:10',
        'gu.nianci',
        COUNTY,
        'M11',
        {
          where_text: '枫岸街道新桥路门店',
          what_happened: '报了三天的跟团游，少走两个景点，还加了两次购物，旅行社只肯退一百。',
          wish: '退一半团费，1280 元。',
        },
        [asks('边小舟', '10000000511'), other('青鸟旅行社', '0960-5550511', FIRM)],
      ),
    ],
  },
  {
    name: '招牌',
    tells: '小店用了别家注册的招牌：交知识产权纠纷调委会，等签收',
    deeds: [
      taken(
        '-2 10:00',
        'gu.nianci',
        COUNTY,
        'M17',
        {
          where_text: '枫岸街道老码头',
          what_happened: '我家米糕的商标注册了六年，对面新开的店用了一样的字。',
          wish: '换掉招牌，赔一点损失。',
        },
        [asks('米秋生', '10000000513'), other('老码头糕点铺', undefined, FIRM)],
      ),
      ['-1 09:00', 'gu.nianci', 'triage', { dispute_type: 'M17', enterprise: true, arbitration_clause: false }],
      [
        '-1 09:20',
        'gu.nianci',
        'dispatch',
        {
          unit_id: '枫溪县知识产权纠纷人民调解委员会',
          route: 'peoples_mediation_trade',
          because: '商标的事要懂行；双方都愿意先谈。',
        },
      ],
    ],
  },
  {
    name: '合租动手',
    tells: '说到动手：研判建议先交公安，等县里决定',
    deeds: [
      taken(
        '-0 08:50',
        'gu.nianci',
        COUNTY,
        'M06',
        {
          where_text: '枫岸街道梧桐里',
          what_happened: '合租的为洗衣机吵起来，昨晚把我推倒，说今天还要收拾我。',
          wish: '让他别再动手，把押金退给我搬走。',
        },
        [asks('巩小冬', '10000000515'), other('室友劳一凡')],
        'CH05',
      ),
      ['-0 09:05', 'gu.nianci', 'triage', { dispute_type: 'M06', violence: true, crime_suspected: null }],
    ],
  },
  {
    name: '集市动手',
    tells: '说到动手，镇里先交派出所，等签收',
    deeds: [
      taken(
        '-0 10:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M06',
        {
          where_text: '鹿渡集市东口',
          what_happened: '为一笔菜钱，对方掀了我的摊子，抄起扁担追我。',
          wish: '先让他别再来，再说赔菜。',
        },
        [asks('竹阿姐', '10000000517'), other('菜贩牧大头')],
      ),
      ['-0 10:10', 'ding.xiaohe', 'triage', { dispute_type: 'M06', violence: true }],
      // Whenever it is told: there are two hours to sign for it.
      [
        '-0 23:58',
        'ding.xiaohe',
        'dispatch',
        { unit_id: '枫溪县公安局鹿渡派出所', route: 'police', because: '有人动手、可能还要动手，先保安全。' },
      ],
    ],
  },
  {
    name: '要起诉',
    tells: '不想调解，要起诉：镇里帮他把材料交到法院，等签收',
    deeds: [
      taken(
        '-1 10:30',
        'ding.xiaohe',
        DEER_FERRY,
        'M04',
        {
          where_text: '鹿渡镇下鹿村',
          what_happened: '借出去四万，条子写得清楚，说了三年还。人换了电话，我不想再谈了。',
          wish: '直接起诉。',
        },
        [asks('计平安', '10000000519'), other('借款人谈大福')],
      ),
      ['-1 11:00', 'ding.xiaohe', 'triage', { dispute_type: 'M04', loan: true, amount_yuan: '40000' }],
      [
        '-0 09:00',
        'ding.xiaohe',
        'dispatch',
        { unit_id: '枫溪县人民法院', route: 'court', because: '本人不愿意调解，帮他备齐了起诉状和借条。' },
      ],
    ],
  },
  {
    name: '路灯',
    tells: '是给政府提意见，不是民间纠纷：转信访局，等签收',
    deeds: [
      taken(
        '-1 15:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M99',
        {
          where_text: '鹿渡镇河街',
          what_happened: '河街的路灯坏了半年，报了几回没有人修，想给县里提个意见。',
          wish: '把路灯修好，以后有人管。',
        },
        [asks('郁大爷', '10000000521'), other('不知道归谁管')],
      ),
      ['-1 15:20', 'ding.xiaohe', 'triage', { dispute_type: 'M99', administrative_act: true }],
      [
        '-0 09:30',
        'ding.xiaohe',
        'dispatch',
        { unit_id: '枫溪县信访局', route: 'petition', because: '是对公共服务的意见和建议，不是民间纠纷。' },
      ],
    ],
  },
]
