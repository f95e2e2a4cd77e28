/** npm run check：类型、代码规范、规则测试、步骤测试（内循环，90 秒以内）。用法：npm run check */
import { BEFORE_TESTS } from './before-tests.ts'
import { runAll } from './run-all.ts'

process.exit(
  await runAll([
    BEFORE_TESTS,
    [['规则与步骤测试', 'vitest', ['run', '--project', 'rules', '--project', 'acts', '--project', 'brief']]],
  ]),
)
