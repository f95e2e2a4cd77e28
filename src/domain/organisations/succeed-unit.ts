import type { Consequence } from '../disputes/consequences.ts'
import { heldBefore, owedOn } from '../disputes/held.ts'
import { askPaper, tell } from '../disputes/make.ts'
import { type AskedUnit, ENDED_DISPUTE, type FactsOf, type Involvement, type Part, partsOf } from '../disputes/parts.ts'
import { applicantsOf, disputeOf, idsOf, liveMediations, namedUnit, partiesAmong } from '../disputes/people.ts'
import { field, paragraph, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { sealsIn } from '../seals/seal.ts'
import { type Here, step } from '../step.ts'
import { shortCodeOf } from '../triage/asking.ts'
import { type SucceedUnit, SucceedUnitInput } from './succession-inputs.ts'
import { COMMITTEE_KINDS } from './words.ts'

type Known = Pick<Here, 'file' | 'parts' | 'clocks' | 'involvements'>

/** The unit a clock is owed by or for; undefined for what a party owes. */
const owing = ({ owes }: Here['clocks'][number]): number | undefined =>
  'unit' in owes ? owes.unit : 'for_unit' in owes ? owes.for_unit : undefined
const isLive = ({ state }: Here['clocks'][number]): boolean => state === 'running' || state === 'paused'
const openOf = ({ involvements }: Known, unit: number): Involvement[] =>
  involvements.filter((it) => it.until === null && 'unit' in it.who && it.who.unit === unit)

/** Whether anything of this file is the old unit's still. */
export const hasWorkOfUnit = (here: Known, { from_unit, unit_id }: SucceedUnit): boolean =>
  from_unit !== unit_id &&
  (here.file?.responsible_unit === from_unit ||
    here.parts.some((it) => 'unit_id' in it.facts && it.facts.unit_id === from_unit) ||
    partsOf(here.parts, 'task').some(
      ({ facts }) => facts.from_unit === from_unit || facts.decider?.unit_id === from_unit,
    ) ||
    here.parts.some((it) => 'by_unit' in it.facts && it.facts.by_unit === from_unit) ||
    sealsIn(here.parts).some((it) => it.unit_id === from_unit) ||
    here.clocks.some((clock) => isLive(clock) && owing(clock) === from_unit) ||
    openOf(here, from_unit).length > 0)

/** Which involvement takes the place of which. */
type Moved = ReadonlyMap<string, string>

/** A unit asked to confer or to decide: the successor is asked in its place. */
const askedNow = (it: AskedUnit, { from_unit }: SucceedUnit, unit: { id: number; name: string }, moved: Moved) =>
  it.unit_id === from_unit
    ? { unit_id: unit.id, name: unit.name, involvement: moved.get(it.involvement) ?? it.involvement }
    : it

/** What of a task is the old unit's: whose it is, who sent it, who decides, who confers, and who of it took it on. */
function taskFacts(here: Here, task: Part<'task'>, input: SucceedUnit, moved: Moved): Partial<FactsOf['task']> {
  const unit = namedUnit(here)
  const { unit_id, from_unit, from_place, decider, conferences = [], held_by } = task.facts
  const mine = unit_id === input.from_unit
  const stays = held_by && here.named.handlers.some((it) => it.person_id === held_by.person_id)
  return {
    ...(mine ? { unit_id: unit.id } : {}),
    ...(mine && held_by && !stays ? { held_by: null, ...heldBefore(task) } : {}),
    ...(from_unit === input.from_unit ? { from_unit: unit.id } : {}),
    ...(from_unit === input.from_unit && from_place !== undefined && unit.place_code !== undefined
      ? { from_place: unit.place_code }
      : {}),
    ...(decider?.unit_id === input.from_unit ? { decider: askedNow(decider, input, unit, moved) } : {}),
    ...(conferences.some((it) => !it.decision && it.units.some((one) => one.unit_id === input.from_unit))
      ? {
          conferences: conferences.map((it) =>
            it.decision ? it : { ...it, units: it.units.map((one) => askedNow(one, input, unit, moved)) },
          ),
        }
      : {}),
  }
}

/** A supervision or a package: the successor answers, leads or asks in the place of the old unit. */
function overseeing(
  here: Here,
  { part, id, facts: known }: Part<'supervision' | 'package'>,
  { from_unit }: SucceedUnit,
  moved: Moved,
): Consequence[] {
  const unit = namedUnit(here)
  const answers = known.unit_id === from_unit
  const asks = known.by_unit === from_unit
  if (!answers && !asks) return []
  const facts = {
    ...(answers ? { unit_id: unit.id, unit_name: unit.name } : {}),
    ...(asks ? { by_unit: unit.id, by_unit_name: unit.name } : {}),
  }
  if (part === 'supervision') return [{ kind: 'change_facts', part, id, facts }]
  const involvement = 'involvement' in known ? known.involvement : ''
  return [
    {
      kind: 'change_facts',
      part,
      id,
      facts: { ...facts, ...(answers ? { involvement: moved.get(involvement) ?? involvement } : {}) },
    },
  ]
}

/** Which facts of a part become others, none where it is not the old unit's. */
function changed(here: Here, part: Part, input: SucceedUnit, moved: Moved): Consequence[] {
  const unit = namedUnit(here)
  if (part.part === 'task') {
    const facts = taskFacts(here, part, input, moved)
    return Object.keys(facts).length > 0 ? [{ kind: 'change_facts', part: 'task', id: part.id, facts }] : []
  }
  if (part.part === 'referral') {
    const { to_unit, involvement } = part.facts
    if (to_unit !== input.from_unit) return []
    const facts = {
      to_unit: unit.id,
      to: unit.name,
      involvement: involvement && (moved.get(involvement) ?? involvement),
    }
    return [{ kind: 'change_facts', part: 'referral', id: part.id, facts }]
  }
  if (part.part === 'supervision' || part.part === 'package') return [...overseeing(here, part, input, moved)]
  if (part.part === 'dispute') {
    // Whoever comes after answers for what was sealed: nobody else could take a seal back. The seal's own words stay.
    const { seals = [] } = part.facts
    if (!seals.some((it) => it.unit_id === input.from_unit)) return []
    const now = seals.map((it) => (it.unit_id === input.from_unit ? { ...it, unit_id: unit.id } : it))
    return [{ kind: 'change_facts', part: 'dispute', id: part.id, facts: { seals: now } }]
  }
  // What was handed in lies with the file, whoever answers for it.
  if (part.part === 'party' || part.part === 'complaint' || part.part === 'evidence') return []
  if (part.facts.unit_id !== input.from_unit) return []
  if (part.part !== 'mediation')
    return [{ kind: 'change_facts', part: part.part, id: part.id, facts: { unit_id: unit.id } }]
  // Its people come with it: they are where the unit is now, and it is held in the name and under the seal of the successor.
  const live = liveMediations(here).some((it) => it.id === part.id)
  const facts: Partial<FactsOf['mediation']> = {
    unit_id: unit.id,
    ...(live && part.facts.in_name_of === input.from_name ? { in_name_of: unit.name } : {}),
    ...(live && part.facts.committee_id === input.from_unit
      ? { committee_id: COMMITTEE_KINDS.includes(unit.kind) ? unit.id : null }
      : {}),
    ...(live && part.facts.mediators.some((it) => it.unit_name === input.from_name)
      ? {
          mediators: part.facts.mediators.map((it) =>
            it.unit_name === input.from_name ? { ...it, unit_name: unit.name } : it,
          ),
        }
      : {}),
  }
  return [{ kind: 'change_facts', part: 'mediation', id: part.id, facts }]
}

/** Who is told: those who asked, and everybody in a mediation that goes on. The other side of a request may not know of it. */
const told = (here: Here): Part<'party'>[] => {
  const ids = [
    ...applicantsOf(here).slice(0, 5),
    ...partiesAmong(
      here,
      liveMediations(here)
        .filter((it) => it.status !== 'seeking_consent')
        .flatMap((it) => it.facts.parties),
    ),
  ].map((it) => it.id)
  return partiesAmong(here, ids).slice(0, 17)
}

export const succeed_unit = step({
  on: 'dispute',
  // Closed files too: the successor answers whoever asks about them, and there it goes on when it begins anew.
  from: [
    ...(['clue', 'registered', 'supplementing', 'checking_duplicates', 'triaging', 'open'] as const),
    ...(['closed', 'merged', 'withdrawn', 'not_accepted', 'false_report'] as const),
  ],
  to: null,
  by: ['system'],
  needs: ['unit_known', 'unit_has_work'],
  asks: ['unit', 'handlers'],
  ids: 60,
  input: SucceedUnitInput,
  then: (here, _, input) => {
    const next = idsOf(here)
    const unit = namedUnit(here)
    const olds = openOf(here, input.from_unit)
    const known = openOf(here, unit.id)
    // One unit answers for the file at every moment (threats I8): the old one sees it to the end of the day and no longer.
    const moved = new Map<string, string>()
    const involved = olds.flatMap((it): Consequence[] => {
      const ended: Consequence = { kind: 'involve', ...it, until: here.today }
      // What it was asked or sent is one thing each; of everything else one of a kind is enough.
      const each = it.as_what === 'consulted' || it.as_what === 'referred_to'
      if (!each && known.some((one) => one.as_what === it.as_what)) return [ended]
      const id = next()
      moved.set(it.id, id)
      return [ended, { kind: 'involve', id, who: { unit: unit.id }, as_what: it.as_what, until: null }]
    })
    const facts = here.parts.flatMap((it) => changed(here, it, input, moved))
    const after = here.parts.map((it) => {
      const its = facts.find((one) => one.kind === 'change_facts' && one.id === it.id)
      return its?.kind === 'change_facts' ? ({ ...it, facts: { ...it.facts, ...its.facts } } as Part) : it
    })
    const owed = here.clocks.flatMap((clock): Consequence[] => {
      const by = owing(clock)
      if (!isLive(clock) || (by !== input.from_unit && by !== unit.id)) return []
      const owes = owedOn(
        { parts: after },
        { part: clock.part, id: clock.part_id, rule: clock.rule },
        { unit: unit.id },
      )
      return JSON.stringify(owes) === JSON.stringify(clock.owes) ? [] : [{ kind: 'owe', id: clock.id, owes }]
    })
    const answers = here.file?.responsible_unit === input.from_unit
    const goesOn = !ENDED_DISPUTE.includes(disputeOf(here).status)
    const handles = facts.some((it) => it.kind === 'change_facts' && 'unit_id' in it.facts)
    // Whose office merely sent it on, or was asked along, changes nothing for the parties.
    const tellsNow = goesOn && (answers || handles) ? told(here) : []
    const says = `${input.from_name}的事由${unit.name}接着办，编号和期限都不变，不用重新说一遍。`
    return [
      ...(answers
        ? [
            {
              kind: 'change_facts' as const,
              part: 'file' as const,
              id: here.file?.id ?? '',
              facts: { responsible_unit: unit.id },
            },
          ]
        : []),
      ...involved,
      ...facts,
      ...owed,
      ...(tellsNow.length > 0
        ? [
            askPaper(
              next(),
              'F-14',
              tellsNow.map((it) => it.facts.name).join('、'),
              notice(here, unit.name, [
                field('编号', shortCodeOf(here)),
                field('原来的单位', input.from_name),
                field('以后的单位', unit.name),
                field('为什么', '机构调整'),
                paragraph(says),
                whomToCall(unit),
              ]),
              tellsNow.map((it) => it.id),
            ),
          ]
        : []),
      ...tellsNow
        .filter((it) => it.facts.reach_id !== null)
        .map((it) => tell(next(), it, `编号 ${shortCodeOf(here)}：${says}电话 ${unit.phone}。`)),
    ]
  },
  law: ['本县约定：单位合并、撤销的，由接替的单位承继全部案卷和期限，可以调整'],
  carries_out: { because: '单位没有了，事情和期限不能没有人管（threats I8）：一次交清，起算和到期的日子不动' },
  says: '单位变动，移交',
})
