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

/** A process of its own: what was read and compiled for one share of the walks serves the next. */
function walker(): ChildProcess {
  // Most of what a step makes is forgotten with it: a wide nursery is swept seldom, and little is left in it then. Told
  // by those few, the engine would make the rest among what is old as well, which is swept dearly.
  return fork(import.meta.filename, {
    serialization: 'advanced',
    execArgv: ['--max-semi-space-size=64', '--no-allocation-site-pretenuring'],
  })
}

function walkBeside(told: Told, child: ChildProcess): Promise<Met> {
  return new Promise((done, fail) => {
    child.once('message', (said: Said) => ('met' in said ? done(said.met) : fail(new Error(said.fault))))
    child.once('error', fail)
    child.once('exit', (code) => fail(new Error(`a walking process ended with ${code} before it said what it met`)))
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
  const beside = Array.from({ length: Math.min(SHARES, availableParallelism()) }, walker)
  const all: Met[] = []
  const next = async (child: ChildProcess): Promise<void> => {
    for (let told = shares.shift(); told; told = shares.shift()) all.push(await walkBeside(told, child))
  }
  try {
    await Promise.all(beside.map(next))
    return together(all)
  } finally {
    // They wait for more, or, where one found a fault, need not walk on.
    for (const child of beside) child.kill()
  }
}

if (import.meta.main) {
  process.on('message', ({ seed, walks, aboutInput }: Told) => {
    let said: Said
    try {
      said = { met: walkAll(seed, walks, aboutInput) }
    } catch (error) {
      said = { fault: error instanceof Error ? error.message : String(error) }
    }
    process.send?.(said)
  })
}
