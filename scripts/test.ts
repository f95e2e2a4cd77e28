/** npm test：全部检查与测试，含真实浏览器里的旅程。用法：npm test */
import { BEFORE_TESTS } from './before-tests.ts'
import { runAll } from './run-all.ts'

process.exit(
  await runAll([
    [...BEFORE_TESTS, ['网页', 'node', ['scripts/build-web.ts']]],
    // What `brief` walks a little way, `thorough` walks to the end.
    [['测试', 'vitest', ['run', '--project', '!brief']]],
  ]),
)
