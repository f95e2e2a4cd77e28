import { isDeepStrictEqual } from 'node:util'
import { CompiledQuery, NoResultError, type Selectable, sql } from 'kysely'
import { addDays, type Calendar, dayIn } from '#domain/clocks/calendar.ts'
import { recounted, resumedDay } from '#domain/clocks/recount.ts'
import { ruleAsStarted } from '#domain/clocks/rule-book.ts'
import { type ClockRule, dueOn, isTimed, pausedDaysOf } from '#domain/clocks/rules.ts'
import { type Level, nextLook } from '#domain/clocks/warnings.ts'
import type { Consequence, Folded } from '#domain/disputes/consequences.ts'
import { type Clock, ENDED_COMPLAINT, ENDED_DISPUTE, ENDED_TASK, partsOf } from '#domain/disputes/parts.ts'
import { stageOf } from '#domain/disputes/stage.ts'
import { fold } from '#domain/fold.ts'
import { minhash } from '#domain/intake/words.ts'
import { now } from '../clock.ts'
import { readTiming, type Timing } from '../clocks/timing.ts'
import { asWarned } from '../clocks/warn.ts'
import type { Trx } from '../db/connection.ts'
import { byKey, inScope, wholeCounty } from '../db/scope.ts'
import type { Events } from '../db/types.ts'
import { allMembers } from '../identity/members.ts'
import { tokensWithFields } from '../intake/write.ts'
import type { World } from '../world.ts'
import { type Algorithm, chainHash, FIRST_PREVIOUS } from './chain.ts'
import { aheadOf, ledgerGlance } from './glance.ts'
import { BROKEN_LAWS } from './laws-in-sql.ts'
import { type Head, loadFile } from './load.ts'

type EventRow = Selectable<Events>
type Paper = { id: string; form: string; event_seq: number; content: unknown }
type Effect = {
  id: string
  effect: string
  to_party: string | null
  to_unit: number | null
  event_seq: number
  wording: string
}
/** A whole file as its rows have it. */
type Rows = {
  state: Omit<Folded, 'papers' | 'effects'>
  papers: Paper[]
  effects: Effect[]
  events: EventRow[]
  head: Head
  /** What the laws in SQL find broken. */
  broken: string[]
  /** What is derived from the rest, and kept for lists and finding alone. */
  derived: {
    stage: string
    ledger: string | null
    colour: string | null
    dispute_type: string | null
    moved_at: string | null
    moved_by: string | null
    owed_on: string | null
    late_on: string | null
    meets_at: string | null
    /** Involvements that say another instant than their file. */
    misplaced: number
    /** What is told of each running clock, and when it is looked at next. */
    looks: { clock: string; look_at: string | null; told: Level[]; led: boolean }[]
    words: string[] | null
    minhash: number[] | null
  }
}

const AT_ONCE = 100
const byId = <T extends { id: string }>(list: readonly T[]): T[] => [...list].sort((a, b) => (a.id < b.id ? -1 : 1))

/** Where the chain of a file is broken: one sentence for each event that is not what was written, or is missing. */
export function faultsOfChain(events: readonly EventRow[], head: Head): string[] {
  const faults: string[] = []
  let previous: Buffer = FIRST_PREVIOUS
  for (const [at, row] of events.entries()) {
    const { algorithm, prev_hash, hash, ...event } = row
    if (event.seq !== at + 1) faults.push(`第 ${at + 1} 条记录缺失或序号不对（实为第 ${event.seq} 条）`)
    if (!prev_hash.equals(previous)) faults.push(`第 ${event.seq} 条记录与上一条不相接`)
    if (!chainHash(algorithm as Algorithm, prev_hash, event).equals(hash))
      faults.push(`第 ${event.seq} 条记录的内容被改动`)
    if (event.recorded_at < (events[at - 1]?.recorded_at ?? ''))
      faults.push(`第 ${event.seq} 条记录的登记时间早于上一条`)
    previous = hash
  }
  const last = events.at(-1)
  if (!last) faults.push('没有任何记录')
  else if (head.seq !== last.seq || !head.hash.equals(last.hash))
    faults.push(`链头应为第 ${last.seq} 条，实为第 ${head.seq} 条或摘要不同`)
  return faults
}

/** The day of the milestone a clock keeps; one of a plan that was changed since stands in the events alone. */
const milestoneDay = (state: Rows['state'], clock: Clock): string | undefined =>
  partsOf(state.parts, 'package')
    .flatMap((it) => it.facts.milestones)
    .find((it) => it.clock === clock.id)?.by

/** The day people agreed on themselves: it stands with what is owed, the limit they put off, or what a conference laid on a task. */
function agreedDay(state: Rows['state'], clock: Clock): string {
  if (clock.rule === 'R-24') {
    const duties = partsOf(state.parts, 'task').flatMap((it) => it.facts.duties ?? [])
    return duties.find((it) => it.id === clock.id)?.by ?? ''
  }
  if (clock.rule === 'R-78') return milestoneDay(state, clock) ?? clock.due_on
  if (clock.rule !== 'T-11e') {
    // One they changed since stands with the change.
    const facts = partsOf(state.parts, 'obligation').find((it) => it.id === clock.part_id)?.facts
    const earlier = (facts?.changes ?? []).some(({ before }) => before.due_on === clock.due_on)
    return clock.state === 'cancelled' && earlier ? clock.due_on : (facts?.due_on ?? '')
  }
  const mediation = partsOf(state.parts, 'mediation').find((it) => it.id === clock.part_id)
  const until = mediation?.facts.extensions?.find((it) => it.clock_id === clock.id)?.until
  return until === undefined ? '' : addDays(until, clock.paused_days)
}
/** The due day of a clock once more, from the days of the events that paused and resumed it (threats I21). */
function faultOfDueDay(
  { calendar, rules }: Timing,
  state: Rows['state'],
  clock: Clock,
  events: readonly EventRow[],
): string | null {
  const rule = ruleAsStarted(rules, clock.rule, clock.rule_version)
  // A clock of an older rule or of one no longer known keeps what was computed under it.
  if (!rule || rule.version !== clock.rule_version) return null
  const { days, paused, last } = countedAgain(rule, clock, events, calendar)
  // Counted with a calendar since replaced: where a day moved by it, a step of its own brings the new one.
  if (clock.calendar_version !== calendar.version) return null
  if (isTimed(rule)) {
    const day = clock.due_at === null ? '' : dayIn(clock.due_at)
    return clock.due_on === day ? null : `时限 ${clock.rule} 的届满日应为 ${day}，实为 ${clock.due_on}`
  }
  const due =
    rule.unit === 'agreed'
      ? agreedDay(state, clock)
      : last === null
        ? dueOn(rule, clock.started_on, paused, calendar)
        : last.stood === 0
          ? recounted(rule, { ...clock, due_on: last.before }, last.on, calendar)
          : resumedDay(
              rule,
              { ...clock, due_on: last.before, paused_days: paused - last.stood },
              last.stood,
              last.on,
              calendar,
            )
  return clock.due_on === due && days === paused ? null : `时限 ${clock.rule} 的届满日应为 ${due}，实为 ${clock.due_on}`
}

type Again = { days: number; paused: number; last: { before: string; on: string; stood: number } | null }

/** How long a clock stood still, from the days of its events, and what the last of them that set its day began from. */
function countedAgain(rule: ClockRule, clock: Clock, events: readonly EventRow[], calendar: Calendar): Again {
  let [paused, days, since, due] = [0, 0, null as string | null, '']
  let last: Again['last'] = null
  for (const { consequences, recorded_at } of events) {
    const on = dayIn(recorded_at)
    for (const it of consequences as Consequence[]) {
      if (!('id' in it) || it.id !== clock.id) continue
      if (it.kind === 'start_clock') due = it.due_on
      if (it.kind === 'pause_clock') since = it.on
      if (it.kind !== 'resume_clock') continue
      const current = it.calendar_version === calendar.version
      // By a calendar since replaced the days between count as they were counted then.
      const stood = since === null ? 0 : current ? pausedDaysOf(rule, since, on, calendar) : it.paused_days - paused
      last = current ? { before: due, on, stood } : last
      paused += stood
      days = it.paused_days
      due = it.due_on
      since = null
    }
  }
  return { days, paused, last }
}

/** What must be true of any file whatever its events say. */
function faultsOfState(timing: Timing, { state, events }: Rows): string[] {
  const faults: string[] = []
  const responsible = state.involvements.filter((it) => it.as_what === 'responsible' && it.until === null)
  const [only] = responsible
  if (responsible.length !== 1 || !only || !('unit' in only.who) || only.who.unit !== state.file?.responsible_unit) {
    faults.push(`应当恰有一个承办单位，实有 ${responsible.length} 个或与案卷不符`)
  }
  const [dispute] = partsOf(state.parts, 'dispute')
  const [complaint] = partsOf(state.parts, 'complaint')
  const ended =
    (dispute !== undefined && ENDED_DISPUTE.includes(dispute.status)) ||
    (complaint !== undefined && ENDED_COMPLAINT.includes(complaint.status))
  const openTasks = partsOf(state.parts, 'task').filter((task) => !ENDED_TASK.includes(task.status))
  const live = state.clocks.filter((clock) => clock.state === 'running' || clock.state === 'paused')
  // What is owed to the police outlives the file (threats I38).
  const ours = live.filter((clock) => clock.rule !== 'T-52')
  if (ended && openTasks.length) faults.push('已经办结，却还有办理事项没有结果')
  if (ended && ours.length) faults.push('已经办结，却还有时限在计')
  if (!ended && !live.some((clock) => clock.state === 'running')) faults.push('没有办结，却没有任何时限在计')
  for (const part of state.parts) {
    const opening = part.part === 'dispute' || part.part === 'complaint' ? 1 : 0
    const steps = events.filter((event) => event.part_id === part.id).length - opening
    if (part.version !== steps + 1) faults.push(`${part.part} ${part.id} 的版本应为 ${steps + 1}，实为 ${part.version}`)
  }
  return [
    ...faults,
    ...state.clocks.map((clock) => faultOfDueDay(timing, state, clock, events)).filter((fault) => fault !== null),
  ]
}

/** Where a warning would be told late: its clock is not looked at by the time it is due. */
const faultsOfLooks = ({ rules }: Timing, { state, derived }: Rows): string[] =>
  state.clocks
    .filter((clock) => clock.state === 'running' && !('party' in clock.owes))
    .flatMap((clock) => {
      const kept = derived.looks.find((it) => it.clock === clock.id)
      if (kept?.led === false) return [`时限 ${clock.rule} 提醒过谁，与提醒记录不符`]
      const next = nextLook(asWarned(rules, clock), kept?.told ?? [])
      if (next === null || (kept?.look_at && Date.parse(kept.look_at) <= Date.parse(next))) return []
      return [`时限 ${clock.rule} 应在 ${next} 以前再看一次要不要提醒，实为 ${kept?.look_at ?? '不再看'}`]
    })

/** Where what lists and finding read is not what it is derived from: each has one rule book, and the column is only its copy. */
function faultsOfDerived({ state, events, derived }: Rows): string[] {
  const faults: string[] = []
  const stage = stageOf(state.parts)
  if (derived.stage !== stage) faults.push(`列表里的阶段应为 ${stage}，实为 ${derived.stage}`)
  const glance = ledgerGlance(state.parts)
  if (derived.ledger !== glance.ledger) faults.push(`台账里的状态应为 ${glance.ledger}，实为 ${derived.ledger}`)
  if (derived.colour !== glance.colour) faults.push(`列表里的颜色应为 ${glance.colour}，实为 ${derived.colour}`)
  if (derived.dispute_type !== glance.dispute_type)
    faults.push(`台账里的类型应为 ${glance.dispute_type}，实为 ${derived.dispute_type}`)
  const { owed_on, late_on, meets_at } = aheadOf(state)
  if (derived.owed_on !== owed_on) faults.push(`列表里最早的到期日应为 ${owed_on}，实为 ${derived.owed_on}`)
  if (derived.late_on !== late_on) faults.push(`负责人页面里最早的到期日应为 ${late_on}，实为 ${derived.late_on}`)
  if (derived.meets_at !== meets_at) faults.push(`列表里最近一次会面应为 ${meets_at}，实为 ${derived.meets_at}`)
  if (derived.misplaced > 0) faults.push('参与记录里的收到时间与案卷不符')
  const last = events.at(-1)
  const by = (last?.actor as { kind?: string } | undefined)?.kind
  if (last && (derived.moved_at !== last.recorded_at || derived.moved_by !== by)) {
    faults.push('列表里最近一次变动的时间或来源与最后一条记录不符')
  }
  const [dispute] = partsOf(state.parts, 'dispute')
  if (!dispute) return faults
  if (!derived.words) faults.push('缺少查找用的字词（后台进程启动时会补上）')
  else if (
    !isDeepStrictEqual(
      [[...derived.words].sort(), derived.minhash],
      [tokensWithFields(dispute.facts), minhash(dispute.facts.what_happened)],
    )
  ) {
    faults.push('查找用的字词与纠纷的文字不符')
  }
  return faults
}

/** Where the rows are not what the events say (threats I1). */
function faultsOfFold({ state, papers, effects, events }: Rows): string[] {
  const steps = events.map((row) => ({
    seq: row.seq,
    part_id: row.part_id,
    consequences: row.consequences as Consequence[],
  }))
  const folded = fold(steps)
  const asked = steps.flatMap(({ seq, consequences }) => consequences.map((it) => ({ seq, it })))
  const paperOf = (seq: number, it: Consequence): Paper[] =>
    it.kind === 'ask_paper' ? [{ id: it.id, form: it.form, event_seq: seq, content: it.content }] : []
  const effectOf = (seq: number, it: Consequence): Effect[] =>
    it.kind === 'send_effect'
      ? [
          {
            id: it.id,
            effect: it.effect,
            to_party: it.effect === 'text_message' ? it.to_party : null,
            to_unit: it.effect === 'police_report' ? it.to_unit : null,
            event_seq: seq,
            wording: it.wording,
          },
        ]
      : []
  const pairs: [string, unknown, unknown][] = [
    ['案卷', state.file, folded.file],
    ['各部分', byId(state.parts), byId(folded.parts)],
    ['时限', byId(state.clocks), byId(folded.clocks)],
    ['名单', byId(state.members), byId(folded.members)],
    ['链接', byId(state.links), byId(folded.links)],
    ['承办与参与', byId(state.involvements), byId(folded.involvements)],
    ['文书', byId(papers), byId(asked.flatMap(({ seq, it }) => paperOf(seq, it)))],
    ['消息', byId(effects), byId(asked.flatMap(({ seq, it }) => effectOf(seq, it)))],
  ]
  return pairs.filter(([, rows, told]) => !isDeepStrictEqual(rows, told)).map(([what]) => `${what}与记录不符`)
}

async function rowsOf(trx: Trx, fileId: string, lock: boolean): Promise<Rows | null> {
  const loaded = await loadFile(trx, fileId, lock)
  if (!loaded) return null
  const { file, parts, clocks, involvements, links, head } = loaded
  const [members, events, papers, effects, broken, derived] = await Promise.all([
    allMembers(trx, fileId),
    trx.selectFrom('events').selectAll().where('file_id', '=', fileId).orderBy('seq').execute(),
    trx.selectFrom('papers').select(['id', 'form', 'event_seq', 'content']).where('file_id', '=', fileId).execute(),
    trx
      .selectFrom('effects')
      .select(['id', 'kind as effect', 'to_party', 'to_unit', 'event_seq', 'wording'])
      .where('file_id', '=', fileId)
      .execute(),
    trx.executeQuery<{ says: string }>(CompiledQuery.raw(BROKEN_LAWS, [fileId])),
    trx
      .selectFrom('files')
      .leftJoin('dispute_words', 'dispute_words.file_id', 'files.id')
      .select([
        'files.stage',
        'files.ledger',
        'files.colour',
        'files.dispute_type',
        'files.moved_at',
        'files.moved_by',
        'files.owed_on',
        'files.late_on',
        'files.meets_at',
        sql<number>`(select count(*)::int from involvements i where i.file_id = files.id and i.received_at is distinct from files.received_at)`.as(
          'misplaced',
        ),
        sql<
          Rows['derived']['looks']
        >`(select coalesce(jsonb_agg(jsonb_build_object('clock', c.id, 'look_at', c.look_at, 'led',
          (c.told_head, c.told_centre) is not distinct from (
            (select w.to_unit from clock_warnings w where w.clock_id = c.id and w.to_whom = 'head' order by w.at desc, w.level limit 1),
            (select w.to_unit from clock_warnings w where w.clock_id = c.id and w.to_whom = 'centre' order by w.at desc, w.level limit 1)),
          'told',
          array(select w.level from clock_warnings w where w.clock_id = c.id))), '[]') from clocks c where c.file_id = files.id)`.as(
          'looks',
        ),
        'dispute_words.minhash',
        sql<string[] | null>`case when dispute_words.file_id is not null then array(
          select t.lexeme || ' ' || w from unnest(dispute_words.tokens) t, unnest(t.weights) w) end`.as('words'),
      ])
      .where('files.id', '=', fileId)
      .executeTakeFirstOrThrow(),
  ])
  return {
    state: { file, parts, clocks, involvements, links, members },
    papers,
    effects,
    events: events as EventRow[],
    head,
    broken: broken.rows.map((row) => row.says),
    derived,
  }
}

async function faultsOfFile(world: Pick<World, 'pool' | 'calendar'>, fileId: string, lock: boolean): Promise<string[]> {
  let rows: Rows | null
  let timing: Timing
  try {
    ;[, rows, timing] = await inScope(world.pool, wholeCounty(dayIn(now())), (trx) =>
      Promise.all([byKey(trx), rowsOf(trx, fileId, lock), readTiming(trx, world)]),
    )
  } catch (error) {
    if (error instanceof NoResultError) return ['缺少每件案卷必有的一行（纠纷或承办单位）']
    throw error
  }
  if (!rows) return ['案卷不见了']
  const chain = faultsOfChain(rows.events, rows.head)
  try {
    // Rows of a file whose events were altered are still compared: both findings help to see what was done.
    return [
      ...chain,
      ...faultsOfFold(rows),
      ...faultsOfState(timing, rows),
      ...faultsOfDerived(rows),
      ...faultsOfLooks(timing, rows),
      ...rows.broken,
    ]
  } catch (error) {
    // Altered events need not even have the shape of events; sound ones that cannot be read are a fault of ours.
    if (chain.length) return [...chain, '记录的内容已无法读懂，没有再与各行核对']
    throw error
  }
}

/** What is found of one file, as `checkInvariants` tells it of all. */
export async function checkFile(world: Pick<World, 'pool' | 'calendar'>, id: string): Promise<string[]> {
  const first = await faultsOfFile(world, id, false)
  const sure = first.length ? await faultsOfFile(world, id, true) : []
  return sure.map((fault) => `${id}：${fault}`)
}

/**
 * Folds every file's events and compares with its rows; checks the chain, the numbering, the head, one responsible unit,
 * no ended dispute with anything open, every due day computed once more, and the laws of `laws-in-sql.ts`.
 * It reads beside a working product: what looks wrong is looked at once more under the file's lock before it is told.
 * @returns one Chinese sentence a fault, beginning with the file's identifier; empty when all is well
 */
export async function checkInvariants(world: Pick<World, 'pool' | 'calendar'>): Promise<string[]> {
  const faults: string[] = []
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const ids = await inScope(world.pool, wholeCounty(dayIn(now())), (trx) =>
      trx.selectFrom('files').select('id').where('id', '>', after).orderBy('id').limit(AT_ONCE).execute(),
    )
    for (const { id } of ids) faults.push(...(await checkFile(world, id)))
    const last = ids.at(-1)
    if (!last || ids.length < AT_ONCE) return faults
    after = last.id
  }
}
