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

/** Words in which people stand by name, for somebody before whom their names are masked. */
export const maskNamesIn = (text: string, names: readonly string[]): string =>
  [...new Set(names)]
    .sort((one, other) => other.length - one.length)
    .reduce((words, name) => (name === '' ? words : words.replaceAll(name, maskName(name))), text)
