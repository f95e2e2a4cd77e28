import { expect, test } from 'vitest'
import type { ReturnedPage, ReturnedPaper } from './facts.ts'
import { sayWitness, standingPages } from './pages.ts'

const came = (id: string, ...pages: { page: number; how: ReturnedPage['how'] }[]): ReturnedPaper => ({
  ...{
    id,
    paper_id: '',
    part_id: '',
    form: 'D-08',
    title: '',
    edition: 1,
    of: 2,
    content_hash: '',
    hands: [],
    note: '',
  },
  pages: pages.map((it) => ({
    ...{ ...it, nth: 1 },
    file: { upload_id: id, name: '', kind: 'jpeg', size: 1, sha256: '', previews: 1 },
  })),
  ...{ at: '2026-03-01T01:00:00.000Z', by: { person_id: '', name: '' } },
})
const standing = (...all: ReturnedPaper[]) => standingPages(all).pages.map(({ page, return_id }) => [page, return_id])

test('a page known by its code is displaced by a later one that is, and not by what somebody says of a picture', () => {
  const [code, hand] = [came('a', { page: 1, how: 'by_code' }), came('b', { page: 1, how: 'by_hand' })]
  expect(standing(code, hand)).toEqual([[1, 'a']])
  expect(standing(hand, code)).toEqual([[1, 'a']])
  expect(standing(code, came('c', { page: 1, how: 'by_code' }))).toEqual([[1, 'c']])
  expect(standing(hand, came('c', { page: 1, how: 'by_hand' }))).toEqual([[1, 'c']])
})

test('that nobody saw a finger given stands as it was written', () => {
  expect(sayWitness('宋春生')).toBe('见证人宋春生')
  expect(sayWitness('没有见证人：家里没有别人')).toBe('没有见证人：家里没有别人')
})
