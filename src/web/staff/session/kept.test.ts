import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dropAllDrafts, hasDrafts, hasUnsent } from './drafts.ts'
import { entryOf, keepEntry } from './kept.ts'

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('an entry comes back after a reload, but only to the post that wrote it and on the page it is of', () => {
  keepEntry('take_down post-1', { what_happened: '鸡吃了菜。' })
  expect(entryOf('take_down post-1')).toEqual({ what_happened: '鸡吃了菜。' })
  expect(entryOf('take_down post-2')).toBeNull()
  expect(entryOf('report_clue post-1')).toBeNull()
})

test('whoever signs out is asked, and leaves nothing of it behind; closing the window is not asked about', () => {
  keepEntry('take_down post-1', { what_happened: '鸡吃了菜。' })
  expect(hasUnsent()).toBe(true)
  expect(hasDrafts()).toBe(false)
  dropAllDrafts()
  expect(entryOf('take_down post-1')).toBeNull()
  expect(hasUnsent()).toBe(false)
})
