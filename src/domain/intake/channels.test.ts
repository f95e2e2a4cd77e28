import { expect, test } from 'vitest'
import { CHANNELS, HANDING_CHANNELS, PAPER_CHANNELS, WINDOW_CHANNELS } from './channels.ts'
import { ClueInput } from './desk-inputs.ts'

test('the fifteen doors of the reference, each in words (domain 2.1)', () => {
  expect(Object.keys(CHANNELS)).toEqual(Array.from({ length: 15 }, (_, at) => `CH${String(at + 1).padStart(2, '0')}`))
  for (const says of Object.values(CHANNELS)) expect(says).toMatch(/^\p{Script=Han}+(（\p{Script=Han}+）)?$/u)
})

test('staff may enter whatever came in, but for what a citizen files herself', () => {
  expect(Object.keys(CHANNELS).filter((it) => !(WINDOW_CHANNELS as readonly string[]).includes(it))).toEqual(['CH04'])
})

test('what another office hands over comes with a paper, and nothing else needs one', () => {
  expect([...HANDING_CHANNELS]).toEqual([...PAPER_CHANNELS])
  expect(PAPER_CHANNELS.map((it) => CHANNELS[it as keyof typeof CHANNELS]).join('')).toMatch(/信访.*公安.*法院.*检察院/)
})

test('a clue comes by none of the doors that carry a paper', () => {
  for (const channel of ClueInput.shape.channel.unwrap().options) expect(PAPER_CHANNELS).not.toContain(channel)
})
