import { timelineAt } from '#server/db/leader.ts'
import { doorOf, machinesOf } from '#server/db/machines.ts'
import { type Check, ok, wrong } from './check.ts'

/** A line for each machine of a database kept on several; none where there is one. */
export async function checkMachines(address: string, ask = timelineAt): Promise<Check[]> {
  const machines = machinesOf(address)
  if (machines.length === 1) return []
  return Promise.all(
    machines.map(async (machine): Promise<Check> => {
      const { host, port } = doorOf(machine)
      const name = `数据库 ${host}:${port}`
      try {
        return ok(`${name} 是${(await ask(machine)) === null ? '备机' : '主机'}`)
      } catch (error) {
        const reason = error instanceof Error ? error.message || error.name : String(error)
        return wrong(`${name} 连不上：${reason}`, '请核对 DATABASE_URL 里的这一台，再看它是不是开着、网络通不通')
      }
    }),
  )
}
