/**
 * Whether a connection was given back to its pool a second time. The library of jobs does so with its listener when the database goes
 * away while it stops, and waits for neither: the connection is broken anyway, and nothing of ours was in it.
 */
export const isReturnedTwice = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Release called on client which has already been released to the pool.'
