import { expect, test } from 'vitest'
import { askPaper } from '../disputes/make.ts'
import {
  aboutBlock,
  confidentialBlock,
  effectBlock,
  limitationBlock,
  paragraph,
  rightsBlock,
  routesBlock,
  sincerityBlock,
} from './forms.ts'
import { editionOfWording, versionInForce, withWordingOf } from './wording-book.ts'
import { differences, faultsOfWording, linesOf, PIECES, wordingFrom } from './wording-rules.ts'
import { sampleWith } from './wording-sample.ts'
import { isBuiltIn, latestBuiltIn, PIECE_NAMES, type Wording, wordingOf } from './wordings.ts'

const builtIn = (piece: (typeof PIECE_NAMES)[number]): Wording => wordingOf(piece, latestBuiltIn(piece))
const EDITABLE = PIECE_NAMES.filter((piece) => PIECES[piece].why_fixed === null)

test('what the program brought would itself be let through, with a word more', () => {
  for (const piece of EDITABLE) {
    const present = builtIn(piece)
    const more = [...linesOf(present), '看不懂的，请调解员念给您听。']
    const label = present.kind === 'list' ? present.label : ''
    expect(faultsOfWording(piece, wordingFrom(piece, label, more), present), piece).toEqual([])
    expect(
      faultsOfWording(piece, present, present)
        .map((it) => it.says)
        .join(),
    ).toContain('一个字不差')
  }
})

test('the list of other routes is the law’s and nobody’s here to change', () => {
  expect(faultsOfWording('other_routes', builtIn('other_routes'), builtIn('other_routes'))[0]?.says).toContain('新版')
})

test.each([
  ['本协议可以直接强制执行。', '不能这样许诺'],
  ['调解一定能成功，保证胜诉。', '不能这样许诺'],
  ['调解费由双方分担。', '不收任何费用'],
  ['参加调解的不得上访。', '信访'],
  ['请先交{money}元。', '没有“{money}”'],
  ['请看清楚}再签。', '没有成对'],
  ['长'.repeat(401), '最多 400 个字'],
])('%s is refused', (line, says) => {
  const present = builtIn('effect_of_agreement')
  const wording: Wording = { kind: 'list', label: '这份协议有什么用', items: [...linesOf(present), line] }
  expect(
    faultsOfWording('effect_of_agreement', wording, present)
      .map((it) => it.says)
      .join(),
  ).toContain(says)
})

test('a piece keeps its shape: a list its heading, a paragraph none', () => {
  expect(wordingFrom('rights_and_duties', ' 您的权利 ', ['甲', ' ', ' 乙 '])).toEqual({
    kind: 'list',
    label: '您的权利',
    items: ['甲', '乙'],
  })
  expect(wordingFrom('limitation_interrupted', '', ['甲', '乙'])).toEqual({ kind: 'paragraph', text: '甲\n乙' })
})

test('differences show what went and what came, in order', () => {
  expect(differences(['甲', '乙', '丙'], ['甲', '丁', '丙', '戊'])).toEqual([
    { is: 'same', text: '甲' },
    { is: 'gone', text: '乙' },
    { is: 'new', text: '丁' },
    { is: 'same', text: '丙' },
    { is: 'new', text: '戊' },
  ])
  expect(differences([], [])).toEqual([])
})

test('the newest released version whose day has come is named; before its day, and of other pieces, nothing changes', () => {
  const book = [
    { piece: 'rights_and_duties', version: 100, effective_on: '2026-03-05' },
    { piece: 'rights_and_duties', version: 102, effective_on: '2026-04-01' },
    { piece: 'effect_of_agreement', version: 100, effective_on: '2026-01-01' },
  ]
  const on = (day: string) => versionInForce(book, 'rights_and_duties', day)
  expect([on('2026-03-04'), on('2026-03-05'), on('2026-03-31'), on('2026-04-01')]).toEqual([1, 100, 100, 102])
  expect(versionInForce(book, 'other_routes', '2026-04-01')).toBe(latestBuiltIn('other_routes'))
  expect([editionOfWording(1), editionOfWording(100), editionOfWording(102)]).toEqual([null, 1, 3])
  expect(isBuiltIn('rights_and_duties', 1) && !isBuiltIn('rights_and_duties', 100)).toBe(true)

  const asked = askPaper('1', 'D-03', '甲', [rightsBlock(), paragraph('乙'), routesBlock()])
  const link = { kind: 'stop_clock', id: '2', as: 'met' } as const
  const [made, other] = withWordingOf({ wordings: book, today: '2026-03-05' }, [asked, link])
  expect(made?.kind === 'ask_paper' && made.content.blocks).toEqual([
    { kind: 'wording', piece: 'rights_and_duties', version: 100 },
    paragraph('乙'),
    { kind: 'wording', piece: 'other_routes', version: 1 },
  ])
  expect(other).toBe(link)
})

test('each piece has a sample paper with its words in it', () => {
  for (const piece of PIECE_NAMES) expect(sampleWith(piece, builtIn(piece)).blocks).toContainEqual(builtIn(piece))
  expect(
    [
      ...[rightsBlock(), effectBlock(), limitationBlock(), routesBlock()],
      ...[aboutBlock(), confidentialBlock(), sincerityBlock()],
    ]
      .map((it) => 'piece' in it && it.piece)
      .sort(),
  ).toEqual([...PIECE_NAMES].sort())
})
