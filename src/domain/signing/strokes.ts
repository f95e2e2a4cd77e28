/** The field a name is written on, in units of its own: five to two, whatever the screen measures. */
export const FIELD = { width: 1000, height: 400 } as const
/** Careful writing of a long name (古丽巴哈尔·阿布都热西提) has some eighty; the points are what bounds it. */
export const MOST_STROKES = 200
export const MOST_POINTS = 600
/** Fewer points, or none further apart than this, are a dot or a tick and no name. */
const FEWEST_POINTS = 6
const LEAST_EXTENT = 60

/** A name written by hand, as lines of the pen: x and y by turns, whole units of the field. Nothing of how it was written but that. */
export type Strokes = number[][]

/** Whether somebody wrote something: not a dot, not a tick. */
export function isWritten(strokes: Strokes): boolean {
  const points = strokes.reduce((sum, line) => sum + line.length / 2, 0)
  const all = strokes.flat()
  const extent = (odd: 0 | 1): number => {
    const those = all.filter((_, nth) => nth % 2 === odd)
    return Math.max(...those) - Math.min(...those)
  }
  return points >= FEWEST_POINTS && Math.max(extent(0), extent(1)) >= LEAST_EXTENT
}

/** The lines as an SVG path in units of the field; a single point is a short dash, so that it shows. */
export const pathOf = (strokes: Strokes): string =>
  strokes
    .map((line) => {
      const [x = 0, y = 0, ...rest] = line
      const pairs = rest.length === 0 ? [x + 1, y] : rest
      return `M${x} ${y}L${pairs.join(' ')}`
    })
    .join('')

const EDGE = 12
/** A picture is at most so many times as wide as high. */
const WIDEST = 4

/** The signature as a picture of its own, cut to what was written. The numbers are our own: nothing of a text stands in it. */
export function svgOf(strokes: Strokes): string {
  const all = strokes.flat()
  const of = (odd: 0 | 1) => all.filter((_, nth) => nth % 2 === odd)
  const [left, top] = [Math.min(...of(0)) - EDGE, Math.min(...of(1)) - EDGE]
  const width = Math.max(...of(0)) + EDGE - left
  // A long flat line is given some air: every signature stands in the same frame.
  const height = Math.max(Math.max(...of(1)) + EDGE - top, Math.ceil(width / WIDEST))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}"><path d="${pathOf(strokes)}" fill="none" stroke="#111" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"/></svg>`
}
