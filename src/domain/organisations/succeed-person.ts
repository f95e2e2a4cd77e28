import { addDays } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { heldBefore, isUnderTask, owedOn } from '../disputes/held.ts'
import { askPaper } from '../disputes/make.ts'
import { ENDED_TASK, type Part, partsOf } from '../disputes/parts.ts'
import { idsOf, liveMediations, namesOf, responsibleUnit } from '../disputes/people.ts'
import { field, paragraph, whomToCall } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { beginMediating } from '../mediation/begin-mediating.ts'
import { openRequests, tookOut } from '../mediation/questioned.ts'
import { REQUEST_KINDS } from '../mediation/questioned-inputs.ts'
import { relationsOf } from '../mediation/relations.ts'
import { answered } from '../mediation/replacing.ts'
import { change, code, tellAll } from '../mediation/steps.ts'
import { type Here, type PersonCard, step } from '../step.ts'
import { mayDo } from './mediator-rights.ts'
import { type SucceedPerson, SucceedPersonInput } from './succession-inputs.ts'
import { HANDLING_ROLES, MEDIATING_ROLES } from './words.ts'

type Known = Pick<Here, 'parts' | 'clocks' | 'involvements'>
type Leaving = Pick<SucceedPerson, 'person_id' | 'unit_id' | 'mediates_no_more'>

const isLive = ({ state }: Here['clocks'][number]): boolean => state === 'running' || state === 'paused'
const mediates = (it: Part<'mediation'>, person: string): boolean =>
  it.facts.mediators.some(({ person_id }) => person_id === person)

/** The tasks of the unit she holds and under which something is left to do. */
const tasksOf = (here: Known, { person_id, unit_id }: Leaving): Part<'task'>[] =>
  partsOf(here.parts, 'task').filter(
    (it) =>
      it.facts.unit_id === unit_id &&
      it.facts.held_by?.person_id === person_id &&
      (!ENDED_TASK.includes(it.status) || here.clocks.some((clock) => isLive(clock) && isUnderTask(here, clock, it))),
  )

/** What she owes for the unit. */
const clocksOf = (here: Known, { person_id, unit_id }: Leaving) =>
  here.clocks.filter(
    (it) => isLive(it) && 'person' in it.owes && it.owes.person === person_id && it.owes.for_unit === unit_id,
  )

/** The mediations in course she leaves: those of the unit, and every other where she may not mediate at all any more. */
const mediationsOf = (here: Known, { person_id, unit_id, mediates_no_more }: Leaving): Part<'mediation'>[] =>
  liveMediations(here as Here).filter(
    (it) => mediates(it, person_id) && (mediates_no_more || it.facts.unit_id === unit_id),
  )

/** What lets her see the file as its mediator, where nothing is left for which she should. */
function seesAsMediator(here: Known, leaving: Leaving) {
  const left = mediationsOf(here, leaving)
  const stays = liveMediations(here as Here).some(
    (it) => mediates(it, leaving.person_id) && !left.some((gone) => gone.id === it.id),
  )
  if (stays || (left.length === 0 && !leaving.mediates_no_more)) return []
  return here.involvements.filter(
    ({ who, as_what, until }) =>
      as_what === 'mediating' && until === null && 'person' in who && who.person === leaving.person_id,
  )
}

/** Whether anything of this file is hers still. */
export const hasWorkOfPerson = (here: Known, leaving: Leaving): boolean =>
  tasksOf(here, leaving).length > 0 ||
  clocksOf(here, leaving).length > 0 ||
  mediationsOf(here, leaving).length > 0 ||
  seesAsMediator(here, leaving).length > 0

/** Whoever goes on, by her posts at the unit: as one who carries its tasks, as one who mediates, each where she may. */
const successorOf = (here: Pick<Here, 'named'>, { successor }: Pick<SucceedPerson, 'successor'>) => {
  const posts = here.named.handlers.filter((it) => it.person_id === successor)
  return {
    carries: posts.find((it) => HANDLING_ROLES.includes(it.role)) ?? null,
    mediates:
      posts.find((it) => MEDIATING_ROLES.includes(it.role) && mayDo(it.role, 'lead')) ??
      posts.find((it) => MEDIATING_ROLES.includes(it.role)) ??
      null,
  }
}

/**
 * Whether a successor may go on with a mediation without anybody being asked: nothing but a shared surname may be between her
 * and those in the file, and nobody asked her out of it before (特邀调解规定 15; INV-5).
 */
const mayGoOn = (here: Pick<Here, 'parts'>, mediation: Part<'mediation'>, person: PersonCard | null): boolean =>
  person !== null &&
  !tookOut(mediation).has(person.person_id) &&
  relationsOf(person, here, mediation).every((it) => it.level === 'ask')

/**
 * Who mediates from then on: those who stay, and the successor where nothing is between her and the parties. Who only assists does
 * not go on alone: where nobody is left who leads, the unit chooses anew, and she waits with everybody else.
 */
function whoGoesOn(here: Known & Pick<Here, 'named'>, part: Part<'mediation'>, input: SucceedPerson) {
  const { mediates: person } = successorOf(here, input)
  const stay = part.facts.mediators.filter((it) => it.person_id !== input.person_id)
  const takes = mayGoOn(here, part, person) ? person : null
  const fresh = takes && !stay.some((it) => it.person_id === takes.person_id) ? [takes] : []
  const mediators: Part<'mediation'>['facts']['mediators'] = [
    ...stay,
    ...fresh.map(({ person_id, name, unit_name, role }) => ({
      ...{ person_id, name, unit_name },
      ...(mayDo(role, 'lead') ? {} : { assists: true as const }),
    })),
  ]
  return mediators.every((it) => it.assists) ? { mediators: [], fresh: [], out: stay } : { mediators, fresh, out: [] }
}

/** The mediations of this file for which its unit has to choose a mediator itself: what a dry run lists by number. */
export const toChoose = (here: Known & Pick<Here, 'named'>, input: SucceedPerson): string[] =>
  mediationsOf(here, input)
    .filter((it) => whoGoesOn(here, it, input).mediators.length === 0)
    .map((it) => it.id)

/** Whoever assisted only, and with nobody to lead is out of every mediation she was in: she sees the file no more either. */
function outOfAll(here: Here, input: SucceedPerson): Consequence[] {
  const left = mediationsOf(here, input).map((it) => ({ part: it, ...whoGoesOn(here, it, input) }))
  const stays = new Set(
    liveMediations(here).flatMap((it) => {
      const now = left.find(({ part }) => part.id === it.id)?.mediators ?? it.facts.mediators
      return now.map((one) => one.person_id)
    }),
  )
  const gone = new Set(left.flatMap(({ out }) => out.map((it) => it.person_id)).filter((id) => !stays.has(id)))
  return here.involvements
    .filter(
      ({ who, as_what, until }) => as_what === 'mediating' && until === null && 'person' in who && gone.has(who.person),
    )
    .map((it): Consequence => ({ kind: 'involve', ...it, until: addDays(here.today, -1) }))
}

/** Why she goes, as the parties read it. */
const MOVES_ON = '工作变动'

/**
 * Her place in one mediation is taken, or left to the unit to fill; the parties hear by name who goes on. Whatever was asked about
 * whoever goes is answered by the going.
 */
function mediationGoesOn(here: Here, part: Part<'mediation'>, input: SucceedPerson, next: () => string): Consequence[] {
  const { mediators, fresh } = whoGoesOn(here, part, input)
  const names = mediators.map((it) => it.name).join('、')
  const about = openRequests(part).filter((it) => !mediators.some(({ person_id }) => person_id === it.person_id))
  const unit = here.named.unit ?? responsibleUnit(here)
  const answer = { result: 'granted' as const, because: MOVES_ON, court: '', by: unit.name, at: here.occurred_at }
  const asked = fresh.flatMap((it) => relationsOf(it, here, part).map((relation) => relation.says))
  const before = part.facts.disclosure ?? { says: [], waived_by: [] }
  const says = names
    ? `以后由${names}调解。约好的时间和期限都不变。您不愿意由这位调解的，可以要求换人，不用说理由。`
    : '本单位会尽快另定调解员，您也可以自己选。期限不变。'
  return [
    change(part, {
      mediators,
      ...(fresh.length > 0 ? { chosen_by: 'committee' as const } : {}),
      ...(asked.length > 0 ? { disclosure: { ...before, says: [...before.says, ...asked] } } : {}),
    }),
    ...answered(here, part, new Map(about.map((it) => [it.id, answer]))),
    ...beginMediating(here, fresh, next),
    askPaper(
      next(),
      'F-14',
      namesOf(here, part.facts.parties),
      notice(here, part.facts.in_name_of, [
        field('编号', code(here)),
        field('调解组织', part.facts.in_name_of),
        field('原来的调解员', input.name),
        field('以后的调解员', names || '由本单位另定，或者由您选定'),
        field('为什么', MOVES_ON),
        ...about.map((it) =>
          field('要求', `${namesOf(here, [it.party_id])}提出${REQUEST_KINDS[it.kind]}：${it.name}（这位不再调解）`),
        ),
        paragraph(says),
        whomToCall(unit),
      ]),
      part.facts.parties,
    ),
    ...tellAll(
      here,
      next,
      part,
      `${part.facts.in_name_of}：编号 ${code(here)} 的调解员${input.name}因工作变动不再调解。${says}电话 ${unit.phone}。`,
    ),
  ]
}

export const succeed_person = step({
  on: 'dispute',
  from: ['open'],
  to: null,
  by: ['system'],
  needs: ['successor_known', 'person_has_work'],
  asks: ['unit', 'handlers'],
  ids: 60,
  input: SucceedPersonInput,
  then: (here, _, input) => {
    const next = idsOf(here)
    const { carries } = successorOf(here, input)
    const held_by = carries && { person_id: carries.person_id, name: carries.name }
    const held = tasksOf(here, input)
    const after = here.parts.map((it) =>
      it.part === 'task' && held.some((task) => task.id === it.id) ? { ...it, facts: { ...it.facts, held_by } } : it,
    )
    const owing = here.clocks.filter(
      (clock) =>
        clocksOf(here, input).includes(clock) ||
        (isLive(clock) &&
          'unit' in clock.owes &&
          clock.owes.unit === input.unit_id &&
          held.some((task) => isUnderTask(here, clock, task))),
    )
    // One mediation after another: whoever comes in for the first is not let in twice for the second.
    const let_in = new Set<string>()
    const goOn = mediationsOf(here, input).flatMap((it) => mediationGoesOn(here, it, input, next))
    return [
      ...held.map(
        (task): Consequence => ({
          kind: 'change_facts',
          part: 'task',
          id: task.id,
          facts: { held_by, ...heldBefore(task) },
        }),
      ),
      // Who owes changes; since when and until when do not (threats I22).
      ...owing.map(
        (clock): Consequence => ({
          kind: 'owe',
          id: clock.id,
          owes: owedOn(
            { parts: after },
            { part: clock.part, id: clock.part_id, rule: clock.rule },
            { unit: input.unit_id },
          ),
        }),
      ),
      // She sees the file no more, from this very moment.
      ...seesAsMediator(here, input).map(
        (it): Consequence => ({ kind: 'involve', ...it, until: addDays(here.today, -1) }),
      ),
      ...outOfAll(here, input),
      ...goOn.filter((it) => {
        if (it.kind !== 'involve' || !('who' in it) || !('person' in it.who)) return true
        const seen = let_in.has(it.who.person)
        let_in.add(it.who.person)
        return !seen
      }),
    ]
  },
  law: ['人民调解法 第十九条', '特邀调解规定 第十五条（披露、回避）', '本县约定：人员变动一次交清，期限不变，可以调整'],
  carries_out: { rows: [14] },
  says: '人员变动，交接',
})
