import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { PartKind } from '#domain/disputes/parts.ts'
import { type StepName, TABLE } from '#domain/table.ts'
import { now, secondsAfter, setNow } from '#server/clock.ts'
import { wholeCounty } from '#server/db/scope.ts'
import { takeStep } from '#server/disputes/take-step.ts'
import { Problem } from '#server/http/problem.ts'
import type { World } from '#server/world.ts'
import { type Crew, type CrewName, crewOf } from './crew.ts'
import { readToSign } from './glass.ts'
import { enterHoliday } from './holidays.ts'
import { enter, speaker } from './make.ts'
import { oneReturned } from './returned.ts'
import { type Move, type Point, ROOTS, type Tools, WAYS, type Walk, type Way, type Who } from './ways.ts'
import type { TestWorld } from './world.ts'
import { SHEET } from './world-of-rules.ts'

/** What became of an attempt: the status and, where it was refused, why. */
export type Outcome = { status: number; code: string | null; body: string; event_seq: number | null }

type Reply = { file_id: string; event_seq: number; parts: { part: PartKind; id: string; status: string }[] }

const SEGMENTS: Record<Exclude<PartKind, 'dispute'>, string> = {
  task: 'tasks',
  party: 'parties',
  mediation: 'mediations',
  agreement: 'agreements',
  obligation: 'obligations',
  visit: 'visits',
  complaint: 'complaints',
  referral: 'referrals',
  supervision: 'supervisions',
  package: 'packages',
  evidence: 'evidence',
}

/** The address of a step on a file, or on the part of it the row stands on. */
export const addressOf = (step: StepName, on: Walk, part: string | null = partOf(step, on)): string => {
  const kind = TABLE[step].on
  if (kind === 'nothing') return `/api/disputes/steps/${step}`
  const base = `/api/disputes/${on.file_id}`
  return kind === 'dispute' ? `${base}/steps/${step}` : `${base}/${SEGMENTS[kind]}/${part}/steps/${step}`
}

/** The part of a walk a row stands on; null for the dispute itself. */
export const partOf = (step: StepName, on: Walk): string | null => {
  const kind = TABLE[step].on
  return kind === 'nothing' || kind === 'dispute' ? null : (on.ids[kind] ?? null)
}

/** Steps after which the page knows ids that the answer alone does not tell. */
const LOOKED_UP: readonly StepName[] = [
  ...(['seal_agreement', 'put_in_effect', 'agree_orally', 'record_payment', 'propose_change'] as const),
  'ask_guidance',
  'ask_other_mediator',
]

/** Brings files of one village to any point of the walk, through the front door alone, with the county's own people. */
export async function walks(world: World & Pick<TestWorld, 'owner'>, app: FastifyInstance) {
  const crew: Crew = await crewOf(world)
  const cookies = new Map<string, string>()
  const { director } = crew
  await world.owner.query(
    `insert into batches (id, number, unit_id, filed_by, shape, channel, place_code, sheet_hash, lines, begun_at, test_time)
     values ($1, $2, $3, $4, $5, 'CH03', $6, 'walked', 1, $7, false) on conflict do nothing`,
    [SHEET.id, SHEET.number, director.unit_id, director.person_id, SHEET.shape, director.place_code, now()],
  )

  /** Somebody before the front door. Sessions end, so a walk that takes days signs in anew each day. */
  async function as(who: Who, on?: Walk): Promise<ReturnType<typeof speaker>> {
    if (who === 'anyone') return speaker(app)
    if (who === 'applicant') return speaker(app, { link: on?.link ?? '' })
    if (who === 'respondent') return speaker(app, { link: on?.invitation ?? '' })
    if (who === 'system') throw new Error('the system has no way in through the front door')
    const known = `${who} ${dayIn(now())}`
    const cookie = cookies.get(known) ?? (await enter(world, crew[who].sign_in_name))
    cookies.set(known, cookie)
    return speaker(app, { cookie })
  }

  /** Takes a step past the front door, as somebody who sees the whole county: the system, or an attempt planted by a test. */
  async function plant(
    actor: Parameters<typeof takeStep>[1]['actor'],
    step: StepName,
    on: Walk,
    input: object,
    part: string | null = partOf(step, on),
  ): Promise<Outcome> {
    const scope = wholeCounty(dayIn(now()))
    const { occurred_at: _, code: __, ...rest } = input as Record<string, unknown>
    const taking = { actor, scope, step, fileId: on.file_id, partId: part, input: rest, occurredAt: null, key: null }
    try {
      const { status, reply } = await takeStep(world, taking)
      return { status, code: null, body: JSON.stringify(reply), event_seq: (reply as Reply).event_seq }
    } catch (error) {
      const [status, code] = error instanceof Problem ? [error.status, error.code] : [500, 'failed']
      return { status, code, body: String(error), event_seq: null }
    }
  }

  /** Takes a step as somebody. */
  async function take(
    who: Who,
    step: StepName,
    on: Walk,
    body: object,
    { key = randomUUID(), part = partOf(step, on) }: { key?: string; part?: string | null } = {},
  ): Promise<Outcome> {
    if (who === 'system') return plant({ kind: 'system' }, step, on, body, part)
    const answer = await (await as(who, on)).post(addressOf(step, on, part), body, key)
    const told = answer.json() as { code?: string; event_seq?: number }
    const refused = answer.statusCode >= 400
    return {
      status: answer.statusCode,
      code: refused ? (told.code ?? '') : null,
      body: answer.body,
      event_seq: refused ? null : (told.event_seq ?? 1),
    }
  }

  /** What the walk knows after a step: new parts take the place of older ones of their kind. */
  function learn(on: Walk, { parts }: Reply): void {
    const known = new Set(Object.values(on.kept.parts?.split(' ') ?? []))
    for (const { part, id } of parts) {
      if (known.has(id)) continue
      on.ids[part] = id
      if (part === 'party' && id !== on.applicant) on.respondent = id
    }
    on.kept.parts = parts.map((it) => it.id).join(' ')
  }

  async function lookUp(on: Walk): Promise<void> {
    const page = (await (await as('director')).get(`/api/disputes/${on.file_id}`)).json()
    type Owed = { id: string; clause: number; payments: { id: string }[]; proposal: { id: string } | null }
    for (const it of page.mediations as { guidance: { id: string }[] }[])
      on.kept.guidance = it.guidance.at(-1)?.id ?? on.kept.guidance ?? ''
    for (const it of page.mediations as { other_mediator: { id: string }[] }[])
      on.kept.request = it.other_mediator.at(-1)?.id ?? on.kept.request ?? ''
    for (const it of page.obligations as Owed[]) {
      on.obligations[it.clause] = it.id
      on.kept.payment = it.payments.at(-1)?.id ?? on.kept.payment ?? ''
      on.kept.proposal = it.proposal?.id ?? on.kept.proposal ?? ''
    }
  }

  /** The code that proves a phone, as the message in the demo shows it to whoever asked for it. */
  async function codeFor(who: 'applicant' | 'respondent', on: Walk): Promise<string> {
    const asked = await take(who, 'ask_code', on, { edition: 1 })
    expect(asked.status, asked.body).toBe(200)
    return /\d{8}/.exec(String((JSON.parse(asked.body) as { shown: string }).shown))?.[0] ?? ''
  }

  const glassFor = async (who: 'applicant' | 'respondent', on: Walk): Promise<object> =>
    readToSign(await as(who, on), on.file_id, on.ids.agreement ?? '')

  async function dutyOn(on: Walk): Promise<string> {
    const page = (await (await as('director')).get(`/api/disputes/${on.file_id}`)).json()
    const duties = (page.tasks as { duties: { id: string; done: object | null }[] }[]).flatMap((task) => task.duties)
    return duties.find((duty) => duty.done === null)?.id ?? randomUUID()
  }

  async function move(on: Walk, it: Move): Promise<void> {
    if (it.days) setNow(secondsAfter(now(), it.days * 86_400))
    const part = it.clause ? (on.obligations[it.clause] ?? '') : partOf(it.step, on)
    const body = (await it.body?.(on, tools)) ?? {}
    const done = await take(it.by, it.step, on, body, { part })
    expect(done.status, `${it.step} by ${it.by}: ${done.body}`).toBe(200)
    await follow(on, it.step, done)
  }

  /** What a walk knows once a step was taken: its parts, what is owed, the way in for whoever was invited. */
  async function follow(on: Walk, step: StepName, done: Outcome): Promise<void> {
    learn(on, JSON.parse(done.body) as Reply)
    if (LOOKED_UP.includes(step)) await lookUp(on)
    if (step === 'invite') {
      const address = `/api/disputes/${on.file_id}/parties/${on.respondent}/invitation`
      const shown = await (await as('director')).get(address)
      on.invitation = String((shown.json() as { link: string }).link).split('#')[1] ?? ''
    }
  }

  /** A file that has just come in by one of the doors. */
  async function begin(root: keyof typeof ROOTS, said: object): Promise<Walk> {
    const { step, by, body } = ROOTS[root]
    const filed = await (await as(by)).post(`/api/disputes/steps/${step}`, { ...body(crew), ...said })
    expect(filed.statusCode, filed.body).toBe(201)
    const { file_id, short_code, code, link = '' } = filed.json() as Record<string, string> & { link?: string }
    const on: Walk = {
      file_id: file_id ?? '',
      short_code: short_code ?? '',
      code: code ?? '',
      link: link.split('#')[1] ?? '',
      invitation: '',
      ids: {},
      applicant: '',
      respondent: '',
      obligations: {},
      kept: {},
    }
    if (on.link) {
      on.applicant = (
        (await (await as('applicant', on)).get('/api/my-dispute')).json() as { party_id: string }
      ).party_id
      on.ids.party = on.applicant
      on.kept.parts = on.applicant
    }
    return on
  }

  /** The applicant of a dispute complains of how it was handled: from here on the walk is the complaint's. */
  async function complainOf(dispute: Walk, said: object): Promise<Walk> {
    const body = { about_file: dispute.file_id, ...said }
    const filed = await (await as('applicant', dispute)).post('/api/disputes/steps/complain', body)
    expect(filed.statusCode, filed.body).toBe(201)
    const { file_id, short_code, link } = filed.json() as Record<'file_id' | 'short_code' | 'link', string>
    const secret = link.split('#')[1] ?? ''
    const mine = (await (await speaker(app, { link: secret })).get('/api/my-complaint')).json()
    return {
      ...dispute,
      file_id,
      short_code,
      link: secret,
      ids: { complaint: (mine as { complaint_id: string }).complaint_id },
      kept: { dispute: dispute.file_id, dispute_link: dispute.link },
    }
  }

  /** Brings a new file to a point of the walk. `said` changes what it is opened with. */
  async function walkTo(point: Point, said: object = {}): Promise<Walk> {
    const way: Way = WAYS[point]
    if ('about' in way) return complainOf(await walkTo(way.about as Point, said), way.complaint)
    const on = 'root' in way ? await begin(way.root, said) : await walkTo(way.after as Point, said)
    for (const it of way.moves ?? []) await move(on, it)
    return on
  }

  const newHolidays = () => enterHoliday(world)
  const scanned: Tools['scanned'] = (who, on) => {
    const office = who in crew && crew[who as CrewName].kind === 'staff' ? (who as CrewName) : 'director'
    return oneReturned(world, on.file_id, crew[office].person_id)
  }
  const tools: Tools = { crew, codeFor, glassFor, walkTo, newHolidays, dutyOn, as, scanned }
  /** Her session is over: the next time she signs in anew. */
  const forget = (who: CrewName): void => {
    for (const known of cookies.keys()) if (known.startsWith(`${who} `)) cookies.delete(known)
  }

  return { crew, codeFor, glassFor, newHolidays, dutyOn, walkTo, as, scanned, take, plant, move, follow, forget }
}
export type Walks = Awaited<ReturnType<typeof walks>>
