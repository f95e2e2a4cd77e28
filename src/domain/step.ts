import type { z } from 'zod'
import type { Calendar, Day } from './clocks/calendar.ts'
import type { Consequence } from './disputes/consequences.ts'
import type { Clock, File, Involvement, Part, PartKind, Sealed, StatusOf } from './disputes/parts.ts'
import type { GuardName } from './guards.ts'
import type { Hat } from './hats.ts'
import type { PlaceCode } from './organisations/places.ts'
import type { Role, UnitKind } from './organisations/words.ts'

/** Who acts, with the role and unit held at this moment (threats I4). */
export type Actor =
  | {
      kind: 'staff'
      person_id: string
      name: string
      post_id: string
      role: Role
      unit_id: number
      unit_kind: UnitKind
      unit_name: string
      place_code: PlaceCode
    }
  | { kind: 'party'; party_id: string; name: string }
  | { kind: 'anyone' }
  | { kind: 'system' }

/** A unit as the domain needs it: where a request lands, and how a person reaches it. */
export type Receiver = {
  id: number
  number: number
  kind: UnitKind
  name: string
  phone: string
  address: string
  hours: string
}

/** All that a decision may look at: loaded under the file's lock, complete, and never anything else. */
export type Here = {
  file: File | null
  parts: readonly Part[]
  clocks: readonly Clock[]
  involvements: readonly Involvement[]
  actor: Actor
  /** Instants are ISO texts in UTC; `today` is the day of `now` in Asia/Shanghai. */
  now: string
  today: Day
  occurred_at: string
  calendar: Calendar
  /** Fresh identifiers, taken in order; their supply is the caller's randomness. */
  ids: readonly string[]
  /** The responsible unit, and for a step that opens a file the codes it will carry. */
  receiver: Receiver | null
  opening: { place_code: PlaceCode; code: string; short_code: string } | null
  /** The unit of the acting post, where staff act. */
  own_unit: Receiver | null
}

export type SecretKind = 'reach' | 'identity_number'
type Sealing<I, S extends keyof I> = Omit<I, S> & { [K in S]: Sealed }

/** One row of the table: everything about a step that a lawyer would want to check. */
export type Row = {
  /** The part it is a step of; a row that opens a file stands on none yet. */
  on: PartKind | 'nothing'
  from: readonly string[]
  to: string | null
  by: readonly Hat[]
  needs: readonly GuardName[]
  input: z.ZodObject
  secrets: Readonly<Record<string, SecretKind>>
  then: (here: Here, part: Part | null, input: never) => Consequence[]
  law: readonly string[]
  /** The row of domain 2.4 it carries out, or a sentence why the law or the people need it. */
  carries_out: string
  says: string
}

type RowOf<
  K extends PartKind | 'nothing',
  Shape extends z.ZodObject,
  S extends Extract<keyof z.output<Shape>, string>,
> = {
  on: K
  from: K extends PartKind ? readonly StatusOf<K>[] : readonly []
  /** Where the part moves to; null for an event that does not move it (or a row that opens a file). */
  to: K extends PartKind ? StatusOf<K> | null : null
  by: readonly Hat[]
  needs: readonly GuardName[]
  input: Shape
  /** Top-level input fields that are sealed before the decision: the event keeps references only. */
  secrets?: { readonly [F in S]: SecretKind }
  then: (here: Here, part: K extends PartKind ? Part<K> : null, input: Sealing<z.output<Shape>, S>) => Consequence[]
  law: readonly string[]
  carries_out: string
  says: string
}

/** Declares a row; the types tie its statuses, its input and its consequences together. */
export function step<
  K extends PartKind | 'nothing',
  Shape extends z.ZodObject,
  S extends Extract<keyof z.output<Shape>, string> = never,
>(row: RowOf<K, Shape, S>): Row & { input: Shape } {
  return {
    ...row,
    secrets: (row.secrets ?? {}) as Readonly<Record<string, SecretKind>>,
    then: row.then as unknown as Row['then'],
  }
}
