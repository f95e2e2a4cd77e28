import { expect, test, vi } from 'vitest'
import { addressOf, call, fetchPicture, mayRepeat, Refused, Unreachable } from './call.ts'
import { isQueued } from './queue.ts'

const problem = (status: number) => ({
  type: 'about:problem/x',
  title: '不行。',
  detail: '请这样做。',
  code: 'x',
  status,
})

test('an address is filled in with its parts, and words in it cannot break out of their place', () => {
  expect(addressOf('/api/disputes/:file_id/steps/withdraw', { file_id: 'a/../b?c#d' })).toBe(
    '/api/disputes/a%2F..%2Fb%3Fc%23d/steps/withdraw',
  )
  expect(addressOf('/api/disputes/:file_id/tasks/:part_id/steps/x', { file_id: '1', part_id: '2' })).toBe(
    '/api/disputes/1/tasks/2/steps/x',
  )
  expect(() => addressOf('/api/disputes/:file_id', {})).toThrow('file_id')
})

test('a query leaves out what was not said, and says 0', () => {
  expect(addressOf('/api/places', {}, { parent: 0, other: undefined, none: null, empty: '' })).toBe(
    '/api/places?parent=0',
  )
  expect(addressOf('/api/county')).toBe('/api/county')
})

test('only a lost answer or a busy server is a reason to send the very same thing again', () => {
  expect(mayRepeat(new Unreachable())).toBe(true)
  expect(mayRepeat(new Refused(problem(503)))).toBe(true)
  expect(mayRepeat(new Refused(problem(422)))).toBe(false)
  expect(mayRepeat(new Error('ours'))).toBe(false)
})

test('what the server says about a field is found by its path', () => {
  const refused = new Refused({ ...problem(422), faults: [{ path: 'reach', says: '号码不完整。' }] })
  expect(refused.about('reach')).toBe('号码不完整。')
  expect(refused.about('wish')).toBeNull()
})

test('what the server was too busy to begin is sent again by itself, under its key, and told only when it stays so', async () => {
  vi.useFakeTimers()
  const busy = JSON.stringify({ ...problem(503), code: 'busy', retry_after: 2 })
  const fetched = vi.fn<typeof fetch>(async () => new Response(busy, { status: 503 }))
  vi.stubGlobal('fetch', fetched)
  const ask = () => call({ method: 'POST', path: '/api/x' }, { key: 'k', body: {} }).catch((error: unknown) => error)
  const keys = () => fetched.mock.calls.map(([, init]) => new Headers(init?.headers).get('idempotency-key'))

  const told = ask()
  await vi.advanceTimersByTimeAsync(1_900)
  expect(keys()).toEqual(['k'])
  // For as long as it waits for its turn the person is told so, and no longer.
  expect(isQueued()).toBe(true)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await told).toBeInstanceOf(Refused)
  expect(keys()).toEqual(['k', 'k', 'k', 'k'])
  expect(isQueued()).toBe(false)

  fetched.mockClear()
  fetched.mockImplementationOnce(async () => new Response(busy, { status: 503 }))
  fetched.mockImplementationOnce(async () => new Response('{"done":true}', { status: 200 }))
  const done = ask()
  await vi.advanceTimersByTimeAsync(4_100)
  expect(await done).toEqual({ done: true })
  expect(keys()).toEqual(['k', 'k'])

  // Anything else that was not certain is the person's to send again.
  fetched.mockClear()
  fetched.mockImplementation(
    async () => new Response(JSON.stringify({ ...problem(503), code: 'indeterminate' }), { status: 503 }),
  )
  expect(await ask()).toBeInstanceOf(Refused)
  expect(fetched).toHaveBeenCalledTimes(1)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('what was given up is not sent, nor sent again: not while it waits for its turn, and not before it began', async () => {
  vi.useFakeTimers()
  const busy = JSON.stringify({ ...problem(503), code: 'busy', retry_after: 2 })
  const fetched = vi.fn<typeof fetch>(async (_, init) => {
    init?.signal?.throwIfAborted()
    return new Response(busy, { status: 503 })
  })
  vi.stubGlobal('fetch', fetched)
  const ask = (more: { signal?: AbortSignal; optional?: boolean }) =>
    call({ method: 'POST', path: '/api/x' }, { key: 'k', body: {}, ...more }).catch((error: unknown) => error)

  const stop = new AbortController()
  const told = ask({ signal: stop.signal })
  await vi.advanceTimersByTimeAsync(1_000)
  stop.abort()
  expect(await told).toBeInstanceOf(Refused)
  expect(isQueued()).toBe(false)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(fetched).toHaveBeenCalledTimes(1)

  expect(await ask({ signal: stop.signal })).toBeInstanceOf(Unreachable)

  // What the person does without is asked for once.
  fetched.mockClear()
  expect(await ask({ optional: true })).toBeInstanceOf(Refused)
  expect(fetched).toHaveBeenCalledTimes(1)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('a picture the server was too busy for comes in its turn; one that is not there is not asked for again', async () => {
  vi.useFakeTimers()
  const told = (status: number, code: string) =>
    new Response(JSON.stringify({ ...problem(status), code, retry_after: 2 }), { status })
  const fetched = vi.fn<typeof fetch>(async () => new Response('JPEG'))
  vi.stubGlobal('fetch', fetched)
  const ask = () => fetchPicture('/api/x/previews/0', new AbortController().signal)

  fetched.mockImplementationOnce(async () => told(503, 'busy'))
  const coming = ask()
  await vi.advanceTimersByTimeAsync(1_900)
  expect([fetched.mock.calls.length, isQueued()]).toEqual([1, true])
  await vi.advanceTimersByTimeAsync(2_200)
  expect(await (await coming).text()).toBe('JPEG')
  expect([fetched.mock.calls.length, isQueued()]).toEqual([2, false])

  fetched.mockClear()
  fetched.mockImplementationOnce(async () => told(404, 'not_found'))
  await expect(ask()).rejects.toBeInstanceOf(Refused)
  expect(fetched).toHaveBeenCalledTimes(1)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})
