import { expect, test } from 'vitest'
import { matching } from './matching.ts'

const places = ['沙湾村', '上沙村', '花桥村'].map((name) => ({ name }))

test('a list of places narrows to names that hold what was typed, beginnings first', () => {
  const names = (typed: string) => matching(places, typed).map((place) => place.name)
  expect(names('')).toEqual(['沙湾村', '上沙村', '花桥村'])
  expect(names(' 沙 ')).toEqual(['沙湾村', '上沙村'])
  expect(matching([...places].reverse(), '沙').map((place) => place.name)).toEqual(['沙湾村', '上沙村'])
  expect(names('没有')).toEqual([])
})
