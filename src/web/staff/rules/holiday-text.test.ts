import { expect, test } from 'vitest'
import { readNotice } from './holiday-text.ts'

test('a notice is read as it is typed off: with or without the year, in Chinese or with strokes', () => {
  expect(
    readNotice(2027, '元旦 2027-01-01 2027-01-03\n春节：2月5日至2月11日\n清明节 4/5', '2月14日、2月20日\n5.8'),
  ).toEqual({
    holidays: [
      { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
      { name: '春节', from: '2027-02-05', to: '2027-02-11' },
      { name: '清明节', from: '2027-04-05', to: '2027-04-05' },
    ],
    worked: ['2027-02-14', '2027-02-20', '2027-05-08'],
    wrong: [],
  })
})

test('a New Year that begins in December has its own year', () => {
  expect(readNotice(2028, '元旦 2027-12-31 2028-01-02', '').holidays).toEqual([
    { name: '元旦', from: '2027-12-31', to: '2028-01-02' },
  ])
})

test('what cannot be read is given back, and nothing is guessed', () => {
  expect(readNotice(2027, '春节放七天\n2月5日\n国庆 10月1日 10月3日 10月7日', '周六').wrong).toEqual([
    '春节放七天',
    '2月5日',
    '国庆 10月1日 10月3日 10月7日',
    '周六',
  ])
})
