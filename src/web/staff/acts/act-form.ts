import type { ComponentType } from 'react'
import type { MemberLine } from '#contract/beside.ts'
import type { StaffDispute } from '#contract/disputes.ts'
import type { StepName } from '#domain/table.ts'

export type Values = Record<string, unknown>

/** What a form is about: the file it stands in, and where one person or task of it is meant, which. */
export type About = {
  dispute: StaffDispute
  part_id?: string
  party_id?: string
  /** What was sent to that person, by the number of the step that sent it. */
  notice?: number
  /** One question to an adviser, where the button stands beside it. */
  guidance_id?: string
  /** One wish for another mediator, where the button stands beside it. */
  request_id?: string
  /** One paper, or one seal on a paper, where the button stands beside it. */
  paper_id?: string
  seal_id?: string
  /** One of a group's list, where the button stands beside it. */
  other_member?: MemberLine
  /** The name of the unit the reader acts for. */
  own_unit?: string
  /** Another file it is about as well, where the button that opens the form stands beside one. */
  other?: { file_id: string; short_code: string }
}

/** How a step looks to the person who takes it. What it needs and what follows from it stand in the step table alone. */
export type ActForm = {
  step: StepName
  /** On the button that opens it, and over the form. */
  title: string
  /** On a button that stands beside the person or thing it is about, which then need not be said. */
  short?: string
  /** One line beside the button: what it does. */
  hint: string
  /** On the button that sends it. */
  send: string
  tone: 'main' | 'plain' | 'grave'
  Fields: ComponentType<About>
  initial?: (about: About) => Values
  /** The values as the step takes them, where a field alone is not one of its inputs. */
  tidy?: (values: Values, about: About) => Values
  /** What it is done under, where that depends on what is chosen: else the step's own law. */
  law?: (values: Values, about: About) => readonly string[]
  /** In pixels, where the usual width of the drawer is too narrow. */
  width?: number
  /** Fields that are not kept when the form is closed: what somebody else wrote into it is hers alone. */
  unkept?: readonly string[]
  /** Done by the machine when it is sent: there is no earlier day it could have happened on. */
  today_only?: true
  /** Asked once before it is sent, where it cannot be taken back. */
  confirm?: (values: Values, about: About) => { title: string; says: string; yes: string }
}

/** What of a form's values outlives closing it. */
export const keepable = ({ unkept = [] }: Pick<ActForm, 'unkept'>, values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !unkept.includes(name)))
