import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asSentence, inOneLine } from './in-one-line.ts'

test('pieces are joined by one point, whatever their writers ended them with', () => {
  expect(inOneLine(['面对面', '两家都认了。', '谈成了'])).toBe('面对面；两家都认了；谈成了')
  expect(inOneLine(['法院已经受理。', '您可以在法院说明。'])).toBe('法院已经受理；您可以在法院说明。')
  expect(inOneLine(['钱呢？', '下月给；', '好'])).toBe('钱呢？下月给；好')
  expect(inOneLine(['先修电梯。账目公开。', '住户同意'])).toBe('先修电梯。账目公开；住户同意')
})

test('what is empty, or nothing but a point, is left out', () => {
  expect(inOneLine(['', null, undefined, ' ', '。'])).toBe('')
  expect(inOneLine(['', '当场付清。', null])).toBe('当场付清。')
})

test('no two points ever meet where pieces meet, and no word is lost', () => {
  const piece = fc.string({ unit: fc.constantFrom('水', '沟', '。', '；', '，', '？', ' ') })
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const words = (text: string) => text.replace(/[^水沟]/g, '')
      const line = inOneLine(pieces)
      expect(words(line)).toBe(words(pieces.join('')))
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.constantFrom('水。', '沟；', '水，', '沟', '')), (pieces) => {
      expect(inOneLine(pieces)).not.toMatch(/[。；，]{2}/)
    }),
  )
})

test('a sentence on a paper ends in a full stop, unless its writer ended it', () => {
  expect(['付 100 元', '付 100 元。', '付 100 元；', '（另算）', '真的？'].map(asSentence)).toEqual([
    '付 100 元。',
    '付 100 元。',
    '付 100 元。',
    '（另算）。',
    '真的？',
  ])
})
