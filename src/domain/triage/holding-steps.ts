import type { Consequence } from '../disputes/consequences.ts'
import { heldBefore, isUnderTask } from '../disputes/held.ts'
import type { Owing, Part } from '../disputes/parts.ts'
import { type Here, step } from '../step.ts'
import { GiveBackInput, GiveToInput, TakeOnInput } from './inputs.ts'

const LAW = ['本县约定：承办单位内部由谁经办自己安排，单位的责任和期限不变，可以调整']

/**
 * The task is held by this person, or by nobody: what its unit owes under it is owed by her, or by the unit again. No day moves,
 * and what parties owe stays theirs.
 */
export function heldBy(
  here: Here,
  part: Part<'task'>,
  held_by: { person_id: string; name: string } | null,
): Consequence[] {
  const unit = part.facts.unit_id
  const owes: Owing = held_by === null ? { unit } : { person: held_by.person_id, for_unit: unit }
  return [
    { kind: 'change_facts', part: 'task', id: part.id, facts: { held_by, ...heldBefore(part) } },
    ...here.clocks
      .filter(
        (clock) =>
          (clock.state === 'running' || clock.state === 'paused') &&
          isUnderTask(here, clock, part) &&
          (('unit' in clock.owes && clock.owes.unit === unit) ||
            ('for_unit' in clock.owes && clock.owes.for_unit === unit)),
      )
      .map((clock): Consequence => ({ kind: 'owe', id: clock.id, owes })),
  ]
}

/** Who says how a task ended, as the task keeps it: another person verifies the result. */
export const endedBy = (actor: Here['actor']): { ended_by?: string } =>
  actor.kind === 'staff' ? { ended_by: actor.person_id } : {}

export const take_on = step({
  on: 'task',
  from: ['dispatched', 'in_handling', 'resolved'],
  to: null,
  by: ['handler'],
  needs: ['duty_left', 'not_mine_yet'],
  input: TakeOnInput,
  then: (here, part) =>
    here.actor.kind === 'staff' ? heldBy(here, part, { person_id: here.actor.person_id, name: here.actor.name }) : [],
  law: LAW,
  carries_out: { because: '单位的事要落到人，谁在办、还剩几天，同事和负责人都看得见；同事不在岗时可以接过来' },
  says: '我来办',
  told: 'office',
})

export const give_to = step({
  on: 'task',
  from: ['dispatched', 'in_handling', 'resolved'],
  to: null,
  by: ['unit_director', 'holder'],
  needs: ['duty_left', 'colleague_known'],
  asks: ['colleague'],
  input: GiveToInput,
  then: (here, part) => {
    const to = here.named.colleague
    if (!to) throw new Error('a task given to nobody')
    return heldBy(here, part, { person_id: to.person_id, name: to.name })
  },
  law: LAW,
  carries_out: { because: '负责人要能把事交给本单位的一个人，正在办的人要能转给同事' },
  says: '交给同事办',
  told: 'office',
})

export const give_back = step({
  on: 'task',
  from: ['dispatched', 'in_handling', 'resolved'],
  to: null,
  by: ['holder', 'unit_director'],
  needs: ['duty_left', 'is_held'],
  input: GiveBackInput,
  then: (here, part) => heldBy(here, part, null),
  law: LAW,
  carries_out: { because: '办不了的要能交回单位，由别的同事接着办，期限不停' },
  says: '交回单位',
  told: 'office',
})
