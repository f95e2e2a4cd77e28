import { expect, test } from 'vitest'
import { StrokesInput } from '#domain/signing/inputs.ts'
import { isWritten } from '#domain/signing/strokes.ts'
import { pointsOf, strokesOf } from './strokes-of.ts'

const size = { width: 340, height: 136 }
const wave = (points: number) =>
  Array.from({ length: points }, (_, nth) => ({ x: (nth / points) * 340, y: 60 + 50 * Math.sin(nth / 9) }))

test('what is drawn fits what a signature may be, however long somebody draws', () => {
  for (const lines of [[wave(20)], [wave(5_000)], Array.from({ length: 40 }, () => wave(400))]) {
    const strokes = strokesOf(lines, size)
    expect(StrokesInput.safeParse(strokes).success).toBe(true)
    expect(isWritten(strokes)).toBe(true)
  }
})

test('a dot stays a dot, and what left the field is at its edge', () => {
  expect(strokesOf([[{ x: 10, y: 10 }]], size)).toEqual([[29, 29]])
  expect(isWritten(strokesOf([[{ x: 10, y: 10 }]], size))).toBe(false)
  expect(
    strokesOf(
      [
        [
          { x: -9, y: 900 },
          { x: 900, y: -9 },
        ],
      ],
      size,
    ),
  ).toEqual([[0, 400, 1000, 0]])
})

test('drawn again on another screen it is the same name', () => {
  const strokes = strokesOf([wave(60)], size)
  const large = { width: 900, height: 360 }
  expect(strokesOf(pointsOf(strokes, large), large)).toEqual(strokes)
})
