import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ENDPOINTS } from '#contract/all.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { mondayOf } from '#domain/organisations/duty.ts'
import { firstWords } from '#domain/triage/guess.ts'
import { FIRST_SELF_HELP } from '#domain/triage/self-help-first.ts'
import { now } from '#server/clock.ts'
import { administrationBodies } from './administration-questions.ts'
import { NOTICE, onOnePage, PATTERN, TEMPLATE, WORDING } from './callers.ts'
import { CASES } from './cases/all.ts'
import { enter, request } from './make.ts'
import { registerBodies } from './register-questions.ts'
import { loans, sheetOf } from './sheet.ts'
import { walks } from './walks.ts'
import { ROOTS } from './ways.ts'
import type { TestWorld } from './world.ts'
import { SHEET } from './world-of-rules.ts'

type As = 'anyone' | 'party' | 'staff' | 'admin'

/** Every endpoint that takes a body. */
export const POSTS = ENDPOINTS.filter((endpoint) => endpoint.method === 'POST')

type Leaf = { type?: string; enum?: unknown[]; format?: string; pattern?: string }
/** The fields of an endpoint's body, as the printed interface names them. */
export const fieldsOf = (endpoint: Endpoint): [string, Leaf][] =>
  Object.entries(
    (z.toJSONSchema(endpoint.body, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, Leaf> })
      .properties ?? {},
  )

const callerOf = (endpoint: Endpoint): As =>
  endpoint.path.startsWith('/api/administration')
    ? 'admin'
    : endpoint.who.includes('staff')
      ? 'staff'
      : endpoint.who.includes('party')
        ? 'party'
        : 'anyone'

/** A file that has every part to write to, and for each endpoint a body that is right: what junk is put into. */
export async function poster(world: TestWorld, app: FastifyInstance) {
  const door = await walks(world, app)
  const on = await door.walkTo('in_effect')
  const village = door.crew.director.place_code
  const staff = { cookie: await enter(world, door.crew.director.sign_in_name) }
  const headers: Record<As, Record<string, string>> = {
    anyone: {},
    party: { authorization: `Link ${on.link}` },
    staff,
    admin: { cookie: await enter(world, door.crew.admin.sign_in_name) },
  }
  const administering = await administrationBodies(world, village)

  const partIn = (path: string): string => {
    const kind = path.split('/')[4]?.replace(/ies$/, 'y').replace(/s$/, '') as keyof typeof on.ids
    return (kind === 'party' ? on.applicant : on.ids[kind]) ?? on.file_id
  }
  const addressOf = (path: string): string =>
    administering.addressOf(
      path
        .replace(':item_id', randomUUID())
        .replace(':alarm_id', randomUUID())
        .replace(':piece', 'rights_and_duties')
        .replace('/templates/:form', '/templates/D-15')
        .replace(':version', '100')
        .replace('/duty-weeks/:unit_id', `/duty-weeks/${door.crew.director.unit_id}`)
        .replace(':file_id', on.file_id)
        .replace(':batch_id', SHEET.id)
        .replace(':upload_id', randomUUID())
        .replace(':paper_id', randomUUID())
        .replace(':offset', '0')
        .replace(':part_id', partIn(path)),
    )
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

  /** What each row is taken with, said about this file; a code and another file stand there as such do. */
  const another = await door.walkTo('registered')
  const tools = { ...door, codeFor: async () => '00000000', walkTo: async () => another }
  // What was kept on the way there stands here as an id of nothing.
  const kept = new Proxy(on.kept, { get: (known, name) => Reflect.get(known, name) || randomUUID() })
  const acts: Record<string, Record<string, unknown>> = {}
  for (const [step, it] of Object.entries(CASES)) {
    if (it.by === 'system') continue
    acts[step] = { ...(await it.body({ ...on, kept }, tools, it.by)) }
  }
  for (const { step, body } of Object.values(ROOTS)) acts[step] ??= { ...body(door.crew) }

  const filled = await sheetOf(loans(2))

  /** A body that is right for each endpoint with one: what junk is put into. */
  const right: Record<string, () => Record<string, unknown>> = {
    find: () => ({ words: request.your_name }),
    acknowledge_alarm: () => ({}),
    reveal_reporter: () => ({ reason: '要核实他说的是不是亲眼看见' }),
    open_sealed_note: () => ({ note_id: randomUUID(), reason: '明天要约双方见面，先看身体情况' }),
    begin_upload: () => ({ name: '借条.jpg', size: 10 }),
    send_piece: () => ({}),
    finish_upload: () => ({}),
    drop_upload: () => ({}),
    read_scan: () => ({}),
    return_signed: () => {
      const { paper_id: _, ...body } = acts.return_signed_paper ?? {}
      return body
    },
    reveal: () => ({ party_id: on.applicant, what: 'reach', reason: '核对联系电话' }),
    on_the_spot: () => ({ ...onOnePage(village) }),
    complain: () => ({ about_file: on.file_id, kind: 'service', what: '打电话总是没有人接。', said_by: on.applicant }),
    guess_types: () => ({ text: request.what_happened }),
    try_guess_words: () => ({ words: firstWords().slice(0, 3) }),
    change_guess_words: () => ({ words: firstWords().slice(0, 3), base_version: 0, reason: '群众都这么说' }),
    change_self_help: () => ({ ...FIRST_SELF_HELP, base_version: 0, reason: '原来的问法看不懂' }),
    check_batch: () => ({ workbook: filled, channel: 'CH03', place_code: village }),
    file_batch: () => ({ workbook: filled, channel: 'CH03', place_code: village, left_out: [] }),
    undo_batch: () => ({ because: '选错了表。' }),
    set_duty_week: () => ({ monday: mondayOf(dayIn(now())), base_version: 0, shifts: [] }),
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
    try_clock_rule: () => ({ amount: 5, unit: 'working_day' }),
    change_clock_rule: () => ({ trial: randomUUID(), reason: '窗口合并，办得完' }),
    enter_holidays: () => ({ ...NOTICE }),
    change_docket_pattern: () => ({ ...PATTERN }),
    write_wording: () => ({ ...WORDING }),
    release_wording: () => ({}),
    drop_wording: () => ({ reason: '写得不对，重写。' }),
    put_template: () => ({ ...TEMPLATE }),
    release_template: () => ({}),
    drop_template: () => ({ reason: '写得不对，重交。' }),
    end_template: () => ({ reason: '不再用这个样子。' }),
    ...registerBodies(village, door.crew.director.unit_id),
    ...administering.right,
    ...Object.fromEntries(
      Object.entries(acts).map(([step, body]) => [step, () => JSON.parse(JSON.stringify(body)) as typeof body]),
    ),
  }

  const people = { village: door.crew.director }
  return { people, staff, sendRaw, sendText, send, right, addressOf, on, crew: door.crew }
}
