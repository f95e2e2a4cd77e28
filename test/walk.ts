import { dayIn } from '#domain/clocks/calendar.ts'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { type Decision, decide, hatFor } from '#domain/decide.ts'
import type { Folded } from '#domain/disputes/consequences.ts'
import { type Part, type PartKind, partsOf } from '#domain/disputes/parts.ts'
import { type FoldedEvent, fold, nothingYet } from '#domain/fold.ts'
import { refusalOf } from '#domain/guards.ts'
import { HANDLING_ROLES } from '#domain/organisations/words.ts'
import { type Actor, type Here, NOTHING_NAMED, type Row } from '#domain/step.ts'
import { STEP_NAMES, type StepName, TABLE } from '#domain/table.ts'
import { INPUTS } from './walk-inputs.ts'
import { honestyOf, weightOf } from './walk-weights.ts'
import { MEDIATORS, PLACE, STAFF, STRANGER, UNITS, uuid } from './world-of-rules.ts'

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
/** The next minute, hour, days, or longer than most limits. */
const LATER = [60, 60, 3600, 86_400, 3 * 86_400, 9 * 86_400, 60, 40 * 86_400]
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

/** A file on its way through the pure table: commands go in, decided consequences are folded. */
export class Walk {
  state: Folded = nothingYet
  readonly events: FoldedEvent[] = []
  #time = Date.parse('2026-01-05T01:00:00Z')
  #instant = new Date(this.#time).toISOString()
  #ids = 1000

  get now(): string {
    return this.#instant
  }

  get #now(): number {
    return this.#time
  }

  set #now(time: number) {
    this.#time = time
    this.#instant = new Date(time).toISOString()
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
    return dispute !== undefined && ['closed', 'withdrawn', 'not_accepted', 'false_report'].includes(dispute.status)
  }

  /** Everybody who may try a step on the file: the system, a stranger, its parties, and staff of every kind. */
  actors(): readonly Actor[] {
    const parties = partsOf(this.state.parts, 'party').map(
      (party): Actor => ({ kind: 'party', party_id: party.id, name: '' }),
    )
    return [
      { kind: 'anyone' },
      { kind: 'system' },
      { kind: 'party', party_id: STRANGER, name: '' },
      ...STAFF,
      ...parties,
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
      today: dayIn(this.now),
      occurred_at: this.#occurred(occurred),
      calendar,
      ids: Array.from({ length: ids }, (_, at) => uuid(this.#ids + at)),
      receiver: answers,
      opening: file || !answers ? null : { place_code: PLACE, code: `code-${this.#ids}`, short_code: 'ABCD-EFGH' },
      own_unit: ownUnit(actor),
    }
  }

  /** Something open now and somebody who may do it: the domain's own hats and guards, to steer by, never to judge by. */
  #aim(command: Command, actors: readonly Actor[]): { name: StepName; part: Part | undefined; actor: number } | null {
    const bare = this.hereFor({ kind: 'anyone' }, { ids: 0 })
    const heres = actors.map((actor): Here => ({ ...bare, actor, own_unit: ownUnit(actor) }))
    // One in four knocks at doors that only look open.
    const well = command.part % 4 > 0
    const open = STEP_NAMES.flatMap((name) => {
      const row: Row = TABLE[name]
      const weight = weightOf(name)
      if (row.on === 'nothing' && this.state.file) return []
      const parts =
        row.on === 'nothing'
          ? [undefined]
          : this.state.parts.filter((part) => part.part === row.on && row.from.includes(part.status))
      return parts.map((part) => ({ name, row, part, weight }))
    }).flatMap((it) => {
      const part = it.part ?? null
      const able = actors.flatMap((_, at) => {
        const here = heres[at]
        const free =
          here &&
          hatFor(it.row, here, part) &&
          !(well && it.row.needs.some((need) => refusalOf(need, here, undefined, part)))
        return free ? [at] : []
      })
      return able.length > 0 ? [{ ...it, able }] : []
    })
    const sum = open.reduce((all, it) => all + it.weight, 0)
    let left = (command.step / 0x7fffffff) * sum
    for (const { name, part, weight, able } of open) {
      if (left < weight) return { name, part, actor: able[command.actor % able.length] ?? 0 }
      left -= weight
    }
    return null
  }

  /** What a command means now. */
  order(command: Command): Order {
    const { variant, later, occurred } = command
    const rest = { variant, later, occurred }
    const place = (part: Part | undefined): Order['part'] =>
      part ? { kind: part.part, at: this.state.parts.filter((it) => it.part === part.part).indexOf(part) } : null
    const actors = this.actors()
    const chosen = command.aimed ? this.#aim(command, actors) : null
    if (chosen) return { name: chosen.name, actor: chosen.actor, part: place(chosen.part), ...rest }
    const name = STEP_NAMES[command.step % STEP_NAMES.length] ?? 'register'
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
    const input = INPUTS[order.name]({ here: bare, part, honest, pick })
    const here: Here = { ...bare, named: namedIn(input, row, bare.actor, random() < 0.7) }
    const before = fresh.state
    const decision = decide(row, here, part, input)
    const kept = decision.ok && fresh === this
    if (decision.ok && kept) {
      const opened = decision.consequences.find((it) => it.kind === 'open_part' && it.part === 'dispute')
      const { consequences } = decision
      const event = { seq: this.events.length + 1, part_id: part?.id ?? opened?.id ?? '', consequences }
      this.events.push(event)
      this.state = fold([event], this.state)
    }
    return { name: order.name, row, here, part, input, order, decision, before, after: fresh.state, kept }
  }

  try(command: Command): Tried {
    return this.take(this.order(command))
  }
}

/** Whoever of the acting unit may carry its tasks, under this id. */
const handlerAmong = (person: string | undefined, actor: Actor) =>
  STAFF.find(
    (it) =>
      it.person_id === person &&
      actor.kind === 'staff' &&
      it.unit_id === actor.unit_id &&
      HANDLING_ROLES.includes(it.role),
  )

/** What a server would have looked up for this input. */
function namedIn(input: unknown, row: Row, actor: Actor, proved: boolean): Here['named'] {
  const {
    unit_id,
    mediators = [],
    person_id,
  } = input as {
    unit_id?: number
    mediators?: string[]
    person_id?: string
  }
  const asks = (what: keyof Here['named']) => row.asks.includes(what)
  return {
    unit: asks('unit') ? (UNITS.find((unit) => unit.id === unit_id) ?? null) : null,
    people: asks('people') ? MEDIATORS.filter((card) => mediators.includes(card.person_id)) : [],
    colleague: asks('colleague') ? (handlerAmong(person_id, actor) ?? null) : null,
    candidates: asks('candidates') ? [UNITS[4], UNITS[5]] : [],
    committee: asks('committee') ? '石桥村人民调解委员会' : null,
    proved_by_code: asks('proved_by_code') && proved,
  }
}
