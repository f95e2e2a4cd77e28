/** 接口的随机请求，长的：npm run fuzz -- --requests 1000000 [--seed 7]。同一个 seed 发出同样的请求；不写，每次不同。 */
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '1000000' }, seed: { type: 'string' } },
})
const child = spawn('vitest', ['run', '--project', 'machine', 'harness/fuzz.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_REQUESTS: values.requests, FUZZ_SEED: values.seed ?? String(Date.now() % 2 ** 31) },
})
child.once('exit', (code) => {
  process.exitCode = code ?? 1
})
