import { expect, test } from 'vitest'
import { sayMeeting, sayNearness } from './when.ts'

test('a time to meet is said with its weekday and its part of the day, in China’s time', () => {
  expect(sayMeeting('2026-11-25T07:00:00Z')).toBe('11月25日 星期三 下午 3:00')
  expect(sayMeeting('2026-11-25T00:30:00Z')).toBe('11月25日 星期三 早上 8:30')
  expect(sayMeeting('2026-11-25T04:00:00Z')).toBe('11月25日 星期三 中午 12:00')
  expect(sayMeeting('2026-11-25T16:05:00Z')).toBe('11月26日 星期四 凌晨 0:05')
})

test('tomorrow is tomorrow even when it is a few hours off', () => {
  const lateEvening = '2026-11-24T15:00:00Z'
  expect(sayNearness('2026-11-24T15:30:00Z', lateEvening)).toBe('今天')
  expect(sayNearness('2026-11-25T00:00:00Z', lateEvening)).toBe('明天')
  expect(sayNearness('2026-11-26T07:00:00Z', lateEvening)).toBe('后天')
  expect(sayNearness('2026-11-30T07:00:00Z', lateEvening)).toBe('6 天后')
  expect(sayNearness('2026-11-24T14:59:00Z', lateEvening)).toBeNull()
})
