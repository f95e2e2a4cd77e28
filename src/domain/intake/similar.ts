import { dayIn, daysBetween } from '../clocks/calendar.ts'
import { isWithin, levelOf, type PlaceCode } from '../organisations/places.ts'
import { NOT_KNOWN_YET } from './inputs.ts'
import {
  comparedNames,
  namedThings,
  OBJECT_KINDS,
  objectsIn,
  tellingLikeness,
  tellingShare,
  tellingWords,
} from './likeness.ts'

/** What the check needs to know of a file (domain 2.5). */
export type ComparedFile = {
  place_code: PlaceCode
  /** ISO 8601 with an offset. */
  received_at: string
  what_happened: string
  other_side: string
  where_text: string
  dispute_type: string | null
  parties: readonly { side: string; name: string }[]
}

/** A file found by the finder, which compares keyed hashes itself: this module sees no phone and no identity number. */
export type Candidate = ComparedFile & { same_reach: boolean; same_identity: boolean }

/** How two files may belong together; a clerk decides. */
export const SIMILAR_LEVELS = {
  same_matter: '可能是同一件事',
  related: '可能有关联',
  series: '同一对方，可能成串',
} as const
export type SimilarLevel = keyof typeof SIMILAR_LEVELS

export type SimilarReason = {
  kind: 'party' | 'reach' | 'identity' | 'place' | 'time' | 'words' | 'object'
  says: string
}

/** The level suggested, why, and a number for the order of the list alone: it is about two files, never about a person. */
export type Similar = { level: SimilarLevel | null; reasons: SimilarReason[]; score: number }

/** Days: same place and kind (domain 2.5 a), same people (domain 2.5 b, 12 months). */
const NEAR = 90
const YEAR = 365

/**
 * Shares of damped words, measured on 1,398 real pairs (similar.test.ts): above `very`, all pairs were one matter;
 * above `rather`, nine in ten.
 */
const ALIKE = { very: 0.35, rather: 0.2, somewhat: 0.1 } as const
/** What naming the same (or only other) places adds to (or takes from) the shared words. */
const NAMED = 0.15

/** "The neighbour" is no name, nor "the one who raises fish": many files have one. */
const VAGUE =
  /^(?:还?不知道|不清楚|不认识|姓\p{Script=Han}|.*的|(?:隔壁|对面|前面|后面|楼上|楼下|旁边|同村|本村|村里|一家|两家|人家|邻居|老板|包?工头|房东|房主|业主|开发商|施工队|承包人|合伙人|对方|丈夫|妻子|老公|老婆|[大小二]?儿子|[大小二]?女儿|儿媳|村委会?|公司|单位|物业|路人)+)$/u

const plainName = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s·•.,，。]/g, '')
    .toLowerCase()

const telling = (names: readonly string[]): string[] => [
  ...new Set(names.map(plainName).filter((name) => name.length > 1 && name !== NOT_KNOWN_YET && !VAGUE.test(name))),
]

const namesOn = (file: ComparedFile, side: string): string[] =>
  file.parties.filter((party) => party.side === side).map((party) => party.name)

const applicants = (file: ComparedFile): string[] => telling(namesOn(file, 'applicant'))

/** The other side as registered, and as it was written before anyone was registered. */
const opponents = (file: ComparedFile): string[] =>
  telling([
    ...namesOn(file, 'respondent'),
    ...file.other_side.split(/[、，,;；/\n]|(?<=\p{Script=Han}{2})[和与及](?=\p{Script=Han}{2})/u),
  ])

const common = (a: readonly string[], b: readonly string[]): string[] => a.filter((name) => b.includes(name))

function isSamePlace(a: PlaceCode, b: PlaceCode): boolean {
  // Two files filed at a town lie in the same town, which is no sign; a grid and its village are one place.
  const small = (code: PlaceCode) => levelOf(code) === 'village' || levelOf(code) === 'grid'
  return small(a) && small(b) && (isWithin(a, b) || isWithin(b, a))
}

const apart = (days: number): string => (days === 0 ? '同一天提出' : `前后相差 ${days} 天`)
const placeName = (a: PlaceCode, b: PlaceCode): string =>
  a === b && levelOf(a) === 'grid' ? '同一个网格' : '同一个村（社区）'

/**
 * Whether a file may be about the same matter as another, belong with it, or stand in a series against one counterparty
 * (domain 2.5 a–d), with the reasons in words. It only suggests: nobody is refused and nothing is merged by it.
 */
export const judgeSimilar = (file: ComparedFile, candidate: Candidate): Similar => judging(file)(candidate)

/** The same of one file with many: what it tells is read once. */
export function judging(file: ComparedFile): (candidate: Candidate) => Similar {
  const told = toldIn(file)
  return (candidate) => judgeTold(told, toldIn(candidate), candidate)
}

/** What a file's own words tell, however many it is compared with. */
export type Told = ReturnType<typeof toldIn>
export const toldIn = (file: ComparedFile) => ({
  file,
  day: dayIn(file.received_at),
  applicants: applicants(file),
  opponents: opponents(file),
  objects: [...objectsIn(textOf(file))],
  names: namedThings(textOf(file)),
  words: tellingWords(file.what_happened),
})

/** The same of two files that were read before. */
export function judgeTold(told: Told, its: Told, candidate: Pick<Candidate, 'same_reach' | 'same_identity'>): Similar {
  const { file } = told
  const other = its.file
  const days = Math.abs(daysBetween(told.day, its.day))
  const near = days <= NEAR
  const year = days <= YEAR
  const reasons: SimilarReason[] = []
  const say = (kind: SimilarReason['kind'], says: string) => reasons.push({ kind, says })

  const sameApplicant = common(told.applicants, its.applicants)
  const sameOpponent = common(told.opponents, its.opponents)
  // Each reported the other: the sides are exchanged, the matter is one.
  const exchanged = [...common(told.applicants, its.opponents), ...common(told.opponents, its.applicants)]
  if (sameApplicant.length > 0) say('party', `申请人姓名相同：${sameApplicant.join('、')}`)
  if (sameOpponent.length > 0) say('party', `对方相同：${sameOpponent.join('、')}`)
  if (exchanged.length > 0) say('party', `一件里的申请人是另一件里的对方：${exchanged.join('、')}`)
  if (candidate.same_identity) say('identity', '登记的证件号码相同')
  if (candidate.same_reach) say('reach', '留的联系电话相同')

  const objects = told.objects.filter(([number]) => its.objects.some(([other]) => other === number))
  for (const [, { kind, number }] of objects) say('object', `都提到同一个${OBJECT_KINDS[kind]}：${number}`)

  const place = isSamePlace(file.place_code, other.place_code)
  const names = comparedNames(told.names, its.names)
  if (place && near) say('place', `${placeName(file.place_code, other.place_code)}，${apart(days)}`)
  else if (place) say('place', placeName(file.place_code, other.place_code))
  if (names.shared.length > 0) say('object', `都提到：${names.shared.slice(0, 3).join('、')}`)

  const words = tellingShare(told.words, its.words)
  const alike = words.damped + (names.shared.length > 0 ? NAMED : names.apart ? -NAMED : 0)
  const percent = Math.round(words.plain * 100)
  if (words.damped >= ALIKE.somewhat) say('words', `说的经过有 ${percent}% 相同的字词（按较短的一份算）`)

  const sameType = file.dispute_type !== null && file.dispute_type === other.dispute_type
  const otherType = file.dispute_type !== null && other.dispute_type !== null && !sameType
  const person = sameApplicant.length > 0 || candidate.same_identity || candidate.same_reach
  const bothSides = (person && sameOpponent.length > 0) || exchanged.length > 1

  const one =
    (objects.length > 0 && (person || sameOpponent.length > 0 || exchanged.length > 0 || place)) ||
    (bothSides && near && !(otherType && alike < ALIKE.somewhat)) ||
    (bothSides && year && alike >= ALIKE.somewhat) ||
    (person && place && near && (sameType || alike >= ALIKE.rather)) ||
    (place && near && alike >= ALIKE.very)
  const series = sameOpponent.length > 0 && !person && year
  const related =
    objects.length > 0 ||
    (bothSides && year) ||
    (exchanged.length > 0 && year) ||
    (person && year && (place || sameType || alike >= ALIKE.rather)) ||
    (place && near && sameType) ||
    (near && alike >= ALIKE.rather)
  const level: SimilarLevel | null = one ? 'same_matter' : series ? 'series' : related ? 'related' : null
  if (level !== null && !(place && near) && year) say('time', apart(days))

  const score =
    (person ? 0.2 : 0) +
    (sameOpponent.length > 0 || exchanged.length > 0 ? 0.2 : 0) +
    (objects.length > 0 ? 0.2 : 0) +
    (place ? 0.1 : 0) +
    0.3 * ofWords(tellingLikeness(told.words, its.words) * (names.shared.length > 0 ? 2 : names.apart ? 0.85 : 1), days)
  return { level, reasons, score: Math.min(1, Math.round(score * 1e6) / 1e6) }
}

/**
 * What words count for in the order of the list, 0 to below 1: the same named thing makes them count double, other ones less.
 * The first week counts most; after it a year takes a third. Measured against the published baselines of both kinds of
 * texts (docs/figures.md): more for the days orders complaints about one topic better and those about all topics worse.
 */
function ofWords(alike: number, days: number): number {
  const now = alike * (0.8 + (0.2 * 7) / (7 + days)) * (YEAR / (YEAR + days / 2))
  // Without an upper end: of two near-copies the nearer one still stands first.
  return now / (now + 0.4)
}

const textOf = (file: ComparedFile): string => `${file.what_happened}\n${file.where_text}`
