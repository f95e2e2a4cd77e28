import { asks, DEER_FERRY, other, passedOn, TOWN_COMMITTEE, taken } from './rows.ts'
import type { Story } from './story.ts'

const CLERK = 'ding.xiaohe'
const BOSS = 'ji.changfeng'
const TOWN = 'long.dachuan'
const LEADER = 'fu.qinghe'
const put_right = (account: string) => ({ how: 'matter_put_right', account })

/** What leaders and supervisors do: a red one, supervised and a leader's own; one that was settled, looked at and let go of. */
export const LEADER_STORIES: readonly Story[] = [
  {
    name: '砂石车过村道',
    tells: '红色：报了县镇，镇里督办超期的，退回再答复；县领导包案，写明方案、节点和解除条件',
    deeds: [
      taken(
        '-40 09:00',
        CLERK,
        DEER_FERRY,
        'M09',
        {
          where_text: '下渡桥头',
          what_happened: '砂石车天天过村道，路压坏了，扬尘大，修路的钱谁出说不拢，双方拦过车。',
          wish: '把路修好，车改走河堤。',
        },
        [asks('桑下渡', '10000000701'), other('柏砂厂', '10000000702')],
      ),
      ...passedOn(-39, { dispute_type: 'M09' }),
      [
        '-6 09:00',
        TOWN,
        'supervise',
        {
          unit_id: TOWN_COMMITTEE,
          clock_id: 'T-85',
          reason: '三十日到期没有办出结果，案卷里也没有进展。',
          ask: '三日内写明谈到哪一步、哪天谈下一次。',
        },
      ],
      [
        '-5 08:20',
        BOSS,
        'give_colour',
        { colour: 'red', grounds: ['gathering', 'crowd', 'long'], words: '两边约了人明天到桥头。' },
      ],
      [
        '-5 08:40',
        BOSS,
        'report_major',
        {
          to: 'town',
          situation: '下渡桥头砂石车过村道，路压坏、扬尘，两边约了人明天到桥头。',
          measures: '已经分别上门劝，请派出所到场。',
          needs: '请镇里协调交通、水利一起到场。',
        },
      ],
      ['-5 09:10', CLERK, 'receive_report', { note: '镇里马上派人，砂石车今天停运。' }],
      ['-5 09:50', BOSS, 'note_progress', { text: '车停了，两边的人都散了。', next: '约两边明天来谈。' }],
      ['-4 10:00', BOSS, 'answer_supervision', { done: '已经上门两次，车停运，人散了。', next: '约好两边来谈。' }],
      ['-4 15:00', TOWN, 'send_back_supervision', { because: '没有写明哪天谈、路面先怎么补。' }],
      [
        '-3 09:00',
        LEADER,
        'open_package',
        {
          leader: '傅清和',
          leader_post: '县政法委分管领导',
          unit_id: '枫溪县鹿渡镇综治中心',
          members: '镇政府、交通站、水利站、派出所',
          because: '牵涉人多，几家单位一起才办得了。',
          plan: '先补路面、洒水降尘；再定绕行河堤的路线；修路的钱按车次分摊，由双方自己商定。',
          release_when: '路修好、车改道，半个月里没有再拦车，回访两边都认可。',
          milestones: [
            { what: '坑洼路面先补平', by: '-1' },
            { what: '定下绕行路线，两边签字', by: '+6' },
            { what: '路修好，回访两边', by: '+30' },
          ],
        },
      ],
      ['-2 16:20', TOWN, 'log_package', { text: '交通站拉来石子，补了三处坑。' }],
    ],
  },
  {
    name: '井水发浑',
    tells: '督办了结，领导包案凭核实过的结果解除，颜色降下来，结案销号',
    deeds: [
      taken(
        '-70 09:00',
        CLERK,
        DEER_FERRY,
        'M09',
        {
          where_text: '老井台',
          what_happened: '上头挖鱼塘以后，老井的水发浑，几户人家吃水难。',
          wish: '把井水恢复好。',
        },
        [asks('苏井生', '10000000711'), other('塘有余', '10000000712')],
      ),
      ...passedOn(-69, { dispute_type: 'M09' }),
      ['-60 09:00', BOSS, 'give_colour', { colour: 'yellow', grounds: ['safety', 'crowd'], words: '几户人家吃水难。' }],
      ['-60 11:00', BOSS, 'note_progress', { text: '先安排送水，取了水样。', next: '等水样结果。' }],
      [
        '-36 09:00',
        TOWN,
        'supervise',
        {
          unit_id: TOWN_COMMITTEE,
          clock_id: 'T-85',
          reason: '三十日到期，水样早已有结果，还没有定怎么修。',
          ask: '三日内答复修井的办法和日子。',
        },
      ],
      [
        '-35 10:00',
        BOSS,
        'answer_supervision',
        { done: '水样合格线以下，已定由塘主砌挡墙、掏井。', next: '十日内做完。' },
      ],
      ['-35 16:00', TOWN, 'accept_supervision', { note: '按答复的日子办。' }],
      [
        '-34 09:00',
        TOWN,
        'open_package',
        {
          leader: '龙大川',
          leader_post: '镇综治中心主任',
          unit_id: TOWN_COMMITTEE,
          members: '水利站',
          because: '几户人家吃水，拖不得。',
          plan: '塘主砌挡墙，水利站掏井，验水。',
          release_when: '水样合格，几户人家都说能吃。',
          milestones: [{ what: '砌墙、掏井、验水', by: '-22' }],
        },
      ],
      ['-24 15:00', BOSS, 'log_package', { text: '墙砌好了，井掏了，水样合格。' }],
      ['-24 15:30', TOWN, 'release_package', { note: '看着修好了。' }, { refused: 'result_not_verified' }],
      ['-23 09:00', BOSS, 'resolve_task', put_right('塘主砌了挡墙，井水清了，两边都认可。')],
      [
        '-15 10:00',
        TOWN,
        'verify_result',
        { how: 'visit', visited: ['苏井生'], found: '到井台看过，水清，几户都在吃。' },
      ],
      ['-15 10:30', TOWN, 'release_package', { note: '水样合格，上门看过，几户人家都说能吃。' }],
      ['-15 11:00', TOWN, 'lower_colour', { colour: null, because: '修好了，核实过。' }],
      ['-14 09:00', BOSS, 'close', { note: '井水恢复。' }],
    ],
  },
  {
    name: '坟边砍树',
    tells: '督办已经答复，等镇里核对；蓝色',
    deeds: [
      taken(
        '-38 09:00',
        CLERK,
        DEER_FERRY,
        'M06',
        { where_text: '后山坡', what_happened: '修路砍了坟边的两棵树，赔多少说不拢。', wish: '赔树，把坟边修整好。' },
        [asks('冢守仁', '10000000721'), other('路大通', '10000000722')],
      ),
      ...passedOn(-37, { dispute_type: 'M06' }),
      ['-30 09:00', BOSS, 'give_colour', { colour: 'blue', grounds: ['long'], words: '' }],
      [
        '-3 09:00',
        TOWN,
        'supervise',
        { unit_id: TOWN_COMMITTEE, clock_id: 'T-85', reason: '到期没有结果。', ask: '答复谈到哪一步。' },
      ],
      ['-1 09:00', BOSS, 'answer_supervision', { done: '两边都来谈过一次，差三百元。', next: '后天再谈。' }],
    ],
  },
  {
    name: '借牛不还',
    tells: '督办、包案以后，提出的人自己撤回：督办撤了，包案随件终止，没有算作解除',
    deeds: [
      taken(
        '-50 09:00',
        CLERK,
        DEER_FERRY,
        'M04',
        { where_text: '下渡村口', what_happened: '借去的牛一直没有还。', wish: '把牛还回来。' },
        [asks('牧长青', '10000000731'), other('犁大田', '10000000732')],
      ),
      ...passedOn(-49, { dispute_type: 'M04' }),
      [
        '-15 09:00',
        TOWN,
        'supervise',
        { unit_id: TOWN_COMMITTEE, clock_id: 'T-85', reason: '到期没有结果。', ask: '答复谈到哪一步。' },
      ],
      [
        '-14 09:00',
        TOWN,
        'open_package',
        {
          leader: '龙大川',
          leader_post: '镇综治中心主任',
          unit_id: TOWN_COMMITTEE,
          because: '两家几代人来往，怕伤和气。',
          plan: '请两家长辈一起坐下来。',
          release_when: '牛还了，两家和好。',
          milestones: [{ what: '两家长辈坐一次', by: '-10' }],
        },
      ],
      ['-13 10:00', '@牧长青', 'withdraw', { reason: 'settled' }],
    ],
  },
]
