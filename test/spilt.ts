import { residentNumberChecks } from '#domain/identity/inputs.ts'
import { filesIn } from './source.ts'

/** Something private where it must not be: what kind it is, where, and how it is spelt; never the value itself. */
export type Spilt = { what: string; line: number; how: string }

/** Looks through the bytes of one file. */
export type Search = (bytes: Buffer) => Spilt[]

type Pattern = { what: string; pattern: RegExp; test?: (found: string) => boolean }

/** What has a form of its own is found by it, whoever invented it: all invented telephones begin with 100. */
const FORMS: readonly Pattern[] = [
  { what: '电话', pattern: /(?<![\d.]|[0-9a-f]{4})(?:(?:00)?86)?100\d{8}(?!\d|\.\d|[0-9a-f]{4})/g },
  {
    what: '身份证号码',
    pattern: /(?<!\d)\d{17}[\dXx](?!\d)/g,
    // The invented county's numbers begin with 9903, also those that are wrong on purpose.
    test: (found) =>
      /^.{6}(19|20)\d\d(0\d|1[0-2])/.test(found) &&
      (found.startsWith('9903') || residentNumberChecks(found.toUpperCase())),
  },
  {
    what: '链接的密钥',
    pattern: /(?<![\w-])[2-9a-hjkmnp-z]{26}(?![\w-])/g,
    test: (found) => found.replaceAll(/\D/g, '').length > 1,
  },
  { what: '登录凭证', pattern: /__Host-fengqiao=[\w-]{20,}/g },
  { what: '动态码的种子', pattern: /(?<![\w/+])[A-Z2-7]{32}(?![\w/+=])/g, test: (found) => /[2-7]/.test(found) },
]

/** The beginning of every test's password (`people.ts`). */
const PASSWORD = '一句好记的话'

/** The names of the parties whom tests, journeys and stories invent. Two letters happen to stand in many a sentence. */
export function partyNames(): string[] {
  const given = /(?:your_name: |asks\(|other\(|(?:const NAME|'(?:her|his) name') ?[:=] )'([^']+)'/g
  const names = ['test', 'journeys', 'harness', 'demo', 'src'].flatMap((folder) =>
    filesIn(folder, /\.ts$/).flatMap(([, text]) => [...text.matchAll(given)].map(([, name]) => name ?? '')),
  )
  return [...new Set(names)].filter((name) => /^\p{Script=Han}[\p{Script=Han}·]{2,}$/u.test(name))
}

const anyOf = (words: readonly string[]): RegExp =>
  new RegExp(words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'gu')

const utf8 = (bytes: Buffer): string => bytes.toString('utf8')

const fromPercents = (run: string): string => utf8(Buffer.from(run.replaceAll('%', ''), 'hex'))
const fromEscape = (_: string, code: string): string => String.fromCharCode(Number.parseInt(code, 16))

/** Runs of letters that may be a text in another spelling, and the texts they may be. */
const RUNS: readonly { how: string; pattern: RegExp; read: (run: string) => string[] }[] = [
  {
    how: '十六进制',
    pattern: /[0-9a-f]{18,}/gi,
    read: (run) =>
      [0, 1].map((from) => utf8(Buffer.from(run.slice(from, run.length - ((run.length - from) % 2)), 'hex'))),
  },
  {
    how: 'base64',
    pattern: /[\w+/-]{12,}/g,
    // Base64 of digits always has capitals, and of Chinese nearly always; most other runs have none.
    read: (run) => (/[A-Z]/.test(run) ? [0, 1, 2, 3].map((from) => utf8(Buffer.from(run.slice(from), 'base64'))) : []),
  },
  {
    how: '地址里的写法',
    // A whole line: only some of its letters are written otherwise.
    pattern: /.*/g,
    read: (line) => (line.includes('%') ? [line.replaceAll(/(?:%[0-9a-f]{2})+/gi, fromPercents)] : []),
  },
  {
    how: '转义',
    pattern: /.*/g,
    read: (line) => (line.includes('\\u') ? [line.replaceAll(/\\u([0-9a-f]{4})/gi, fromEscape)] : []),
  },
]

const linesIn = (text: string, before: number): number => {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < before; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

/** Two bytes a letter, in either order, from either byte on. */
function* inTwoBytes(bytes: Buffer): Generator<string> {
  for (const from of [0, 1]) {
    const length = bytes.length - from
    const letters = Buffer.from(bytes.subarray(from, from + length - (length % 2)))
    yield letters.toString('utf16le')
    yield letters.swap16().toString('utf16le')
  }
}

/**
 * A search for what is private of the people whom tests invent: telephones, identity numbers, links, sign-ins, passwords and
 * names; as it is, in UTF-16, hex, base64, addresses and escapes.
 */
export function searcher(names: readonly string[] = partyNames()): Search {
  const patterns: readonly Pattern[] = [
    ...FORMS,
    { what: '口令', pattern: anyOf([PASSWORD]) },
    { what: '姓名', pattern: anyOf(names) },
  ]
  const foundIn = (text: string): [string, number][] =>
    patterns.flatMap(({ what, pattern, test = () => true }) =>
      [...text.matchAll(pattern)]
        .filter(([found]) => test(found))
        .map((found): [string, number] => [what, found.index]),
    )
  return (bytes) => {
    const text = utf8(bytes)
    const spilt = foundIn(text).map(([what, at]) => ({ what, line: linesIn(text, at), how: '原样' }))
    for (const { how, pattern, read } of RUNS)
      for (const run of text.matchAll(pattern))
        for (const reading of read(run[0]))
          for (const [what] of foundIn(reading)) spilt.push({ what, line: linesIn(text, run.index), how })
    for (const letters of inTwoBytes(bytes))
      for (const [what, at] of foundIn(letters)) spilt.push({ what, line: linesIn(letters, at), how: 'UTF-16' })
    return spilt
  }
}
