/** 10000005555 → 100****5555, a shorter phone its last two digits, anything else its first character. Never enough to call or to find. */
export const maskReach = (plain: string): string => {
  const digits = plain.replace(/\D/g, '')
  if (digits.length >= 7 && !/\p{L}/u.test(plain)) {
    return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`
  }
  return `${[...plain][0] ?? ''}****`
}

/** First three and last two of an identity number; short ones show only their last two. */
export const maskIdentity = (plain: string): string =>
  plain.length >= 12
    ? `${plain.slice(0, 3)}${'*'.repeat(plain.length - 5)}${plain.slice(-2)}`
    : `****${plain.slice(-2)}`

/** 王小明 → 王**: by characters as people count them, so that rare ones stay whole. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name]
  return first + '*'.repeat(Math.max(1, Math.min(rest.length, 3)))
}

/** What stands in the place of a name and is none: nobody is known by it, and masked it would only spoil the sentence. */
const NO_NAME = [
  /^\p{Script=Han}$/u,
  /\d/,
  /^(还不知道|不知道|不详|对方|本人|邻居|房东|租客|老板|司机|包工头|楼上|楼下|隔壁|某某|亲戚|物业|村民|业主|住户|群众|无名氏)$/,
  /(村民|业主|住户|邻居|群众|工人|员工|家长|商户|租户|全家|一家|那家|们|户|等人)$/,
]
const isName = (text: string): boolean => !NO_NAME.some((it) => it.test(text))

/** A name as it was written down, and without what tells two of one name apart: 张三（城东） is 张三 in a sentence. */
const asWritten = (name: string): string[] => [name, name.replace(/[（(].*$/u, '').trim()].filter(isName)

/** Words in which people stand by name, for somebody before whom their names are masked. What is no name stays as it is. */
export const maskNamesIn = (text: string, names: readonly string[]): string =>
  [...new Set(names.flatMap(asWritten))]
    .sort((one, other) => other.length - one.length)
    .reduce((words, name) => (name === '' ? words : words.replaceAll(name, maskName(name))), text)
