import type { Day } from '../clocks/calendar.ts'

/** Letters of a short code: no 0 O, no 1 I L, so that it can be read out over a bad line (domain 3.3). */
export const SHORT_CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A short code of eight characters in two groups of four, from eight bytes of the caller's randomness. */
export function shortCode(bytes: Uint8Array): string {
  const letters = Array.from(bytes.slice(0, 8), (byte) => SHORT_CODE_ALPHABET[byte % SHORT_CODE_ALPHABET.length])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** What a person types for a short code (any case, with or without the hyphen), or null when it cannot be one. */
export function readShortCode(text: string): string | null {
  const letters = text.toUpperCase().replace(/[\s-]/g, '')
  if (letters.length !== 8 || [...letters].some((letter) => !SHORT_CODE_ALPHABET.includes(letter))) return null
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** ISO 7064 MOD 11,10 check digit of a string of digits. */
export function checkDigit(digits: string): string {
  let product = 10
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10
    product = (sum * 2) % 11
  }
  return String((11 - product) % 10)
}

/** The formal code of a dispute, for life: {region6}{unit4}{yyyyMMdd}{seq6}{check1} (domain 3.3). */
export function disputeCode(of: { place_code: number; unit_number: number; day: Day; sequence: number }): string {
  const region = String(of.place_code).slice(0, 6)
  const unit = String(of.unit_number).padStart(4, '0')
  const body = `${region}${unit}${of.day.replaceAll('-', '')}${String(of.sequence).padStart(6, '0')}`
  return body + checkDigit(body)
}
