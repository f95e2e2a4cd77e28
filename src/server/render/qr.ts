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
  // Each run of dark modules is one stroke through their middle: a third of the bytes of a square for each.
  let path = ''
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; ) {
      const from = column
      while (column < modules.size && modules.get(row, column)) column += 1
      if (column > from) path += `M${from + MARGIN} ${row + MARGIN}.5h${column - from}`
      else column += 1
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path stroke="#000" d="${path}"/></svg>`
}
