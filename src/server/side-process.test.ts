import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { TestJobs } from '#test/side-entry.ts'
import { endSideProcesses, type SideOptions, sideProcess } from './side-process.ts'

const entry = join(import.meta.dirname, '../../test/side-entry.ts')
const start = (more: Partial<SideOptions> = {}) => sideProcess<TestJobs>({ entry, ...more })
afterEach(() => endSideProcesses(0))

const isAlive = (pid: number | null): boolean => {
  try {
    return pid !== null && process.kill(pid, 0)
  } catch {
    return false
  }
}
const gone = async (pid: number | null) => {
  for (let tries = 0; isAlive(pid) && tries < 200; tries += 1) await sleep(25)
  return !isAlive(pid)
}

test('is not there before the first job, does jobs one at a time in order, and bytes come back as bytes', async () => {
  const side = start()
  expect(side.pid).toBeNull()
  const [one, two, bytes] = await Promise.all([
    side.ask('wait', { milliseconds: 60, name: 'one' }),
    side.ask('wait', { milliseconds: 10, name: 'two' }),
    side.ask('double', { bytes: Buffer.from([1, 2]) }),
  ])
  expect(one.name).toBe('one')
  expect(two.from).toBeGreaterThanOrEqual(one.until)
  expect([...bytes.bytes]).toEqual([1, 2, 1, 2])
})

test('ends when nothing was asked for a while, and a later job starts another', async () => {
  const side = start({ idleMilliseconds: 50 })
  expect(await side.ask('count', undefined)).toBe(1)
  const { pid } = side
  expect(await gone(pid)).toBe(true)
  expect(side.pid).toBeNull()
  expect(await side.ask('count', undefined)).toBe(1)
})

test('a job that never comes back is ended at its limit, and the next one is done', async () => {
  const side = start()
  await side.ask('count', undefined)
  const { pid } = side
  const lost = side.ask('spin', undefined, 200)
  const next = side.ask('count', undefined)
  await expect(lost).rejects.toMatchObject({ reason: 'too_long', message: expect.stringContaining('请') })
  expect(await next).toBe(1)
  expect(await gone(pid)).toBe(true)
})

test('a fall takes only the job at work with it', async () => {
  const side = start()
  const [fallen, after] = await Promise.allSettled([side.ask('fall', undefined), side.ask('count', undefined)])
  expect(fallen).toMatchObject({ status: 'rejected', reason: { reason: 'ended' } })
  expect(after).toMatchObject({ status: 'fulfilled', value: 1 })
})

test('an error says its kind and its places, and nothing of what it was given; what is printed is not kept', async () => {
  const error = await start()
    .ask('complain', { secret: '李秀兰的银行卡' })
    .catch((it: unknown) => it)
  expect(error).toMatchObject({ reason: 'failed', places: expect.arrayContaining(['RangeError']) })
  expect(JSON.stringify([error, String(error), (error as Error).stack])).not.toContain('李秀兰')
})

test('gets no address of a database and no key: only what is named', async () => {
  process.env.FENGQIAO_SERVER_URL ??= 'postgres://nowhere'
  process.env.FONT_DIR_OF_TEST = 'here'
  const names = await start({ environment: ['FONT_DIR_OF_TEST'] }).ask('environment', undefined)
  expect(names).toContain('FONT_DIR_OF_TEST')
  expect(names.filter((name) => /URL|TOKEN|KEY|DATA/.test(name))).toEqual([])
})

test('who comes when too many wait is told to come again', async () => {
  const side = start({ mostWaiting: 1 })
  const first = [side.ask('count', undefined), side.ask('count', undefined)]
  await expect(side.ask('count', undefined)).rejects.toMatchObject({ reason: 'busy' })
  expect(await Promise.all(first)).toEqual([1, 2])
})

test('what nobody waits for any more is left out; what is at work is finished', async () => {
  const side = start({ mostWaiting: 2 })
  const left = new AbortController()
  const first = side.ask('wait', { milliseconds: 50, name: 'first' }, undefined, left.signal)
  const second = side.ask('count', undefined, undefined, left.signal)
  const third = side.ask('count', undefined)
  const dropped = expect(second).rejects.toMatchObject({ reason: 'dropped' })
  left.abort()
  await dropped
  await expect(side.ask('count', undefined, undefined, left.signal)).rejects.toMatchObject({ reason: 'dropped' })
  // Its place is free again.
  const fourth = side.ask('count', undefined)
  expect(await first).toMatchObject({ name: 'first' })
  expect(await Promise.all([third, fourth])).toEqual([1, 2])
})

test('one that has grown too large is replaced before the next job', async () => {
  const side = start({ mostMegabytes: 250 })
  expect(await side.ask('hold', { megabytes: 1 })).toBe(1)
  const { pid } = side
  expect(await side.ask('hold', { megabytes: 250 })).toBe(2)
  expect(side.pid).toBeNull()
  expect(await side.ask('hold', { megabytes: 1 })).toBe(1)
  expect(await gone(pid)).toBe(true)
})

test('when the server drains, the job at work may finish, those waiting are refused, and the process is gone', async () => {
  const side = start()
  await side.ask('count', undefined)
  const { pid } = side
  const atWork = side.ask('wait', { milliseconds: 100, name: 'last' })
  const waiting = side.ask('count', undefined)
  const refused = expect(waiting).rejects.toMatchObject({ reason: 'draining' })
  await endSideProcesses(5_000)
  await refused
  expect(await atWork).toMatchObject({ name: 'last' })
  expect(await gone(pid)).toBe(true)
})

test('draining does not wait for a job that never ends', async () => {
  const side = start()
  await side.ask('count', undefined)
  const { pid } = side
  const lost = expect(side.ask('spin', undefined)).rejects.toMatchObject({ reason: 'draining' })
  await endSideProcesses(100)
  await lost
  expect(await gone(pid)).toBe(true)
})

test('who was turned away and asks again while the server drains is turned away again, and nothing is started anew', async () => {
  const side = start()
  await side.ask('count', undefined)
  const { pid } = side
  const again = (reason: unknown) => {
    expect(reason).toMatchObject({ reason: expect.stringMatching(/ended|draining/) })
    return side.ask('count', undefined)
  }
  const atWork = side.ask('wait', { milliseconds: 100, name: 'last' })
  const asked = [side.ask('count', undefined).catch(again), atWork.then(() => side.ask('count', undefined))]
  const refused = Promise.all(asked.map((it) => expect(it).rejects.toMatchObject({ reason: 'draining' })))
  await endSideProcesses(5_000)
  await refused
  expect(side.pid).toBeNull()
  expect(await gone(pid)).toBe(true)
  // One whose process falls over during the grace, and the one that would never end.
  await side.ask('count', undefined)
  const fallen = expect(side.ask('fall', undefined).catch(again)).rejects.toMatchObject({ reason: 'draining' })
  await endSideProcesses(5_000)
  await fallen
  const spun = expect(side.ask('spin', undefined).catch(again)).rejects.toMatchObject({ reason: 'draining' })
  await endSideProcesses(50)
  await spun
  expect(side.pid).toBeNull()
})

test.each(['spin', 'count'])(
  'a parent that is killed leaves no orphan, also while %s is at work',
  { timeout: 60_000 },
  async (job) => {
    const parent = spawn(
      process.execPath,
      [
        '--input-type=module-typescript',
        '-e',
        `import { sideProcess } from '#server/side-process.ts'
       const side = sideProcess({ entry: ${JSON.stringify(entry)} })
       await side.ask('count', undefined)
       void side.ask(${JSON.stringify(job)}, undefined).catch(() => undefined)
       setTimeout(() => console.log(side.pid), 100)
       setInterval(() => undefined, 1_000)`,
      ],
      { cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const pid = Number(
      await new Promise<string>((resolve) => parent.stdout.once('data', (line: Buffer) => resolve(String(line)))),
    )
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    expect(await gone(pid)).toBe(true)
  },
)
