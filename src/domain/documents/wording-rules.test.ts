import { expect, test } from 'vitest'
import { askPaper } from '../disputes/make.ts'
import {
  aboutBlock,
  confidentialBlock,
  effectBlock,
  limitationBlock,
  onScreenBlock,
  paragraph,
  rightsBlock,
  routesBlock,
  sincerityBlock,
} from './forms.ts'
import { editionOfWording, versionInForce, withWordingOf } from './wording-book.ts'
import { coreOf, differences, faultsOfWording, linesOf, PIECES, wordingFrom } from './wording-rules.ts'
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

const faultsWith = (piece: (typeof EDITABLE)[number], change: { label?: string; lines: readonly string[] }): string => {
  const present = builtIn(piece)
  const label = change.label ?? (present.kind === 'list' ? present.label : '')
  return faultsOfWording(piece, wordingFrom(piece, label, change.lines), present)
    .map((it) => it.says)
    .join()
}

test.each([
  ['本县的纠纷要先调解，再到法院立案。', '不是起诉、立案的前提'],
  ['民事纠纷先由村里调解，\n然后才能起诉。', '不是起诉、立案的前提'],
  ['先　调解后起诉。', '不是起诉、立案的前提'],
  ['调解前置：民事纠纷一律先经调解。', '不是起诉、立案的前提'],
  ['调解是起诉的必经程序。', '不是起诉、立案的前提'],
  ['未经调解的，法院不受理。', '不是起诉、立案的前提'],
  ['双方应当参加调解。', '不是起诉、立案的前提'],
  ['向人民法院起诉的，应当提交调解不成证明。', '不用调解的任何证明'],
  ['签了同意书就不能退出。', '随时可以退出'],
  ['退出要经调解员同意。', '随时可以退出'],
  ['不同意调解的，不享受低保。', '不能因此受任何不利'],
  ['不参加调解将被处罚。', '不能因此受任何不利'],
  ['拒不签字的，视为放弃。', '不能因此受任何不利'],
  ['每件收取工本费20元。', '不收任何费用'],
  ['请带２０元。', '不收任何费用'],
  ['自协议生效之日起 30 日内不去司法确认的，协议作废；对协议不服不可以起诉。', '一样有效'],
  ['对协议不服不可以起诉。', '不能说没有、不用或者不许'],
  ['调解期间不必起诉、仲裁、行政复议，期限都会顺延。', '会误了期限'],
  ['调解期间，诉讼时效停止计算。', '会误了期限'],
  ['请放心\u202e。', '看不见的字符'],
  ['请放\u200b心。', '看不见的字符'],
])('whatever stands beside it, no piece of wording may add: %s', (line, says) => {
  for (const piece of EDITABLE) {
    const lines = [...linesOf(builtIn(piece)), ...line.split('\n')]
    expect(faultsWith(piece, { lines }), piece).toContain(says)
  }
})

test.each([
  '不必先调解，您也可以直接向人民法院起诉。',
  '不识字的，可以请调解员一条一条念，听懂了再说愿不愿意。',
  '调解不收费，谁收钱请打 12348 举报。',
  '有疑问可以打 12348。',
  '谈不成的，请早一点去仲裁或者起诉，不要等。',
  '请带身份证；没有带的，下次补上。',
])('a county may add in its own words: %s', (line) => {
  for (const piece of EDITABLE) expect(faultsWith(piece, { lines: [line, ...linesOf(builtIn(piece))] }), piece).toBe('')
})

test('every sentence that came with the program stays as it is: naming the articles alone keeps no right', () => {
  for (const piece of EDITABLE) {
    const all = linesOf(builtIn(piece))
    // Another order, and more beside it, is a county's own affair.
    expect(faultsWith(piece, { lines: [...all].reverse().concat('请慢慢看。') }), piece).toBe('')
    for (const sentence of coreOf(piece)) {
      const without = all.map((line) => line.replace(sentence, '请慢慢看。'))
      expect(faultsWith(piece, { lines: without }), piece).toContain('照原样留着')
      // Nor is it kept by standing inside a sentence that takes it back.
      const inside = all.map((line) => line.replace(sentence, `下面这句不算：${sentence}`))
      expect(faultsWith(piece, { lines: inside }), piece).toContain('照原样留着')
    }
    const words = `人民调解法 ${PIECES[piece].keeps.join('、')}`
    expect(faultsWith(piece, { lines: [words] }), piece).toContain('照原样留着')
  }
})

test('a heading promises nothing either', () => {
  const lines = linesOf(builtIn('rights_and_duties'))
  const faults = (label: string) => faultsWith('rights_and_duties', { label, lines })
  expect(faults('先调解后起诉须知')).toContain('不是起诉、立案的前提')
  expect(faults('您的\u202e权利')).toContain('看不见的字符')
  expect(faults('请您看清楚自己的权利')).toBe('')
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
      ...[aboutBlock(), confidentialBlock(), sincerityBlock(), onScreenBlock()],
    ]
      .map((it) => 'piece' in it && it.piece)
      .sort(),
  ).toEqual([...PIECE_NAMES].sort())
})
