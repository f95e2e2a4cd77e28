import { expect, test } from 'vitest'
import type { StaffDispute } from '#contract/disputes.ts'
import { openTo } from './act-panel.tsx'
import { stateWords } from './messages.tsx'

const fileWith = (can: string[], tasks: { id: string; unit_name: string; can: string[] }[] = []) =>
  ({ dispute: { can }, tasks }) as unknown as StaffDispute

test('only what the server allows is offered, the step that moves the file on first', () => {
  const offered = openTo(fileWith(['refuse', 'ask_supplement', 'accept_here'])).map(({ form }) => form.step)
  expect(offered).toEqual(['accept_here', 'ask_supplement', 'refuse'])
  expect(openTo(fileWith([]))).toEqual([])
})

test('a step on a task is taken on that task', () => {
  const [one] = openTo(fileWith([], [{ id: 't1', unit_name: '甲', can: ['resolve_task'] }]))
  expect(one).toMatchObject({ part_id: 't1', form: { step: 'resolve_task' } })
  expect(one?.unit).toBeUndefined()
})

test('steps this screen does not know are not offered', () => {
  expect(openTo(fileWith(['a_step_of_a_later_release']))).toEqual([])
})

test('a message without a channel tells the clerk to telephone', () => {
  expect(stateWords({ state: 'no_channel', state_says: '没有通道' })).toBe('短信未接通，请电话告知')
  expect(stateWords({ state: 'sent', state_says: '已发出' })).toBe('已发出')
})
