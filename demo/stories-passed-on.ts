import { asks, DEER_FERRY, FIRM, other, passedOn, STONE_SLAB, TOWN_COMMITTEE, taken } from './rows.ts'
import type { Story } from './story.ts'

/** Clues, the same matter twice, and the way to whoever can really settle it. */
export const PASSED_ON_STORIES: readonly Story[] = [
  {
    name: '线索：争吵声',
    tells: '网格员上报的线索，等村里核实',
    deeds: [
      [
        '-0 07:10',
        'jian.xiaolu',
        'report_clue',
        {
          channel: 'CH01',
          place_code: STONE_SLAB,
          where_text: '一组晒坝边',
          what_happened: '早上巡查，听见两家为晒坝的地盘吵得厉害，怕动手，劝开了。',
          reported_by: '一组组长',
        },
      ],
    ],
  },
  {
    name: '线索：演戏',
    tells: '线索核实，没有这件纠纷，由主任批准销号',
    deeds: [
      [
        '-8 21:30',
        'jian.xiaolu',
        'report_clue',
        {
          channel: 'CH14',
          place_code: STONE_SLAB,
          where_text: '文化活动室',
          what_happened: '有人说活动室里吵架砸东西。',
          reported_by: '路过的村民',
        },
      ],
      [
        '-7 08:50',
        'tian.youyu',
        'dismiss_clue',
        { because: '当晚是村里排小品，道具摔了。问过在场的五个人，没有人吵架。' },
      ],
    ],
  },
  {
    name: '雨棚一',
    tells: '第一个反映的人：后来的一件并到这里一起办',
    deeds: [
      taken(
        '-6 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M02',
        {
          where_text: '河街 12 号门前',
          what_happened: '12 号在公共通道上搭雨棚，挡了楼下三户的光，白天也要开灯。',
          wish: '把雨棚拆短。',
        },
        [asks('水玉兰', '10000000141'), other('12 号户主湛大海')],
      ),
    ],
  },
  {
    name: '雨棚二',
    tells: '并案：编号还在，答复一个不少',
    deeds: [
      taken(
        '-5 10:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M02',
        { where_text: '河街 12 号楼下', what_happened: '楼上 12 号搭雨棚挡光，说了不听。', wish: '把雨棚拆短。' },
        [asks('暴一鸣', '10000000142')],
        'CH05',
      ),
      [
        '-5 10:30',
        'ding.xiaohe',
        'merge',
        { file_id: '雨棚一', short_code: '雨棚一', because: '同一个雨棚，同一个户主。' },
      ],
    ],
  },
  {
    name: '雨棚三',
    tells: '并错了，又分出来单独办',
    deeds: [
      taken(
        '-4 10:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M02',
        { where_text: '河街 21 号', what_happened: '雨棚滴水，吵得睡不着。', wish: '把雨棚的水接走。' },
        [asks('茹晚晴', '10000000143'), other('21 号户主')],
        'CH05',
      ),
      [
        '-4 10:20',
        'ding.xiaohe',
        'merge',
        { file_id: '雨棚一', short_code: '雨棚一', because: '都在河街，都说雨棚。' },
      ],
      ['-3 09:00', 'ding.xiaohe', 'unmerge', { because: '打电话问过：是 21 号，不是 12 号。' }],
    ],
  },
  {
    name: '研判中',
    tells: '正在分流研判：建议和理由都在，等人决定',
    deeds: [
      taken(
        '-1 16:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M16',
        {
          where_text: '鹿渡新苑 3 栋',
          what_happened: '电梯坏了两个月，物业说没有维修金，住户说先把账公布了再说。',
          wish: '先修电梯，账目公开。',
        },
        [asks('卞小舟', '10000000151'), other('鹿渡新苑物业', undefined, FIRM)],
      ),
      ['-0 08:30', 'ding.xiaohe', 'triage', { dispute_type: 'M16', enterprise: true, people_count: 4 }],
    ],
  },
  {
    name: '待签收',
    tells: '已经交办，等镇调委会签收；签收以前由交办的负责',
    deeds: [
      taken(
        '-2 09:30',
        'ding.xiaohe',
        DEER_FERRY,
        'M04',
        {
          where_text: '河街五金店',
          what_happened: '赊了八千六的水管龙头，说年底给，现在说货有毛病不给了。',
          wish: '把货款结清。',
        },
        [asks('钮光明', '10000000153'), other('包工头国大壮', '10000000154')],
      ),
      ['-1 09:00', 'ding.xiaohe', 'triage', { dispute_type: 'M04', amount_yuan: '8600', loan: false }],
      [
        '-1 09:30',
        'ding.xiaohe',
        'dispatch',
        { unit_id: TOWN_COMMITTEE, route: 'peoples_mediation_town', because: '数额不大、事实清楚，双方都在镇上。' },
      ],
    ],
  },
  {
    name: '退单',
    tells: '县劳动仲裁委退回来，等交办的单位决定交给谁',
    deeds: [
      taken(
        '-3 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M10b',
        {
          where_text: '沙湾村口',
          what_happened: '给私人盖房子，摔下来伤了脚，主家说是自己不小心。',
          wish: '赔医药费和误工费。',
        },
        [asks('詹铁生', '10000000156'), other('房主芮长贵')],
      ),
      ['-2 09:00', 'ding.xiaohe', 'triage', { dispute_type: 'M10b', injury_or_death: true, employed: null }],
      [
        '-2 09:20',
        'ding.xiaohe',
        'dispatch',
        { unit_id: '枫溪县劳动人事争议仲裁委员会', route: 'labour_arbitration', because: '说是干活受的伤。' },
      ],
      [
        '-1 10:00',
        'ling.shuang',
        'object_dispatch',
        { reason: '给个人家盖房，不是劳动关系，仲裁委不能受理。', basis: '劳动争议调解仲裁法 第二条' },
      ],
    ],
  },
  {
    name: '退单改派',
    tells: '退单有理，改派镇调委会，两天谈成，结案',
    deeds: [
      taken(
        '-60 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M06',
        {
          where_text: '茶亭村路口',
          what_happened: '帮人卸瓷砖，砖倒了砸伤手，主家给了五百就不管了。',
          wish: '把余下的医药费出了。',
        },
        [asks('訾大山', '10000000158'), other('店主甄有财', '10000000159')],
      ),
      ['-59 09:00', 'ding.xiaohe', 'triage', { dispute_type: 'M06', injury_or_death: true, employed: false }],
      [
        '-59 09:20',
        'ding.xiaohe',
        'dispatch',
        { unit_id: '枫溪县劳动人事争议仲裁委员会', route: 'labour_arbitration', because: '说是干活受的伤。' },
      ],
      [
        '-58 10:00',
        'ling.shuang',
        'object_dispatch',
        { reason: '一天的帮工，不是劳动关系。', basis: '劳动争议调解仲裁法 第二条' },
      ],
      [
        '-58 15:00',
        'ding.xiaohe',
        'reassign',
        { unit_id: TOWN_COMMITTEE, because: '是个人之间的损害赔偿，由镇调委会调解。' },
      ],
      ['-57 09:00', 'ji.changfeng', 'sign_off', {}],
      [
        '-55 17:00',
        'ji.changfeng',
        'resolve_task',
        { how: 'settled_between_themselves', account: '甄有财当场把余下的一千三百元医药费付了。' },
      ],
      ['-54 09:00', 'ji.changfeng', 'close', {}],
    ],
  },
  {
    name: '调委会不受理',
    tells: '交办到镇调委会，发现法院已经判过：调解不予受理，告知途径',
    deeds: [
      taken(
        '-25 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M04',
        { where_text: '河街', what_happened: '欠的三万块打了条子，一直不还。', wish: '还钱。' },
        [asks('咸有余', '10000000161'), other('相大成', '10000000162')],
      ),
      ...passedOn(-24, { dispute_type: 'M04', loan: true, amount_yuan: '30000' }),
      ['-23 09:00', 'ji.changfeng', 'propose_mediation', { parties: ['咸有余', '相大成'], matter: '三万元借款' }],
      [
        '-22 10:00',
        'ji.changfeng',
        'decline_mediation',
        {
          ground: 'already_with_authority',
          explanation: '去年法院已经判过这笔钱。判决生效后两年内可以向法院申请强制执行，我们不能重新调。',
        },
      ],
      [
        '-22 10:20',
        'ji.changfeng',
        'leave_unresolved',
        { why: 'goes_another_way', account: '已经帮咸有余写好强制执行申请。' },
      ],
      ['-21 09:00', 'ji.changfeng', 'close', {}],
    ],
  },
]
