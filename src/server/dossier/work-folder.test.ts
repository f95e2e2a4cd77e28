import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { now, secondsAfter } from '../clock.ts'
import { workFolder } from './work-folder.ts'

test('what a killed server left is swept: of this machine at once, of a container of another name after a day', async () => {
  const data = mkdtempSync(join(tmpdir(), 'binding-'))
  try {
    const here = hostname().replaceAll(/[^\w.]/g, '_')
    const old = new Date(secondsAfter(now(), -2 * 86_400))
    for (const [name, since] of [
      [`${here}~999999999~a`, null],
      [`${here}~${process.pid}~b`, old],
      ['another~1~c', old],
      ['another~1~d', null],
    ] as const) {
      const path = join(data, 'binding', name)
      mkdirSync(path, { recursive: true })
      if (since) utimesSync(path, since, since)
    }
    const { remove } = await workFolder(data)
    await remove()
    expect(readdirSync(join(data, 'binding')).sort()).toEqual([`${here}~${process.pid}~b`, 'another~1~d'].sort())
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
})
