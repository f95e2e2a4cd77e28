/**
 * Characters without a form of their own: joiners, marks of direction, selectors, soft hyphens. They print nothing by
 * themselves, and some turn the order of what stands around them: none may decide how an amount reads on paper.
 */
const SHAPELESS = /\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|[\uFFF9-\uFFFB]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]|\p{Noncharacter_Code_Point}|[\uD800-\uDFFF]/gu

/** What is printed where a character cannot be: its number, as the name lists of the registry offices know it. */
export const standIn = (point: number): string => `〔U+${point.toString(16).toUpperCase().padStart(4, '0')}〕`

/**
 * A person's text as any paper can hold it: line ends as one kind, blanks of all kinds as blanks, shapeless characters left
 * out, control characters (which no file may hold) by their numbers.
 */
export const writable = (text: string): string =>
  text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, '    ')
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F]/g, ' ')
    .replace(SHAPELESS, '')
    .replace(CONTROL, (it) => standIn(it.codePointAt(0) ?? 0))

/** The same with every character that no font has by its number, and how many of those there are. */
export function printable(text: string, has: (point: number) => boolean): { text: string; lacking: number } {
  let lacking = 0
  let out = ''
  for (const letter of writable(text)) {
    const point = letter.codePointAt(0) ?? 0
    if (letter === '\n' || has(point)) out += letter
    else {
      out += standIn(point)
      lacking += 1
    }
  }
  return { text: out, lacking }
}

/** Marks by the dozen (！！！！), or letters with nothing between them after which a line may end. */
const UNBROKEN =
  /[\p{P}\p{S}]{12,}|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、；：！？（）《》【】「」“”‘’…—,;!?]+/gu

/**
 * A text in pieces between which a line may break: letters without an end (an address of the web, a row of marks) would
 * run off the page. What is no longer than `most` stays whole: an identity number is not torn for nothing.
 */
export function breakable(text: string, most: number): string | string[] {
  const pieces: string[] = []
  let end = 0
  for (const { 0: run, index } of text.matchAll(UNBROKEN)) {
    if ([...run].length <= most && !/^[\p{P}\p{S}]{12,}$/u.test(run)) continue
    pieces.push(text.slice(end, index), ...run)
    end = index + run.length
  }
  if (pieces.length === 0) return text
  return [...pieces, text.slice(end)].filter((it) => it !== '')
}
