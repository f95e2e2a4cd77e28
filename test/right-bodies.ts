import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ENDPOINTS } from '#contract/all.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { cast, enter, request, speaker } from './make.ts'
import type { TestWorld } from './world.ts'

type As = 'anyone' | 'party' | 'staff'

/** Every endpoint that takes a body. */
export const POSTS = ENDPOINTS.filter((endpoint) => endpoint.method === 'POST')

type Leaf = { type?: string; enum?: unknown[]; format?: string; pattern?: string }
/** The fields of an endpoint's body, as the printed interface names them. */
export const fieldsOf = (endpoint: Endpoint): [string, Leaf][] =>
  Object.entries(
    (z.toJSONSchema(endpoint.body, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, Leaf> })
      .properties ?? {},
  )

const callerOf = (endpoint: Endpoint): As => (endpoint.who.includes('staff') ? 'staff' : (endpoint.who[0] ?? 'anyone'))

/** A file to write to, and for each endpoint a body that is right: what junk is put into. */
export async function poster(world: TestWorld, app: FastifyInstance) {
  const people = await cast(world)
  const filed = (
    await speaker(app).post('/api/disputes/steps/register', { ...request, place_code: people.village.place_code })
  ).json()
  const cookie = await enter(world, people.village.sign_in_name)
  const accepted = await speaker(app, { cookie }).post(`/api/disputes/${filed.file_id}/steps/accept_here`, {})
  const partOf = (kind: string): string =>
    accepted.json().parts.find((it: { part: string }) => it.part === kind)?.id ?? ''
  const ids = { file_id: filed.file_id, party_id: partOf('party'), part_id: partOf('task') }
  const headers: Record<As, Record<string, string>> = {
    anyone: {},
    party: { authorization: `Link ${filed.link.split('#')[1]}` },
    staff: { cookie },
  }

  const addressOf = (path: string): string => path.replace(':file_id', ids.file_id).replace(':part_id', ids.part_id)
  const sendRaw = (url: string, payload: string | Buffer, more: Record<string, string> = {}, as: As = 'anyone') =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers[as], ...more },
      payload,
    })
  const sendText = (endpoint: Endpoint, text: string | Buffer) =>
    sendRaw(addressOf(endpoint.path), text, {}, callerOf(endpoint))
  const send = (endpoint: Endpoint, body: unknown) => sendText(endpoint, JSON.stringify(body) ?? '')

  /** A body that is right for each endpoint with one: what junk is put into. */
  const right: Record<string, () => Record<string, unknown>> = {
    find: () => ({ words: request.your_name }),
    reveal: () => ({ party_id: ids.party_id, what: 'reach', reason: '核对联系电话' }),
    sign_in: () => ({ sign_in_name: 'nobody', password: 'x', totp_code: '000000' }),
    switch_post: () => ({ post_id: randomUUID() }),
    begin_activation: () => ({ code: 'AAAA-AAAA-AAAA-AAAA' }),
    finish_activation: () => ({
      code: 'AAAA-AAAA-AAAA-AAAA',
      password: '一句足够长又好记的话',
      totp_secret: 'A'.repeat(32),
      totp_code: '000000',
    }),
    enter_demo: () => ({ sign_in_name: 'gu.nianci' }),
    setup_state: () => ({ code: 'x'.repeat(24) }),
    setup_county: () => ({ code: 'x'.repeat(24), dry_run: true, workbook: '' }),
    register: () => ({ ...request, place_code: people.village.place_code }),
    ask_supplement: () => ({ missing: ['wish'], note: '请补充。', occurred_at: '2026-03-02T01:00:00Z' }),
    supply_supplement: () => ({ text: '补充说明。', other_side: '邢大山' }),
    record_identity: () => ({ party_id: ids.party_id, paper: 'passport', number: 'XX0000001' }),
    accept_here: () => ({ note: '可以办。' }),
    refuse: () => ({ ground: 'no_dispute_between_parties', explanation: '这是咨询。' }),
    withdraw: () => ({ reason: 'personal', said_by: ids.party_id }),
    resolve_task: () => ({ how: 'matter_put_right', account: '已经让出水沟。' }),
    leave_unresolved: () => ({ why: 'too_far_apart', account: '劝了两次。' }),
    close: () => ({ note: '结案。' }),
  }

  return { people, staff: headers.staff, sendRaw, sendText, send, right }
}
