import { expect, test } from 'vitest'
import { agreement, hereWith, mediation, visit } from '#test/parts.ts'
import { uuid } from '#test/world-of-rules.ts'
import { NOTHING_NAMED } from '../step.ts'
import {
  agreementNo,
  DOCKET_KINDS,
  docketIn,
  docketNo,
  faultsOfPattern,
  numbersTyped,
  shortNameOf,
  visitNo,
} from './docket.ts'

const { pattern } = DOCKET_KINDS.peoples
const docket = { committee: 5, year: 2026, n: 3, no: '（2026）石桥村人调字第3号' }

test('a number reads as the default of the law’s practice has it', () => {
  expect(docketIn(pattern, { year: 2026, unit: '石桥村', n: 3 })).toBe(docket.no)
  expect(faultsOfPattern(pattern)).toEqual([])
})

test('a committee is called by its short name, or by its name without what all of them have', () => {
  const called = (name: string, short_name: string | null = null) => shortNameOf({ name, short_name }, '枫溪县')
  expect(called('石桥村人民调解委员会')).toBe('石桥村')
  expect(called('枫溪县鹿渡镇人民调解委员会')).toBe('鹿渡镇')
  expect(called('枫溪县医疗纠纷人民调解委员会', '枫医')).toBe('枫医')
  expect(called('石桥村调委会')).toBe('石桥村')
  expect(called('枫溪县人民调解委员会')).toBe('枫溪县')
  expect(called('人民调解委员会')).toBe('人民调解委员会')
  expect(called('石桥村综治工作站')).toBe('石桥村综治工作站')
})

test.each([
  ['{unit}人调字第{n}号', '缺少{year}'],
  ['（{year}）{unit}人调字号', '缺少{n}'],
  ['（{year}）人调字第{n}号', '缺少{unit}'],
  ['（{year}）{unit}第{n}号{n}', '{n}（序号）只能写一次'],
  ['{year}{unit}人调字第{n}号', '要隔一个字'],
  ['（{year}）{unit}人调字第0{n}号', '不要写数字'],
  ['（{year}）{unit}人调字第０{n}号', '不要写数字'],
  ['（{year}）{unit}{court}人调字第{n}号', '没有“court”'],
  ['（{year}）{unit}人调字第{n}号}', '没有成对'],
  ['（{year}） {unit}人调字第{n}号', '不要有空格'],
  ['（{year}）{unit}人调字第{n}号口', '不要写“口”“之几”'],
  ['（{year}）{unit}人调字第{n}号之二', '不要写“口”“之几”'],
  ['（{year}）{unit}人调字{n}口', '不要写“口”“之几”'],
  ['（{year}）{unit}民特字第{n}号', '不要写“民特”'],
  ['（{year}）{unit}行调字第{n}号', '不要写“行调”'],
  ['（{year}）{unit}诉前调第{n}号', '不要写“诉前”'],
  ['（{year}）{unit}民初第{n}号', '不要写“民初”'],
  [`（{year}）{unit}${'人调字'.repeat(10)}第{n}号`, '最多'],
])('the pattern %s is refused: %s', (text, says) => {
  expect(faultsOfPattern(text).join()).toContain(says)
})

test('a number is found however its signs and digits were typed', () => {
  expect(numbersTyped('(２０２６)石桥村人调字第３号')).toContain(docket.no)
  expect(numbersTyped('［2026］石桥村人调字第3号之二口')).toContain(docket.no)
  expect(numbersTyped('石桥村')).toEqual([])
})

test('a mediation has its own number, or the one this step gives it; an older one has none', () => {
  const here = { named: { ...NOTHING_NAMED, docket } }
  expect(docketNo(null, mediation('accepted', { docket }))).toBe(docket.no)
  expect(docketNo(here, mediation('seeking_consent'))).toBe(docket.no)
  expect(docketNo(null, mediation('in_session'))).toBeNull()
  // A voided one is not filled from whatever is at hand.
  expect(docketNo(here, mediation('failed', { docket: null }))).toBeNull()
})

test('an agreement carries the number of its docket, an oral one with 口; a second one says so; a visit quotes it', () => {
  const held = mediation('in_session', { docket })
  const first = { ...agreement('in_effect', { form: 'written' }), id: uuid(41) }
  const { facts } = first
  const bare = hereWith([held])
  expect(agreementNo(bare, facts)).toBe('（2026）石桥村人调字第3号')
  expect(agreementNo(bare, { ...facts, form: 'oral' })).toBe('（2026）石桥村人调字第3号口')
  const two = hereWith([held, first, { ...agreement('signing', { form: 'oral' }), id: uuid(42) }])
  expect(agreementNo(two, facts, first.id)).toBe('（2026）石桥村人调字第3号')
  expect(agreementNo(two, { ...facts, form: 'oral' })).toBe('（2026）石桥村人调字第3号之二口')
  expect(visitNo(two, visit('due', { agreement_id: first.id }))).toBe('（2026）石桥村人调字第3号')
  expect(agreementNo(hereWith([mediation('in_session'), first]), facts)).toBeNull()
})
