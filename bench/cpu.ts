import { readdirSync, readFileSync } from 'node:fs'

/** Seconds of a core that all processes started from here have used so far, those that ended included; of another process also its own. */
export function cpuSeconds(of = process.pid): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        const [, parent = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        return [{ pid, parent, ticks: rest.slice(9, 13).reduce((sum, it) => sum + Number(it), 0) }]
      } catch {
        // It ended between the list and the look at it.
        return []
      }
    })
  const mine = new Set([String(of)])
  for (let grown = 0; grown !== mine.size; ) {
    grown = mine.size
    for (const it of all) if (mine.has(it.parent)) mine.add(it.pid)
  }
  mine.delete(String(process.pid))
  return all.filter((it) => mine.has(it.pid)).reduce((sum, it) => sum + it.ticks, 0) / 100
}
