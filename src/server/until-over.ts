import type { Runner } from 'graphile-worker'

/** How long the library may take to stop once it has given up, in milliseconds. */
const PATIENCE_MS = 5_000

/**
 * Waits until a runner of jobs is over. Once it has given up it stops by itself; but where two of its writes failed together it waits for
 * ever (graphile-worker 0.18.0 takes one of them off its count twice), and no job would be taken again until somebody starts the
 * product anew. By then it takes no jobs and listens no more: it is left behind.
 * @throws what it gave up for, where it says so
 */
export async function untilOver(
  { events, promise }: Pick<Runner, 'events' | 'promise'>,
  patience = PATIENCE_MS,
): Promise<void> {
  const givenUp = new Promise<void>((over) => {
    events.once('pool:fatalError', () => setTimeout(over, patience))
  })
  await Promise.race([promise, givenUp])
}
