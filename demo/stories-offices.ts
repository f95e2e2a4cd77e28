import {
  AT_SIGNING,
  agreed,
  asks,
  COUNTY,
  DEER_FERRY,
  done,
  duty,
  FIRM,
  many,
  NOT_SAID,
  other,
  passedOn,
  pay,
  session,
  third,
  toTheTable,
  visit,
  within,
} from './rows.ts'
import type { Deed, Story } from './story.ts'

const BOSS = 'ji.changfeng'
const MEDIATOR = 'luo.chunxiao'

/** Handed over by another office with its paper. */
const handed = (
  when: Deed[0],
  by: string,
  channel: string,
  paper: { from_unit: string; paper: string; number?: string; on: string },
  what: object,
): Deed => [when, by, 'hand_over', { channel, hand_over: paper, place_code: DEER_FERRY, ...what }]

/** What other offices hand over, each with its paper. */
export const OFFICE_STORIES: readonly Story[] = [
  {
    name: '派出所移送',
    tells: '派出所移送来的，带着移送函，等镇里分流',
    deeds: [
      handed(
        '-0 08:00',
        'song.pingchuan',
        'CH08',
        { from_unit: '枫溪县公安局鹿渡派出所', paper: '委托人民调解移送函', number: '鹿派移 7 号', on: '-0' },
        {
          where_text: '鹿渡集市',
          what_happened: '两个摊主为摊位推搡，没有受伤，双方都愿意谈。',
          wish: '把摊位分清楚。',
          dispute_type: 'M05',
          parties: [asks('晏小平', '10000000401'), other('阚大海', '10000000402')],
        },
      ),
    ],
  },
  {
    name: '交警移送',
    tells: '交警移送，县道交调委会调成，当场付清，回访后结案；结果告诉移送单位',
    deeds: [
      handed(
        '-60 09:00',
        'zhuo.yuanhang',
        'CH08',
        { from_unit: '枫溪县公安局交通警察大队', paper: '交通事故纠纷委托调解函', on: '-61' },
        {
          place_code: COUNTY,
          where_text: '国道 12 公里处',
          what_happened: '货车剐了摩托车，人擦伤，车架变形，交警认定货车主要责任。',
          wish: '赔车和药费。',
          dispute_type: 'M15',
          parties: [
            asks('濮阳春', '10000000404'),
            other('货车司机淳小刚', '10000000405'),
            third('渡口保险公司', '10000000406', FIRM),
          ],
        },
      ),
      ...passedOn(
        -59,
        { dispute_type: 'M15', injury_or_death: true, already_with: 'police', handed_over: true },
        {
          unit: '枫溪县道路交通事故纠纷人民调解委员会',
          route: 'peoples_mediation_trade',
          by: 'yu.xingjian',
          clerk: 'gu.nianci',
        },
      ),
      ...toTheTable({
        day: -58,
        by: 'yu.xingjian',
        mediator: 'yu.xingjian',
        who: ['濮阳春', '货车司机淳小刚', '渡口保险公司'],
        matter: '事故赔偿',
        place: '道交调委会',
      }),
      session(
        '-56 10:30',
        'yu.xingjian',
        ['濮阳春', '货车司机淳小刚', '渡口保险公司'],
        '按七三分：司机付 3213.30 元，保险公司付 7497.70 元。',
        'agreed',
      ),
      ...agreed(-56, 'yu.xingjian', ['濮阳春', '货车司机淳小刚', '渡口保险公司'], {
        dispute_facts: '货车剐擦摩托车，货车主要责任。',
        clauses: [
          pay(
            [
              ['货车司机淳小刚', '3213.30'],
              ['渡口保险公司', '7497.70'],
            ],
            '濮阳春',
            '赔偿修车费和医药费',
            '10711.00',
            within(15),
          ),
        ],
        outside_facts: [{ authority: '交警大队', what: '事故认定：货车主要责任', paper: '事故认定书' }],
      }),
      done('-50 10:00', 'yu.xingjian', 1, '濮阳春', '', 1),
      done('-44 10:00', 'yu.xingjian', 1, '濮阳春', '', 2),
      visit('-26 10:00', 'yu.xingjian', ['濮阳春'], '车修好了。'),
      ['-25 09:00', 'yu.xingjian', 'close', {}],
    ],
  },
  {
    name: '检察院移送',
    tells: '检察院委托调解：赔偿和道歉写进协议；起诉不起诉由检察院决定，不是条款',
    deeds: [
      handed(
        '-66 09:00',
        'huo.zhengqing',
        'CH10',
        { from_unit: '枫溪县人民检察院', paper: '检调对接委托函', on: '-67' },
        {
          where_text: '鹿渡台球室',
          what_happened: '打台球起争执，一拳打掉了对方一颗牙，已经到案，双方愿意谈赔偿。',
          wish: '赔钱、道歉。',
          dispute_type: 'M06',
          parties: [asks('漆小北', '10000000408'), other('归小南', '10000000409')],
        },
      ),
      ...passedOn(-65, {
        dispute_type: 'M06',
        injury_or_death: true,
        already_with: 'police',
        handed_over: true,
        crime_suspected: false,
      }),
      ...toTheTable({
        day: -64,
        by: BOSS,
        mediator: MEDIATOR,
        who: ['漆小北', '归小南'],
        matter: '打伤的赔偿',
        place: '镇调委会',
      }),
      session('-62 10:30', MEDIATOR, ['漆小北', '归小南'], '赔两万八，当面道歉。', 'agreed'),
      [
        '-62 14:30',
        MEDIATOR,
        'draft_agreement',
        {
          dispute_facts: '一拳打掉一颗牙。',
          clauses: [duty('do', '漆小北', '归小南', '归小南不予追究刑事责任', NOT_SAID)],
        },
        { refused: 'criminal_liability' },
      ],
      ...agreed(-62, MEDIATOR, ['漆小北', '归小南'], {
        dispute_facts: '一拳打掉一颗牙。',
        clauses: [
          pay('归小南', '漆小北', '赔偿医药费、误工费', '28000', AT_SIGNING),
          duty('do', '归小南', '漆小北', '当面道歉', AT_SIGNING),
        ],
        outside_facts: [{ authority: '枫溪县人民检察院', what: '是否起诉由检察院依法决定', paper: null }],
      }),
      done('-62 16:30', BOSS, 1, '漆小北'),
      done('-62 16:40', BOSS, 2, '漆小北'),
      visit('-32 10:00', BOSS, ['漆小北'], '牙补好了，没有新的矛盾。'),
      ['-31 09:00', BOSS, 'close', {}],
    ],
  },
  {
    name: '信访转来',
    tells: '信访局转来的工资事：本人选择去劳动仲裁，帮她把材料备好（走了别的路）',
    deeds: [
      handed(
        '-30 09:00',
        'li.xiaoman',
        'CH07',
        { from_unit: '枫溪县信访局', paper: '信访事项转送单', on: '-31' },
        {
          where_text: '鹿渡服装厂',
          what_happened: '厂里拖了四十个人两个月工资，还要她们签自愿离职。',
          wish: '给工资和补偿。',
          dispute_type: 'M10a',
          parties: [
            asks('晁玉英等四十人', '10000000411', { ...many(40), speaks: '晁玉英' }),
            other('鹿渡服装厂', '10000000412', FIRM),
          ],
        },
      ),
      ...passedOn(-29, {
        dispute_type: 'M10a',
        employed: true,
        enterprise: true,
        people_count: 40,
        already_with: 'petition',
        handed_over: true,
      }),
      [
        '-28 09:00',
        BOSS,
        'propose_mediation',
        { parties: ['晁玉英等四十人', '鹿渡服装厂'], matter: '两个月工资和补偿' },
      ],
      ['-28 10:00', BOSS, 'record_contact', { party_id: '鹿渡服装厂', how: 'visit', result: 'reached' }],
      [
        '-28 10:30',
        BOSS,
        'refuse_mediation',
        { said_by: '晁玉英等四十人', how: 'spoken', reason: 'go_to_court', note: '想直接仲裁。' },
      ],
      [
        '-27 09:00',
        BOSS,
        'leave_unresolved',
        { why: 'goes_another_way', account: '陪她们到县劳动仲裁委递了申请，同时向劳动监察投诉。' },
      ],
      ['-26 09:00', BOSS, 'close', { note: '已导入劳动仲裁。' }],
    ],
  },
  {
    name: '法院委派',
    tells: '法院委派调解的，登记了委派函，第一次没谈成，隔了一周又谈成',
    deeds: [
      handed(
        '-58 09:00',
        'pei.siqi',
        'CH09',
        { from_unit: '枫溪县人民法院', paper: '委派调解函', number: '诉前 31 号', on: '-59' },
        {
          where_text: '鹿渡',
          what_happened: '八十多岁的老人被自行车撞倒，医药费两千三。',
          wish: '赔钱、上门道歉。',
          dispute_type: 'M06',
          parties: [asks('仉老伯', '10000000414'), other('督小飞', '10000000415')],
        },
      ),
      ...passedOn(-57, { dispute_type: 'M06', injury_or_death: true, already_with: 'court', handed_over: true }),
      ...toTheTable({
        day: -56,
        by: BOSS,
        mediator: MEDIATOR,
        who: ['仉老伯', '督小飞'],
        matter: '撞伤赔偿',
        place: '镇调委会',
      }),
      session('-54 10:30', MEDIATOR, ['仉老伯', '督小飞'], '督小飞只肯出一半。', 'failed'),
      ['-54 11:00', MEDIATOR, 'end_mediation', { reason: 'too_far_apart' }],
      ...toTheTable({
        day: -47,
        by: BOSS,
        mediator: MEDIATOR,
        who: ['仉老伯', '督小飞'],
        matter: '撞伤赔偿',
        place: '仉老伯家',
      }),
      session('-45 10:30', MEDIATOR, ['仉老伯', '督小飞'], '督小飞的母亲来了，说该赔。', 'agreed', {
        helpers: '督小飞的母亲',
        helpers_agreed: true,
      }),
      ...agreed(-45, MEDIATOR, ['仉老伯', '督小飞'], {
        dispute_facts: '自行车撞倒老人。',
        clauses: [
          pay('督小飞', '仉老伯', '赔偿医药费', '2300', AT_SIGNING),
          duty('do', '督小飞', '仉老伯', '登门道歉', AT_SIGNING),
        ],
      }),
      done('-45 16:30', BOSS, 1, '仉老伯'),
      done('-45 16:31', BOSS, 2, '仉老伯'),
      visit('-15 10:00', BOSS, ['仉老伯'], '老人能走了。'),
      ['-14 09:00', BOSS, 'close', {}],
    ],
  },
]
