import type { Named } from './run-all.ts'

/** What is looked at before any test runs; each alone uses about one core. */
export const BEFORE_TESTS: readonly Named[] = [
  ['类型', 'tsc', ['-p', 'tsconfig.json']],
  ['类型（domain 无环境）', 'tsc', ['-p', 'src/domain/tsconfig.json']],
  ['代码规范', 'biome', ['check', '.']],
]
