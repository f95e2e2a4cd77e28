import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { LENGTH, type Met, together, walkAll } from './walk-count.ts'

/** What a process of its own is told to walk. */
type Told = { seed: number; walks: number; aboutInput: ReadonlySet<string> }
type Said = { met: Met } | { fault: string }

/** Below this a second process costs more than it walks. */
const ALONE = 100_000
/** What a walk meets leads the next one: always so many rows of walks, however many cores walk them. */
const SHARES = 8

function walkBeside(told: Told, beside: Set<ChildProcess>): Promise<Met> {
  return new Promise((done, fail) => {
    const child = fork(import.meta.filename, { serialization: 'advanced', execArgv: [] })
    beside.add(child)
    child.on('message', (said: Said) => ('met' in said ? done(said.met) : fail(new Error(said.fault))))
    child.on('error', fail)
    child.on('exit', (code) => fail(new Error(`a walking process ended with ${code} before it said what it met`)))
    child.send(told)
  })
}

/** So many steps from this seed on, by as many processes at a time as the machine has cores; the same steps however many. */
export async function walkSteps(steps: number, seed: number, aboutInput: ReadonlySet<string>): Promise<Met> {
  const walks = Math.ceil(steps / LENGTH)
  if (steps <= ALONE) return walkAll(seed, walks, aboutInput)
  const share = Math.ceil(walks / SHARES)
  const shares = Array.from({ length: SHARES }, (_, at) => ({
    seed: seed + at * share,
    walks: Math.max(0, Math.min(share, walks - at * share)),
    aboutInput,
  }))
  const beside = new Set<ChildProcess>()
  const all: Met[] = []
  const next = async (): Promise<void> => {
    for (let told = shares.shift(); told; told = shares.shift()) all.push(await walkBeside(told, beside))
  }
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, next))
    return together(all)
  } finally {
    // Where one found a fault, the others need not walk on.
    for (const child of beside) child.kill()
  }
}

if (import.meta.main) {
  process.once('message', ({ seed, walks, aboutInput }: Told) => {
    let said: Said
    try {
      said = { met: walkAll(seed, walks, aboutInput) }
    } catch (error) {
      said = { fault: error instanceof Error ? error.message : String(error) }
    }
    process.send?.(said, () => process.disconnect())
  })
}
