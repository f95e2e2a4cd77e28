import { create } from 'qrcode'

const MARGIN = 2

/**
 * A QR code as an SVG text. The library makes the matrix; the mode and the mask are given to it, because its search for
 * the best of each costs ten times the rest and every reader copes with any mask.
 */
export function qrSvg(text: string): string {
  const { modules } = create([{ data: Buffer.from(text, 'utf8'), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
    maskPattern: 2,
  })
  const size = modules.size + 2 * MARGIN
  let path = ''
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) path += `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
}
