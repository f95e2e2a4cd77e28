import { expect, test } from 'vitest'
import { STAGES } from '#domain/disputes/stage.ts'
import { STAGE_MEANS } from '#domain/disputes/stage-means.ts'
import { sayIdle } from './stage-words.ts'

test('every stage tells whoever reads what it means for her, whichever side she stands on', () => {
  expect(Object.keys(STAGE_MEANS).sort()).toEqual(Object.keys(STAGES).sort())
  for (const means of Object.values(STAGE_MEANS))
    for (const asked of [true, false]) expect(means({ unit: '鹿渡镇综治中心', asked })).toMatch(/。$/)
})

test('the other side is never told that she withdrew what she never asked for', () => {
  expect(STAGE_MEANS.withdrawn({ unit: '', asked: true })).toContain('您已经撤回')
  expect(STAGE_MEANS.withdrawn({ unit: '', asked: false })).not.toContain('您已经撤回')
})

test('a matter nobody touched for three days says so, unless the turn is hers or no office has to move', () => {
  expect(sayIdle(2, 'registered', false)).toBeNull()
  expect(sayIdle(3, 'registered', false)).toBe('已经 3 天没有人动过这件事，您可以打电话催问。')
  expect(sayIdle(4, 'in_handling', false)).toContain('4 天')
  expect(sayIdle(4, 'mediating', false)).toContain('4 天')
  expect(sayIdle(4, 'mediating', true)).toBeNull()
  expect(sayIdle(9, 'supplementing', false)).toBeNull()
  expect(sayIdle(40, 'performing', false)).toBeNull()
  expect(sayIdle(9, 'closed', false)).toBeNull()
})
