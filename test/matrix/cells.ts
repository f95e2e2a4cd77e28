import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { ACTS } from '#contract/acts.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import type { StepName } from '#domain/table.ts'
import { now } from '#server/clock.ts'
import { fewAtOnce } from '#server/few-at-once.ts'
import { agentLinks } from '../agent-links.ts'
import type { Crowd } from '../callers.ts'
import { CREW, type CrewName } from '../crew.ts'
import { enter, request, speaker } from '../make.ts'
import { addressOf, partOf } from '../walks.ts'
import { OTHER_SIDE, type Walk } from '../ways.ts'
import type { TestWorld } from '../world.ts'
import type { DryPool } from './dry-pool.ts'
import { isOpenToParties, isOpenToStaff, OPEN_TO_AGENTS, POLICY } from './policy.ts'
import { maySee, type Official, partyStandsAs, standsAs, type Told } from './standing-to.ts'

/** Who asks: somebody of an office, a party or her agent by a link of this file or of another, or nobody known. */
export type Caller =
  | { name: string; kind: 'anyone' }
  | { name: string; kind: 'staff'; who: Official; sign_in_name: string }
  | { name: string; kind: 'party' | 'agent'; link: string; party_id: string; is_of_this: boolean }

/** Steps that name another file: whoever cannot see that one, or has no say there, is told so first. */
const OF_TWO_FILES: readonly string[] = ['merge', 'unmerge', 'suspect_duplicate']

/** Requests that change nothing, at a time: while the database works for one this process works for another. */
export const BESIDE = 3

/** What the policy says comes of asking. `may`: whatever comes of it, it is hers to ask. */
export type Expected = 'who are you' | 'not there' | 'not hers' | 'not now' | 'may'

type Answer = { status: number; code: string }
const HIDDEN = ['not_found', 'no_such_part']
const REFUSED = ['not_yours', 'assists_only', 'agent_only_herself']
/** Whether an answer is what the policy says. */
export function agrees(expected: Expected, { status, code }: Answer): boolean {
  if (status >= 500) return false
  if (expected === 'who are you') return status === 401
  if (expected === 'not there') return status === 404 && code === 'not_found'
  if (expected === 'not hers') return status === 403 && REFUSED.includes(code)
  // Whoever asked for no code is told so before anything else is looked at.
  if (expected === 'not now') return status === 409 && ['wrong_state', 'code_not_asked'].includes(code)
  return status !== 401 && ![...HIDDEN, ...REFUSED, 'wrong_state'].includes(code)
}

type Operation = { id: StepName; from: readonly string[]; kind: string }
/** The steps on a file, as the printed interface tells them: from which statuses of which part. */
export async function operations(app: FastifyInstance): Promise<Operation[]> {
  const printed = (await app.inject({ url: '/openapi.json' })).json() as {
    paths: Record<string, Record<string, { operationId?: string; 'x-from'?: string[] }>>
  }
  const all = Object.values(printed.paths).flatMap((methods) => Object.values(methods))
  return ACTS.filter((act) => act.row.on !== 'nothing').map((act) => {
    const found = all.find((it) => it.operationId === act.id)
    if (!found?.['x-from']) throw new Error(`the printed interface does not say from where ${act.id} is taken`)
    return { id: act.id as StepName, from: found['x-from'], kind: act.row.on }
  })
}

/** What the policy says of one cell. */
export function expectedOf(
  { id, from }: Operation,
  caller: Caller,
  told: Told,
  partId: string,
  today: string,
): Expected {
  if (caller.kind === 'anyone') return 'who are you'
  if (caller.kind === 'agent' && !OPEN_TO_AGENTS.includes(id)) return 'not hers'
  if (caller.kind === 'party' && !isOpenToParties(id)) return 'not hers'
  if (caller.kind === 'staff' && !isOpenToStaff(id)) return 'not hers'
  const sees = caller.kind === 'staff' ? maySee(caller.who, told, today) : caller.is_of_this
  const part = told.parts.find((it) => it.id === partId)
  if (!sees || !part) return 'not there'
  if (!from.includes(part.status)) return 'not now'
  const stands = caller.kind === 'staff' ? standsAs(caller.who, told, part) : partyStandsAs(caller.party_id, told, part)
  return POLICY.get(id)?.some((it) => stands.includes(it)) ? 'may' : 'not hers'
}

/** Nothing of the file may stand in a refusal: neither its people nor its words nor its code. */
const tellsOf = ({ short_code }: Walk, body: string): boolean =>
  [
    request.your_name,
    request.reach,
    request.what_happened,
    request.wish,
    OTHER_SIDE.name,
    OTHER_SIDE.reach,
    short_code,
  ].some((it) => it !== '' && body.includes(it))

const OFFICIALS = `select p.id as person_id, p.sign_in_name, o.role, o.unit_id::int as unit_id, u.kind as unit_kind,
    u.place_code::float8 as place_code
  from posts o join people p on p.id = o.person_id join units u on u.id = o.unit_id
  where o.until is null order by u.place_code, o.role, p.sign_in_name, o.id`

export type Red = { operation: string; caller: string; at: string; expected: string; got: string }
export type Count = { cells: number; leaks: number; reds: Red[] }

/** The people of the matrix, and a way to ask each operation as each of them. */
export async function matrix(world: TestWorld, app: FastifyInstance, crowd: Crowd, { dry }: DryPool) {
  const { crew, walks: door } = crowd
  const { rows } = await world.owner.query<Official & { sign_in_name: string }>(OFFICIALS)
  const known = new Set<string>(Object.values(crew).map((it) => it.role))
  // The crew, as seen from this village; and of every other role of the county somebody.
  const others = rows.filter((row, at) => !known.has(row.role) && rows.findIndex((it) => it.role === row.role) === at)
  const staff: Caller[] = [
    ...(Object.keys(CREW) as CrewName[]).map((called) => ({ ...crew[called], called })),
    ...others.map((row) => ({ ...row, called: row.role })),
  ].map(({ called, sign_in_name, ...who }) => ({ name: called, kind: 'staff', who, sign_in_name }))

  const cookies = new Map<string, string>()
  /** Every session is over: whoever asks next signs in anew. */
  const forget = (): void => cookies.clear()
  /** Her session of this day: sessions end, and a walk may take days. */
  async function cookieOf(signInName: string): Promise<string> {
    const key = `${signInName} ${dayIn(now())}`
    const cookie = cookies.get(key) ?? (await enter(world, signInName))
    cookies.set(key, cookie)
    return cookie
  }
  async function speakerFor(caller: Caller): Promise<ReturnType<typeof speaker>> {
    if (caller.kind === 'anyone') return speaker(app)
    if (caller.kind !== 'staff') return speaker(app, { link: caller.link })
    return speaker(app, { cookie: await cookieOf(caller.sign_in_name) })
  }

  const foreign = await door.walkTo('invited')
  const agents = agentLinks(door)
  /** Everybody, as seen from one file. Naming the agent moves the file: what is asked is told afterwards. */
  async function callersOf(on: Walk): Promise<Caller[]> {
    const isComplaint = on.ids.complaint !== undefined
    const agent = isComplaint ? null : await agents(on)
    const party = (
      name: string,
      kind: 'party' | 'agent',
      link: string | null,
      party_id: string,
      elsewhere: string,
    ): Caller => ({
      ...{ name, kind, party_id },
      ...(link ? { link, is_of_this: true } : { link: elsewhere, is_of_this: false }),
    })
    return [
      { name: 'anyone', kind: 'anyone' },
      party('agent', 'agent', agent, on.applicant, (await agents(foreign)) ?? ''),
      party('party', 'party', on.link, on.applicant, foreign.link),
      party('respondent', 'party', isComplaint ? null : on.invitation, on.respondent, foreign.invitation),
      party('other', 'party', null, foreign.applicant, foreign.link),
      ...staff,
    ]
  }

  const send = (url: string, body: object, by: ReturnType<typeof speaker>): Promise<LightMyRequestResponse> =>
    by.post(url, body)
  const answerOf = (answer: LightMyRequestResponse): Answer => ({
    status: answer.statusCode,
    code: answer.statusCode < 400 ? '' : String((answer.json() as { code?: string }).code),
  })

  type Cell = { on: Walk; told: Told; part: string; body: object }

  /**
   * Asks an operation as everybody. Who is refused leaves the file as it stands, and is asked beside others who are: were she not
   * refused, hers would be a red cell, and theirs with it. Whoever may is asked alone, and what she did is taken back.
   */
  async function askAll(
    count: Count,
    at: string,
    operation: Operation,
    callers: readonly Caller[],
    cell: Cell,
  ): Promise<void> {
    const today = dayIn(now())
    const cells = callers.map((caller) => ({
      caller,
      expected: expectedOf(operation, caller, cell.told, cell.part, today),
    }))
    const [may, refused] = [cells.filter((it) => it.expected === 'may'), cells.filter((it) => it.expected !== 'may')]
    await fewAtOnce(BESIDE, refused, ({ caller, expected }) => ask(count, at, operation, caller, expected, cell))
    for (const { caller, expected } of may) await ask(count, at, operation, caller, expected, cell)
  }

  /** Asks one cell and counts it. */
  async function ask(
    count: Count,
    at: string,
    operation: Operation,
    caller: Caller,
    expected: Expected,
    { on, part, body }: Cell,
  ): Promise<void> {
    const by = await speakerFor(caller)
    const url = addressOf(operation.id, on, part)
    const answer = expected === 'may' ? await dry(() => send(url, body, by)) : await send(url, body, by)
    const got = answerOf(answer)
    count.cells += 1
    const isLeak = got.status >= 400 && tellsOf(on, answer.body)
    if (isLeak) count.leaks += 1
    const isOfTheOther =
      OF_TWO_FILES.includes(operation.id) &&
      ['not now', 'may'].includes(expected) &&
      ['not_found', 'not_yours'].includes(got.code)
    if ((agrees(expected, got) || isOfTheOther) && !isLeak) return
    if (expected === 'not there' && got.status < 400) count.leaks += 1
    count.reds.push({
      operation: operation.id,
      caller: caller.name,
      at,
      expected,
      got: `${got.status} ${got.code}${isLeak ? ' tells of the file' : ''}`,
    })
  }

  /** The part of a file an operation is asked on; null where it has none of that kind. */
  const partFor = ({ id, kind }: Operation, on: Walk, told: Told): string | null =>
    kind === 'dispute' ? (told.parts.find((it) => it.part === 'dispute')?.id ?? null) : partOf(id, on)

  return { staff, callersOf, cookieOf, forget, speakerFor, askAll, partFor }
}
export type Matrix = Awaited<ReturnType<typeof matrix>>
