/** npm test：全部检查与测试，含真实浏览器里的旅程；最后看这一次运行有没有把当事人的信息留在不该留的地方。用法：npm test */
import { KINDS, type Kind } from '../test/kept.ts'
import { BEFORE_TESTS } from './before-tests.ts'
import { inRun } from './exhaust.ts'
import { runAll } from './run-all.ts'

// A test that prints nothing is as it should be.
const heard = (Object.keys(KINDS) as Kind[]).filter((kind) => kind !== 'console')

process.exit(
  await inRun(heard, () =>
    runAll([
      [...BEFORE_TESTS, ['网页', 'node', ['scripts/build-web.ts']]],
      // What `brief` walks a little way, `thorough` walks to the end.
      [['测试', 'vitest', ['run', '--project', '!brief']]],
    ]),
  ),
)
