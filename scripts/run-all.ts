import { spawn } from 'node:child_process'

/** A command with what it is called on the screen. */
export type Named = readonly [name: string, command: string, args: readonly string[]]

async function run([name, command, args]: Named): Promise<number> {
  const began = performance.now()
  const code = await new Promise<number>((done) => {
    const child = spawn(command, args, { stdio: 'inherit' })
    child.on('error', () => done(1))
    child.on('exit', (status) => done(status ?? 1))
  })
  console.log(`${code === 0 ? '✔' : '✘'} ${name}（${((performance.now() - began) / 1000).toFixed(1)} 秒）`)
  return code
}

/** Runs groups of commands one after the other, those of a group at once; stops after the first group in which one fails. @returns its exit code, or 0 */
export async function runAll(groups: readonly (readonly Named[])[]): Promise<number> {
  for (const group of groups) {
    const codes = await Promise.all(group.map(run))
    const failed = codes.find((code) => code !== 0)
    if (failed !== undefined) return failed
  }
  return 0
}
