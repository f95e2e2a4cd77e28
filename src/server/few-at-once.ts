/**
 * Does the work for each, a few at once, begun in their order. After a failure nothing more is begun; what has begun is
 * waited for, and the first failure is thrown. @param most how many at once
 */
export async function fewAtOnce<T>(most: number, each: readonly T[], work: (it: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < each.length && failures.length === 0) {
      const it = each[next] as T
      next += 1
      try {
        await work(it)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, each.length) }, worker))
  if (failures.length > 0) throw failures[0]
}
