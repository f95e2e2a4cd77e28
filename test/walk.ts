import { dayIn } from '#domain/clocks/calendar.ts'
import { calendar } from '#domain/clocks/calendar-data.ts'
import { type Decision, decide } from '#domain/decide.ts'
import type { Folded } from '#domain/disputes/consequences.ts'
import { type Part, partsOf } from '#domain/disputes/parts.ts'
import { type FoldedEvent, fold, nothingYet } from '#domain/fold.ts'
import type { Role, UnitKind } from '#domain/organisations/words.ts'
import type { Actor, Here, Receiver, Row } from '#domain/step.ts'
import { STEP_NAMES, type StepName, TABLE } from '#domain/table.ts'

/** The small invented world the pure table is walked in: four units, everybody who may come to the door. */
const unit = (id: number, kind: UnitKind, name: string): Receiver => ({
  id,
  number: id,
  kind,
  name,
  phone: '0990-1234567',
  address: '村口',
  hours: '每天',
})
export const UNITS = [
  unit(1, 'village_centre', '石桥村综治工作站'),
  unit(2, 'town_centre', '柳河镇综治中心'),
  unit(3, 'county_centre', '枫溪县综治中心'),
  unit(4, 'town_centre', '松岭镇综治中心'),
] as const
const PLACES = [990326001001000, 990326001000000, 990326000000000, 990326002000000]
export const PLACE = 990326001001007

export const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const STRANGER = uuid(999_999_999_999)

export const staffAt = (at: number, role: Role): Actor => {
  const own = UNITS[at] ?? UNITS[0]
  const person = { person_id: uuid(1), name: '甲', post_id: uuid(2), role }
  return {
    kind: 'staff',
    ...person,
    unit_id: own.id,
    unit_kind: own.kind,
    unit_name: own.name,
    place_code: PLACES[at] ?? 0,
  }
}

/** Everybody who may try a step on a file whose applicant is `applicant`. */
export const actorsFor = (applicant: string): readonly Actor[] => [
  { kind: 'anyone' },
  { kind: 'system' },
  { kind: 'party', party_id: applicant, name: '' },
  { kind: 'party', party_id: STRANGER, name: '' },
  staffAt(0, 'village_director'),
  staffAt(0, 'grid_worker'),
  staffAt(1, 'town_intake'),
  staffAt(2, 'county_intake'),
  staffAt(2, 'county_leader'),
  staffAt(3, 'town_intake'),
  staffAt(2, 'system_administrator'),
]
export const ACTORS = actorsFor('').length

/** One number chooses the variant of an input; some variants are honest, some meet a guard. */
const sealed = { sealed: uuid(77) }
const INPUTS: Record<StepName, (applicant: string, variant: number) => unknown> = {
  register: (_, v) => ({
    your_name: v % 2 ? '苗秀禾' : '司徒𠮷·䶮',
    reach: sealed,
    other_side: '还不知道',
    place_code: PLACE,
    where_text: '',
    what_happened: '水沟被占。',
    wish: '还不知道',
  }),
  ask_supplement: (_, v) => ({ missing: v % 2 ? ['wish'] : ['evidence', 'identity'], note: v % 3 ? '' : '带上合同' }),
  supply_supplement: (_, v) => ({ text: '补充。', ...(v % 2 ? { other_side: '邢大山' } : {}) }),
  lapse_supplement: () => ({}),
  record_identity: (applicant, v) => ({
    party_id: v % 3 ? applicant : STRANGER,
    paper: 'resident_card',
    number: sealed,
  }),
  accept_here: (_, v) => ({ note: v % 2 ? '' : '先到现场看' }),
  refuse: () => ({ ground: 'already_with_authority', explanation: '法院已经立案。' }),
  withdraw: (applicant, v) => ({
    reason: 'not_said',
    ...(v % 3 ? { said_by: v % 3 === 1 ? applicant : STRANGER } : {}),
  }),
  resolve_task: () => ({ how: 'matter_put_right', account: '墙退回一尺。' }),
  leave_unresolved: () => ({ why: 'too_far_apart', account: '谈了两次。' }),
  close: (_, v) => ({ note: v % 2 ? '' : '已回访' }),
}

/** One command of a walk: which step, who, on which part, with which input, how much later, and when it is said to have happened. */
export type Command = {
  step: number
  actor: number
  part: number
  variant: number
  later: number
  occurred: number
  aimed: boolean
}

/** The next minute, hour or few days. */
const LATER = [60, 3600, 86_400, 3 * 86_400, 9 * 86_400]
const OCCURRED = ['now', 'now', 'now', 'now', 'now', 'future', 'before', 'earlier'] as const

export type Tried = {
  name: StepName
  row: Row
  here: Here
  part: Part | null
  input: unknown
  decision: Decision
  before: Folded
}

/** A file on its way through the pure table: commands go in, decided consequences are folded. */
export class Walk {
  state: Folded = nothingYet
  readonly events: FoldedEvent[] = []
  #now = Date.parse('2026-01-05T01:00:00Z')
  #ids = 1000

  #instant(seconds = 0): string {
    return new Date(this.#now + seconds * 1000).toISOString()
  }

  #occurred(how: (typeof OCCURRED)[number]): string {
    const received = this.state.file?.received_at
    if (how === 'future') return this.#instant(1)
    if (how === 'before' && received) return new Date(Date.parse(received) - 1).toISOString()
    return how === 'earlier' && received ? received : this.#instant()
  }

  /** Whether nothing but refusals can follow. */
  get ended(): boolean {
    const [dispute] = partsOf(this.state.parts, 'dispute')
    return dispute !== undefined && ['closed', 'withdrawn', 'not_accepted'].includes(dispute.status)
  }

  /** What a decision would look at for this actor now. `covered` is false where the place has no receiving unit. */
  hereFor(actor: Actor, occurred: (typeof OCCURRED)[number] = 'now', covered = true): Here {
    const { file, parts, clocks, involvements } = this.state
    const receiver = file ? (UNITS.find((it) => it.id === file.responsible_unit) ?? null) : covered ? UNITS[0] : null
    const own = actor.kind === 'staff' ? (UNITS.find((it) => it.id === actor.unit_id) ?? null) : null
    const codes = { place_code: PLACE, code: `code-${this.#ids}`, short_code: 'ABCD-EFGH', county_phone: '12345' }
    return {
      file,
      parts,
      clocks,
      involvements,
      actor,
      now: this.#instant(),
      today: dayIn(this.#instant()),
      occurred_at: this.#occurred(occurred),
      calendar,
      ids: Array.from({ length: 9 }, (_, at) => uuid(this.#ids + at)),
      receiver,
      opening: file || !receiver ? null : codes,
      own_unit: own,
    }
  }

  /** Half of the commands are aimed at what is open now, so that walks get somewhere; the rest is anything at all. */
  #aim(command: Command): { name: StepName; actor: Actor; part: Part | null } {
    const [applicant] = partsOf(this.state.parts, 'party')
    const actors = actorsFor(applicant?.id ?? '')
    const actor = actors[command.actor % actors.length] ?? { kind: 'anyone' }
    if (command.aimed) {
      const open = STEP_NAMES.flatMap((name): { name: StepName; part: Part | null }[] => {
        const row: Row = TABLE[name]
        if (row.on === 'nothing') return this.state.file ? [] : [{ name, part: null }]
        return this.state.parts
          .filter((part) => part.part === row.on && row.from.includes(part.status))
          .map((part) => ({ name, part }))
      })
      const chosen = open[command.step % Math.max(open.length, 1)]
      const wanted = chosen && actors.filter((it) => TABLE[chosen.name].by.some((hat) => wears(hat, it, this.state)))
      const by = wanted?.[command.actor % Math.max(wanted.length, 1)]
      if (chosen && by) return { ...chosen, actor: by }
    }
    const name = STEP_NAMES[command.step % STEP_NAMES.length] ?? 'register'
    const row: Row = TABLE[name]
    const parts = [...this.state.parts.filter((part) => part.part === row.on), ...this.state.parts]
    return {
      name,
      actor,
      part: command.part === 0 ? null : (parts[(command.part - 1) % Math.max(parts.length, 1)] ?? null),
    }
  }

  try(command: Command): Tried {
    this.#now += (LATER[command.later % LATER.length] ?? 60) * 1000
    this.#ids += 10
    const { name, actor, part } = this.#aim(command)
    const row: Row = TABLE[name]
    const [applicant] = partsOf(this.state.parts, 'party')
    // A file is opened once: register is tried on a place, never on a file.
    const fresh = row.on === 'nothing' && this.state.file ? new Walk() : this
    if (fresh !== this) fresh.#now = this.#now
    const here = fresh.hereFor(actor, OCCURRED[command.occurred % OCCURRED.length], command.variant % 5 !== 0)
    const input = INPUTS[name](applicant?.id ?? '', command.variant)
    const on = row.on === 'nothing' ? null : part
    const decision = decide(row, here, on, input)
    const before = fresh.state
    if (decision.ok && fresh === this) {
      const opened = decision.consequences.find((it) => it.kind === 'open_part' && it.part === 'dispute')
      const event = {
        seq: this.events.length + 1,
        part_id: on?.id ?? opened?.id ?? '',
        consequences: decision.consequences,
      }
      this.events.push(event)
      this.state = fold([event], this.state)
    }
    return { name, row, here, part: on, input, decision, before }
  }
}

/** Who would be let through, told here without the domain's own hats: a second opinion to steer by, never to judge by. */
function wears(hat: string, actor: Actor, { file }: Folded): boolean {
  if (hat === 'anyone' || hat === 'system') return actor.kind === hat
  if (hat === 'applicant') return actor.kind === 'party' && actor.party_id !== STRANGER
  if (actor.kind !== 'staff' || !file) return false
  return hat === 'clerk' ? actor.unit_id === file.responsible_unit : actor.unit_id !== file.responsible_unit
}
