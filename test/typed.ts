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
