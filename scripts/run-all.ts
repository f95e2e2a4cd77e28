import { spawn } from 'node:child_process'

/** Runs commands one after the other, stopping at the first that fails. @returns its exit code, or 0 */
export async function runAll(
  commands: readonly (readonly [name: string, command: string, args: readonly string[]])[],
): Promise<number> {
  for (const [name, command, args] of commands) {
    const began = performance.now()
    const code = await new Promise<number>((done) => {
      const child = spawn(command, args, { stdio: 'inherit' })
      child.on('error', () => done(1))
      child.on('exit', (status) => done(status ?? 1))
    })
    console.log(`${code === 0 ? '✔' : '✘'} ${name}（${((performance.now() - began) / 1000).toFixed(1)} 秒）`)
    if (code !== 0) return code
  }
  return 0
}
