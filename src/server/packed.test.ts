import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CONDITION_NAMES, conditionOf } from '#domain/upkeep/conditions.ts'
import { PROBLEMS } from './http/problem.ts'
import { commandsIn, PACK_LIST } from './packed.ts'

test('where there is no npm, a text names our commands as they are there, and nothing else of it changes', () => {
  const root = mkdtempSync(join(tmpdir(), 'fengqiao-packed-'))
  const texts = [
    ...CONDITION_NAMES.flatMap((name) => [conditionOf(name).todo, ...conditionOf(name).steps]),
    ...Object.values(PROBLEMS).map(({ next }) => next),
  ].filter((text) => text.includes('npm'))
  expect(texts.length).toBeGreaterThan(8)
  try {
    expect(texts.map((text) => commandsIn(text, root))).toEqual(texts)
    writeFileSync(join(root, PACK_LIST), '')
    const there = texts.map((text) => commandsIn(text, root))
    expect(there.filter((text) => /npm|fengqiao -- /.test(text))).toEqual([])
    expect(there).toContain(
      '在服务器上运行 ./fengqiao restore --drill：用最近的一份备份恢复到临时的文件夹，逐件核对，再删掉。',
    )
    expect(commandsIn('先做密钥：npm run backup -- new-key。', root)).toBe('先做密钥：./fengqiao backup new-key。')
  } finally {
    rmSync(root, { recursive: true })
  }
})
