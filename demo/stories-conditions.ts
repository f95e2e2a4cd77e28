import {
  AT_SIGNING,
  agreed,
  asks,
  done,
  duty,
  FIRM,
  lasting,
  many,
  NOT_SAID,
  once,
  other,
  pay,
  STONE_SLAB,
  session,
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

/** What waits for something else, what may not stand, and what is settled on the spot. */
export const CONDITION_STORIES: readonly Story[] = [
  {
    name: '等认定',
    tells: '赔多少要等工伤认定：条件成就了才到期，金额照认定书补上，正在履行',
    deeds: [
      ...settledInTown({
        day: -45,
        type: 'M10b',
        facts: { employed: true, injury_or_death: true, enterprise: true },
        says: { where_text: '鹿渡纸箱厂', what_happened: '机器压了手指，厂里说等认定了再说。', wish: '先给点生活费。' },
        parties: [asks('慕容秋', '10000000340'), other('鹿渡纸箱厂', '10000000341', FIRM)],
        matter: '工伤待遇',
        account: '先付三千生活费，其余等认定。',
      }),
      ...written(-40, ['慕容秋', '鹿渡纸箱厂'], {
        dispute_facts: '操作机器时压伤手指。',
        clauses: [
          pay('鹿渡纸箱厂', '慕容秋', '先付生活费', '3000', within(3)),
          duty('pay', '鹿渡纸箱厂', '慕容秋', '一次性工伤待遇', once('工伤认定和等级鉴定下来以后', 10), {
            amount_later: '按劳动能力鉴定结论和规定的项目计算',
          }),
        ],
        outside_facts: [{ authority: '人力资源和社会保障部门', what: '工伤认定由社保行政部门决定', paper: null }],
      }),
      done('-38 10:00', BOSS, 1, '慕容秋'),
      visit('-9 10:00', BOSS, ['慕容秋'], '认定申请已经交了。', { performance: 'partly' }),
      ['-4 10:00', BOSS, 'fix_amount', { amount: '41200.75', basis: '鉴定结论十级' }, { clause: 2 }],
      ['-4 10:10', BOSS, 'meet_condition', { note: '认定书和鉴定结论都到了。' }, { clause: 2 }],
    ],
  },
  {
    name: '鉴定回来',
    tells: '暂停等鉴定，鉴定出来继续谈，协议照鉴定的数写，履行完结案',
    deeds: [
      ...settledInTown({
        day: -100,
        type: 'M06',
        facts: { injury_or_death: true },
        says: {
          where_text: '鹿渡水泥厂',
          what_happened: '拖板车翻了，压伤了路边摆摊的脚，双方对伤有多重说法不一。',
          wish: '照鉴定赔。',
        },
        parties: [asks('谯小鱼', '10000000354'), other('拖板车主笪有车', '10000000355')],
        matter: '压伤脚的赔偿',
        account: '都同意先做鉴定。',
      }).slice(0, -1),
      session('-96 11:00', MEDIATOR, ['谯小鱼', '拖板车主笪有车'], '都同意先做鉴定，费用车主先垫。', 'goes_on'),
      ['-96 11:30', MEDIATOR, 'suspend_mediation', { reason: 'appraisal', note: '等伤情鉴定', resumes: '-76' }],
      ['-78 09:00', MEDIATOR, 'resume_mediation', { note: '鉴定意见书已经送到。' }],
      session('-78 10:00', MEDIATOR, ['谯小鱼', '拖板车主笪有车'], '照鉴定，一共两万一千三百零六块四。', 'agreed'),
      ...written(-78, ['谯小鱼', '拖板车主笪有车'], {
        dispute_facts: '拖板车侧翻压伤脚，经鉴定。',
        clauses: [pay('拖板车主笪有车', '谯小鱼', '赔偿医药费、误工费、鉴定费', '21306.40', within(15))],
      }),
      done('-66 10:00', BOSS, 1, '谯小鱼'),
      visit('-48 10:00', BOSS, ['谯小鱼'], '脚好了，摊子也摆起来了。'),
      ['-47 09:00', BOSS, 'close', {}],
    ],
  },
  {
    name: '等条件',
    tells: '要等保险赔下来才付：还在等条件',
    deeds: [
      ...settledInTown({
        day: -16,
        type: 'M15',
        facts: { injury_or_death: true },
        says: { where_text: '国道口', what_happened: '小货车撞了电瓶车，腿骨裂。', wish: '医药费先垫。' },
        parties: [
          asks('长孙悦', '10000000343'),
          other('司机宇文刚', '10000000344'),
          third('平安渡保险公司', undefined, FIRM),
        ],
        who: ['长孙悦', '司机宇文刚'],
        matter: '交通事故赔偿',
        account: '先垫五千，其余等保险。',
      }),
      ...written(-11, ['长孙悦', '司机宇文刚'], {
        dispute_facts: '小货车与电瓶车相撞，司机全责。',
        clauses: [
          pay('司机宇文刚', '长孙悦', '先垫医药费', '5000', AT_SIGNING),
          pay('司机宇文刚', '长孙悦', '保险赔下来以后付其余医药费', '8600', once('保险公司把赔款付到司机账上以后', 5)),
        ],
        outside_facts: [{ authority: '交警部门', what: '事故责任认定：司机全责', paper: '事故认定书' }],
      }),
      done('-11 16:20', BOSS, 1, '长孙悦'),
    ],
  },
  {
    name: '不算数',
    tells: '说付了其实没有：收钱的说没收到，退回去再付，付了才算；回访三次没联系上也照实记',
    deeds: [
      ...settledInTown({
        day: -130,
        type: 'M04',
        says: { where_text: '花桥', what_happened: '收了我的稻谷，少付一车的钱。', wish: '补齐。' },
        parties: [asks('钟离禾', '10000000346'), other('粮贩轩辕达', '10000000347')],
        matter: '稻谷款',
        account: '补三千二。',
      }),
      ...written(-125, ['钟离禾', '粮贩轩辕达'], {
        dispute_facts: '少付一车稻谷款。',
        clauses: [pay('粮贩轩辕达', '钟离禾', '补付稻谷款', '3200', within(20))],
      }),
      ['-110 10:00', '@粮贩轩辕达', 'claim_performed', {}],
      ['-109 20:00', '@钟离禾', 'deny_performed', { note: '一分没到账。' }],
      ['-106 10:00', '@粮贩轩辕达', 'claim_performed', { note: '这次是现金，村会计看着给的。' }],
      ['-106 12:00', '@钟离禾', 'confirm_performed', {}],
      ['-95 10:00', BOSS, 'visit_not_reached', { note: '电话没人接。' }],
      ['-65 10:00', BOSS, 'visit_not_reached', { note: '去家里，门锁着。' }],
      ['-35 10:00', BOSS, 'visit_not_reached', { note: '邻居说去省城带孙子了。' }],
      ['-34 09:00', BOSS, 'close', {}],
    ],
  },
  {
    name: '不能写的',
    tells: '有人要写“停访息诉”：产品不收，说明是哪一条；删了再签',
    deeds: [
      ...settledInTown({
        day: -55,
        type: 'M09',
        facts: { people_count: 30, enterprise: true },
        says: {
          where_text: '黄泥塘',
          what_happened: '砂厂的灰落得满院都是，三十来户去县里反映过。',
          wish: '洒水、盖棚，赔洗不掉的瓦。',
        },
        parties: [
          asks('黄泥塘三十户', '10000000349', { ...many(30), speaks: '东郭义' }),
          other('黄泥塘砂厂', '10000000350', FIRM),
        ],
        matter: '扬尘',
        account: '砂厂盖棚、每天洒水三次，赔每户二百。',
      }),
      [
        '-50 10:00',
        MEDIATOR,
        'draft_agreement',
        {
          dispute_facts: '砂厂扬尘影响三十户。',
          clauses: [
            duty('do', '黄泥塘砂厂', '黄泥塘三十户', '料场盖棚', within(30)),
            duty('do', '黄泥塘三十户', '黄泥塘砂厂', '停访息诉', NOT_SAID),
          ],
        },
        { refused: 'gives_up_petition' },
      ],
      ...written(-50, ['黄泥塘三十户', '黄泥塘砂厂'], {
        dispute_facts: '砂厂扬尘影响三十户。',
        clauses: [
          duty('do', '黄泥塘砂厂', '黄泥塘三十户', '料场盖棚', within(30)),
          duty('continue', '黄泥塘砂厂', '黄泥塘三十户', '洒水', lasting('每天三次')),
          pay('黄泥塘砂厂', '黄泥塘三十户', '赔偿三十户，每户二百元', '6000', within(10)),
        ],
      }),
      done('-42 10:00', BOSS, 3, '黄泥塘三十户'),
      done('-25 10:00', BOSS, 1, '黄泥塘三十户', '棚盖好了。'),
      visit('-20 10:00', BOSS, ['黄泥塘三十户'], '灰少多了，洒水照做。', { performance: 'lasting' }),
      ['-19 09:00', BOSS, 'close', {}],
    ],
  },
  {
    name: '现场调成',
    tells: '现场调成：羊吃了菜，当场赔六十，一页登记',
    deeds: [
      [
        '-5 10:30',
        'tian.youyu',
        'on_the_spot',
        {
          place_code: STONE_SLAB,
          where_text: '村口',
          dispute_type: 'M02',
          parties: [asks('贡小妹', '10000000352'), other('羊主人历长福')],
          what_happened: '羊吃了半分地的菜，两家在村口争起来。',
          came_at: '-5 08:40',
          settled_at: '-5 09:50',
          everybody_agreed: true,
          rights_told: true,
          clauses: [
            {
              nature: 'pay',
              debtors: [{ party: 1 }],
              creditors: [0],
              what: '赔偿青菜',
              amount: '60',
              due: AT_SIGNING,
              done_now: true,
            },
          ],
        },
      ],
    ],
  },
]
