import { expect, test } from 'vitest'
import { STAGES } from '#domain/disputes/stage.ts'
import { STAGE_MEANS, sayIdle } from './stage-words.ts'

test('every stage tells the person who asked what it means for her', () => {
  expect(Object.keys(STAGE_MEANS).sort()).toEqual(Object.keys(STAGES).sort())
  for (const means of Object.values(STAGE_MEANS)) expect(means('鹿渡镇综治中心')).toMatch(/。$/)
})

test('a matter nobody touched for three days says so, unless the turn is hers or it is over', () => {
  expect(sayIdle(2, 'registered')).toBeNull()
  expect(sayIdle(3, 'registered')).toBe('已经 3 天没有人办理这件事，您可以打电话催问。')
  expect(sayIdle(4, 'in_handling')).toContain('4 天')
  expect(sayIdle(9, 'supplementing')).toBeNull()
  expect(sayIdle(9, 'closed')).toBeNull()
})
