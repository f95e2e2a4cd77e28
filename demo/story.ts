import type { StepName } from '#domain/table.ts'

/** A day and hour in China, so many days from the day the story is told: `-12 08:20`, `+1 09:00`. */
export type When = `${'-' | '+'}${number} ${string}`

/**
 * One thing somebody does in a story: when, who, which step, with what.
 *
 * `by`: a demo person's sign-in name, a party of the file as `@name`, `anyone`, or the `system` by its clock. The input is
 * the step's own, but people, units and files stand in it by name, days as `+3` and instants as a `When`; the edition of an
 * agreement that is signed is filled in. It stands on the newest part of its kind.
 */
export type Deed = readonly [
  when: When,
  by: string,
  step: StepName | 'on_the_spot',
  input?: Readonly<Record<string, unknown>>,
  more?: {
    /** On the obligation of this clause of the newest agreement, and of this share of it. */
    clause?: number
    share?: number
    /** On this party. */
    party?: string
    /** When it happened, where it was written down later (事后登记). */
    occurred?: When
    /** The product has to refuse it, with this code; the story goes on. */
    refused?: string
  },
]

/** A dispute from its door to where it stands. The first deed opens its file. */
export type Story = { name: string; tells: string; deeds: readonly Deed[] }

const DAY_MS = 86_400_000
const OFFSET = /^([+-]\d+)(?: (\d\d:\d\d))?$/

/** The day, so many days after the day of an instant (in China). */
export const dayFrom = (told: string, days: number): string =>
  new Date(Date.parse(told) + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10)

/** The instant a `When` means. */
export function instantFrom(told: string, when: string): string {
  const [, days = '0', hour = '00:00'] = OFFSET.exec(when) ?? []
  return new Date(`${dayFrom(told, Number(days))}T${hour}:00+08:00`).toISOString()
}

/** What the names in an input stand for. */
export type Names = {
  told: string
  parties: ReadonlyMap<string, string>
  people: ReadonlyMap<string, string>
  units: ReadonlyMap<string, number>
  files: ReadonlyMap<string, { file_id: string; short_code: string }>
  slots: readonly string[]
  /** Rooms, each under its unit's name and its own. */
  rooms: ReadonlyMap<string, number>
  /** The newest paper of each title: what somebody was served with. */
  papers: ReadonlyMap<string, string>
  /** The questions of the newest mediation, in the order they were asked. */
  questions: readonly string[]
  /** The running clock of each rule, the newest of it. */
  clocks: ReadonlyMap<string, string>
}

const PARTY_FIELDS = [
  'party_id',
  'said_by',
  'with',
  'parties',
  'present',
  'guardians',
  'visited',
  'satisfaction_by',
  'waived_by',
  'creditors',
  'guarantors',
  'endangered',
  'also_agreed',
  'paid_to',
  'paid_by',
]

function known<T>(from: ReadonlyMap<string, T>, name: string): T {
  const found = from.get(name)
  if (found === undefined) throw new Error(`a story names ${name}, who is not there`)
  return found
}

function one(field: string, value: unknown, names: Names): unknown {
  if (field === 'slots' && typeof value === 'number') return names.slots[value - 1]
  if (field === 'guidance_id' && typeof value === 'number') return names.questions[value - 1]
  if (typeof value !== 'string') return value
  if (PARTY_FIELDS.includes(field)) return known(names.parties, value)
  // Whom it was shown to are parties; to whom it went back, or where somebody was sent, is said in words.
  if (field === 'to') return names.parties.get(value) ?? value
  // Who chose the other way is a party; who chose the mediator is said by a word.
  if (field === 'chosen_by') return names.parties.get(value) ?? value
  if (field === 'mediators' || field === 'person_id') return known(names.people, value)
  if (field === 'unit_id' || field === 'unit_ids') return known(names.units, value)
  if (field === 'about_file') return known(names.files, value).file_id
  if (field === 'clock_id') return known(names.clocks, value)
  if (field === 'room_id') return names.rooms.get(value) ?? null
  if (field === 'notices') return known(names.papers, value)
  if (field === 'file_id' || field === 'short_code') return known(names.files, value)[field]
  const offset = OFFSET.exec(value)
  if (!offset) return value
  return offset[2] === undefined ? dayFrom(names.told, Number(offset[1])) : instantFrom(names.told, value)
}

/** An input with every name in it replaced by what it stands for. */
export function resolved(value: unknown, names: Names, field = ''): unknown {
  if (Array.isArray(value)) return value.map((it) => resolved(it, names, field))
  if (typeof value !== 'object' || value === null) return one(field, value, names)
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, resolved(it, names, key)]))
}
