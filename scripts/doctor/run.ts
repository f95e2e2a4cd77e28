/** npm run doctor：检查这套安装是否健康，每一项说明怎样处理；枫桥在运行或者停止时都可以用。用法：npm run doctor */
import { join } from 'node:path'
import type { Check } from './check.ts'
import { checkProgram } from './program.ts'

const MARKS = { ok: '✔', warning: '！', wrong: '✘' }

function tell(checks: readonly Check[]): void {
  for (const { state, says, todo } of checks) console.log(`${MARKS[state]} ${says}${todo ? `\n    → ${todo}` : ''}`)
}

const program = checkProgram(join(import.meta.dirname, '../..'))
tell(program)
let rest: Check[] = []
try {
  // Loaded only now: what the program itself lacks has been told by then.
  const { checkAll } = await import('../doctor.ts')
  rest = await checkAll(process.env)
} catch (error) {
  const sentence = error instanceof Error ? error.message : String(error)
  rest = [{ state: 'wrong', says: `体检没有做完：${sentence}`, todo: '请先改好上面打“✘”的' }]
}
tell(rest)
const all = [...program, ...rest]
const [wrong, warnings] = [all.filter((it) => it.state === 'wrong'), all.filter((it) => it.state === 'warning')]
console.log(
  wrong.length > 0
    ? `\n${wrong.length} 处不对，${warnings.length} 处要留意。`
    : warnings.length > 0
      ? `\n没有不对的，${warnings.length} 处要留意。`
      : '\n一切正常。',
)
process.exit(wrong.length > 0 ? 1 : 0)
