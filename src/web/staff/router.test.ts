import { expect, test } from 'vitest'
import { matchPath, withQuery } from './router.ts'

test('a path fits its pattern and gives its parts', () => {
  expect(matchPath('/staff/files/:id', '/staff/files/0190-a')).toEqual({ id: '0190-a' })
  expect(matchPath('/staff/files', '/staff/files/')).toEqual({})
  expect(matchPath('/staff', '/staff/')).toEqual({})
})

test('a path that is longer, shorter or other does not fit', () => {
  expect(matchPath('/staff/files/:id', '/staff/files')).toBeNull()
  expect(matchPath('/staff/files', '/staff/files/0190-a')).toBeNull()
  expect(matchPath('/staff/demo', '/staff/sign-in')).toBeNull()
})

test('a part that is no proper text fits nothing and does not throw', () => {
  expect(matchPath('/staff/files/:id', '/staff/files/%E0%A4%A')).toBeNull()
})

test('changing one word of the query leaves the others alone', () => {
  expect(withQuery('/staff/files', '?scope=mine&stage=closed', { stage: null })).toBe('/staff/files?scope=mine')
  expect(withQuery('/staff/files', '?scope=mine', { stage: 'closed' })).toBe('/staff/files?scope=mine&stage=closed')
  expect(withQuery('/staff/', '?stage=closed', { stage: '' })).toBe('/staff/')
})
