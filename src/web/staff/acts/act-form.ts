import type { ComponentType } from 'react'
import type { StaffDispute } from '#contract/disputes.ts'
import type { StepName } from '#domain/table.ts'

export type Values = Record<string, unknown>

/** What a form is about: the file it stands in, and where one person or task of it is meant, which. */
export type About = { dispute: StaffDispute; part_id?: string; party_id?: string }

/** How a step looks to the person who takes it. What it needs and what follows from it stand in the step table alone. */
export type ActForm = {
  step: StepName
  /** On the button that opens it, and over the form. */
  title: string
  /** One line beside the button: what it does. */
  hint: string
  /** On the button that sends it. */
  send: string
  tone: 'main' | 'plain' | 'grave'
  Fields: ComponentType<About>
  initial?: (about: About) => Values
  /** Asked once before it is sent, where it cannot be taken back. */
  confirm?: (values: Values, about: About) => { title: string; says: string; yes: string }
}
