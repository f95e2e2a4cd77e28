import { entrustedByCourt } from '../disputes/court-person.ts'
import { type GuidanceKind, partsOf } from '../disputes/parts.ts'
import { reading } from '../guard-reading.ts'
import type { Guard } from '../guards.ts'
import { mayDo } from '../organisations/mediator-rights.ts'
import { openGuidance } from './asked.ts'
import { relationsOf } from './relations.ts'

/** Who mediates and how, who may be asked for an opinion, and the court's person. */
export const ADVISER_GUARDS = {
  /** 特邀调解员只协助：每一场要有一位主持的调解员 (本县约定；S1-40)。 */
  one_leads: ({ named }, input) =>
    input === undefined || named.people.some(({ role }) => mayDo(role, 'lead')) ? null : 'nobody_leads',
  /** 请教的是本县名单里有这一项职责的人 (S1-39、S1-40)。 */
  adviser_known: ({ named }, input) => {
    if (input === undefined) return null
    const { kind } = reading<{ kind: GuidanceKind }>(input)
    return named.adviser && mayDo(named.adviser.role, kind) ? null : 'no_such_adviser'
  },
  /** 出主意的人也要和当事人没有关系，也不是正在调解的人 (特邀调解规定 15；domain 1.5)。 */
  adviser_apart: (here, input, part) => {
    const { adviser } = here.named
    if (input === undefined || !adviser || part?.part !== 'mediation') return null
    if (part.facts.mediators.some((it) => it.person_id === adviser.person_id)) return 'adviser_mediates'
    return relationsOf(adviser, here, part).some((it) => it.level !== 'ask') ? 'adviser_related' : null
  },
  asked_once: ({ named }, input, part) =>
    input !== undefined &&
    part?.part === 'mediation' &&
    openGuidance(part).some((it) => it.person_id === named.adviser?.person_id)
      ? 'asked_already'
      : null,
  /** 问谁的，由谁来答。 */
  question_hers: ({ actor }, input, part) => {
    if (input === undefined || part?.part !== 'mediation' || actor.kind !== 'staff') return null
    const { guidance_id } = reading<{ guidance_id: string }>(input)
    const hers = openGuidance(part).filter((it) => it.person_id === actor.person_id)
    return hers.some((it) => it.id === guidance_id) ? null : 'no_such_question'
  },
  /** 调解员可以收回问过的；被请教的人只能推掉问她的。 */
  question_open: ({ actor }, input, part) => {
    if (part?.part !== 'mediation' || actor.kind !== 'staff') return null
    const mediates = part.facts.mediators.some((it) => it.person_id === actor.person_id)
    const open = openGuidance(part).filter((it) => mediates || it.person_id === actor.person_id)
    const id = reading<{ guidance_id: string } | undefined>(input)?.guidance_id
    return open.some((it) => id === undefined || it.id === id) ? null : 'no_such_question'
  },
  /** 法院联系人只登记在法院委托、委派来的件里。 */
  from_court: ({ parts }) => (entrustedByCourt(partsOf(parts, 'dispute')[0]?.facts) ? null : 'not_from_court'),
  no_court_person: ({ parts }) => (partsOf(parts, 'dispute')[0]?.facts.court_person ? 'court_person_known' : null),
  has_court_person: ({ parts }) => (partsOf(parts, 'dispute')[0]?.facts.court_person ? null : 'court_person_missing'),
} as const satisfies Record<string, Guard>
