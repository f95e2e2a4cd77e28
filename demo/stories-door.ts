import { ACADEMY_STREET, COUNTY, DEER_FERRY, filed, STONE_SLAB, WHITE_SAND } from './rows.ts'
import type { Story } from './story.ts'

const WALL = {
  where_text: '老槐树往东第二家',
  what_happened: '邢家砌院墙占了两家中间的水沟，前天下雨，水全流到我家灶房里。说了三回，他说沟是他家的。',
  wish: '墙退回去一尺，把水沟让出来。',
}

/** What comes in by the door: asked, supplemented, decided, withdrawn, refused. */
export const DOOR_STORIES: readonly Story[] = [
  {
    name: '水沟',
    tells: '刚刚提交，等村里决定',
    deeds: [
      filed('-0 07:40', STONE_SLAB, { your_name: '苗秀禾', reach: '10000000021', other_side: '隔壁邢家', ...WALL }),
    ],
  },
  {
    name: '水沟又一家',
    tells: '和上一件可能是同一件事，等工作人员核对',
    deeds: [
      filed('-0 08:15', STONE_SLAB, {
        your_name: '苗大有',
        reach: '10000000022',
        other_side: '邢家',
        where_text: '老槐树往东第三家',
        what_happened: '邢家砌院墙把两家中间的水沟占了，下雨水往我们这边漫，我家后墙也泡了。',
        wish: '把水沟让出来。',
      }),
      [
        '-0 08:40',
        'tian.youyu',
        'suspect_duplicate',
        {
          suspicions: [
            {
              file_id: '水沟',
              short_code: '水沟',
              level: 'same_matter',
              reasons: ['同一个村、隔壁两家', '都说邢家砌院墙占水沟', '两天之内先后提出'],
            },
          ],
        },
      ],
    ],
  },
  {
    name: '涉企绿色通道',
    tells: '企业提出的，走涉企绿色通道：1 个工作日内决定受理（本县约定），不排在紧急事项前面',
    deeds: [
      [
        '-0 09:05',
        'tian.youyu',
        'take_down',
        {
          channel: 'CH15',
          place_code: STONE_SLAB,
          where_text: '村口的竹器加工厂',
          what_happened: '订了两百套竹椅，交货三个月，尾款一直没有结，厂里快发不出工钱了。',
          wish: '这个月结清尾款，可以分两次。',
          dispute_type: 'M04',
          parties: [
            {
              side: 'applicant',
              kind: 'organisation',
              is_enterprise: true,
              name: '枫溪县青篾竹器有限公司',
              reach: '0960-5550188',
              reach_from: 'self',
              speaks: '危怀竹',
            },
            { side: 'respondent', kind: 'organisation', name: '枫溪县望岚民宿', reach: '10000000615' },
          ],
        },
      ],
    ],
  },
  {
    name: '谷子',
    tells: '快到期了，还没有人决定',
    deeds: [
      filed('-3 16:20', STONE_SLAB, {
        your_name: '欧阳𠀀',
        reach: '托村口小卖部老胡转告',
        other_side: '还不知道',
        where_text: '三组晒谷场',
        what_happened: '晒的谷子被谁家的牛踩了一片，少说两百斤。问了一圈没人认。',
        wish: '还不知道',
      }),
    ],
  },
  {
    name: '漏水',
    tells: '已经超期，谁都看得见',
    deeds: [
      filed('-12 09:05', ACADEMY_STREET, {
        your_name: '古丽·艾尔肯',
        reach: '10000000034',
        other_side: '楼上租户，姓什么不知道',
        where_text: '书院街 18 号 2 单元',
        what_happened: '楼上卫生间漏水，我店里的吊顶塌了一块，泡坏了十几件衣服。房东说找租户，租户说找房东。',
        wish: '把漏水修好，赔衣服的钱，大概两千四。',
      }),
    ],
  },
  {
    name: '定金',
    tells: '请当事人补充，等着',
    deeds: [
      filed('-4 10:30', ACADEMY_STREET, {
        your_name: '毕得水',
        reach: '0960-5551206',
        other_side: '装修公司',
        where_text: '梧桐里小区',
        what_happened: '交了定金，说好一个月完工，现在人都找不到。',
        wish: '退定金。',
      }),
      [
        '-1 15:10',
        'qiao.mulan',
        'ask_supplement',
        { missing: ['other_side_name', 'evidence'], note: '合同、收据拍照也行；公司名称看合同上盖的章。' },
      ],
    ],
  },
  {
    name: '老屋',
    tells: '补充期满没有作废，系统请工作人员继续办',
    deeds: [
      filed('-22 08:50', STONE_SLAB, {
        your_name: '党长庚',
        reach: '10000000058',
        other_side: '党长庚的侄子',
        where_text: '',
        what_happened: '老屋的事，侄子不认。',
        wish: '按老人说的分。',
      }),
      ['-21 10:00', 'tian.youyu', 'ask_supplement', { missing: ['what_exactly', 'exact_place'] }],
      // However long the holidays are, three working days have passed.
      ['-5 00:10', 'system', 'lapse_supplement', {}],
    ],
  },
  {
    name: '狗咬人',
    tells: '当事人补充了，村里受理，正在办',
    deeds: [
      filed('-9 19:25', STONE_SLAB, {
        your_name: '蒲秀英',
        reach: '10000000062',
        other_side: '邻居家的狗',
        where_text: '石板溪桥头',
        what_happened: '狗没拴，咬了我家娃的腿。',
        wish: '把打针的钱出了，狗拴起来。',
      }),
      ['-8 09:15', 'tian.youyu', 'ask_supplement', { missing: ['other_side_name', 'when_it_happened'] }],
      [
        '-7 12:40',
        '@蒲秀英',
        'supply_supplement',
        { text: '是桥头向家的狗，上个星期天下午咬的。打了三针，票都在。', other_side: '桥头向家，向二娃' },
      ],
      ['-7 16:30', 'tian.youyu', 'accept_here', { note: '今晚去向家看看。' }],
    ],
  },
  {
    name: '砂石场工资',
    tells: '镇里直接受理，正在办',
    deeds: [
      filed('-6 11:00', DEER_FERRY, {
        your_name: '䶮小满',
        reach: '10000000077',
        other_side: '鹿渡砂石场，老板姓万',
        where_text: '砂石场宿舍',
        what_happened: '干了四个月，说好六千一个月，只给了一个月的。问就说工程款没下来。',
        wish: '把三个月一万八结清。',
      }),
      ['-6 11:35', 'ding.xiaohe', 'accept_here', { note: '明天先联系砂石场；劳动仲裁的期限也告诉当事人了。' }],
    ],
  },
  {
    name: '轮水',
    tells: '解决了，等结案',
    deeds: [
      filed('-13 14:00', STONE_SLAB, {
        your_name: '上官梅',
        reach: '10000000081',
        other_side: '堂弟上官柱',
        where_text: '二组水渠口',
        what_happened: '轮水灌田，说好单日我家双日他家，他连着放了三天。我家秧苗都黄了。',
        wish: '按老规矩轮水。',
      }),
      ['-12 08:20', 'tian.youyu', 'accept_here', {}],
      [
        '-1 17:45',
        'tian.youyu',
        'resolve_task',
        {
          how: 'settled_between_themselves',
          account: '两家到渠口当面说好：单日上官梅家、双日上官柱家，渠口钉了牌子。',
        },
      ],
    ],
  },
  {
    name: '农机店',
    tells: '没能解决，告知了别的途径，等结案',
    deeds: [
      filed('-20 09:40', WHITE_SAND, {
        your_name: '诸葛青',
        reach: '10000000095',
        other_side: '合伙人范有金',
        where_text: '白沙铺农机店',
        what_happened: '合伙开农机店，三年没分过红，账也不给看。',
        wish: '查账，把我的股退了。',
      }),
      ['-19 10:10', 'cheng.anlan', 'accept_here', {}],
      [
        '-0 08:05',
        'cheng.anlan',
        'leave_unresolved',
        { why: 'too_far_apart', account: '约了两次，范有金只同意退本金，诸葛青要求先审计。双方都同意去法院。' },
      ],
    ],
  },
  {
    name: '楼道',
    tells: '办完结案，从头到尾',
    deeds: [
      filed('-40 18:10', ACADEMY_STREET, {
        your_name: '夏侯敏',
        reach: '10000000103',
        other_side: '对门老丁',
        where_text: '书院街 7 号院',
        what_happened: '老丁把鞋柜、腌菜坛子都放楼道里，我妈坐轮椅过不去。',
        wish: '东西搬走，楼道让出来。',
      }),
      ['-39 09:00', 'qiao.mulan', 'accept_here', {}],
      [
        '-36 16:20',
        'qiao.mulan',
        'resolve_task',
        { how: 'matter_put_right', account: '上门看了，老丁当场搬走，社区帮他在楼下找了个放坛子的地方。' },
      ],
      ['-35 10:30', 'qiao.mulan', 'close', { note: '已当面核实，楼道通畅。' }],
    ],
  },
  {
    name: '上学',
    tells: '申请人自己撤回',
    deeds: [
      filed('-10 20:15', STONE_SLAB, {
        your_name: '覃小燕',
        reach: '10000000116',
        other_side: '婆家',
        where_text: '',
        what_happened: '为娃在哪里上学吵架。',
        wish: '还不知道',
      }),
      ['-9 07:30', '@覃小燕', 'withdraw', { reason: 'settled' }],
    ],
  },
  {
    name: '罚款',
    tells: '不予受理，写明理由和别的途径',
    deeds: [
      filed('-18 15:35', COUNTY, {
        your_name: '单于成',
        reach: '10000000129',
        other_side: '县里某局',
        where_text: '县城',
        what_happened: '罚款的案子法院已经收了，想请你们再评评理。',
        wish: '把罚款退了。',
      }),
      [
        '-17 09:50',
        'gu.nianci',
        'refuse',
        {
          ground: 'already_with_authority',
          explanation:
            '这件事人民法院已经受理，我们不能再办。您可以在法院的案子里说明；对别的处罚不服，60 天内可以申请行政复议。',
        },
      ],
    ],
  },
]
