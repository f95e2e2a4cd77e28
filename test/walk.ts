import { addDays, type Calendar, dayIn, daysBetween } from '#domain/clocks/calendar.ts'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { calendarWith } from '#domain/clocks/notices.ts'
import type { Complained } from '#domain/complaints/examiner.ts'
import { type Decision, decide, hatFor, isOpenToAgents } from '#domain/decide.ts'
import type { Folded } from '#domain/disputes/consequences.ts'
import { ENDED_COMPLAINT, type Part, type PartKind, partsOf } from '#domain/disputes/parts.ts'
import { type FoldedEvent, fold, nothingYet } from '#domain/fold.ts'
import { refusalOf } from '#domain/guards.ts'
import type { Member } from '#domain/identity/beside.ts'
import { mayDo, type Right } from '#domain/organisations/mediator-rights.ts'
import { HANDLING_ROLES } from '#domain/organisations/words.ts'
import { type Actor, type Here, NOTHING_NAMED, type Row } from '#domain/step.ts'
import { STEP_NAMES, type StepName, TABLE } from '#domain/table.ts'
import { nextDocket } from './walk-answers.ts'
import { LAID, NEVER_OPENED } from './walk-glass.ts'
import { INPUTS } from './walk-inputs.ts'
import { scansOf, toSign } from './walk-returned.ts'
import { workersAt } from './walk-succession.ts'
import { honestyOf, weightOf } from './walk-weights.ts'
import {
  ADVISERS,
  MEDIATORS,
  NOTICES,
  OFFICIALS,
  PAPERS,
  PLACE,
  ROOMS,
  SHEET,
  STAFF,
  STRANGER,
  staffAt,
  UNITS,
  UPLOADS,
  uuid,
} from './world-of-rules.ts'

/** One command of a walk, as chance gives it: numbers only, so that it can be shortened. */
export type Command = {
  step: number
  actor: number
  part: number
  /** Which variant of the input; one in eight is not honest. */
  variant: number
  later: number
  occurred: number
  /** Whether it aims at what is open now, so that walks get somewhere; the rest is anything at all. */
  aimed: boolean
}
/** The same command once it is known what it means: it means the same in a shorter walk too. */
export type Order = {
  name: StepName
  /** A place in the list of those who may come to the door. */
  actor: number
  /** Which part of which kind, in the order they were opened. */
  part: { kind: PartKind; at: number } | null
  variant: number
  later: number
  occurred: number
}
/** Statuses that are rare on a walk. */
const SELDOM: readonly string[] = ['waiting', 'claimed', 'withdrawn', 'suspended', 'closed', 'merged']
/** The next minute, hour, days, or longer than most limits; seldom longer than any. */
const USUAL = [60, 60, 3600, 86_400, 3 * 86_400, 9 * 86_400, 60]
const LATER = [...USUAL, 40 * 86_400, ...USUAL, 200 * 86_400]
/** Rows by the part they are steps of, with how often a walk aims at them. */
const ROWS_ON = Map.groupBy(
  STEP_NAMES.map((name) => ({ name, row: TABLE[name] as Row, weight: weightOf(name) })),
  ({ row }) => row.on,
)
/** Those of them that an agent may take by his own link. */
type Weighed = { name: StepName; row: Row; weight: number }
type Open = {
  it: Weighed
  part: Part | undefined
  /** Who of those who may come wears a hat for it, by their places, once asked: hats know no time. Most are never asked. */
  worn: (boolean | undefined)[] | null
}
const AGENTS_ROWS = new Map([...ROWS_ON].map(([on, rows]) => [on, rows.filter(({ row }) => isOpenToAgents(row))]))
/** Those of a list that start from a status: looked up once. */
const FROM = new WeakMap<readonly Weighed[], Map<string, readonly Weighed[]>>()
function rowsFrom(rows: readonly Weighed[], status: string): readonly Weighed[] {
  const known = FROM.get(rows)?.get(status)
  if (known) return known
  const found = rows.filter(({ row }) => row.from.includes(status))
  FROM.set(rows, (FROM.get(rows) ?? new Map<string, readonly Weighed[]>()).set(status, found))
  return found
}
/** Agents are few among all who try: one order in so many is an agent's, at what is open to agents where they stand. */
const AN_AGENTS = 11
const OCCURRED = [...Array<'now'>(21).fill('now'), 'future', 'before', 'earlier'] as const
type Occurred = (typeof OCCURRED)[number]

export type Tried = {
  name: StepName
  row: Row
  here: Here
  part: Part | null
  input: unknown
  order: Order
  decision: Decision
  before: Folded
  after: Folded
  /** Whether the step became part of this walk's file: one that opens another file did not. */
  kept: boolean
}

const ownUnit = (actor: Actor) =>
  actor.kind === 'staff' ? (UNITS.find((it) => it.id === actor.unit_id) ?? null) : null

/** A small generator of chance from one number (mulberry32). */
export function chance(seed: number): () => number {
  let at = seed | 0
  return () => {
    at = (at + 0x6d2b79f5) | 0
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The holidays are published anew every other month, with every second Wednesday off, and taken back. */
const REVISED: Calendar = calendarWith(
  calendar,
  [2026, 2027].map((year, nth) => {
    const known = calendar.years.find((it) => it.year === year)
    const more = Array.from({ length: 26 }, (_, at) => addDays(`${year}-01-07`, 14 * at))
    const days_off = [...new Set([...(known?.days_off ?? []), ...more])].filter(
      (day) => daysBetween('2026-01-05', day) % 7 < 5,
    )
    return { nth, year, status: 'published', source: '', days_off, days_on: known?.days_on ?? [] } as const
  }),
)
/** A month is even where its last digit is, and so are the codes of the digits. */
const calendarOn = (today: string): Calendar => (today.charCodeAt(6) % 2 === 0 ? REVISED : calendar)

type Known = ReadonlyMap<string, number>
const UNTRIED = new WeakMap<Known, Map<string, StepName[]>>()

/** The steps of a part that were never tried in its status. What was tried stays so: each list only grows shorter. */
function untried(known: Known | null, { part, status }: Part): readonly StepName[] {
  if (!known) return []
  const lists = UNTRIED.get(known) ?? new Map<string, StepName[]>()
  UNTRIED.set(known, lists)
  const at = `${part} ${status}`
  const before = lists.get(at) ?? (ROWS_ON.get(part) ?? []).map(({ name }) => name)
  if (before.length === 0) return before
  const left = before.filter((name) => !known.has(`${at} ${name}`))
  lists.set(at, left)
  return left
}

const BEGUN = Date.parse('2026-01-05T01:00:00Z')
const [A_MINUTE, A_DAY] = [60_000, 86_400_000]
const DAYS = new Map<number, string>()
/** A day by its number since 1970, written once. */
function dayAt(day: number): string {
  const known = DAYS.get(day)
  if (known !== undefined) return known
  const text = new Date(day * A_DAY).toISOString().slice(0, 10)
  DAYS.set(day, text)
  return text
}
/** Every minute of a day as instants end. */
const MINUTES = Array.from({ length: 1440 }, (_, at) => new Date(at * A_MINUTE).toISOString().slice(10))
/** An instant as `toISOString` writes it; walks move by whole minutes. */
const instantAt = (time: number): string =>
  // Joined into one text: what is only strung together is compared many times as slowly.
  [dayAt(Math.floor(time / A_DAY)), MINUTES[(time % A_DAY) / A_MINUTE] ?? new Date(time).toISOString().slice(10)].join(
    '',
  )
const MADE: string[] = []
/** Identifiers are numbers written long; written once, they are the same for every walk. */
function idsFrom(first: number, length: number): string[] {
  while (MADE.length < first + length) MADE.push(uuid(MADE.length))
  return MADE.slice(first, first + length)
}

/** The next command by chance. Aims change with every step taken, so orders are shortened, not commands. */
export function commandFrom(random: () => number): Command {
  const below = (most: number): number => Math.floor(random() * most)
  return {
    step: below(0x7fffffff),
    actor: below(0x7fffffff),
    part: below(0x7fffffff),
    variant: below(0x7fffffff),
    later: below(0x7fffffff),
    occurred: below(0x7fffffff),
    aimed: random() < 0.9,
  }
}

/** A file on its way through the pure table: commands go in, decided consequences are folded. */
export class Walk {
  state: Folded = nothingYet
  /** What was tried already, as `part status step`: steps that were not are tried first. */
  known: Known | null = null
  readonly events: FoldedEvent[] = []
  #time = BEGUN
  #instant = instantAt(BEGUN)
  #today = dayIn(this.#instant)
  #ids = 1000
  /** Who may try, and where in the list the agents stand, by the parts they were gathered from. */
  #actors: { of: Folded['parts']; list: readonly Actor[]; agents: readonly number[] } | null = null
  /** What is open in the statuses of these parts, and the sum of its weights. */
  #open: { of: Folded; list: readonly Open[]; sum: number } | null = null

  get now(): string {
    return this.#instant
  }

  get #now(): number {
    return this.#time
  }

  set #now(time: number) {
    this.#time = time
    this.#instant = instantAt(time)
    // Midnight in China is 16:00 UTC, the whole year.
    this.#today = dayAt(Math.floor((time + 8 * 3_600_000) / A_DAY))
  }

  #occurred(how: Occurred): string {
    const received = this.state.file?.received_at
    if (how === 'future') return new Date(this.#now + 1000).toISOString()
    if (how === 'before' && received) return new Date(Date.parse(received) - 60_000).toISOString()
    return how === 'earlier' && received ? received : this.now
  }

  /** Whether nothing but refusals can follow. */
  get ended(): boolean {
    const [dispute] = partsOf(this.state.parts, 'dispute')
    const [complaint] = partsOf(this.state.parts, 'complaint')
    if (complaint) return ENDED_COMPLAINT.includes(complaint.status)
    return dispute !== undefined && ['closed', 'withdrawn', 'not_accepted', 'false_report'].includes(dispute.status)
  }

  /** Everybody who may try a step on the file: the system, a stranger, its parties, and staff of every kind. */
  actors(): readonly Actor[] {
    return this.#known().list
  }

  #known(): { list: readonly Actor[]; agents: readonly number[] } {
    const { parts } = this.state
    if (this.#actors?.of === parts) return this.#actors
    const list = this.#actorsNow()
    const agents = list.flatMap((it, at) => (it.kind === 'party' && it.agent_id !== undefined ? [at] : []))
    this.#actors = { of: parts, list, agents }
    return this.#actors
  }

  #actorsNow(): readonly Actor[] {
    const parties = partsOf(this.state.parts, 'party').map(
      (party): Actor => ({ kind: 'party', party_id: party.id, name: '' }),
    )
    // Whoever was named last acts by a link of his own, also when his authority is over.
    const agents = partsOf(this.state.parts, 'party').flatMap((party): Actor[] =>
      (party.facts.agents ?? [])
        .slice(-1)
        .map(({ id }) => ({ kind: 'party', party_id: party.id, name: '', agent_id: id })),
    )
    return [
      { kind: 'anyone' },
      { kind: 'system' },
      { kind: 'party', party_id: STRANGER, name: '' },
      ...STAFF,
      ...parties,
      ...agents,
    ]
  }

  /**
   * What a decision would look at for this actor now, with as many fresh identifiers as its row asks for and no more.
   * `covered` is false where the place has no receiving unit; `receiver` is where a new file lands.
   */
  hereFor(actor: Actor, { occurred = 'now' as Occurred, covered = true, ids = 12, receiver = 0 } = {}): Here {
    const { file, parts, clocks, involvements, links } = this.state
    const lands = covered ? (UNITS[receiver] ?? UNITS[0]) : null
    const answers = file ? (UNITS.find((it) => it.id === file.responsible_unit) ?? null) : lands
    return {
      file,
      parts,
      clocks,
      involvements,
      links,
      named: NOTHING_NAMED,
      actor,
      now: this.now,
      today: this.#today,
      occurred_at: this.#occurred(occurred),
      calendar: calendarOn(this.#today),
      rules: [],
      wordings: [],
      ids: idsFrom(this.#ids, ids),
      receiver: answers,
      opening: file || !answers ? null : { place_code: PLACE, code: `code-${this.#ids}`, short_code: 'ABCD-EFGH' },
      own_unit: ownUnit(actor),
    }
  }

  /** The rows that start from where the file stands, each with its weight. */
  #openNow(): { list: readonly Open[]; sum: number } {
    const { state } = this
    if (this.#open?.of === state) return this.#open
    const list: Open[] = []
    if (!state.file) for (const it of ROWS_ON.get('nothing') ?? []) list.push({ it, part: undefined, worn: null })
    for (const part of state.parts)
      for (const it of rowsFrom(ROWS_ON.get(part.part) ?? [], part.status)) list.push({ it, part, worn: null })
    this.#open = { of: state, list, sum: list.reduce((all, { it }) => all + it.weight, 0) }
    return this.#open
  }

  /**
   * Something open now and somebody who may do it: the domain's own hats and guards, to steer by, never to judge by.
   * Drawn by weight first and asked afterwards: most of what is open is never asked.
   */
  #aim(command: Command, actors: readonly Actor[]): { name: StepName; part: Part | undefined; actor: number } | null {
    const bare = this.hereFor({ kind: 'anyone' }, { ids: 0 })
    const heres = Array<Here | undefined>(actors.length)
    // One in four knocks at doors that only look open.
    const well = command.part % 4 > 0
    const { list, sum: all } = this.#openNow()
    let sum = all
    // The list of the state stays as it is: copied where the first that is drawn opens to nobody.
    let copied: Open[] | null = null
    const random = chance(command.step)
    while (list.length > 0 && copied?.length !== 0) {
      const open: readonly Open[] = copied ?? list
      let left = random() * sum
      let drawn = 0
      while (drawn < open.length - 1 && left >= (open[drawn]?.it.weight ?? 0)) {
        left -= open[drawn]?.it.weight ?? 0
        drawn += 1
      }
      const chosen = open[drawn] as Open
      const { name, row, weight } = chosen.it
      const part = chosen.part ?? null
      chosen.worn ??= Array<boolean | undefined>(actors.length)
      const { worn } = chosen
      // Whoever may, from a place in the list that chance gives: asked one after another, as most doors open soon.
      for (let tried = 0; tried < actors.length; tried += 1) {
        const at = (command.actor + tried) % actors.length
        const actor = actors[at] as Actor
        if (worn[at] === false) continue
        heres[at] ??= { ...bare, actor, own_unit: ownUnit(actor) }
        const here = heres[at]
        worn[at] ??= hatFor(row, here, part) !== undefined
        if (worn[at] && !(well && row.needs.some((need) => refusalOf(need, here, undefined, part))))
          return { name, part: chosen.part, actor: at }
      }
      sum -= weight
      copied ??= list.slice()
      copied[drawn] = copied.at(-1) as Open
      copied.pop()
    }
    return null
  }

  /** What a command means now. */
  order(command: Command): Order {
    const { variant, later, occurred } = command
    const rest = { variant, later, occurred }
    const place = (part: Part | undefined): Order['part'] => {
      if (!part) return null
      let at = 0
      for (const it of this.state.parts)
        if (it === part) return { kind: part.part, at }
        else if (it.part === part.part) at += 1
      return { kind: part.part, at: -1 }
    }
    const { list: actors, agents } = this.#known()
    if (agents.length > 0 && occurred % AN_AGENTS === 0) {
      const open = this.state.parts.flatMap((part) =>
        rowsFrom(AGENTS_ROWS.get(part.part) ?? [], part.status).map(({ name }) => ({ name, part })),
      )
      const it = open[command.step % Math.max(open.length, 1)]
      if (it) return { name: it.name, actor: agents[command.actor % agents.length] ?? 0, part: place(it.part), ...rest }
    }
    const chosen = command.aimed ? this.#aim(command, actors) : null
    if (chosen) return { name: chosen.name, actor: chosen.actor, part: place(chosen.part), ...rest }
    // Most of these knock on a part first, so that what few files have is met with every step as well.
    const rare = 'obligation' as const
    const kinds = [...new Set(this.state.parts.map((part) => part.part)), rare, rare, rare]
    const kind = kinds[command.actor % kinds.length]
    const ofKind = this.state.parts.filter((part) => part.part === kind)
    // What few files come to, or are in only for a moment, is knocked at more often.
    const seldom = ofKind.filter((part) => SELDOM.includes(part.status))
    const knocked = [...ofKind, ...seldom, ...seldom, ...seldom, ...seldom]
    const steps = ROWS_ON.get(kind ?? 'dispute') ?? []
    const knocking = command.variant % 4 > 0 && knocked.length > 0
    const name =
      (knocking && steps[command.step % steps.length]?.name) ||
      (STEP_NAMES[command.step % STEP_NAMES.length] ?? 'register')
    // Half of the time at what nobody has knocked at yet.
    const unmet =
      command.variant % 2 === 0
        ? this.state.parts.flatMap((part) => untried(this.known, part).map((name) => ({ name, part })))
        : []
    const first = unmet[command.step % Math.max(unmet.length, 1)]
    if (first) return { name: first.name, actor: command.later % actors.length, part: place(first.part), ...rest }
    if (knocking)
      return {
        name,
        actor: command.later % actors.length,
        part: place(knocked[command.part % knocked.length]),
        ...rest,
      }
    const fit = this.state.parts.filter((part) => part.part === TABLE[name].on)
    const any = [...fit, ...fit, ...fit, ...this.state.parts]
    const part = command.part % 17 === 0 ? undefined : any[command.part % Math.max(any.length, 1)]
    return { name, actor: command.actor % actors.length, part: place(part), ...rest }
  }

  /** Tries what an order says; the file changes only where the decision is a yes. */
  take(order: Order): Tried {
    this.#now += (LATER[order.later % LATER.length] ?? 60) * 1000
    const row: Row = TABLE[order.name]
    const random = chance(order.variant)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
    const honest = random() < honestyOf(order.name)
    // A file is opened once: a row that opens one is tried on a place, never on a file.
    const fresh = row.on === 'nothing' && this.state.file ? new Walk() : this
    if (fresh !== this) fresh.#now = this.#now
    const actors = this.actors()
    const bare = fresh.hereFor(actors[order.actor % actors.length] ?? { kind: 'anyone' }, {
      occurred: OCCURRED[order.occurred % OCCURRED.length] ?? 'now',
      covered: row.on !== 'nothing' || random() < 0.9,
      ids: row.ids,
      receiver: pick([0, 0, 1, 4]),
    })
    fresh.#ids += row.ids
    const kind = order.part?.kind
    const part = fresh.state.parts.filter((it) => it.part === kind)[order.part?.at ?? 0] ?? null
    const input = INPUTS[order.name]({ here: bare, part, members: fresh.state.members, honest, pick })
    const here: Here = {
      ...bare,
      named: namedIn(row, {
        input: input as Look['input'],
        actor: bare.actor,
        proved: random() < 0.7,
        list: { members: fresh.state.members, part, parts: bare.parts },
      }),
    }
    const before = fresh.state
    const decision = decide(row, here, part, input)
    const kept = decision.ok && fresh === this
    if (decision.ok && kept) this.force({ part, decision })
    return { name: order.name, row, here, part, input, order, decision, before, after: fresh.state, kept }
  }

  /** Writes down what was decided, whatever the file has become since: only a lock keeps that from being wrong. */
  force({ part, decision }: Pick<Tried, 'part' | 'decision'>): void {
    if (!decision.ok) return
    const { consequences } = decision
    const opened = consequences.find((it) => it.kind === 'open_part' && it.part !== 'file')
    const event = { seq: this.events.length + 1, part_id: part?.id ?? opened?.id ?? '', consequences }
    this.events.push(event)
    this.state = fold([event], this.state)
  }

  /** The same file at the same moment, to be walked on apart: what somebody else read who is about to act too. */
  copy(): Walk {
    const other = new Walk()
    other.state = this.state
    other.events.push(...this.events)
    other.#now = this.#time
    other.#ids = this.#ids
    // What was found out about this state holds for the copy, which stands there too.
    other.#actors = this.#actors
    other.#open = this.#open
    return other
  }

  try(command: Command): Tried {
    return this.take(this.order(command))
  }
}

/** The dispute a walk complains of: over, still open, or where no other unit could examine it. Its one party is the stranger. */
const COMPLAINED = { over: uuid(901), open: uuid(902), alone: uuid(903) } as const
const complainedOf = ({ about_file }: { about_file: string }): Complained => ({
  file_id: about_file,
  short_code: 'WXYZ-2345',
  place_code: PLACE,
  over: about_file !== COMPLAINED.open,
  unit: { id: UNITS[0].id, name: UNITS[0].name },
  parties: [{ id: STRANGER, name: '苗秀禾' }],
  unit_ids: [UNITS[0].id],
  mediators: [staffAt(0, 'village_director').person_id],
  candidates: about_file === COMPLAINED.alone ? [UNITS[0]] : [UNITS[1], UNITS[2]],
})

/** Whoever of the acting unit may carry its tasks, under this id. */
const handlerAmong = (person: string | undefined, actor: Actor) =>
  STAFF.find(
    (it) =>
      it.person_id === person &&
      actor.kind === 'staff' &&
      it.unit_id === actor.unit_id &&
      HANDLING_ROLES.includes(it.role),
  )

/** Whoever of the county's list may be asked for this kind of opinion, under this id. */
const adviserAmong = (person: string | undefined, kind: string | undefined) =>
  ADVISERS.find((it) => it.person_id === person && mayDo(it.role, kind as Right))

/** What an input may name, and the file it is about: what a server would look it up with. */
type Look = {
  input: {
    terms_hash?: string
    paper_id?: string
    unit_id?: number
    unit_ids?: number[]
    mediators?: string[]
    member_id?: string
    person_id?: string
    batch_id?: string
    upload_id?: string
    party_id?: string
    room_id?: number | null
    notices?: string[]
    guests?: { person_id?: string }[]
    kind?: string
  }
  actor: Actor
  proved: boolean
  list: { members: readonly Member[]; part: Part | null; parts: readonly Part[] }
}
type Named = Here['named']

const LOOKED_UP: { readonly [What in keyof Named]: (it: Look) => Named[What] } = {
  unit: ({ input }) => UNITS.find((unit) => unit.id === input.unit_id) ?? null,
  units: ({ input: { unit_ids = [] } }) => UNITS.filter((unit) => unit_ids.includes(unit.id)),
  people: ({ input: { mediators = [] } }) => MEDIATORS.filter((card) => mediators.includes(card.person_id)),
  handlers: ({ input }) => workersAt(input.unit_id),
  colleague: ({ input, actor }) => handlerAmong(input.person_id, actor) ?? null,
  adviser: ({ input }) => adviserAmong(input.person_id, input.kind) ?? null,
  candidates: () => [UNITS[4], UNITS[5], UNITS[1], UNITS[2]],
  at_hand: () => [
    { unit_id: UNITS[1].id, open: 3, on_duty: { morning: 1, afternoon: 0 }, languages: ['local_speech'] },
  ],
  guess: () => null,
  committee: () => ({ id: 5, name: '石桥村人民调解委员会' }),
  docket: ({ list }) => nextDocket(list.parts),
  proved_by_code: ({ proved }) => proved,
  signing_copy: ({ input }) => (input.terms_hash === NEVER_OPENED ? null : LAID),
  member: ({ input, list }) => list.members.find((it) => it.id === input.member_id) ?? null,
  complained: ({ input }) => complainedOf(input as { about_file: string }),
  members_before: ({ list: { members, part } }) =>
    Math.max(0, ...members.filter((it) => it.party_id === part?.id).map((it) => it.number)),
  batch: ({ input }) => (input.batch_id === SHEET.id ? SHEET : null),
  upload: ({ input }) => UPLOADS.find((it) => it.upload_id === input.upload_id) ?? null,
  guests: ({ input: { guests = [] } }) =>
    OFFICIALS.filter((it) => guests.some(({ person_id }) => person_id === it.person_id)),
  // One room that is free, one that is taken; one paper that is hers, one that is somebody else's.
  room: ({ input }) => ROOMS.find((it) => it.id === input.room_id) ?? null,
  notices: ({ input: { notices = [], party_id } }) =>
    NOTICES.filter(({ id }) => notices.includes(id)).map(({ hers, ...it }) => ({
      ...it,
      for_parties: [hers ? (party_id ?? STRANGER) : STRANGER],
    })),
  paper: ({ input, actor }) => paperNamed(input.paper_id, actor),
  to_sign: ({ input, list }) => toSign(list, input.paper_id),
  scans: ({ input, list }) => scansOf(list, input as Parameters<typeof scansOf>[1]),
}

/** What a server would have looked up for this input: what the row asks for and nothing else. */
function namedIn(row: Row, look: Look): Named {
  if (row.asks.length === 0) return NOTHING_NAMED
  const named: Named = { ...NOTHING_NAMED }
  const lookUp = <What extends keyof Named>(what: What): void => {
    named[what] = LOOKED_UP[what](look)
  }
  row.asks.forEach(lookUp)
  return named
}

/** The paper under this id, as the unit that acts finds it. */
function paperNamed(id: string | undefined, actor: Actor): Here['named']['paper'] {
  const found = PAPERS.find((it) => it.id === id)
  if (!found || actor.kind !== 'staff') return null
  const { own, ...paper } = found
  return {
    ...{ ...paper, unit_id: own ? actor.unit_id : actor.unit_id + 1, part_id: STRANGER },
    ...{ for_parties: null, opened_agreement: null },
  }
}
