import { expect, test } from 'vitest'
import { AddMeasureInput, AddPaperInput, codesIn, HoldInput, ReportInput } from './inputs.ts'
import { type Entry, type Item, isAmong, linesOf, standing as standingOf } from './lines.ts'

const MADE = { laid_by: 990_326_000_000_000, by_person: 'maker' }
const measure: Item = {
  ...MADE,
  kind: 'measure',
  unit_id: 7,
  place_code: 990_326_000_000_000,
  body: { number: '1', text: '建名册', source: '一号文', due_on: '2026-03-10', lead_unit: 7, units: [7, 8] },
}
const site: Item = {
  ...MADE,
  kind: 'site',
  unit_id: 7,
  place_code: 990_326_100_210_000,
  body: { place_code: 990_326_100_210_000, unit_id: 7, since: '2026-01-01', text: '小事不出村' },
}
const paper: Item = {
  ...MADE,
  kind: 'paper',
  unit_id: 7,
  place_code: 990_326_000_000_000,
  body: { paper_kind: 'plan', title: '方案', number: '', on: '2026-02-01', kept_at: '柜里', text: '' },
}
const reception: Item = {
  ...MADE,
  kind: 'reception',
  unit_id: 7,
  place_code: 990_326_000_000_000,
  body: { way: 'receive', leader: '岳某', leader_post: '副县长', on: '2026-03-05', where: '接访室' },
}
const report = (line: number | null, done: boolean): Entry => ({
  ...{ act: 'report', line, on: '2026-03-01', by_person: 'worker' },
  body: { on: '2026-03-01', text: '办了', done },
})
const confirm = (line: number): Entry => ({
  ...{ act: 'confirm', line, on: '2026-03-02', by_person: 'other' },
  body: { how: 'on_site', text: '看到了' },
})
const sendBack = (line: number): Entry => ({
  ...{ act: 'send_back', line, on: '2026-03-02', by_person: 'other' },
  body: { text: '还差' },
})
const end: Entry = { act: 'end', line: null, on: '2026-03-02', by_person: 'other', body: { text: '不办了' } }
const hold = (promises: { what: string; unit_id: number; by: string }[]): Entry => ({
  ...{ act: 'hold', line: null, on: '2026-03-05', by_person: 'maker' },
  body: { on: '2026-03-05', came: 3, text: '说了路的事', promises },
})
const states = (item: Item, entries: Entry[], today = '2026-03-05') =>
  linesOf(item, entries, today).map(({ unit_id, state, late }) => [unit_id, state, late])
const standing = (item: Item, entries: Entry[], today: string) =>
  standingOf(item, entries, linesOf(item, entries, today), today)

test('a measure has one line for the lead and one for each responsible unit, the lead not twice', () => {
  expect(states(measure, [])).toEqual([
    [7, 'open', false],
    [8, 'open', false],
  ])
})

test('progress alone claims nothing; done is claimed, looked at, or sent back', () => {
  expect(states(measure, [report(0, false)])[0]).toEqual([7, 'open', false])
  expect(states(measure, [report(0, true)])[0]).toEqual([7, 'claimed', false])
  expect(states(measure, [report(0, true), sendBack(0)])[0]).toEqual([7, 'sent_back', false])
  expect(states(measure, [report(0, true), sendBack(0), report(0, false)])[0]).toEqual([7, 'sent_back', false])
  expect(states(measure, [report(0, true), sendBack(0), report(0, true), confirm(0)])).toEqual([
    [7, 'confirmed', false],
    [8, 'open', false],
  ])
})

test('what is late is read from the day: the last day itself is not, what was claimed is not, what was ended is not', () => {
  const on = (entries: Entry[], today: string) => states(measure, entries, today).map(([, , late]) => late)
  expect(on([], '2026-03-10')).toEqual([false, false])
  expect(on([], '2026-03-11')).toEqual([true, true])
  expect(on([report(0, true)], '2026-03-11')).toEqual([false, true])
  expect(on([report(0, true), sendBack(0)], '2026-03-11')).toEqual([true, true])
  expect(on([end], '2026-03-11')).toEqual([false, false])
})

test('a measure is done once each unit’s line was confirmed, and not before', () => {
  expect(standing(measure, [report(0, true), confirm(0), report(1, true)], '2026-03-05').state).toBe('going_on')
  expect(standing(measure, [report(0, true), confirm(0), report(1, true), confirm(1)], '2026-04-05')).toEqual({
    state: 'done',
    late: false,
  })
})

test('a paper waits to be checked from the day it is written down; a site owes nothing and goes on till it is ended', () => {
  expect(states(paper, [])).toEqual([[7, 'claimed', false]])
  expect(standing(paper, [confirm(0)], '2026-03-05').state).toBe('done')
  expect(linesOf(site, [report(null, false)], '2026-03-05')).toEqual([])
  expect(standing(site, [report(null, false)], '2030-03-05')).toEqual({ state: 'going_on', late: false })
  expect(standing(site, [end], '2026-03-05').state).toBe('ended')
})

test('a reception is planned, late when its day went by unwritten, and done with the last of its promises', () => {
  const promised = hold([{ what: '修路', unit_id: 9, by: '2026-03-20' }])
  expect(standing(reception, [], '2026-03-05')).toEqual({ state: 'planned', late: false })
  expect(standing(reception, [], '2026-03-06')).toEqual({ state: 'planned', late: true })
  expect(standing(reception, [hold([])], '2026-03-06')).toEqual({ state: 'done', late: false })
  expect(standing(reception, [promised], '2026-03-06')).toEqual({ state: 'going_on', late: false })
  expect(standing(reception, [promised], '2026-03-21')).toEqual({ state: 'going_on', late: true })
  expect(standing(reception, [promised, report(0, true), confirm(0)], '2026-03-21').state).toBe('done')
})

test('a list is narrowed to what goes on, is late, waits for a look, or is over', () => {
  const among = (item: Item, entries: Entry[], today = '2026-03-05') =>
    (['going_on', 'late', 'waiting', 'over'] as const).filter((filter) =>
      isAmong(filter, item, entries, linesOf(item, entries, today), today),
    )
  expect(among(measure, [])).toEqual(['going_on'])
  expect(among(measure, [report(0, true)], '2026-03-11')).toEqual(['going_on', 'late', 'waiting'])
  expect(among(measure, [report(0, true), end], '2026-03-11')).toEqual(['over'])
})

test('numbers of people are refused in words that many offices read, however they are written', () => {
  const says = (text: string) =>
    ReportInput.safeParse({ on: '2026-03-01', text }).error?.issues.map(({ path, message }) => [path[0], message])
  expect(says('打了 10012345678 没人接')).toEqual([['text', '这里很多单位看得到：请不要写电话号码、身份证号码。']])
  for (const text of [
    '身份证99032619700101123X',
    '身份证 990326 19700101 123x',
    '身份证９９０３２６１９７００１０１１２３Ｘ',
    '打１００１２３４５６７８',
    '打 100-1234-5678',
    '打 100 1234 5678',
    '打（100）12345678',
    '打+86 10012345678',
    '打 8610012345678',
    '座机 0990-1234567',
    '座机（0990）1234 5678',
    '座机 09901234567',
  ])
    expect(says(text), text).toBeDefined()
  for (const text of [
    '花了 12000 元，编号 20260301',
    '枫委发〔2026〕1号，2026-03-01 至 2026-04-01',
    '03-01 来了 12 位，03-02 来了 8 位',
    '案卷 990326000120260301000001',
    '共 3 户 12 人，赔 100000 元',
  ])
    expect(says(text), text).toBeUndefined()
  const held = {
    on: '2026-03-05',
    came: 1,
    text: '路',
    promises: [{ what: '回电 10012345678', unit_id: 1, by: '2026-03-09' }],
  }
  expect(HoldInput.safeParse(held).success).toBe(false)
  const kept = { paper_kind: 'plan', title: '方案', on: '2026-03-01', kept_at: '柜里', text: '找 10012345678 问' }
  expect(AddPaperInput.safeParse(kept).success).toBe(false)
})

test('a unit stands once in a measure, and a year is one people mean', () => {
  const right = { number: '1', text: '建名册', source: '一号文', due_on: '2026-03-10', lead_unit: 7, units: [8] }
  expect(AddMeasureInput.safeParse(right).success).toBe(true)
  expect(AddMeasureInput.safeParse({ ...right, units: [8, 8] }).success).toBe(false)
  const says = (due_on: string) => AddMeasureInput.safeParse({ ...right, due_on }).error?.issues.map((it) => it.message)
  expect(says('0206-03-10')).toEqual(['请再看看年份。'])
  expect(says('')).toEqual(['请选择日期。'])
})

test('codes of files are read as they are typed anywhere: any case, hyphen or none, whatever stands between them', () => {
  expect(codesIn('ab2c-3d4e、AB2C3D4F，,;；\nAB2C-3D4G  ab2c3d4h')).toEqual([
    'ab2c-3d4e',
    'AB2C3D4F',
    'AB2C-3D4G',
    'ab2c3d4h',
  ])
  expect(codesIn(' 、 ')).toEqual([])
})
