import type { PlaceRow } from '#domain/organisations/county-rows.ts'
import type { PlaceCode, PlaceKind } from '#domain/organisations/places.ts'

/** The invented county's code: no province begins with 99, so it can never be a real one. */
export const COUNTY_CODE: PlaceCode = 990_326_000_000_000
export const SOURCE = '虚构的演示数据'

export type Town = {
  key: string
  short: string
  name: string
  code: PlaceCode
  communities: string[]
  villages: string[]
}

const town = (
  key: string,
  number: number,
  short: string,
  kind: '街道' | '镇' | '乡',
  communities: string,
  villages: string,
): Town => ({
  key,
  short,
  name: short + kind,
  code: COUNTY_CODE + number * 1_000_000,
  communities: communities.split(' '),
  villages: villages.split(' '),
})

/** The eleven towns of 枫溪县, the county seat first. Every name is invented; likeness to a real place is chance. */
export const towns: readonly Town[] = [
  town(
    'fengan',
    1,
    '枫岸',
    '街道',
    '枫岸 北门桥 书院街 老码头 文昌坊 柳荫 梧桐里 环城路 南苑 新桥',
    '上坝 桑园 菜籽沟',
  ),
  town(
    'dongping',
    2,
    '东屏',
    '街道',
    '东屏 映山红 丰泽园 和顺里 工业园 翠竹 锦屏路',
    '大塘 廖家湾 马鞍 青石坎 石榴坪 八角亭',
  ),
  town(
    'ludu',
    100,
    '鹿渡',
    '镇',
    '鹿渡 河街',
    '上鹿 下鹿 沙湾 茶亭 罗家坪 杨柳坝 瓦窑 古槐 黄泥塘 石板溪 三岔沟 牛角湾 晒谷坪 花桥',
  ),
  town(
    'baishapu',
    101,
    '白沙铺',
    '镇',
    '白沙铺 粮站',
    '铺前 铺后 沙垱 桐子林 老屋场 枣树坡 滩头 双井 余家河 乌桕 窑湾 大枫树 草庙',
  ),
  town(
    'qinghe',
    102,
    '青禾渡',
    '镇',
    '青禾',
    '禾丰 禾田 水碾 新堰 柏杨 周家大院 荷塘 红砖 油坊 长堤 月亮湖 中洲 芦苇荡 横堤 龙王塘',
  ),
  town(
    'baiya',
    103,
    '柏树垭',
    '镇',
    '柏树垭 茶场',
    '垭口 垭上 凉风坳 野猪岭 青杠林 倒流水 彭家院子 香樟 天池坪 药材坡 响水岩 对门坡 石磨',
  ),
  town(
    'shuangnian',
    104,
    '双碾',
    '镇',
    '双碾 糖厂',
    '东碾 西碾 蔗园 高桥头 烂泥沟 新开河 太平寨 斑竹林 何家祠 回水湾 千丘田 白鹤林 麻石 木鱼包',
  ),
  town(
    'shisun',
    105,
    '石笋坡',
    '镇',
    '石笋',
    '石笋 岩口 风洞 天桥沟 落水洞 三块石 云盘 贺家寨 芭蕉湾 老鹰岩 矿山 白云庵 枇杷园 梯子岩',
  ),
  town(
    'wangxi',
    106,
    '望溪口',
    '镇',
    '望溪 船闸',
    '溪口 溪源 板栗园 木桥 芳草坪 郑家滩 鱼梁 杉树林 两河沿 黄桷树 钓鱼石 竹筏 榨房',
  ),
  town(
    'yunling',
    200,
    '云岭头',
    '乡',
    '云岭',
    '岭上 岭下 雾坪 高山 茶花 羊角寨 冷水井 雪松 箭竹坪 鹰嘴 火石 大垭 瞭望',
  ),
  town(
    'mayuan',
    201,
    '麻园子',
    '乡',
    '麻园',
    '上麻园 下麻园 苎麻 斗笠 苏家塝 蜂桶 拐枣 磨盘 五棵松 泉眼 野菊 清水塘 甘溪',
  ),
]

/** The places of a town with the grids they have: the first three towns many, as in a county seat, the others few. */
export type Village = { town: Town; name: string; code: PlaceCode; kind: PlaceKind; grids: number }

export const villages: readonly Village[] = towns.flatMap((of, nth) => {
  const dense = nth < 3
  // Official numbering: communities from 001, villages from 201.
  const listed = [
    ...of.communities.map((name, index) => ({ name: `${name}社区`, number: 1 + index, kind: 'community' as const })),
    ...of.villages.map((name, index) => ({ name: `${name}村`, number: 201 + index, kind: 'village' as const })),
  ]
  return listed.map(({ name, number, kind }, index) => ({
    town: of,
    name,
    kind,
    code: of.code + number * 1_000,
    grids: dense ? 2 + ((index * 3 + nth) % 5) : 1 + ((index + nth) % 2),
  }))
})

const GRID_NUMBERS = ['一', '二', '三', '四', '五', '六']

/** All places of 枫溪县: the county, its towns, villages and communities, and their grids. */
export function demoPlaces(): PlaceRow[] {
  const row = (code: PlaceCode, level: PlaceRow['level'], kind: PlaceKind, name: string): PlaceRow => ({
    code,
    level,
    kind,
    name,
    source: SOURCE,
  })
  return [
    row(COUNTY_CODE, 'county', 'county', '枫溪县'),
    ...towns.flatMap((of) => [
      row(of.code, 'town', of.name.endsWith('街道') ? 'street' : 'town', of.name),
      ...villages
        .filter((village) => village.town === of)
        .flatMap((village) => [
          row(village.code, 'village', village.kind, village.name),
          ...GRID_NUMBERS.slice(0, village.grids).map((number, index) =>
            row(village.code + index + 1, 'grid', 'grid', `第${number}网格`),
          ),
        ]),
    ]),
  ]
}
