import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { startCrew } from './crew.ts'

const folder = mkdtempSync(join(tmpdir(), 'fengqiao-crew-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const entry = (name: string, text: string): string => {
  const file = join(folder, `${name}.mjs`)
  writeFileSync(file, text)
  return file
}
const READY = "process.send({ ready: true, url: 'http://localhost' }); process.on('disconnect', () => process.exit(0));"
const MOVING = 'setInterval(() => process.send({ moving: true }), 20);'

async function until(truth: () => boolean): Promise<void> {
  for (const end = performance.now() + 10_000; !truth(); await sleep(20))
    if (performance.now() > end) throw new Error('it did not come about in 10 s')
}

test('a server that hangs is told by its parent, once; one that moves is not; who stands in for one that fell knows how it fell', async () => {
  const lines: string[] = []
  const crew = startCrew({
    // Moves for a while, then hangs as a server does whose loop stands still.
    serverFile: entry('server', `${READY}${MOVING} setTimeout(() => { for (;;); }, 300)`),
    workerFile: entry(
      'worker',
      `${MOVING} process.on('disconnect', () => process.exit(0));
       import { appendFileSync } from 'node:fs';
       appendFileSync(${JSON.stringify(join(folder, 'seats'))}, process.env.FENGQIAO_SEAT + ' [' + process.env.FENGQIAO_FELL + ']\\n');
       if (!process.env.FENGQIAO_FELL) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 100)`,
    ),
    servers: 1,
    workers: 1,
    serverEnv: process.env,
    workerEnv: process.env,
    drainMilliseconds: 100,
    silentAfter: 600,
    waitsForStandby: async () => true,
    say: (line) => lines.push(line),
    failed: (reason) => lines.push(`failed ${reason.message}`),
  })
  try {
    await crew.ready
    await until(() => lines.some((line) => line.startsWith('告警')))
    await sleep(1500)
    const alarms = lines.filter((line) => line.startsWith('告警'))
    expect(alarms).toEqual([expect.stringMatching(/^告警（出错）：网页服务 \d+ 秒没有动静：正在等备机。不要重新启动/)])
    expect(readFileSync(join(folder, 'seats'), 'utf8')).toBe('1 []\n1 [SIGKILL]\n')
  } finally {
    await crew.stop()
  }
})
