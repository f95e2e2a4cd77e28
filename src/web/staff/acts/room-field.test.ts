import { expect, test } from 'vitest'
import { clashWords } from './room-field.tsx'

const at = '2026-03-03T01:00:00.000Z'
const room = (name: string, taken: boolean) => ({
  id: 1,
  name,
  unit_name: '枫溪县鹿渡镇综治中心',
  address: '',
  taken: taken ? { at, minutes: 60 } : null,
})

test('before times are offered it is said who has something else then, by the hours alone', () => {
  const busy = [{ person_id: '0', name: '骆春晓', at, minutes: 120 }]
  expect(clashWords({ busy, rooms: [room('第一调解室', true), room('第二调解室', false)] })).toBe(
    '骆春晓 09:00—11:00 另有一场。可以换个时间；要发也能发。',
  )
})

test('rooms are spoken of only where there are some and none is free', () => {
  expect(clashWords({ busy: [], rooms: [] })).toBe('')
  expect(clashWords({ busy: [], rooms: [room('第一调解室', true), room('第二调解室', false)] })).toBe('')
  expect(clashWords({ busy: [], rooms: [room('第一调解室', true)] })).toBe(
    '调解室都有安排了（第一调解室 09:00—10:00）。可以换个时间；要发也能发。',
  )
})
