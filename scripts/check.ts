/** npm run check：类型、代码规范、规则测试、步骤测试（内循环，90 秒以内）。用法：npm run check */
import { runAll } from './run-all.ts'

process.exit(
  await runAll([
    ['类型', 'tsc', ['-p', 'tsconfig.json']],
    ['类型（domain 无环境）', 'tsc', ['-p', 'src/domain/tsconfig.json']],
    ['代码规范', 'biome', ['check', '.']],
    ['规则与步骤测试', 'vitest', ['run', '--project', 'rules', '--project', 'acts']],
  ]),
)
