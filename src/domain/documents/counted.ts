const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** 1 to 99 as clauses of a paper are counted: 一、二、…、十一、…、二十. Beyond that, figures. */
export function counted(n: number): string {
  if (n <= 10) return NUMERALS[n - 1] ?? ''
  if (n > 99) return String(n)
  const tens = n >= 20 ? NUMERALS[Math.floor(n / 10) - 1] : ''
  return `${tens}十${n % 10 ? NUMERALS[(n % 10) - 1] : ''}`
}
