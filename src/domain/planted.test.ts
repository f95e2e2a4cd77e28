import { expect, test } from 'vitest'
import { INVARIANTS, type Moment } from '#test/invariants.ts'
import { movedIn } from '#test/moved.ts'
import { momentOf } from '#test/shorten.ts'
import { chance, commandFrom, Walk } from '#test/walk.ts'
import { type Clock, LIVE_MEDIATION, type Part, type PartKind } from './disputes/parts.ts'

/** A step as it would have been, had it gone wrong in one way; null where it could not have. */
type Plant = (it: Moment) => Moment | null

/** The same moment with another end, as a walk would have found it. */
function endingIn(it: Moment, after: Moment['after']): Moment {
  const moved = {
    parts: movedIn(it.before.parts, after.parts),
    clocks: movedIn(it.before.clocks, after.clocks),
  }
  return { ...it, after, moved }
}

/** The first part of a kind that the step made or changed and that fits goes wrong. */
const part =
  <K extends PartKind>(kind: K, wrong: (part: Part<K>, it: Moment) => Partial<Part<K>> | null): Plant =>
  (it) => {
    for (const one of it.moved.parts) {
      const change = one.part === kind ? wrong(one as Part<K>, it) : null
      if (change)
        return endingIn(it, {
          ...it.after,
          parts: it.after.parts.map((each) => (each === one ? ({ ...each, ...change } as Part) : each)),
        })
    }
    return null
  }
const facts = <K extends PartKind>(
  kind: K,
  wrong: (facts: Part<K>['facts'], part: Part<K>, it: Moment) => Partial<Part<K>['facts']> | null,
): Plant =>
  part(kind, (one, it) => {
    const change = wrong(one.facts, one, it)
    return change && ({ facts: { ...one.facts, ...change } } as Partial<Part<K>>)
  })
/** The first clock that fits goes wrong, among all or among those the step started or changed. */
const clock =
  (wrong: (clock: Clock, it: Moment) => Partial<Clock> | null, among: 'all' | 'moved' = 'all'): Plant =>
  (it) => {
    for (const one of among === 'all' ? it.after.clocks : it.moved.clocks) {
      const change = wrong(one, it)
      if (change)
        return endingIn(it, {
          ...it.after,
          clocks: it.after.clocks.map((each) => (each === one ? { ...each, ...change } : each)),
        })
    }
    return null
  }
const seenBy =
  (as_what: 'consulted' | 'referred_to'): Plant =>
  (it) =>
    endingIn(it, {
      ...it.after,
      involvements: [...it.after.involvements, { id: 'planted', who: { unit: 1 }, as_what, until: null }],
    })

const NEVER = '2031-01-01'
const wasOf = ({ before }: Moment, { id }: { id: string }): Part | undefined => before.parts.find((it) => it.id === id)
const isLive = ({ state }: Clock): boolean => state === 'running' || state === 'paused'
const isBegun = (it: Moment, { id }: Clock): boolean => !it.before.clocks.some((each) => each.id === id)

/** A state that its events do not say: one field more deep inside, which says nothing. */
const unsaid: Plant = (it) => {
  const [first, ...rest] = it.after.parts
  const whole = it.events.length % 20 === 1 && first && rest.length > 2
  return whole
    ? endingIn(it, {
        ...it.after,
        parts: [{ ...first, facts: Object.assign({ planted: undefined }, first.facts) } as Part, ...rest],
      })
    : null
}

/** One way of going wrong for every invariant that looks only at what a step moved, or is content with nothing at all. */
const PLANTS: Readonly<Record<string, Plant>> = {
  I1_state_is_what_events_say: unsaid,
  I5_same_question_same_answer: (it) =>
    it.events.length % 8 === 0 && it.decision.ok
      ? { ...it, decision: { ...it.decision, consequences: it.decision.consequences.slice(1) } }
      : null,
  I1_version_counts_steps: (it) => part(it.part?.part ?? 'dispute', ({ version }) => ({ version: version + 1 }))(it),
  I3_a_docket_number_is_given_once_and_never_lost: facts('mediation', ({ docket }, one, it) =>
    docket && (wasOf(it, one) as Part<'mediation'> | undefined)?.facts.docket
      ? { docket: { ...docket, n: docket.n + 1 } }
      : null,
  ),
  I6_only_rows_move: (it) =>
    it.part ? part(it.part.part, (one) => (one.id === it.part?.id ? { status: 'planted' as never } : null))(it) : null,
  I8_only_who_is_asked_is_consulted: seenBy('consulted'),
  I31_who_was_sent_somebody_sees_it_while_an_answer_is_awaited: seenBy('referred_to'),
  a_referral_stands_on_consent_and_on_nothing_else: facts('referral', (_, { status }) =>
    status === 'sent' ? { agreed_by: [] } : null,
  ),
  I10_no_session_without_consent: facts('mediation', ({ consents, parties }, { status }) =>
    LIVE_MEDIATION.includes(status) && status !== 'seeking_consent'
      ? { consents: { ...consents, [parties[0] ?? '']: { answer: 'asked' } as never } }
      : null,
  ),
  I10_every_mediation_begins_with_asking: facts('mediation', ({ parties }, one, it) =>
    wasOf(it, one) ? null : { consents: { [parties[0] ?? '']: { answer: 'agreed' } as never } },
  ),
  I11_everybody_in_it_is_told: (it) =>
    it.name === 'decline_mediation' || it.name === 'end_mediation'
      ? { ...it, consequences: it.consequences.map((each) => ({ ...each, for_parties: [] }) as typeof each) }
      : null,
  late_entry_is_dated_when_it_happened: facts('agreement', (_, one, it) =>
    one.status === 'in_effect' && wasOf(it, one)?.status !== 'in_effect' ? { effective_on: NEVER } : null,
  ),
  I14_in_effect_means_signed_by_all_and_sealed: facts('agreement', ({ form }, one, it) =>
    form === 'written' && one.status === 'in_effect' && wasOf(it, one)?.status === 'signing'
      ? { signatures: [] }
      : null,
  ),
  I15_a_signature_is_to_one_edition: facts('agreement', ({ edition }, one, it) =>
    wasOf(it, one)?.status === 'signing' ? { dispute_facts: 'planted', edition: edition + 1 } : null,
  ),
  I15_everybody_signs_once_and_only_where_it_is_laid_out: facts('agreement', ({ signatures }) =>
    signatures[0] ? { signatures: [...signatures, signatures[0]] } : null,
  ),
  I18_an_agent_signs_under_a_special_authority_and_a_child_with_her_guardian: facts(
    'agreement',
    ({ signatures }, one, it) => {
      const then = wasOf(it, one)
      const fresh = signatures.at(-1)
      return then?.part === 'agreement' &&
        fresh &&
        'party' in fresh.who &&
        then.facts.signatures.length < signatures.length
        ? { signatures: [...signatures.slice(0, -1), { ...fresh, by_agent: 'planted' } as typeof fresh] }
        : null
    },
  ),
  I20_every_part_has_the_clocks_of_its_status: clock((one) =>
    isLive(one) && one.rule === 'T-11' ? { state: 'cancelled', settled_event: 1, paused_on: null } : null,
  ),
  I20_what_is_under_a_held_task_is_owed_by_who_holds_it: clock(
    (one, it) =>
      !isBegun(it, one) && isLive(one) && 'unit' in one.owes
        ? { owes: { unit: one.owes.unit + 50 } as Clock['owes'], due_on: NEVER }
        : null,
    'moved',
  ),
  I20_settled_once: clock((one) => (isLive(one) ? { settled_event: 1 } : null), 'moved'),
  I20_late_is_told_late: clock(
    (one, it) => (one.state === 'met' && !isBegun(it, one) ? { state: 'met_late' } : null),
    'moved',
  ),
  I21_due_days_count_again_to_the_same: clock(
    (one, it) => (isBegun(it, one) && one.rule === 'T-02' ? { due_on: NEVER } : null),
    'moved',
  ),
  I22_starts_never_move: clock((one, it) => (isBegun(it, one) ? null : { started_on: NEVER })),
  I22_a_result_is_owed_since_it_was_first_handled: clock((one, it) =>
    one.rule === 'T-85' && one.state === 'running' && !isBegun(it, one) ? { started_on: NEVER } : null,
  ),
  I23_a_reminder_of_one_day_is_sent_once: facts('obligation', () => ({ reminded: ['planted', 'planted'] as never })),
  I24_nothing_is_asked_for_mediating: (it) => {
    const consequences = it.consequences.map((each) =>
      each.kind === 'change_facts' ? ({ ...each, facts: { ...each.facts, fee: 1 } } as unknown as typeof each) : each,
    )
    return consequences.some((each) => each.kind === 'change_facts') ? { ...it, consequences } : null
  },
  I25_obligations_are_what_was_agreed: facts('obligation', ({ nature, split_from, changes }) =>
    nature === 'pay' && !split_from && !changes ? { amount: '98765432.10' } : null,
  ),
  I25_performed_only_by_the_creditors_word: (it) =>
    it.moved.parts.some((one) => one.status === 'performed' && wasOf(it, one)?.status !== 'performed')
      ? { ...it, here: { ...it.here, actor: { kind: 'anyone' } } }
      : null,
  I25_payments_confirmed_are_never_more_than_owed: facts('obligation', ({ payments = [] }) =>
    payments.length > 0
      ? { payments: payments.map((each) => ({ ...each, state: 'confirmed' as never, amount: '98765432.10' })) }
      : null,
  ),
  I25_a_payment_counts_only_by_the_creditors_word: facts('obligation', (_, one, it) => {
    const then = wasOf(it, one)
    return then?.part === 'obligation' && (then.facts.payments ?? []).length > 0 ? { payments: [] } : null
  }),
  I25_one_side_alone_changes_nothing: facts('obligation', (_, __, it) =>
    it.name === 'propose_change' ? { due_on: NEVER } : null,
  ),
  I25_what_waits_falls_due_only_after_what_it_waits_for: (it) => {
    const [one] = it.moved.parts.filter((each) => each.part === 'obligation' && each.status === 'due')
    if (one?.part !== 'obligation' || !wasOf(it, one)) return null
    const waiting = { ...one, facts: { ...one.facts, waiting_for: { after_clause: one.facts.clause } } } as Part
    const before = {
      ...it.before,
      parts: it.before.parts.map((each) => (each.id === one.id ? ({ ...each, status: 'waiting' } as Part) : each)),
    }
    const after = { ...it.after, parts: it.after.parts.map((each) => (each === one ? waiting : each)) }
    return endingIn({ ...it, before }, after)
  },
}

test('of every invariant about what a step moved a planted fault is found, on the walk as it goes', () => {
  const left = new Map(Object.entries(PLANTS))
  const faults: string[] = []
  for (let seed = 1; left.size > 0 && seed < 120; seed += 1) {
    const random = chance(seed)
    const walk = new Walk()
    for (let at = 0; at < 400 && !walk.ended && left.size > 0; at += 1) {
      const tried = walk.take(walk.order(commandFrom(random)))
      if (!tried.kept || !tried.decision.ok) continue
      const moment = momentOf(walk, tried, tried.decision.consequences)
      for (const [name, plant] of left) {
        const wrong = plant(moment)
        if (!wrong) continue
        if (INVARIANTS[name]?.(moment) !== null) faults.push(`${name} before anything was planted`)
        if (typeof INVARIANTS[name]?.(wrong) !== 'string') faults.push(`${name} saw nothing`)
        left.delete(name)
      }
    }
  }
  expect(faults).toEqual([])
  expect([...left.keys()]).toEqual([])
})

test('moved is what is new or another value; where something is gone, all that is left', () => {
  const [one, two, three] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
  expect(movedIn([one, two], [one, two])).toEqual([])
  expect(movedIn([one, two], [one, { ...two }, three])).toEqual([two, three])
  expect(movedIn([one, two], [two])).toEqual([two])
  expect(movedIn([one, two, three], [one, three])).toEqual([one, three])
  expect(movedIn([one, two], [two, one])).toEqual([two, one])
})
