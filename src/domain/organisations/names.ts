/** Control, invisible, unassigned-half and replacement characters: never part of a name, often the mark of a wrong encoding. */
const UNREADABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\uFFFD]/u

/**
 * What is wrong with a name of a person, place or unit, as a Chinese sentence, or null.
 * Any character people are really called by is right: rare ones (䶮, 㛃, U+20000 and up), private-use ones of old
 * registers, and the middle dot. Length is counted in characters as people see them, not in UTF-16 units.
 */
export function nameFault(name: string, { most, called }: { most: number; called: string }): string | null {
  if (name.trim() === '') return `${called}是空的：请填写。`
  if (name !== name.trim()) return `${called}“${name.trim()}”前后有空格：请删掉空格。`
  const length = [...name].length
  if (length > most) return `${called}有 ${length} 个字，最多 ${most} 个：请写短一些。`
  if (UNREADABLE.test(name)) return `${called}里有看不见的字符或乱码：请重新输入这个名称，不要从别处粘贴。`
  return null
}

/** Remembers the first row of each value, and says which row had it before; null when it is new. */
export function firstSeen<Value>(): (value: Value, row: number) => number | null {
  const rows = new Map<Value, number>()
  return (value, row) => {
    const before = rows.get(value)
    if (before === undefined) rows.set(value, row)
    return before ?? null
  }
}

/** Whether people can be told to call this: digits with the usual marks, several numbers and extensions allowed. */
export function isPhone(text: string): boolean {
  return text.length <= 60 && /^[\d+][\d\s\-—()（）转,，、;；/]*$/.test(text) && (text.match(/\d/g) ?? []).length >= 3
}
