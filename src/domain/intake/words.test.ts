import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedWords, bigrams, minhash, searchTokens, sharedWords } from './words.ts'

test('Chinese is cut into pairs, other words and numbers stay whole, punctuation only divides', () => {
  expect(bigrams('水沟堵了，找 Wang 要 3000元！')).toEqual(['水沟', '沟堵', '堵了', '找', 'wang', '要', '3000', '元'])
  expect(bigrams('ＡＢＣ１２３水')).toEqual(['abc', '123', '水'])
  expect(bigrams('水沟，水沟')).toEqual(['水沟'])
  expect(bigrams('，。！ ')).toEqual([])
})

test('rare characters stay whole: no half of one becomes a token', () => {
  expect(bigrams('𠮷田家')).toEqual(['𠮷田', '田家'])
})

test('a token has an end, so that an index can hold it', () => {
  const [token = ''] = bigrams('9'.repeat(5_000))
  expect(token).toBe('9'.repeat(64))
  expect(askedWords('9'.repeat(5_000)).tokens).toEqual([token])
})

test('no token holds what a search expression would read as a sign', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const token of [...searchTokens(text), ...bigrams(text)])
        expect(token).toMatch(/^[\p{L}\p{M}\p{N}\p{Script=Han}]+$/u)
    }),
  )
})

test('whatever stands in a text is found by any piece of it', () => {
  const text = fc.string({ unit: fc.constantFrom(...'水沟墙地界钱，。 3aB'), minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(text, fc.nat(40), fc.nat(40), (said, from, length) => {
      // Words and numbers are meant whole: a piece is cut where a Chinese character stands.
      const piece = said.slice(from, from + length).replaceAll(/[3aB]/g, ' ')
      const there = searchTokens(said)
      const { tokens, beginnings } = askedWords(piece)
      expect(tokens.filter((token) => !there.includes(token))).toEqual([])
      expect(beginnings.filter((start) => !there.some((token) => token.startsWith(start)))).toEqual([])
    }),
  )
})

test('a single character is asked for as the beginning of a pair, a number whole', () => {
  expect(askedWords('墙 300 abc')).toEqual({ tokens: ['300'], beginnings: ['墙', 'abc'] })
  expect(askedWords('水沟 围墙')).toEqual({ tokens: ['水沟', '围墙'], beginnings: [] })
})

test('the signature is the same for ever: a stored row must not grow old', () => {
  const said = '邻居砌墙占了两家中间的水沟，下雨天水都流到我家院子里。'
  expect(minhash(said)).toMatchInlineSnapshot(`
    [
      959253778,
      637937604,
      2140060949,
      974266686,
      -1437385817,
      257115128,
      46905204,
      286623574,
      250403533,
      1138803493,
      1735722890,
      2057540335,
      -1305918681,
      648953275,
      320602710,
      -2099091013,
      1182411116,
      192634830,
      -1205298293,
      132590128,
    ]
  `)
  expect(minhash(said.replaceAll('，', ' ').replaceAll('。', ''))).toEqual(minhash(said))
  expect(minhash(' ，')).toEqual([])
})

test('near-copies share a number of their signature, strangers do not', () => {
  const said = '邻居砌墙占了两家中间的水沟，下雨天水都流到我家院子里，说了几次都不听，我要他把墙拆了。'
  const again = '隔壁邻居砌墙占了两家中间的水沟，下雨天水全流到我家院子里，说了好几次都不听，要他把墙退回去。'
  const other = '老板欠了我们三个人从三月到六月的工资，一共两万四千元，打电话也不接。'
  const shared = (one: string, two: string): number =>
    minhash(one).filter((number) => minhash(two).includes(number)).length
  expect(sharedWords(said, again)).toBeGreaterThan(0.5)
  expect(shared(said, again)).toBeGreaterThan(0)
  expect(shared(said, other)).toBe(0)
  expect(sharedWords(said, said)).toBe(1)
  expect(sharedWords('', '')).toBe(0)
})

test('signatures meet as often as the texts agree', () => {
  // Texts of invented words whose share of common bigrams is known: half meet nearly always, a tenth nearly never.
  const word = (n: number): string =>
    `w${String.fromCharCode(97 + (n % 26))}${String.fromCharCode(97 + (Math.floor(n / 26) % 26))}${String.fromCharCode(97 + (Math.floor(n / 676) % 26))}`
  const textOf = (from: number, many: number): string =>
    Array.from({ length: many }, (_, at) => word(from + at)).join(' ')
  const meeting = (common: number, own: number): number => {
    let met = 0
    for (let n = 0; n < 200; n += 1) {
      const base = n * 80
      const one = `${textOf(base, common)} ${textOf(base + common, own)}`
      const two = `${textOf(base, common)} ${textOf(base + common + own, own)}`
      const theirs = new Set(minhash(two))
      if (minhash(one).some((number) => theirs.has(number))) met += 1
    }
    return met / 200
  }
  expect(meeting(20, 10)).toBeGreaterThan(0.85)
  expect(meeting(4, 18)).toBeLessThan(0.1)
})
