/** What made-up disputes are told in: names, quarrels, places. Nobody and nothing here is real. */

/** Numbers in an order that looks like chance and is the same each time: a bench is compared with the one before. */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let it = Math.imul(state ^ (state >>> 15), 1 | state)
    it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it
    return ((it ^ (it >>> 14)) >>> 0) / 4294967296
  }
}
export const pick = <T>(list: readonly T[], by: number): T => list[Math.floor(by * list.length)] as T

export const SURNAMES = [
  ...'苗邢谷田乔丁程顾江傅毛宁白柳石秦罗梁宋郑谢韩唐冯于董萧曹袁邓许曾彭吕苏卢蒋蔡贾魏薛叶阎余潘杜戴夏钟汪任姜范方姚谭廖邹熊金陆郝孔崔康邱侯史顾龚邵孟龙万段雷钱汤尹黎易常武贺赖龚文',
]
export const GIVEN = [
  ...'秀禾大山小满有余慈木兰河安澜清映月青远志若雪春生福来桂花水根土生银凤翠玉金宝长顺德厚国栋家旺永强建军海燕晓东',
]
export const WHO = [
  '隔壁邻居',
  '前面一家',
  '施工队',
  '开饭店的',
  '房东',
  '合伙人',
  '大儿子',
  '包工头',
  '物业公司',
  '养鱼的',
  '卖化肥的',
  '货车司机',
]
const WHAT = [
  '砌墙占了两家中间的水沟',
  '把公用的路堵了半边',
  '欠了三个月工资没有给',
  '装修把楼下的天花板弄漏了',
  '借走两万四千元一直不还',
  '把地界上的树砍了',
  '养的狗咬了孩子',
  '抽水机半夜开着吵得睡不着',
  '承包的鱼塘到期不退',
  '在巷口撞坏了我的三轮车',
  '把麦地里的田埂挖掉了一米',
  '说好一起养老人又不出钱',
  '退押金时扣了一半',
  '卖的种子没有出苗',
  '分山林的时候少量了半亩',
  '排烟口对着我家窗户',
  '把电线拉过我家房顶',
  '浇地的水不让过',
  '拆了共用的山墙',
  '卖的牛有病',
  '借了拖拉机不还',
  '坟地占了菜园',
  '退房以后不给开证明',
  '彩礼不肯退',
  '打架把牙打掉了',
  '倒垃圾倒在我家门口',
  '误工费不认账',
  '把祖屋的一半卖了',
  '加工的衣服不合格',
  '半夜唱歌跳舞',
  '栽的竹子钻进院子',
  '医药费只给了一半',
]
const WHEN = ['去年秋收以后', '今年三月里', '下雨那几天', '过年前', '上个月', '麦收的时候', '前天晚上', '大前年']
const THEN = [
  '说了几次都不听',
  '两家吵了一架，差点动手',
  '找过组长，没有说成',
  '打电话也不接',
  '他说这是他家的',
  '当时有好几个人在场看见',
  '我拍了照片',
  '老人气得住了院',
  '村里量过一次，他不认',
  '现在连话也不说了',
]
export const WISH = [
  '把水沟让出来。',
  '把钱还给我。',
  '恢复原来的样子。',
  '赔我的损失。',
  '还不知道',
  '请村里来量一量，说句公道话。',
]
export const WHERE = [
  '老槐树往东第二家',
  '村口小卖部后面',
  '三组晒谷场',
  '桥头',
  '镇上农贸市场 12 号',
  '四单元 302',
  '水库边',
]

/** Words of two characters nobody else uses, as people's own stories are full of them: what tells two stories apart. */
const CHARS = [
  ...'天地人你我他日月水火山石田土木禾米竹丝虫贝见言足走车辛里金门雨青风食首马鱼鸟麦鼓龙上下左右前后东西南北春夏秋冬大小多少高低长短新旧红白黑黄家户村路桥河井墙门窗柜床灯锅碗瓢盆笔墨纸书',
]
const ownWords = (chance: () => number, many: number): string =>
  Array.from({ length: many }, () => `${pick(CHARS, chance())}${pick(CHARS, chance())}`).join('')

/** A story in the words people use, long enough to be told from another. */
export const madeUpStory = (chance: () => number): string =>
  `${pick(WHEN, chance())}，${pick(WHO, chance())}${pick(WHAT, chance())}，${pick(THEN, chance())}。${pick(WHEN, chance())}又${pick(WHAT, chance())}，${pick(THEN, chance())}，${pick(THEN, chance())}。东西值${Math.floor(chance() * 90_000)}元。${ownWords(chance, 12)}，${ownWords(chance, 10)}。${ownWords(chance, 14)}。`

/** Firms that come up again and again, the first of them most. */
export const FIRMS: readonly string[] = [
  '青禾',
  '远山',
  '石桥',
  '枫林',
  '望江',
  '安澜',
  '大田',
  '晴川',
  '南坡',
  '白鹭',
].flatMap((name) =>
  ['物业公司', '建材公司', '农机公司', '装修公司', '运输公司', '养殖公司'].map((kind) => `${name}${kind}`),
)
