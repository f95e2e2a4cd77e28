import { expect, test } from 'vitest'
import { chosenOf, keyOf, putAside } from './chosen-pages.ts'
import type { Picture } from './use-scans.ts'

const picture = (upload_id: string, more: Partial<Picture>): Picture => ({
  ...{ upload_id, name: '', nth: 1, is: 'page', page: 1, of: 3, says: '', next: '', drawn_of: 3, fresh: true },
  ...more,
})

test('of two pictures of one page the one sent last is taken; a code goes before what somebody says', () => {
  const unread = picture('c', { is: 'unreadable', page: null, of: null })
  const pictures = [picture('a', { page: 2 }), picture('b', { page: 2 }), unread]
  const { of, taken, missing } = chosenOf(pictures, { [keyOf(unread)]: 2 })
  expect([of, taken.get(2)?.upload_id, missing]).toEqual([3, 'b', [1, 3]])
  expect(chosenOf(pictures, { [keyOf(unread)]: 3 }).missing).toEqual([1])
})

test('pages of another print and papers that are not this one are left out', () => {
  const pictures = [
    picture('a', { page: 1, of: 5 }),
    picture('b', { is: 'wrong', page: null }),
    picture('c', { page: 3 }),
  ]
  const { of, taken, missing } = chosenOf(pictures, {})
  expect([of, [...taken.keys()], missing]).toEqual([3, [3], [1, 2]])
})

test('where no code could be read it has as many pages as it is printed with', () => {
  const unread = picture('a', { is: 'unreadable', page: null, of: null, drawn_of: 2 })
  expect(chosenOf([unread], { [keyOf(unread)]: 1 })).toMatchObject({ of: 2, missing: [2] })
})

test('what was sent another day does not go before a page that stands; what is sent now does', () => {
  const standing = { of: 3, pages: [1] }
  const put = picture('a', { fresh: false })
  expect([...chosenOf([put, picture('b', { page: 2 })], {}, standing).taken.keys()]).toEqual([2])
  expect(chosenOf([picture('a', {})], {}, standing).taken.get(1)?.upload_id).toBe('a')
  // Of another print it stands for nothing yet.
  expect([...chosenOf([put], {}, { of: 2, pages: [1] }).taken.keys()]).toEqual([1])
})

test('after pages were registered the files nothing was taken of go; what nobody could read waits while a page is missing', () => {
  const unread = picture('c', { is: 'unreadable', page: null, of: null })
  const all = [picture('a', { page: 1 }), picture('b', { page: 1 }), unread, picture('d', { is: 'wrong', page: null })]
  const chosen = chosenOf(all, {})
  expect(putAside(all, chosen, false)).toEqual(['a', 'd'])
  expect(putAside(all, chosen, true)).toEqual(['a', 'c', 'd'])
})

test('without a code it has as many pages as before, or as somebody counted; a code that was read goes before both', () => {
  const unread = picture('a', { is: 'unreadable', page: null, of: null, drawn_of: 3 })
  expect(chosenOf([unread], {}, { of: 2, pages: [1] })).toMatchObject({ of: 2, codeless: true })
  expect(chosenOf([unread], {}, { of: 2, pages: [1] }, 4)).toMatchObject({ of: 4 })
  expect(chosenOf([unread, picture('b', {})], {}, undefined, 4)).toMatchObject({ of: 3, codeless: false })
})
