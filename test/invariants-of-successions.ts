import type { Folded } from '#domain/disputes/consequences.ts'
import { LIVE_MEDIATION, partsOf } from '#domain/disputes/parts.ts'
import type { SucceedPerson, SucceedPlace, SucceedUnit } from '#domain/organisations/succession-inputs.ts'
import type { Invariant } from './invariants.ts'

const seesOn = ({ involvements }: Folded, unit: number): boolean =>
  involvements.some(({ who, until }) => 'unit' in who && who.unit === unit && until === null)

/** Whoever leaves leaves nothing behind, and no day moves: checked after every step that hands something over. */
export const SUCCESSION_INVARIANTS: Readonly<Record<string, Invariant>> = {
  I8_a_unit_that_gives_way_keeps_nothing: ({ name, input, before, after, here }) => {
    if (name !== 'succeed_unit') return null
    const { from_unit, unit_id } = input as SucceedUnit
    const live = after.clocks.filter((it) => it.state === 'running' || it.state === 'paused')
    const left = [
      after.file?.responsible_unit === from_unit && 'answers for the file',
      after.parts.some((it) => 'unit_id' in it.facts && it.facts.unit_id === from_unit) && 'handles a part',
      live.some((it) => 'unit' in it.owes && it.owes.unit === from_unit) && 'owes a day',
      live.some((it) => 'for_unit' in it.owes && it.owes.for_unit === from_unit) && 'owes a day by one of its people',
      after.involvements.some(
        ({ who, until }) => 'unit' in who && who.unit === from_unit && (until === null || until > here.today),
      ) && 'sees the file after today',
      seesOn(before, from_unit) && !seesOn(after, unit_id) && 'has no successor who sees it',
    ].find((it) => it)
    return left ? `the old unit ${left}` : null
  },
  I8_a_complaint_goes_to_a_unit_that_is_not_complained_of: ({ name, input, after, here }) => {
    if (name !== 'succeed_examiner') return null
    const { from_unit } = input as SucceedUnit
    const unit = partsOf(after.parts, 'complaint')[0]?.facts.unit_id ?? 0
    const live = after.clocks.filter((it) => it.state === 'running' || it.state === 'paused')
    const wrong = [
      unit === from_unit && 'the old unit examines it',
      here.named.complained?.unit_ids.includes(unit) && 'the unit complained of examines it',
      after.file?.responsible_unit !== unit && 'another unit answers for it than examines it',
      live.some((it) => !('unit' in it.owes && it.owes.unit === unit)) && 'another unit owes the answer',
      !seesOn(after, unit) && 'who examines it does not see it',
    ].find((it) => it)
    return wrong ? wrong : null
  },
  I8_a_person_who_leaves_keeps_nothing: ({ name, input, before, after, here }) => {
    if (name !== 'succeed_person') return null
    const { person_id, unit_id, mediates_no_more } = input as SucceedPerson
    const live = after.clocks.filter((it) => it.state === 'running' || it.state === 'paused')
    const mediates = partsOf(after.parts, 'mediation').filter(
      (it) => LIVE_MEDIATION.includes(it.status) && it.facts.mediators.some((one) => one.person_id === person_id),
    )
    const left = [
      live.some((it) => 'person' in it.owes && it.owes.person === person_id && it.owes.for_unit === unit_id) &&
        'owes a day',
      mediates.some((it) => mediates_no_more || it.facts.unit_id === unit_id) && 'mediates',
      mediates.length === 0 &&
        mediates_no_more &&
        after.involvements.some(
          ({ id, who, as_what, until }) =>
            as_what === 'mediating' &&
            'person' in who &&
            who.person === person_id &&
            // What had ended today already is read to the end of the day, as by everybody whose mediation is over.
            (until === null ||
              (until >= here.today && before.involvements.some((it) => it.id === id && it.until === null))),
        ) &&
        'sees what she mediated',
    ].find((it) => it)
    return left ? `whoever left ${left}` : null
  },
  I12_a_successor_is_related_to_nobody: ({ name, input, before, after, here }) => {
    if (name !== 'succeed_person') return null
    const { successor } = input as SucceedPerson
    const known = here.named.handlers.find((it) => it.person_id === successor)
    const fresh = partsOf(after.parts, 'mediation').filter(
      (it) =>
        it.facts.mediators.some((one) => one.person_id === successor) &&
        !partsOf(before.parts, 'mediation').some(
          (then) => then.id === it.id && then.facts.mediators.some((one) => one.person_id === successor),
        ),
    )
    return fresh.some((it) =>
      partsOf(after.parts, 'party').some(
        ({ id, facts }) =>
          it.facts.parties.includes(id) && (facts.name === known?.name || facts.speaks === known?.name),
      ),
    )
      ? 'a party, or who speaks for one, mediates'
      : null
  },
  I5_nobody_is_asked_about_who_does_not_mediate_any_more: ({ name, after }) => {
    if (name !== 'succeed_person') return null
    const open = partsOf(after.parts, 'mediation').flatMap(({ facts }) =>
      (facts.other_mediator ?? []).filter(
        (it) => it.answered === null && !facts.mediators.some(({ person_id }) => person_id === it.person_id),
      ),
    )
    return open.length > 0 ? 'a request stays open about who has gone' : null
  },
  I22_no_day_moves_with_whoever_comes_after: ({ name, before, after }) => {
    if (!name.startsWith('succeed_')) return null
    // What was asked about whoever goes is answered by the going: that clock alone stops, on its own days.
    const answered = new Set(
      partsOf(after.parts, 'mediation').flatMap((it) =>
        (it.facts.other_mediator ?? []).flatMap(({ id, answered: how }) => (how?.result === 'granted' ? [id] : [])),
      ),
    )
    const days = (state: typeof before) =>
      JSON.stringify(
        state.clocks.map(({ id, rule, part_id, started_on, due_on, due_at, state: now, paused_on, paused_days }) => [
          ...[id, rule, part_id, started_on, due_on, due_at, answered.has(id) ? '' : now, paused_on, paused_days],
        ]),
      )
    return days(before) === days(after) && before.file?.received_at === after.file?.received_at ? null : 'a day moved'
  },
  the_code_is_for_life_and_the_place_is_the_new_one: ({ name, input, before, after }) => {
    if (name !== 'succeed_place') return null
    const { from_place, to_place } = input as SucceedPlace
    const [then, now] = [before.file, after.file]
    return then?.code === now?.code && (now?.place_code ?? 0) - to_place === (then?.place_code ?? 0) - from_place
      ? null
      : 'the code changed, or the place is another'
  },
}
