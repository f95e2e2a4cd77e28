/** A place as a 15-digit integer: the official 12-digit code times 1,000, plus the grid (design 4). */
export type PlaceCode = number
export type PlaceLevel = 'county' | 'town' | 'village' | 'grid'

export const PLACE_LEVELS: Record<PlaceLevel, string> = {
  county: '县（区）',
  town: '乡镇（街道）',
  village: '村（社区）',
  grid: '网格',
}
export const PLACE_KINDS = {
  county: '县（区）',
  town: '乡镇',
  street: '街道',
  village: '村',
  community: '社区',
  grid: '网格',
  other: '其他',
} as const
export type PlaceKind = keyof typeof PLACE_KINDS

const SPAN: Record<PlaceLevel, number> = { county: 1_000_000_000, town: 1_000_000, village: 1_000, grid: 1 }
const LARGEST = 999_999_999_999_999
const SMALLEST = 100_000_000_000_000

/** Whether this number can be the code of a place. */
export const isPlaceCode = (code: number): code is PlaceCode =>
  Number.isInteger(code) && code >= SMALLEST && code <= LARGEST

/** The level of a place, read from the zeros its code ends in. */
export const levelOf = (code: PlaceCode): PlaceLevel =>
  code % SPAN.county === 0 ? 'county' : code % SPAN.town === 0 ? 'town' : code % SPAN.village === 0 ? 'village' : 'grid'

/** The area of a place: every code from lo to hi lies in it, both ends included. */
export const areaOf = (code: PlaceCode): { lo: PlaceCode; hi: PlaceCode } => ({
  lo: code,
  hi: code + SPAN[levelOf(code)] - 1,
})

/** The place one level up, or null for a county. */
export function parentOf(code: PlaceCode): PlaceCode | null {
  const level = levelOf(code)
  if (level === 'county') return null
  const span = level === 'town' ? SPAN.county : level === 'village' ? SPAN.town : SPAN.village
  return code - (code % span)
}

/** Whether `inner` is `outer` or lies within it. */
export function isWithin(inner: PlaceCode, outer: PlaceCode): boolean {
  const { lo, hi } = areaOf(outer)
  return inner >= lo && inner <= hi
}

/** The official text of a code: 12 digits, and the grid's three after a hyphen. */
export function officialText(code: PlaceCode): string {
  const digits = String(code)
  return levelOf(code) === 'grid' ? `${digits.slice(0, 12)}-${digits.slice(12)}` : digits.slice(0, 12)
}

/** Reads an official code of 6, 9, 12 or 15 digits (grid optionally after a hyphen); null when it is none. */
export function placeFromText(text: string): PlaceCode | null {
  const digits = text.trim().replace('-', '')
  if (!/^(\d{6}|\d{9}|\d{12}|\d{15})$/.test(digits)) return null
  const code = Number(digits.padEnd(15, '0'))
  return isPlaceCode(code) ? code : null
}
