/** npm run generate：由数据库生成表类型，由契约打印 docs/openapi.json，由步骤表打印 docs/manual/，由锁文件打印 docs/licences.md。用法：npm run generate（是否过期由测试检查） */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#server/db/embedded.ts'
import { migrate } from '#server/db/migrate.ts'
import { shippedFrom } from './pack/contents.ts'
import { licencesPage } from './pack/licences.ts'
import { printStatesByRoles, printSteps } from './print-manual.ts'
import { printOpenapi } from './print-openapi.ts'

const TYPES = { int8: 'number', date: 'string', timestamptz: 'string', jsonb: 'unknown', json: 'unknown' }

/** Table types as the migrations make them. */
export function printTypes(ownerUrl: string, into: string): string {
  const bin = join(import.meta.dirname, '../node_modules/.bin/kysely-codegen')
  const args = [
    '--dialect',
    'postgres',
    '--url',
    ownerUrl,
    '--out-file',
    into,
    '--include-pattern',
    'public.*',
    '--type-mapping',
    JSON.stringify(TYPES),
  ]
  execFileSync(bin, args, { stdio: 'pipe' })
  return readFileSync(into, 'utf8')
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  const dataDir = mkdtempSync(join(tmpdir(), 'fengqiao-generate-'))
  const database = await startEmbedded({ dataDir, durable: false })
  try {
    await migrate(database.ownerUrl)
    writeFileSync(join(root, 'src/server/db/types.ts'), printTypes(database.ownerUrl, join(dataDir, 'types.ts')))
    writeFileSync(join(root, 'docs/openapi.json'), await printOpenapi())
    mkdirSync(join(root, 'docs/manual'), { recursive: true })
    writeFileSync(join(root, 'docs/manual/steps.md'), printSteps())
    writeFileSync(join(root, 'docs/manual/states-by-roles.md'), printStatesByRoles())
    // The page is that of x64; another machine has other packages.
    if (process.arch === 'x64') writeFileSync(join(root, 'docs/licences.md'), licencesPage(shippedFrom(root)))
    console.log('已生成 src/server/db/types.ts、docs/openapi.json、docs/manual/ 和 docs/licences.md')
  } finally {
    await database.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
