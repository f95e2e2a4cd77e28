import { randomUUID } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { faces } from '#demo/faces.ts'
import { enter, request, speaker } from './make.ts'
import type { TestWorld } from './world.ts'

/** Everybody who may stand before the door, as seen from one file of one village: where they work, and as what. */
export const CALLERS = {
  anyone: null,
  party: 'link of this file',
  other: 'link of another file',
  clerk: 'village_director',
  mediator: 'village_mediator',
  grid: 'grid_worker',
  near: 'village_director next door',
  town: 'town_intake above',
  far: 'town_intake elsewhere',
  county: 'county_intake',
  justice: 'justice_officer',
  leader: 'county_leader',
  admin: 'system_administrator',
  auditor: 'security_auditor',
  privacy: 'data_protection_officer',
} as const
export type CallerName = keyof typeof CALLERS

export type Fresh = { file_id: string; link: string; party_id: string; task_id: string; short_code: string }
export type Ask = { method: 'GET' | 'POST' | 'DELETE'; url: string; body?: object }

type State = 'registered' | 'supplementing' | 'open' | 'resolved'

/** Where an act stands, and the body it is asked with. */
const ACTS: Record<string, { state: State; on?: 'task'; body: (file: Fresh, caller: CallerName) => object }> = {
  ask_supplement: { state: 'registered', body: () => ({ missing: ['wish'] }) },
  supply_supplement: { state: 'supplementing', body: () => ({ text: '补充说明。' }) },
  record_identity: {
    state: 'registered',
    body: (file) => ({ party_id: file.party_id, paper: 'passport', number: 'XX0000001' }),
  },
  accept_here: { state: 'registered', body: () => ({}) },
  refuse: { state: 'registered', body: () => ({ ground: 'no_dispute_between_parties', explanation: '这是咨询。' }) },
  withdraw: {
    state: 'open',
    body: (file, caller) => (caller === 'party' || caller === 'other' ? {} : { said_by: file.party_id }),
  },
  resolve_task: { state: 'open', on: 'task', body: () => ({ how: 'matter_put_right', account: '已经让出水沟。' }) },
  leave_unresolved: { state: 'open', on: 'task', body: () => ({ why: 'too_far_apart', account: '劝了两次。' }) },
  close: { state: 'resolved', body: () => ({}) },
}

const SLIP = {
  code: 'AAAA-AAAA-AAAA-AAAA',
  password: '一句足够长又好记的话 2026',
  totp_secret: 'A'.repeat(32),
  totp_code: '000000',
}
const get = (url: string): Ask => ({ method: 'GET', url })
const post = (url: string, body: object): Ask => ({ method: 'POST', url, body })

/** Who each caller is, seen from the first village that has a grid worker. */
async function namesIn(world: TestWorld): Promise<{ village: number; names: Record<CallerName, string> }> {
  const { rows } = await world.owner.query<{ sign_in_name: string; role: string; place: string; kind: string }>(
    `select p.sign_in_name, o.role, u.place_code::text as place, u.kind from posts o join people p on p.id = o.person_id join units u on u.id = o.unit_id order by 3, 2, 1`,
  )
  const who = (role: string, test: (place: string, kind: string) => boolean): string => {
    const row = rows.find((it) => it.role === role && test(it.place, it.kind))
    if (!row) throw new Error(`nobody is ${role}`)
    return row.sign_in_name
  }
  const grid = rows.find((row) => row.role === 'grid_worker')
  const here = grid?.place ?? ''
  const town = here.slice(0, 9)
  const names = {
    anyone: '',
    party: '',
    other: '',
    clerk: who('village_director', (place) => place === here),
    mediator: who('village_mediator', (place, kind) => place === here && kind === 'village_centre'),
    grid: grid?.sign_in_name ?? '',
    near: who('village_director', (place) => place.startsWith(town) && place !== here),
    town: who('town_intake', (place) => place.startsWith(town)),
    far: who('town_intake', (place) => !place.startsWith(town)),
    county: who('county_intake', () => true),
    justice: who('justice_officer', (place) => place.startsWith(town)),
    leader: who('county_leader', () => true),
    admin: who('system_administrator', () => true),
    auditor: who('security_auditor', () => true),
    privacy: who('data_protection_officer', () => true),
  }
  return { village: Number(here), names }
}

/** The front door with everybody before it: who they are, files in every state, and how each endpoint is asked. */
export async function crowd(world: TestWorld, app: FastifyInstance) {
  const { village, names } = await namesIn(world)
  const cookies = new Map<string, string>()

  const as = async (caller: CallerName, file?: Fresh) => {
    if (caller === 'anyone') return speaker(app)
    if (caller === 'party') return speaker(app, { link: (file ?? another).link })
    if (caller === 'other') return speaker(app, { link: another.link })
    const cookie = cookies.get(caller) ?? (await enter(world, names[caller]))
    cookies.set(caller, cookie)
    return speaker(app, { cookie })
  }

  /** A new file, walked to a state by the clerk of its village. */
  async function fresh(state: State, said: object = {}, by = { village, clerk: names.clerk }): Promise<Fresh> {
    const filed = (
      await speaker(app).post('/api/disputes/steps/register', { ...request, ...said, place_code: by.village })
    ).json()
    const clerk = by.clerk === names.clerk ? await as('clerk') : speaker(app, { cookie: await enter(world, by.clerk) })
    const step = (name: string, body: object, part = '') =>
      clerk.post(`/api/disputes/${filed.file_id}${part}/steps/${name}`, body)
    const partOf = (answer: LightMyRequestResponse, kind: string): string =>
      answer.json().parts.find((it: { part: string }) => it.part === kind)?.id ?? ''
    if (state === 'supplementing') await step('ask_supplement', { missing: ['wish'] })
    const task_id = state === 'open' || state === 'resolved' ? partOf(await step('accept_here', {}), 'task') : ''
    if (state === 'resolved')
      await step('resolve_task', { how: 'matter_put_right', account: '已经让出水沟。' }, `/tasks/${task_id}`)
    const { rows } = await world.owner.query('select id from parties where file_id = $1', [filed.file_id])
    return {
      file_id: filed.file_id,
      short_code: filed.short_code,
      link: filed.link.split('#')[1],
      party_id: rows[0].id,
      task_id,
    }
  }
  const another = await fresh('registered')

  const questions: Record<string, (caller: CallerName) => Ask | Promise<Ask>> = {
    county_info: () => get('/api/county'),
    places_under: () => get(`/api/places?parent=${village}`),
    my_dispute: () => get('/api/my-dispute'),
    who_looked: () => get('/api/my-dispute/looks'),
    desk: () => get('/api/desk'),
    files: () => get('/api/disputes'),
    find: () => post('/api/find', { words: another.short_code }),
    file: () => get(`/api/disputes/${another.file_id}`),
    reveal: () =>
      post(`/api/disputes/${another.file_id}/looks`, {
        party_id: another.party_id,
        what: 'reach',
        reason: '核对联系电话',
      }),
    me: () => get('/api/session'),
    sign_in: () => post('/api/session', { sign_in_name: randomUUID(), password: 'x', totp_code: '000000' }),
    sign_out: () => ({ method: 'DELETE', url: '/api/session' }),
    switch_post: async (caller) => {
      const { rows } = await world.owner.query(
        'select o.id from posts o join people p on p.id = o.person_id where p.sign_in_name = $1',
        [names[caller] || names.clerk],
      )
      return post('/api/session/post', { post_id: rows[0].id })
    },
    begin_activation: () => post('/api/activation', { code: SLIP.code }),
    finish_activation: () => post('/api/activation/finish', SLIP),
    demo_people: () => get('/api/demo/people'),
    enter_demo: () => post('/api/demo/enter', { sign_in_name: faces[0]?.sign_in_name }),
    setup_state: () => post('/api/setup/state', { code: 'x'.repeat(24) }),
    setup_county: () => post('/api/setup/county', { code: 'x'.repeat(24), dry_run: false, workbook: '' }),
    register: () => post('/api/disputes/steps/register', { ...request, place_code: village }),
  }

  /** How an endpoint is asked: its address and a body that is right in itself, on a file of its own where it is a step. */
  async function asking(id: string, caller: CallerName): Promise<{ ask: Ask; file: Fresh }> {
    const act = ACTS[id]
    if (!act) {
      const question = questions[id]
      if (!question) throw new Error(`${id} has no example here: write how it is asked, then its line in the table`)
      return { ask: await question(caller), file: another }
    }
    const file = await fresh(act.state)
    const part = act.on === 'task' ? `/tasks/${file.task_id}` : ''
    return { ask: post(`/api/disputes/${file.file_id}${part}/steps/${id}`, act.body(file, caller)), file }
  }

  const send = ({ method, url, body }: Ask, by: ReturnType<typeof speaker>): Promise<LightMyRequestResponse> =>
    method === 'GET' ? by.get(url) : method === 'DELETE' ? by.delete(url) : by.post(url, body ?? {})

  return { village, names, another, as, fresh, asking, send, forget: (caller: CallerName) => cookies.delete(caller) }
}
export type Crowd = Awaited<ReturnType<typeof crowd>>
