/** npm test：全部检查与测试，含真实浏览器里的旅程。用法：npm test */
import { runAll } from './run-all.ts'

process.exit(
  await runAll([
    ['类型', 'tsc', ['-p', 'tsconfig.json']],
    ['类型（domain 无环境）', 'tsc', ['-p', 'src/domain/tsconfig.json']],
    ['代码规范', 'biome', ['check', '.']],
    ['网页', 'node', ['scripts/build-web.ts']],
    ['测试', 'vitest', ['run']],
  ]),
)
