import { spawnSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startEmbedded } from './embedded.ts'
import { hydrateLibraries } from './postgres-program.ts'

const folders: string[] = []

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fengqiao-program-'))
  folders.push(folder)
  return folder
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const isRoot = process.getuid?.() === 0
const nobody = 65_534
const slow = 20_000
const nobodyReads =
  isRoot &&
  spawnSync('sh', ['-c', `test -r ${import.meta.dirname}/embedded.ts`], { uid: nobody, gid: nobody }).status === 0

test.skipIf(isRoot && !nobodyReads)(
  'a folder that belongs to another user is refused with a sentence',
  async () => {
    const foreign = newFolder()
    mkdirSync(join(foreign, 'postgres'))
    if (!isRoot) {
      chmodSync(foreign, 0o500)
      await expect(startEmbedded({ dataDir: foreign })).rejects.toThrow(/另一个用户/)
      chmodSync(foreign, 0o700)
    } else {
      chmodSync(foreign, 0o755)
      const code = `import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
      await startEmbedded({ dataDir: ${JSON.stringify(foreign)} }).catch((error) => console.log(error.message))`
      const args = ['--input-type=module', '-e', code]
      const tried = spawnSync(process.execPath, args, {
        cwd: import.meta.dirname,
        uid: nobody,
        gid: nobody,
        encoding: 'utf8',
      })
      expect(tried.stdout).toMatch(/另一个用户/)
    }
  },
  slow,
)

test('libraries whose links npm left out are linked in a folder of ours, and linked anew when the package moved', () => {
  const folder = newFolder()
  const list = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]
  for (const name of ['old', 'new']) {
    mkdirSync(join(folder, name, 'native/lib'), { recursive: true })
    writeFileSync(join(folder, name, 'native/lib/libx.so.1.2'), '')
    writeFileSync(join(folder, name, 'native/pg-symlinks.json'), JSON.stringify(list))
    expect(hydrateLibraries(join(folder, name), join(folder, 'links'))).toBe(join(folder, 'links'))
    expect(readlinkSync(join(folder, 'links/libx.so.1'))).toBe(join(folder, name, 'native/lib/libx.so.1.2'))
  }
  expect(lstatSync(join(folder, 'links/libx.so.1')).isSymbolicLink()).toBe(true)
  writeFileSync(join(folder, 'new/native/lib/libx.so.1'), '')
  expect(hydrateLibraries(join(folder, 'new'), join(folder, 'links'))).toBeUndefined()
})
