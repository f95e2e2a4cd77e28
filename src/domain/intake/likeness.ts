import { bigrams } from './words.ts'

/**
 * How alike two accounts are, in words anyone can check: which words they share, which named things, which numbers.
 * No corpus stands behind it (a county starts with none), so common words are a list instead of a statistic.
 */

/** Characters that carry grammar, not matter: a pair holding one says nothing about what happened. */
const GRAMMAR = new Set(
  '的了是在有我你他她它们不也就都和与及或而且但这那个一上下为以到对把被让给从自没能可要会很请望求再又还只什么吗呢吧啊',
)

/** Words half of all requests use. Sharing them makes two requests no more alike. */
const COMMON = new Set(
  (
    '政府 领导 部门 有关 相关 问题 解决 处理 希望 反映 投诉 举报 居民 业主 小区 社区 严重 影响 情况 进行 工作 时间 现在 已经 多次 多年 ' +
    '尽快 及时 我们 群众 百姓 老百 生活 扰民 噪音 施工 工地 晚上 夜间 凌晨 附近 旁边 您好 你好 谢谢 感谢 市民 电话 联系 介入 管理 公司 ' +
    '单位 人员 工程 城市 要求 需要 作为 以及 因为 所以 如果 由于 导致 造成 存在 目前 至今 一直 非常 本人 家里 他们 纠纷 调解 赔偿 要钱 ' +
    '对方 双方 打人 吵架'
  ).split(' '),
)

/** The words of an account as two-character pairs (and whole numbers and Latin words), without what everyone writes. */
export const tellingWords = (text: string): Set<string> =>
  new Set(
    bigrams(text.replaceAll(/https?:\S+/gi, ' ')).filter(
      (word) => word.length > 1 && !COMMON.has(word) && ![...word].some((letter) => GRAMMAR.has(letter)),
    ),
  )

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...a].filter((word) => b.has(word))

/** Added to the shorter text's length: two short texts share half their words by chance, two long ones do not. */
const DAMPING = 20

/**
 * What two accounts share, of the shorter one: `plain` as people count it, `damped` for judging (0 to 1), where a short
 * text weighs less.
 */
export function tellingShare(left: ReadonlySet<string>, right: ReadonlySet<string>): { plain: number; damped: number } {
  const shorter = Math.min(left.size, right.size)
  if (shorter === 0) return { plain: 0, damped: 0 }
  const both = shared(left, right).length
  return { plain: both / shorter, damped: both / (shorter + DAMPING) }
}

/** A fair share of two texts is counted of neither alone: of the shorter, a line of ten words is like everything it stands in. */
const FAIR_DAMPING = 20

/**
 * How alike two accounts are told, for the order of a list alone: what they share, of the middle of both lengths (their
 * geometric mean), where two short texts weigh less. 0 to 1.
 */
export function tellingLikeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const [fewer, more] = left.size < right.size ? [left, right] : [right, left]
  return shared(fewer, more).length / (Math.sqrt(left.size * right.size) + FAIR_DAMPING)
}

const ENDINGS =
  '小区|社区|花园|家园|公馆|新村|新城|广场|大厦|公园|学校|学院|大学|小学|中学|幼儿园|医院|公司|集团|水库|鱼塘|砖厂|村|路|街道|街|巷|河|溪|湖|桥|苑|园|镇|乡|湾|坝|沟|渠|坡|组'
const NAMED = new RegExp(`(?=(\\p{Script=Han}{2}(?:${ENDINGS})))`, 'gu')

/** Places and undertakings named in a text, by the two characters before the ending: 瀛洲河, 新港苑. */
export function namedThings(text: string): Set<string> {
  const things = new Set<string>()
  for (const [run] of text.normalize('NFKC').matchAll(/\p{Script=Han}+/gu)) {
    for (const [, thing = ''] of run.matchAll(NAMED)) {
      if (![...thing.slice(0, 2)].some((letter) => GRAMMAR.has(letter)) && !COMMON.has(thing.slice(0, 2)))
        things.add(thing)
    }
  }
  return things
}

/** Whether both name things, and the same ones: shared names, or `apart` when each names others only. */
export function comparedNames(
  left: ReadonlySet<string>,
  right: ReadonlySet<string>,
): { shared: string[]; apart: boolean } {
  const both = shared(left, right)
  return { shared: both, apart: left.size > 0 && right.size > 0 && both.length === 0 }
}

/** What a number in a text stands for, with its Chinese name: the subject object of a dispute (domain 2.5 c). */
export const OBJECT_KINDS = {
  docket: '案号',
  contract: '合同编号',
  parcel: '地块或权证编号',
  accident: '事故或车牌号',
  petition: '信访或工单编号',
} as const
export type ObjectKind = keyof typeof OBJECT_KINDS

/** A number whole, and none of money, days or people: “合同 5000 元” and “2019 年签的合同” name no paper. */
const NUMBER = '[^，。；;,.\\n]{0,8}?([A-Z]{0,6}[-_]?\\d[A-Z0-9_-]{3,24})(?![A-Z0-9_-]|[元万块年月日天岁人户亩平米%])'
const OBJECTS: readonly [ObjectKind, RegExp][] = [
  // （2025）川0123民初456号, whatever brackets were typed.
  ['docket', /[([〔[]?(\d{4}[)\]〕]\p{Script=Han}{0,2}\d{0,4}\p{Script=Han}{1,3}\d{1,6})号/gu],
  ['contract', new RegExp(`(?:合同|协议|订单|借条)${NUMBER}`, 'gu')],
  ['parcel', /(?:证字?|产权)[^，。\n]{0,8}?第?(\d{5,24})号/gu],
  ['parcel', new RegExp(`(?:地块|宗地|林班|权证|林权证|土地证)${NUMBER}`, 'gu')],
  ['accident', new RegExp(`(?:事故|认定书|认定)${NUMBER}`, 'gu')],
  ['accident', /([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6})/gu],
  ['petition', new RegExp(`(?:信访|来信|工单|诉求|警情)${NUMBER}`, 'gu')],
]

/** The same number whatever the typing; phone numbers, hotlines, years and dates are not objects of a dispute. */
const isObject = (number: string): boolean =>
  !/^1[3-9]\d{9}$/.test(number) &&
  !/^123\d\d$/.test(number) &&
  !/^(19|20)\d\d$/.test(number) &&
  !/^\d{4}-\d{1,2}(-\d{1,2})?$/.test(number)

/** The numbered things a text is about: parcel, contract, accident, docket, petition, each as `kind:number`. */
export function objectsIn(text: string): Map<string, { kind: ObjectKind; number: string }> {
  const plain = text.normalize('NFKC').toUpperCase().replaceAll(/[ \t]/g, '')
  const found = new Map<string, { kind: ObjectKind; number: string }>()
  for (const [kind, pattern] of OBJECTS) {
    for (const [, raw = ''] of plain.matchAll(pattern)) {
      const number = raw.replaceAll(/[)\]〕_]/g, '-')
      if (isObject(number)) found.set(number, found.get(number) ?? { kind, number: raw })
    }
  }
  return found
}
