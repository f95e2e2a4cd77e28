/** An address as PostgreSQL's own tools write it: one machine or several, each with its port, separated by commas. */
const ADDRESS = /^(postgres(?:ql)?:\/\/)((?:[^/?#]*@)?)([^/?#]+)(.*)$/

/** The address of each machine that keeps this database, in the order in which they are named. */
export function machinesOf(address: string): [string, ...string[]] {
  const [, scheme, login, machines = '', rest] = ADDRESS.exec(address) ?? []
  const [first, ...others] = machines.split(',').map((machine) => `${scheme}${login}${machine}${rest}`)
  return scheme === undefined || first === undefined ? [address] : [first, ...others]
}

/** The same database on the same machines, for somebody else. */
export const signedInAs = (address: string, login: string, password: string): string =>
  address.replace(
    ADDRESS,
    (_, scheme: string, __, machines: string, rest: string) =>
      `${scheme}${encodeURIComponent(login)}:${encodeURIComponent(password)}@${machines}${rest}`,
  )

/** Where a machine listens: its name or number, and its port. */
export function doorOf(address: string): { host: string; port: number } {
  const { hostname, port } = new URL(address)
  return { host: decodeURIComponent(hostname).replace(/^\[(.*)\]$/, '$1'), port: Number(port || 5432) }
}

/** Whether an address can be read: each of several machines is named, and each port is a number. */
export function isAddress(address: string): boolean {
  try {
    const doors = machinesOf(address).map(doorOf)
    return doors.length === 1 || doors.every(({ host }) => host !== '')
  } catch {
    return false
  }
}
