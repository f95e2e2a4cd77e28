import type { StepName } from '#domain/table.ts'

/** One thing somebody does in a story, so many days before the demo is loaded, at an hour in China. */
export type Deed = {
  days: number
  at: string
  /** A demo person's sign-in name, or the applicant herself, or the system by its clock. */
  by: 'applicant' | 'system' | (string & {})
  step: StepName
  /** Steps on the task of the file say so; all others stand on the dispute. */
  on?: 'task'
  input?: Record<string, unknown>
}

export type Story = {
  tells: string
  days: number
  at: string
  place_code: number
  says: {
    your_name: string
    reach: string
    other_side: string
    where_text: string
    what_happened: string
    wish: string
  }
  then: readonly Deed[]
}

const STONE_SLAB = 990326100210000
const ACADEMY_STREET = 990326001003000
const DEER_FERRY = 990326100000000
const WHITE_SAND = 990326101000000
const COUNTY = 990326000000000

/** 枫溪县 told as stories: a dispute in every state there is. Every person and place is invented. */
export const STORIES: readonly Story[] = [
  {
    tells: '刚刚提交，等村里决定',
    days: 0,
    at: '07:40',
    place_code: STONE_SLAB,
    says: {
      your_name: '苗秀禾',
      reach: '10000000021',
      other_side: '隔壁邢家',
      where_text: '老槐树往东第二家',
      what_happened: '邢家砌院墙占了两家中间的水沟，前天下雨，水全流到我家灶房里。说了三回，他说沟是他家的。',
      wish: '墙退回去一尺，把水沟让出来。',
    },
    then: [],
  },
  {
    tells: '快到期了，还没有人决定',
    days: 3,
    at: '16:20',
    place_code: STONE_SLAB,
    says: {
      your_name: '欧阳𠀀',
      reach: '托村口小卖部老胡转告',
      other_side: '还不知道',
      where_text: '三组晒谷场',
      what_happened: '晒的谷子被谁家的牛踩了一片，少说两百斤。问了一圈没人认。',
      wish: '还不知道',
    },
    then: [],
  },
  {
    tells: '已经超期，谁都看得见',
    days: 12,
    at: '09:05',
    place_code: ACADEMY_STREET,
    says: {
      your_name: '古丽·艾尔肯',
      reach: '10000000034',
      other_side: '楼上租户，姓什么不知道',
      where_text: '书院街 18 号 2 单元',
      what_happened: '楼上卫生间漏水，我店里的吊顶塌了一块，泡坏了十几件衣服。房东说找租户，租户说找房东。',
      wish: '把漏水修好，赔衣服的钱，大概两千四。',
    },
    then: [],
  },
  {
    tells: '请当事人补充，等着',
    days: 4,
    at: '10:30',
    place_code: ACADEMY_STREET,
    says: {
      your_name: '毕得水',
      reach: '0960-5551206',
      other_side: '装修公司',
      where_text: '梧桐里小区',
      what_happened: '交了定金，说好一个月完工，现在人都找不到。',
      wish: '退定金。',
    },
    then: [
      {
        days: 1,
        at: '15:10',
        by: 'qiao.mulan',
        step: 'ask_supplement',
        input: { missing: ['other_side_name', 'evidence'], note: '合同、收据拍照也行；公司名称看合同上盖的章。' },
      },
    ],
  },
  {
    tells: '补充期满没有作废，系统请工作人员继续办',
    days: 16,
    at: '08:50',
    place_code: STONE_SLAB,
    says: {
      your_name: '党长庚',
      reach: '10000000058',
      other_side: '党长庚的侄子',
      where_text: '',
      what_happened: '老屋的事，侄子不认。',
      wish: '按老人说的分。',
    },
    then: [
      {
        days: 15,
        at: '10:00',
        by: 'tian.youyu',
        step: 'ask_supplement',
        input: { missing: ['what_exactly', 'exact_place'], note: '' },
      },
      { days: 8, at: '00:10', by: 'system', step: 'lapse_supplement' },
    ],
  },
  {
    tells: '当事人补充了，村里受理，正在办',
    days: 9,
    at: '19:25',
    place_code: STONE_SLAB,
    says: {
      your_name: '蒲秀英',
      reach: '10000000062',
      other_side: '邻居家的狗',
      where_text: '石板溪桥头',
      what_happened: '狗没拴，咬了我家娃的腿。',
      wish: '把打针的钱出了，狗拴起来。',
    },
    then: [
      {
        days: 8,
        at: '09:15',
        by: 'tian.youyu',
        step: 'ask_supplement',
        input: { missing: ['other_side_name', 'when_it_happened'], note: '' },
      },
      {
        days: 7,
        at: '12:40',
        by: 'applicant',
        step: 'supply_supplement',
        input: { text: '是桥头向家的狗，上个星期天下午咬的。打了三针，票都在。', other_side: '桥头向家，向二娃' },
      },
      { days: 7, at: '16:30', by: 'tian.youyu', step: 'accept_here', input: { note: '今晚去向家看看。' } },
    ],
  },
  {
    tells: '镇里直接受理，登记了证件，正在办',
    days: 6,
    at: '11:00',
    place_code: DEER_FERRY,
    says: {
      your_name: '䶮小满',
      reach: '10000000077',
      other_side: '鹿渡砂石场，老板姓万',
      where_text: '砂石场宿舍',
      what_happened: '干了四个月，说好六千一个月，只给了一个月的。问就说工程款没下来。',
      wish: '把三个月一万八结清。',
    },
    then: [
      {
        days: 6,
        at: '11:35',
        by: 'ding.xiaohe',
        step: 'accept_here',
        input: { note: '工资的事，明天先联系砂石场；劳动仲裁的期限也告诉当事人了。' },
      },
    ],
  },
  {
    tells: '解决了，等结案',
    days: 13,
    at: '14:00',
    place_code: STONE_SLAB,
    says: {
      your_name: '上官梅',
      reach: '10000000081',
      other_side: '堂弟上官柱',
      where_text: '二组水渠口',
      what_happened: '轮水灌田，说好单日我家双日他家，他连着放了三天。我家秧苗都黄了。',
      wish: '按老规矩轮水。',
    },
    then: [
      { days: 12, at: '08:20', by: 'tian.youyu', step: 'accept_here', input: { note: '' } },
      {
        days: 1,
        at: '17:45',
        by: 'tian.youyu',
        step: 'resolve_task',
        on: 'task',
        input: {
          how: 'settled_between_themselves',
          account: '两家到渠口当面说好：单日上官梅家、双日上官柱家，渠口钉了牌子。',
        },
      },
    ],
  },
  {
    tells: '没能解决，告知了别的途径，等结案',
    days: 20,
    at: '09:40',
    place_code: WHITE_SAND,
    says: {
      your_name: '诸葛青',
      reach: '10000000095',
      other_side: '合伙人范有金',
      where_text: '白沙铺农机店',
      what_happened: '合伙开农机店，三年没分过红，账也不给看。',
      wish: '查账，把我的股退了。',
    },
    then: [
      { days: 19, at: '10:10', by: 'cheng.anlan', step: 'accept_here', input: { note: '' } },
      {
        days: 0,
        at: '08:05',
        by: 'cheng.anlan',
        step: 'leave_unresolved',
        on: 'task',
        input: { why: 'too_far_apart', account: '约了两次，范有金只同意退本金，诸葛青要求先审计。双方都同意去法院。' },
      },
    ],
  },
  {
    tells: '办完结案，从头到尾',
    days: 40,
    at: '18:10',
    place_code: ACADEMY_STREET,
    says: {
      your_name: '夏侯敏',
      reach: '10000000103',
      other_side: '对门老丁',
      where_text: '书院街 7 号院',
      what_happened: '老丁把鞋柜、腌菜坛子都放楼道里，我妈坐轮椅过不去。',
      wish: '东西搬走，楼道让出来。',
    },
    then: [
      { days: 39, at: '09:00', by: 'qiao.mulan', step: 'accept_here', input: { note: '' } },
      {
        days: 36,
        at: '16:20',
        by: 'qiao.mulan',
        step: 'resolve_task',
        on: 'task',
        input: { how: 'matter_put_right', account: '上门看了，老丁当场搬走，社区帮他在楼下找了个放坛子的地方。' },
      },
      { days: 35, at: '10:30', by: 'qiao.mulan', step: 'close', input: { note: '已当面核实，楼道通畅。' } },
    ],
  },
  {
    tells: '申请人自己撤回',
    days: 10,
    at: '20:15',
    place_code: STONE_SLAB,
    says: {
      your_name: '覃小燕',
      reach: '10000000116',
      other_side: '婆家',
      where_text: '',
      what_happened: '为娃在哪里上学吵架。',
      wish: '还不知道',
    },
    then: [{ days: 9, at: '07:30', by: 'applicant', step: 'withdraw', input: { reason: 'settled' } }],
  },
  {
    tells: '不予受理，写明理由和别的途径',
    days: 18,
    at: '15:35',
    place_code: COUNTY,
    says: {
      your_name: '单于成',
      reach: '10000000129',
      other_side: '县里某局',
      where_text: '县城',
      what_happened: '罚款的案子法院已经收了，想请你们再评评理。',
      wish: '把罚款退了。',
    },
    then: [
      {
        days: 17,
        at: '09:50',
        by: 'gu.nianci',
        step: 'refuse',
        input: {
          ground: 'already_with_authority',
          explanation:
            '这件事人民法院已经受理，我们不能再办。您可以在法院的案子里说明；对别的处罚不服，60 天内可以申请行政复议。',
        },
      },
    ],
  },
]
