import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { now, secondsAfter } from '#server/clock.ts'
import { walks } from '#test/walks.ts'
import { startWorker } from '#test/worker.ts'
import { newApp, newWorld } from '#test/world.ts'

test('a worker killed when the bytes are kept and not yet told of makes the copy once, at its next start', {
  timeout: 180_000,
}, async () => {
  const world = await newWorld()
  const app = await newApp(world)
  const on = await (await walks(world, app)).walkTo('paper_sealed')
  const worker = (env: Record<string, string>) => startWorker(world, env)
  const copies = async (): Promise<number> => {
    const { rows } = await world.owner.query('select id from issued_papers where file_id = $1', [on.file_id])
    return rows.length
  }

  const first = worker({ CRASH_AT: 'copy_kept' })
  const [, signal] = await once(first, 'exit')
  expect(signal).toBe('SIGKILL')
  expect(await copies()).toBe(0)

  // Whoever was at it has it to himself for a while, so the next comes an hour later.
  const clock = join(mkdtempSync(join(tmpdir(), 'fengqiao-clock-')), 'clock.txt')
  writeFileSync(clock, secondsAfter(now(), 3_600))
  const second = worker({ FENGQIAO_CLOCK_FILE: clock })
  try {
    for (const end = performance.now() + 60_000; (await copies()) === 0; await sleep(100))
      if (performance.now() > end) throw new Error('it was not made')
  } finally {
    second.kill('SIGTERM')
    await once(second, 'exit')
  }
  expect(await copies()).toBe(1)
})
