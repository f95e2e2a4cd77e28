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

const FIGURES = [...'零壹贰叁肆伍陆柒捌玖']
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿']

/** Up to four figures, written out; a nought between two figures is said once. */
function groupInCapitals(group: string): string {
  const said = [...group].map((figure, at) => {
    const place = PLACES[group.length - 1 - at] ?? ''
    return figure === '0' ? '零' : `${FIGURES[Number(figure)]}${place}`
  })
  return said.join('').replace(/零+/g, '零').replace(/零$/, '')
}

/**
 * A sum written out so that no figure can be put before or behind it: 3500.5 is 叁仟伍佰元伍角, 3000 is 叁仟元整 (the way of 正确填写
 * 票据和结算凭证的基本规定，参照). Decimal yuan as text goes in; throws RangeError for what is no amount.
 */
export function inCapitals(amount: string): string {
  if (!AMOUNT.test(amount)) throw new RangeError(`not an amount: ${amount}`)
  const [whole = '0', part = ''] = amount.split('.')
  const groups = whole.padStart(Math.ceil(whole.length / 4) * 4, '0').match(/.{4}/g) ?? []
  const yuan = groups
    .map((group, at) => {
      const said = groupInCapitals(group)
      return said === '' || said === '零' ? '零' : `${said}${GROUPS[groups.length - 1 - at]}`
    })
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
  const [jiao, fen] = [Number(part[0] ?? 0), Number(part[1] ?? 0)]
  const rest = [
    jiao > 0 ? `${FIGURES[jiao]}角` : yuan !== '' && fen > 0 ? '零' : '',
    fen > 0 ? `${FIGURES[fen]}分` : '',
  ]
  const after = rest.join('')
  if (yuan === '') return after === '' ? '零元整' : after
  return `${yuan}元${after === '' ? '整' : after}`
}

/** An amount as people read it: 12,000 元; the cents only where there are some (3,500.50 元). Decimal yuan as text goes in. */
export function sayYuan(amount: string): string {
  const [whole = '', part = ''] = amount.split('.')
  const fen = /[1-9]/.test(part) ? `.${part.padEnd(2, '0')}` : ''
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fen} 元`
}
