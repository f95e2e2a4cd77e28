/**
 * npm run matrix：每一个操作、每一种人、与案件的每一种关系、每一个阶段，逐格核对谁能办、谁看得见。结果按 JSON 逐行打印，有一格不对就以非零退出。
 * 用法：npm run matrix（与 npm test 里的一样多）；npm run matrix -- --long（二十七个阶段）；
 * npm run matrix -- --spoilt（逐一弄坏数据库的行级策略和身份判断，看有没有一格发现）
 */
import { runAll } from './run-all.ts'

for (const how of ['long', 'spoilt']) if (process.argv.includes(`--${how}`)) process.env.MATRIX = how
process.exit(
  await runAll([
    [
      [
        '权限逐格核对',
        'vitest',
        [
          'run',
          '--project',
          'thorough',
          '--project',
          'acts',
          'test/authorisation.test.ts',
          'test/foreign-ids.test.ts',
          'test/who-sees.test.ts',
        ],
      ],
    ],
  ]),
)
