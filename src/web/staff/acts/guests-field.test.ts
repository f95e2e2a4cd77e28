import { expect, test } from 'vitest'
import { optionsFor } from './guests-field.tsx'

const one = (person_id: string, more: object = {}) => ({
  ...{ person_id, name: '裴思齐', unit_name: '枫溪县人民法院', role_says: '法院诉调对接专员' },
  ...{ as_what: 'judge' as const, taken: null, ...more },
})

test('colleagues of one name in one unit stand under words of their own, and each is found by who she is', () => {
  const found = (...of: ReturnType<typeof one>[]) =>
    optionsFor(of, 'judge').map(({ person_id, value }) => [person_id, value])
  expect(found(one('a'), one('b', { name: '闻人语' }))).toEqual([
    ['a', '枫溪县人民法院 裴思齐'],
    ['b', '枫溪县人民法院 闻人语'],
  ])
  expect(found(one('a'), one('b', { role_says: '法官' }))).toEqual([
    ['a', '枫溪县人民法院 裴思齐（法院诉调对接专员）'],
    ['b', '枫溪县人民法院 裴思齐（法官）'],
  ])
  expect(found(one('a'), one('b'))).toEqual([
    ['a', '枫溪县人民法院 裴思齐（法院诉调对接专员）第 1 位'],
    ['b', '枫溪县人民法院 裴思齐（法院诉调对接专员）第 2 位'],
  ])
  // As somebody else nobody of them comes.
  expect(optionsFor([one('a')], 'expert')).toEqual([])
})
