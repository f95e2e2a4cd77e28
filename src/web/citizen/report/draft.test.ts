import { expect, test } from 'vitest'
import { RegisterInput } from '#domain/intake/inputs.ts'
import { shelfOver } from '#web/lib/device.ts'
import { type Answers, bodyOf, dropDraft, keepDraft, NOTHING_WRITTEN, readDraft, withKey } from './draft.ts'

function memory(): Storage {
  const held = new Map<string, string>()
  return {
    get length() {
      return held.size
    },
    clear: () => held.clear(),
    getItem: (name) => held.get(name) ?? null,
    key: (at) => [...held.keys()][at] ?? null,
    removeItem: (name) => void held.delete(name),
    setItem: (name, value) => void held.set(name, value),
  }
}

const written: Answers = {
  your_name: '㛃䶮·𠀀',
  reach: '0960-5550123',
  other_side: '还不知道',
  place: { code: 990_326_100_201_000, names: ['枫溪县', '鹿渡镇', '沙湾村'] },
  where_text: '',
  what_happened: '<b>墙</b> =1+1',
  wish: '还不知道',
  dispute_type: null,
}

test('a draft comes back from the device exactly as it was typed', () => {
  const shelf = shelfOver(memory)
  const storage = memory()
  const kept = shelfOver(() => storage)
  expect(keepDraft(kept, { answers: written, submission: null })).toBe(true)
  expect(readDraft(kept)?.answers).toEqual(written)
  dropDraft(kept)
  expect(readDraft(kept)).toBeNull()
  expect(readDraft(shelf)).toBeNull()
})

test('an empty draft is nothing to continue', () => {
  const storage = memory()
  const shelf = shelfOver(() => storage)
  keepDraft(shelf, { answers: { ...NOTHING_WRITTEN, your_name: '  ' }, submission: null })
  expect(readDraft(shelf)).toBeNull()
})

test('what another release or a broken disk left behind is not taken for a draft', () => {
  const storage = memory()
  const shelf = shelfOver(() => storage)
  for (const text of ['{', 'null', '[]', '{"answers":{"your_name":1}}', '{"answers":{},"submission":null}']) {
    storage.setItem('fengqiao.draft', text)
    expect(readDraft(shelf)).toBeNull()
  }
})

test('a device that refuses storage keeps nothing and breaks nothing', () => {
  const shelf = shelfOver(() => {
    throw new Error('denied')
  })
  expect(keepDraft(shelf, { answers: written, submission: null })).toBe(false)
  expect(readDraft(shelf)).toBeNull()
  expect(() => dropDraft(shelf)).not.toThrow()
})

test('the same matter sent again keeps its key, also after a reload; a changed one gets a new key', () => {
  let made = 0
  const make = () => `key-${++made}`
  const first = withKey({ answers: written, submission: null }, make)
  expect(withKey(first, make).submission.key).toBe('key-1')
  const reloaded = JSON.parse(JSON.stringify(first)) as typeof first
  expect(withKey(reloaded, make).submission.key).toBe('key-1')
  const changed = { ...first, answers: { ...written, wish: '把墙修好' } }
  expect(withKey(changed, make).submission.key).toBe('key-2')
})

test('what is sent is what the six questions ask for', () => {
  expect(RegisterInput.safeParse(bodyOf(written)).success).toBe(true)
  expect(RegisterInput.safeParse(bodyOf({ ...written, place: null })).success).toBe(false)
})
