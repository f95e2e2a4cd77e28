import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newWorld, type TestWorld } from '#test/world.ts'
import { makePool, ownerClient } from './connection.ts'
import { clientOf, keepToLeader, leaderAmong, NoLeader } from './leader.ts'
import { doorOf, machinesOf, signedInAs } from './machines.ts'

let world: TestWorld
const doors: Server[] = []
beforeAll(async () => {
  world = await newWorld({ county: false })
})
afterAll(() => {
  for (const door of doors) door.close()
})

async function openDoor(met: (socket: Socket) => void, port = 0): Promise<{ port: number; door: Server }> {
  const door = createServer(met).listen(port, '127.0.0.1')
  doors.push(door)
  await once(door, 'listening')
  return { port: (door.address() as { port: number }).port, door }
}

/** Another way to the same database, on a machine that can be made to stand still. */
async function machine(port = 0) {
  const to = doorOf(world.serverUrl)
  const sockets: Socket[] = []
  const opened = await openDoor((socket) => {
    const inner = connect(to.port, to.host)
    for (const [one, other] of [
      [socket, inner],
      [inner, socket],
    ] as const) {
      sockets.push(one)
      one.on('error', () => {})
      one.on('close', () => other.destroy())
      one.pipe(other)
    }
  }, port)
  return { ...opened, freeze: () => sockets.splice(0).map((socket) => socket.unpipe().pause()) }
}

const onPorts = (...ports: number[]): string => {
  const { host, port } = doorOf(world.serverUrl)
  return world.serverUrl.replace(`${host}:${port}`, ports.map((it) => `127.0.0.1:${it}`).join())
}

async function closedPort(): Promise<number> {
  const { port, door } = await openDoor(() => {})
  door.close()
  return port
}

test('an address names one machine or several, as PostgreSQL’s own tools write it', () => {
  expect(machinesOf('postgres://a:b@one:5432/town')).toEqual(['postgres://a:b@one:5432/town'])
  expect(machinesOf('postgresql://a:p%40%2C@one,two:5433,[::1]:5434/town?sslmode=require')).toEqual([
    'postgresql://a:p%40%2C@one/town?sslmode=require',
    'postgresql://a:p%40%2C@two:5433/town?sslmode=require',
    'postgresql://a:p%40%2C@[::1]:5434/town?sslmode=require',
  ])
  expect(machinesOf('postgres://one:1,two:2')).toEqual(['postgres://one:1', 'postgres://two:2'])
  expect(doorOf('postgres://a@[::1]:5434/town')).toEqual({ host: '::1', port: 5434 })
  expect(doorOf('postgres://a@one/town')).toEqual({ host: 'one', port: 5432 })
  expect(signedInAs('postgres://a:b@one:1,two:2/town?x=y', '县_server', 'p@/,')).toBe(
    `postgres://${encodeURIComponent('县_server')}:p%40%2F%2C@one:1,two:2/town?x=y`,
  )
})

test('of several that take writes the newer timeline leads; all who ask at once ask once', async () => {
  let asked = 0
  const says: Record<string, string | null> = { left: '00000009', standby: null, leads: '0000000A' }
  const find = leaderAmong(['left', 'standby', 'leads'], async (address) => {
    asked += 1
    return says[address] ?? null
  })
  expect(await Promise.all([find(), find(), find()])).toEqual(
    Array(3).fill({ leader: 'leads', left: ['left', 'standby'] }),
  )
  expect(asked).toBe(3)
})

test('one left behind is not believed again, however quickly it answers, and nobody is taken from one that is only slow', async () => {
  let late = 100
  const ask = async (address: string) => {
    if (address === 'slow') await new Promise((done) => setTimeout(done, late))
    return address === 'slow' ? '00000003' : '00000002'
  }
  expect((await leaderAmong(['quick', 'slow'], ask)()).leader).toBe('slow')
  late = 300
  expect(await leaderAmong(['quick', 'slow'], ask)()).toEqual({ leader: 'slow', left: ['quick'] })
  // Of the first it is not known yet whether it leads: no more than that the other takes writes.
  const first = leaderAmong(['hesitates', 'speaks'], async (address) => {
    if (address === 'hesitates') await new Promise((done) => setTimeout(done, late))
    return '00000001'
  })
  expect(await first()).toEqual({ leader: 'speaks', left: [] })
})

test('a machine that became a standby between the question and the connection is not stayed with', async () => {
  const owner = new URL(world.ownerUrl)
  await world.owner.query(`create schema standby; grant usage on schema standby to public;
    create function standby.pg_is_in_recovery() returns boolean language sql as 'select true'`)
  owner.searchParams.set('options', '-c search_path=standby,pg_catalog')
  const met = new (clientOf(async () => ({ leader: world.ownerUrl, left: [] })))({ connectionString: owner.href })
  await expect(met.connect()).rejects.toThrow(NoLeader)
})

test('one that never answers is not waited for, and where none takes writes that is said', async () => {
  const silent = new Promise<null>(() => {})
  const find = leaderAmong(['mute', 'leads'], (address) => (address === 'mute' ? silent : Promise.resolve('00000001')))
  expect((await find()).leader).toBe('leads')
  const none = leaderAmong(['down', 'standby'], (address) =>
    address === 'down' ? Promise.reject(new Error('down')) : Promise.resolve(null),
  )
  await expect(none()).rejects.toThrow(NoLeader)
})

test('servers, jobs and owner find the machine that leads behind one that is down and one that stands still', async () => {
  const mute = await openDoor(() => {})
  const { port } = doorOf(world.serverUrl)
  const address = onPorts(await closedPort(), mute.port, port)
  const pool = makePool(address, 2)
  const owner = ownerClient(signedInAs(address, new URL(world.ownerUrl).username, new URL(world.ownerUrl).password))
  try {
    const ask = (it: pg.Pool | pg.Client) => it.query('select 1 as one').then(({ rows }) => rows)
    expect(await ask(pool)).toEqual([{ one: 1 }])
    await owner.connect()
    expect(await ask(owner)).toEqual([{ one: 1 }])
  } finally {
    await Promise.all([pool.end(), owner.end()])
  }
})

test('what hangs on a machine that stands still fails once another leads, and goes on there', async () => {
  const before = await machine()
  const later = await closedPort()
  const find = leaderAmong(machinesOf(onPorts(before.port, later)))
  const pool = new pg.Pool({ connectionString: machinesOf(world.serverUrl)[0], Client: clientOf(find), max: 1 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  keepToLeader(pool, find, { after: 200, looked: 50 })
  try {
    await pool.query('select 1')
    before.freeze()
    const hanging = pool.query('select 2').then(
      () => 'answered',
      () => 'failed',
    )
    expect(await Promise.race([hanging, new Promise((done) => setTimeout(done, 600, 'hangs'))])).toBe('hangs')
    await machine(later)
    expect(await hanging).toBe('failed')
    expect((await pool.query('select 3 as three')).rows).toEqual([{ three: 3 }])
  } finally {
    await pool.end()
  }
})
