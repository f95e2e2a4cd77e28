import { randomUUID } from 'node:crypto'
import type { Cases } from './case.ts'

const succession = randomUUID()

/** Whoever comes after: steps the system takes for an act of administration. */
export const SUCCESSION = {
  succeed_person: {
    from: 'assigned',
    by: 'system',
    hat: 'system',
    body: (_, { crew: { director, second } }) => ({
      succession,
      person_id: director.person_id,
      name: director.name,
      unit_id: director.unit_id,
      successor: second.person_id,
      mediates_no_more: true,
    }),
    second: 'nothing_to_hand_over',
    wrong: 'closed',
    closed: [],
  },
  succeed_unit: {
    from: 'in_session',
    by: 'system',
    hat: 'system',
    body: (_, { crew: { director, near } }) => ({
      succession,
      from_unit: director.unit_id,
      from_name: director.unit_name,
      unit_id: near.unit_id,
    }),
    second: 'nothing_to_hand_over',
    wrong: null,
    closed: [],
  },
  succeed_place: {
    from: 'in_session',
    by: 'system',
    hat: 'system',
    body: (_, { crew: { director, near } }) => ({
      succession,
      from_place: director.place_code,
      to_place: near.place_code,
    }),
    second: 'nothing_to_hand_over',
    wrong: null,
    closed: [],
  },
} satisfies Cases
