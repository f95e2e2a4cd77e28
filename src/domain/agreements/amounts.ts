/** Sums of money as people write them: decimal yuan as text, at most two decimals. Never a float, so 0.1 + 0.2 is 0.30. */

/** What an amount looks like: 1 to 12 digits before the point, none of them a leading zero, and at most two after it. */
export const AMOUNT = /^(0|[1-9]\d{0,11})(\.\d{1,2})?$/

/** Cents of an amount. Throws RangeError for what `AMOUNT` does not take: that is a fault of the caller. */
export function cents(amount: string): bigint {
  if (!AMOUNT.test(amount)) throw new RangeError(`not an amount: ${amount}`)
  const [yuan = '0', part = ''] = amount.split('.')
  return BigInt(yuan) * 100n + BigInt(part.padEnd(2, '0'))
}

/** The shortest text of so many cents: 3000000n is '30000', 30569241n is '305692.41'. Not for debts below nothing. */
export function yuan(sum: bigint): string {
  if (sum < 0n) throw new RangeError(`less than nothing: ${sum}`)
  const part = String(sum % 100n).padStart(2, '0')
  return part === '00' ? String(sum / 100n) : `${sum / 100n}.${part}`
}

/** The sum of amounts, as text. */
export const sumOf = (amounts: readonly string[]): string =>
  yuan(amounts.reduce((sum, amount) => sum + cents(amount), 0n))

/** An amount as people read it: 12,000 元; the cents only where there are some (3,500.50 元). Decimal yuan as text goes in. */
export function sayYuan(amount: string): string {
  const [whole = '', part = ''] = amount.split('.')
  const fen = /[1-9]/.test(part) ? `.${part.padEnd(2, '0')}` : ''
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fen} 元`
}
