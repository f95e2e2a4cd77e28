import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#test/source.ts'
import { MACHINE, type Shipped, shippedFrom } from './contents.ts'
import { licenceFaults, licencesPage } from './licences.ts'
import { closureOf, type Lock, packagesNamedIn, readLock } from './packages.ts'
import { sbomOf } from './sbom.ts'
import { lockFaults } from './supply-chain.ts'

const integrity = `sha512-${'A'.repeat(86)}==`
const planted = (more: object, path = 'node_modules/planted'): Lock => ({
  ...readLock(root),
  [path]: { version: '1.0.0', license: 'MIT', integrity, ...more },
})

test('the lock file holds no denied package, no unknown install script, and nothing without a digest', () => {
  expect(lockFaults(readLock(root))).toEqual([])
})

test('each planted offender is told', () => {
  const told = (more: object, path?: string) => lockFaults(planted(more, path)).join()
  expect(told({ version: '0.3.13' }, 'node_modules/sm-crypto')).toContain('sm-crypto 0.3.13 不许用')
  expect(told({ version: '0.5.0' }, 'node_modules/sm-crypto')).toBe('')
  expect(told({ version: '0.5.0-beta.1' }, 'node_modules/sm-crypto')).toContain('不许用')
  expect(told({ version: '0.18.5' }, 'node_modules/a/node_modules/xlsx')).toContain('xlsx')
  expect(told({ version: '5.6.1' }, 'node_modules/b/node_modules/chalk')).toContain('chalk 5.6.1')
  // Under another name it is the same package.
  expect(told({ name: 'sm-crypto', version: '0.3.13' })).toContain('sm-crypto 0.3.13 不许用')
  expect(told({ hasInstallScript: true })).toContain('带着安装脚本')
  expect(told({ integrity: undefined })).toContain('没有 SHA-512 指纹')
  expect(told({ integrity: 'sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=' })).toContain('没有 SHA-512 指纹')
  expect(told({ resolved: 'git+ssh://git@example.test/a.git#1' })).toContain('不是公开的 npm 名录')
  expect(told({ link: true, integrity: undefined })).toContain('链接')
  const own = readLock(root)
  expect(lockFaults({ ...own, '': { ...own[''], version: '1', dependencies: { zod: '^4.6.7' } } }).join()).toContain(
    '写死一个版本',
  )
})

test('the lock file asks for what package.json asks for', () => {
  const own = readLock(root)['']
  const { version, dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  expect({ version, dependencies, devDependencies, optionalDependencies }).toEqual({
    version: own?.version,
    dependencies: own?.dependencies,
    devDependencies: own?.devDependencies,
    optionalDependencies: own?.optionalDependencies,
  })
})

test('every package that is given out may be; one under a licence nobody wrote down is told', () => {
  const shipped = shippedFrom(root)
  expect(licenceFaults(shipped)).toEqual([])
  const faultsOf = (license: string | undefined, name = 'planted') => {
    const path = `node_modules/${name}`
    return licenceFaults({
      ...shipped,
      lock: planted(license ? { license } : { license: undefined }, path),
      program: [path],
    })
  }
  expect(faultsOf('AGPL-3.0-only').join()).toContain('planted 1.0.0 的许可是“AGPL-3.0-only”')
  expect(faultsOf('GPL-3.0-or-later')).toHaveLength(1)
  expect(faultsOf(undefined)).toHaveLength(1)
  // What is allowed is one package under one licence, not the package whatever it becomes.
  expect(faultsOf('LGPL-3.0', 'libheif-js')).toEqual([])
  expect(faultsOf('AGPL-3.0-only', 'libheif-js')).toHaveLength(1)
})

test('nothing that only tests or builds need is given out', () => {
  const { lock, program, pages } = shippedFrom(root)
  expect([...program, ...pages].filter((path) => lock[path]?.dev)).toEqual([])
  for (const name of ['vite', 'lightningcss', 'vitest', 'typescript'])
    expect(program).not.toContain(`node_modules/${name}`)
})

test('docs/licences.md and the list in the archive are those of this lock file', () => {
  const shipped = shippedFrom(root)
  // The committed page is that of the kind of machine most counties have.
  if (MACHINE.cpu === 'x64') expect(readFileSync(join(root, 'docs/licences.md'), 'utf8')).toBe(licencesPage(shipped))
  const sbom = JSON.parse(sbomOf(shipped))
  expect(sbom).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: { component: { name: 'fengqiao' } },
  })
  const refs = sbom.components.map((it: { 'bom-ref': string }) => it['bom-ref'])
  expect(new Set(refs)).toEqual(new Set([...shipped.program, ...shipped.pages]))
  for (const { hashes } of sbom.components)
    expect(hashes[0]).toEqual({ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) })
  expect(sbomOf(shipped)).toBe(sbomOf(shippedFrom(root)))
  const other: Shipped = { ...shipped, version: '0.0.1' }
  expect(JSON.parse(sbomOf(other)).serialNumber).not.toBe(sbom.serialNumber)
})

test('what is needed is found as Node finds it: nested first, optional where it fits, and its absence is told', () => {
  const lock: Lock = {
    '': { version: '1' },
    'node_modules/a': { version: '1', dependencies: { b: '1' }, optionalDependencies: { win: '1', gone: '1' } },
    'node_modules/a/node_modules/b': {
      version: '1',
      peerDependencies: { c: '1', d: '1' },
      peerDependenciesMeta: { d: { optional: true } },
    },
    'node_modules/b': { version: '2' },
    'node_modules/c': { version: '1' },
    'node_modules/win': { version: '1', os: ['win32'] },
    'node_modules/lost': { version: '1', dependencies: { nowhere: '1' } },
  }
  const machine = { os: 'linux', cpu: 'x64', libc: 'glibc' }
  expect(closureOf(lock, ['a'], machine)).toEqual(['node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/c'])
  expect(() => closureOf(lock, ['lost'], machine)).toThrow(/没有 nowhere/)
  const text = `import { a } from 'one/deep'\nimport type { b } from '@scope/two'\nimport 'three'\nimport {\n  c,\n} from 'four'\nconst x = import('five')\nconst y = resolve('six/package.json')\nimport z from './near.ts'\nimport w from '#server/x.ts'\nimport n from 'node:fs'\nsay("from 'nowhere'")`
  expect([...packagesNamedIn([text])].sort()).toEqual(['@scope/two', 'five', 'four', 'one', 'six', 'three'])
})
