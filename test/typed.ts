import fc from 'fast-check'
import { writable } from '#server/render/printable.ts'

/** What somebody may type, by ill will or by chance: formulas, codes of fields, markup, marks that turn an order, rare names. */
export const HOSTILE: readonly string[] = [
  "=cmd|' /C calc'!A0",
  '+86 10012345678',
  '-1',
  '@SUM(A1:A9)',
  '＝HYPERLINK("https://a.test")',
  '\t=1+1',
  '\u200B=1+1',
  '_x0041_',
  '{PAGE}',
  '{ PAGE \\* MERGEFORMAT }',
  '<w:fldSimple w:instr="PAGE"/>',
  ']]><!--',
  '{{名字}} {%p%} $x',
  '#let x = 1; #panic("no")',
  '#image("/etc/passwd") $x^2$ @引用 <标签>',
  '\u202E元0003\u202C',
  '👍🏽👨‍👩‍👧😀',
  '𠮷野 䶮 㛃 𬱖 𫖮',
  '第一行\n第二行\r\n第三行',
  `${'x'.repeat(1_000)}完`,
  '\u0000\u0007\uFFFE\uD800',
]

/** Any text a person may type; most of it of any characters there are. */
export const typedText = (maxLength = 60): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: fc.string({ unit: 'binary', maxLength }), weight: 3 },
    { arbitrary: fc.string({ unit: 'grapheme', maxLength }), weight: 2 },
    { arbitrary: fc.constantFrom(...HOSTILE.filter((it) => it.length <= maxLength || maxLength >= 60)), weight: 3 },
  )

/** How often a property is tried: little in the suite, more by TYPED_RUNS for a long look. */
export const TYPED_RUNS = Number(process.env.TYPED_RUNS ?? '3')

/** Whether a line of a paper or of a sheet has something to read in it: what is shapeless prints nothing. */
export const isRead = (text: string): boolean => writable(text).trim() !== ''

const MOVED = /[\p{M}\p{P}\p{S}]/gu
/** Latin letters printed as one sign (ﬁ): the reader tells them one by one. */
const JOINED = /[\uFB00-\uFB06]/g
const inPlace = (text: string): string => text.replace(MOVED, '').replace(JOINED, (it) => it.normalize('NFKC'))

/**
 * What of these texts a PDF does not say. A mark over a letter has no width, the hyphen at the end of a line is a soft one to a reader, and an
 * opening bracket is moved close to a thin sign before it: which of two such a reader names first is its own. They are counted; letters keep
 * their order (docs/decisions/0061).
 */
export function unsaid(said: string, texts: readonly string[]): string[] {
  const all = texts.join('')
  const letters = inPlace(said)
  return [
    ...texts.filter((text) => !letters.includes(inPlace(text))),
    ...new Set((all.match(MOVED) ?? []).filter((sign) => said.split(sign).length < all.split(sign).length)),
  ]
}
