import {
  AT_SIGNING,
  after,
  agreed,
  asks,
  done,
  duty,
  FIRM,
  laidOut,
  lasting,
  many,
  onDay,
  other,
  pay,
  sealed,
  settledInTown,
  type Terms,
  third,
  visit,
  within,
} from './rows.ts'
import type { Deed, Story } from './story.ts'

const BOSS = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'

const written = (day: number, who: readonly string[], terms: Terms): Deed[] => agreed(day, MEDIATOR, who, terms)

/** What was agreed, and what became of it. */
export const AGREED_STORIES: readonly Story[] = [
  {
    name: '分期破裂',
    tells: '分三期还，第二期没还：督促无效，告知可以起诉、申请执行，第三期债权人起诉，结案',
    deeds: [
      ...settledInTown({
        day: -150,
        type: 'M04',
        facts: { loan: true, amount_yuan: '60000' },
        says: { where_text: '鹿渡', what_happened: '借了六万开面包房，一年多没还过。', wish: '还钱。' },
        parties: [
          asks('南宫慧', '10000000319'),
          other('谷麦香', '10000000320'),
          third('谷麦香的哥哥谷大麦', '10000000321'),
        ],
        who: ['南宫慧', '谷麦香', '谷麦香的哥哥谷大麦'],
        matter: '六万元借款',
        account: '分三期，哥哥作保。',
      }),
      ...written(-145, ['南宫慧', '谷麦香', '谷麦香的哥哥谷大麦'], {
        dispute_facts: '借款六万元，逾期未还。',
        clauses: [
          pay('谷麦香', '南宫慧', '第一期', '20000', onDay('-120')),
          pay('谷麦香', '南宫慧', '第二期', '20000', onDay('-80'), { guarantors: ['谷麦香的哥哥谷大麦'] }),
          pay('谷麦香', '南宫慧', '第三期', '20000', onDay('-40'), { guarantors: ['谷麦香的哥哥谷大麦'] }),
        ],
      }),
      done('-121 10:00', BOSS, 1, '南宫慧'),
      visit('-120 10:00', BOSS, ['南宫慧', '谷麦香'], '第一期按时还了。', { performance: 'partly' }),
      ['-79 00:10', 'system', 'breach', {}, { clause: 2 }],
      [
        '-72 10:00',
        BOSS,
        'send_to_enforcement',
        { note: '催了三次，谷麦香说店关了；保证人也不肯付。', skipped_because: '店已经关了，南宫慧要去法院。' },
        { clause: 2 },
      ],
      ['-39 00:10', 'system', 'breach', {}, { clause: 3 }],
      [
        '-38 10:00',
        BOSS,
        'send_to_enforcement',
        { note: '南宫慧已经向人民法庭起诉。', skipped_because: '已经起诉。' },
        { clause: 3 },
      ],
      visit('-37 10:00', BOSS, ['南宫慧'], '已经起诉，法庭排了期。', { performance: 'not', satisfaction: 'fairly' }),
      ['-36 09:00', BOSS, 'close', { note: '第一期履行，其余由法院处理。' }],
    ],
  },
  {
    name: '互为条件',
    tells: '先恢复供水，再补交物业费：两边都照做，结案（另提醒：物业不能停水催费）',
    deeds: [
      ...settledInTown({
        day: -70,
        type: 'M16',
        facts: { enterprise: true, people_count: 12 },
        says: { where_text: '鹿渡新苑 1 栋', what_happened: '十二户没交物业费，物业把水停了。', wish: '先把水供上。' },
        parties: [
          asks('十二户业主', '10000000323', { ...many(12), speaks: '端木清' }),
          other('新苑物业公司', '10000000324', FIRM),
        ],
        matter: '停水和物业费',
        account: '物业当天恢复供水，业主十五天内把没有争议的部分交了。',
      }),
      [
        '-66 15:00',
        BOSS,
        'complete_party',
        { legal_representative: '端木澜', post_title: '经理', address: '枫溪县鹿渡镇新苑路 1 号' },
        { party: '新苑物业公司' },
      ],
      [
        '-66 15:30',
        MEDIATOR,
        'record_inquiry',
        {
          person: '闻人大姐',
          relation: '1 栋的门卫，停水那天在场',
          place: '鹿渡新苑门卫室',
          told: true,
          lines: [
            { asks: '哪天停的水？谁关的阀门？', says: '上个月二十号早上，物业的师傅来关的。' },
            { asks: '停水以前有没有贴过通知？', says: '贴过一张，写的是欠费停水。' },
          ],
        },
      ],
      ...written(-65, ['十二户业主', '新苑物业公司'], {
        dispute_facts: '物业因欠费停水，业主因服务不到位未交费。',
        clauses: [
          duty('do', '新苑物业公司', '十二户业主', '恢复供水', within(1)),
          pay('十二户业主', '新苑物业公司', '补交没有争议的物业费', '14580.60', after(1)),
        ],
      }),
      done('-64 17:00', BOSS, 1, '十二户业主', '水来了。'),
      done('-50 10:00', BOSS, 2, '新苑物业公司', '十二户交齐。'),
      visit('-35 10:00', BOSS, ['十二户业主', '新苑物业公司'], '水正常，电梯间也打扫了。'),
      ['-34 09:00', BOSS, 'close', {}],
    ],
  },
  {
    name: '按份承担',
    tells: '三个人按 5:3:2 各付各的，一个人的那份对方不要了；口头道歉当场做了',
    deeds: [
      ...settledInTown({
        day: -75,
        type: 'M06',
        facts: { injury_or_death: true },
        says: { where_text: '鹿渡集市', what_happened: '三个人抬梁，梁掉下来砸了我的摊子和脚。', wish: '赔一万。' },
        parties: [
          asks('澹台平', '10000000326'),
          other('濮大', '10000000327'),
          other('濮二', '10000000328'),
          other('帮工淳于林', '10000000329'),
        ],
        matter: '抬梁砸伤',
        account: '一共一万，按 5:3:2。',
      }),
      ...written(-70, ['澹台平', '濮大', '濮二', '帮工淳于林'], {
        dispute_facts: '三人抬梁失手，砸坏摊位、砸伤脚。',
        clauses: [
          pay(
            [
              ['濮大', '5000.00'],
              ['濮二', '3000.00'],
              ['帮工淳于林', '2000.00'],
            ],
            '澹台平',
            '赔偿医药费和摊位损失',
            '10000.00',
            within(20),
          ),
          duty('do', '濮大', '澹台平', '当面道歉', AT_SIGNING),
        ],
      }),
      done('-70 16:10', BOSS, 2, '澹台平'),
      done('-60 10:00', BOSS, 1, '澹台平', '', 1),
      done('-58 10:00', BOSS, 1, '澹台平', '', 2),
      [
        '-56 10:00',
        BOSS,
        'waive',
        { said_by: '澹台平', note: '帮工也不容易，他那份不要了。' },
        { clause: 1, share: 3 },
      ],
      visit('-40 10:00', BOSS, ['澹台平', '濮大'], '伤好了，见面打招呼。'),
      ['-39 09:00', BOSS, 'close', {}],
    ],
  },
  {
    name: '保证金',
    tells: '保证金由社区代管，连带赔偿，工期过了一个月验收合格退回',
    deeds: [
      ...settledInTown({
        day: -85,
        type: 'M03',
        says: {
          where_text: '河街 40 号',
          what_happened: '隔壁拆旧房建新房，我家墙裂了，怕他盖完不认。',
          wish: '先交钱押着，再让他盖。',
        },
        parties: [
          asks('申屠静', '10000000331'),
          other('建房户拓跋平', '10000000332'),
          other('施工队长赫连山', '10000000333'),
        ],
        matter: '建房损坏邻墙',
        account: '押三万在社区，墙裂的赔六千，两人连带。',
      }),
      ...written(-80, ['申屠静', '建房户拓跋平', '施工队长赫连山'], {
        dispute_facts: '建房施工致邻墙开裂。',
        clauses: [
          pay('建房户拓跋平', '申屠静', '交维修保证金，盖完没有新的裂缝就退回', '30000', AT_SIGNING, {
            held_by: '河街社区',
          }),
          pay(['建房户拓跋平', '施工队长赫连山'], '申屠静', '赔偿墙体裂缝', '6000', within(10), { joint: true }),
          duty('refrain', '申屠静', '建房户拓跋平', '阻拦施工', lasting('', { until: '-20' })),
        ],
        undertakings: [{ who: '河街社区', what: '代管保证金，每周去看一次墙' }],
      }),
      done('-80 16:30', BOSS, 1, '申屠静', '钱在社区账上。'),
      done('-72 10:00', BOSS, 2, '申屠静'),
      visit('-50 10:00', BOSS, ['申屠静', '建房户拓跋平'], '墙没有再裂，房子盖到二层。', { performance: 'partly' }),
      done('-19 10:00', BOSS, 3, '建房户拓跋平', '房子封顶了，没有人拦过。'),
      visit('-18 10:00', BOSS, ['申屠静', '建房户拓跋平'], '保证金退了。'),
      ['-17 09:00', BOSS, 'close', {}],
    ],
  },
  {
    name: '赡养',
    tells: '老人轮流照顾、每月给钱：一直要做的事，回访看见照做就可以结案；涉及身份关系，只能在纸上签',
    deeds: [
      ...settledInTown({
        day: -64,
        type: 'M01',
        facts: { elder_support: true, people_count: 4 },
        says: {
          where_text: '沙湾村',
          what_happened: '三个儿子，老人没人管，上个月病了是邻居送的医院。',
          wish: '说清楚谁管、钱谁出。',
        },
        parties: [
          asks('司空老太', '10000000335'),
          other('司空大', '10000000336'),
          other('司空二', '10000000337'),
          other('司空三', '10000000338'),
        ],
        matter: '赡养母亲',
        account: '老人同意轮流住，一家四个月；每家每月三百。',
      }),
      ...laidOut(-59, MEDIATOR, {
        dispute_facts: '母亲八十一岁，三子对赡养有争议。',
        clauses: [
          duty(
            'continue',
            ['司空大', '司空二', '司空三'],
            '司空老太',
            '轮流接母亲到家里照顾',
            lasting('一家四个月，逢一、五、九月换'),
          ),
          duty('continue', ['司空大', '司空二', '司空三'], '司空老太', '每人给生活费', lasting('每月 5 日前'), {
            amount: '300',
          }),
        ],
      }),
      ['-59 15:20', '@司空老太', 'ask_code', {}, { refused: 'paper_only' }],
      ...sealed(-59, MEDIATOR, ['司空老太', '司空大', '司空二', '司空三'], 'known_in_person'),
      visit('-28 10:00', BOSS, ['司空老太', '司空二'], '老人在二儿子家，说饭菜可口，钱也到了。', {
        performance: 'lasting',
      }),
      ['-27 09:00', BOSS, 'close', { note: '持续照做；有变化随时可以再找我们。' }],
    ],
  },
]
