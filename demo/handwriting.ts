import type { Strokes } from '#domain/signing/strokes.ts'

/** So many letters fit in the field side by side. */
const MOST = 5

/**
 * A name as somebody might write it on glass, for the invented people of the demo and of tests: a few strokes a letter, always the
 * same for the same name, and nobody's hand.
 */
export function handwriting(name: string): Strokes {
  const letters = [...name].slice(0, MOST)
  const wide = Math.min(230, Math.floor(940 / Math.max(letters.length, 1)))
  return letters.flatMap((letter, nth) => {
    let seed = letter.codePointAt(0) ?? 1
    const by = (most: number): number => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % most
    }
    const left = 30 + nth * wide
    const at = (x: number, y: number): number[] => [
      Math.round(left + (x / 100) * (wide - 24)) + by(7),
      Math.round(60 + y * 2.8) + by(9),
    ]
    const across = [...at(8, 18 + by(12)), ...at(45, 14 + by(10)), ...at(88, 16 + by(10))]
    const down = [...at(48 + by(8), 2), ...at(46, 45), ...at(44 + by(6), 96), ...at(34, 88)]
    const left_ = [...at(44, 34 + by(10)), ...at(28, 62), ...at(8, 84 + by(10))]
    const right = [...at(50, 40 + by(8)), ...at(68, 66), ...at(94, 88 + by(8))]
    const more = by(2) === 0 ? [[...at(20, 48 + by(10)), ...at(52, 46), ...at(80, 50)]] : []
    return [across, down, left_, right, ...more]
  })
}
