import { FIELD, MOST_POINTS, type Strokes } from '#domain/signing/strokes.ts'

type Point = { x: number; y: number }
/** Points nearer to the last one than this, in units of the field, say nothing more of a line. */
const NEAR = 5

const within = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)))

function thinned(line: readonly Point[], near: number): number[] {
  const kept: Point[] = []
  for (const [nth, point] of line.entries()) {
    const last = kept.at(-1)
    const far = !last || Math.hypot(point.x - last.x, point.y - last.y) >= near
    // Where a line ends is kept: a hook is a hook.
    if (far || (nth === line.length - 1 && kept.length === 1)) kept.push(point)
  }
  return kept.flatMap(({ x, y }) => [x, y])
}

/** What was drawn on a field of so many pixels, in units of the field and in no more points than a signature may have. */
export function strokesOf(lines: readonly (readonly Point[])[], size: { width: number; height: number }): Strokes {
  const scaled = lines
    .filter((line) => line.length > 0)
    .map((line) =>
      line.map(({ x, y }) => ({
        x: within((x / size.width) * FIELD.width, FIELD.width),
        y: within((y / size.height) * FIELD.height, FIELD.height),
      })),
    )
  for (let near = NEAR; ; near *= 1.6) {
    const strokes = scaled.map((line) => thinned(line, near))
    const points = strokes.reduce((sum, line) => sum + line.length / 2, 0)
    if (points <= MOST_POINTS || near > FIELD.width) return strokes
  }
}

/** The other way round: to draw again what is kept. */
export const pointsOf = (strokes: Strokes, size: { width: number; height: number }): Point[][] =>
  strokes.map((line) =>
    Array.from({ length: line.length / 2 }, (_, nth) => ({
      x: ((line[nth * 2] ?? 0) / FIELD.width) * size.width,
      y: ((line[nth * 2 + 1] ?? 0) / FIELD.height) * size.height,
    })),
  )
