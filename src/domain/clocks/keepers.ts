import type { Actor } from '../step.ts'

/** Who keeps the county's lengths and its calendar: who works at the justice bureau, which guides people's mediation (人民调解法 5). */
export const keepsTheRules = (actor: Pick<Extract<Actor, { kind: 'staff' }>, 'unit_kind' | 'role'>): boolean =>
  actor.unit_kind === 'justice_bureau' && actor.role === 'department_officer'
