import { addDays } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { endMediating } from '../disputes/ending.ts'
import { askPaper, stopClocks } from '../disputes/make.ts'
import type { MediatorAnswer, MediatorRequest } from '../disputes/parts.ts'
import { actorName, idsOf, namesOf, ownUnit } from '../disputes/people.ts'
import { field, paragraph } from '../documents/forms.ts'
import { mayDo } from '../organisations/mediator-rights.ts'
import type { Here } from '../step.ts'
import { beginMediating } from './begin-mediating.ts'
import { toldBlocks } from './papers.ts'
import { askedWords, openRequests, takenOutBy } from './questioned.ts'
import { REQUEST_KINDS } from './questioned-inputs.ts'
import { relationsOf } from './relations.ts'
import { keyOf } from './standing.ts'
import { change, code, type Mediation, tellAll } from './steps.ts'

/** Their names as a paper writes them, with who only assists marked as such. */
const asNamed = (people: Here['named']['people']): string =>
  people.map(({ name, role }) => (mayDo(role, 'lead') ? name : `${name}（特邀，协助）`)).join('、')

type Choice = {
  chosen_by: 'parties' | 'committee'
  disclosed: string
  waived_by: string[]
  wished_back_by?: string[]
}

/** The mediators named come in: they see the file, and what was found and said about relations is kept (INV-5). */
export function mediatorsIn(here: Here, part: Mediation, input: Choice, next: () => string): Consequence[] {
  const { people } = here.named
  const found = people.flatMap((it) =>
    relationsOf(it, here, part).map((relation) => ({ ...relation, key: keyOf(it.person_id, relation) })),
  )
  const says = found.map((relation) => relation.says)
  const out = takenOutBy(part)
  const wished_by = input.wished_back_by ?? []
  const back = people.filter((it) => out.some(({ person_id }) => person_id === it.person_id))
  return [
    change(part, {
      mediators: people.map(({ person_id, name, unit_name, role }) => ({
        person_id,
        name,
        unit_name,
        ...(mayDo(role, 'lead') ? {} : { assists: true as const }),
      })),
      chosen_by: input.chosen_by,
      disclosure: {
        says: [...says, ...(input.disclosed ? [input.disclosed] : [])],
        waived_by: input.waived_by,
        // A waiver is of what was known when it was given (INV-5).
        covers: found.filter((it) => it.level === 'related').map((it) => it.key),
      },
      ...(back.length > 0
        ? {
            let_back: [
              ...(part.facts.let_back ?? []),
              ...back.map(({ person_id, name }) => ({
                ...{ person_id, name, wished_by, at: here.occurred_at },
                requests: out.filter((it) => it.person_id === person_id).map(({ id }) => id),
              })),
            ],
          }
        : {}),
    }),
    ...beginMediating(here, people, next),
    askPaper(
      next(),
      'F-13',
      namesOf(here, part.facts.parties),
      toldBlocks(here, part, [
        field('调解员', asNamed(people)),
        field('怎样产生', input.chosen_by === 'parties' ? '当事人选定' : '调解组织指定'),
        ...(input.disclosed ? [field('调解员披露', input.disclosed)] : []),
        ...(input.waived_by.length ? [field('书面同意', namesOf(here, input.waived_by))] : []),
        ...(back.length > 0
          ? [
              field(
                '书面要求请回来',
                `${back.map(({ name }) => name).join('、')}；要求的人：${namesOf(here, wished_by)}`,
              ),
              // What they knowingly set aside; whose word it was stands on the decision of then.
              field(
                '以前换下的原因',
                out
                  .filter((it) => back.some(({ person_id }) => person_id === it.person_id))
                  .map(askedWords)
                  .join('；'),
              ),
            ]
          : []),
        paragraph('不接受指定的调解员，可以要求换人；仍不接受的，视为不同意调解。'),
      ]),
      part.facts.parties,
    ),
  ]
}

/** The request with its answer; its clock has the request's own id. */
export function answered(here: Here, part: Mediation, answers: ReadonlyMap<string, MediatorAnswer>): Consequence[] {
  if (answers.size === 0) return []
  const theirs = here.clocks.filter((clock) => answers.has(clock.id))
  return [
    change(part, {
      other_mediator: (part.facts.other_mediator ?? []).map((it) => ({
        ...it,
        answered: answers.get(it.id) ?? it.answered,
      })),
    }),
    ...stopClocks({ ...here, clocks: theirs }, 'R-14', part),
  ]
}

/**
 * Others mediate from now on: whoever goes sees the file no more, and whatever was asked about her is answered by her going. Who
 * asked whom to stand back, and that it was granted, is told to all of them on one paper (domain 2.4 row 14: 回避/更换决定).
 */
export function replaced(
  here: Here,
  part: Mediation,
  input: Choice & { because: string; court?: string | undefined },
): Consequence[] {
  const next = idsOf(here)
  const { because, court = '' } = input
  const stay = new Set(here.named.people.map((it) => it.person_id))
  const names = here.named.people.map((it) => it.name).join('、')
  const about = openRequests(part).filter((it) => !stay.has(it.person_id))
  const by = `${ownUnit(here).name} ${actorName(here)}`
  const answer: MediatorAnswer = { result: 'granted', because, court, by, at: here.occurred_at }
  return [
    // Whoever goes sees the file no more, from this very moment (INV-5): not even her own notes.
    ...endMediating(
      here,
      { ...part, facts: { ...part.facts, mediators: part.facts.mediators.filter((it) => !stay.has(it.person_id)) } },
      addDays(here.today, -1),
    ),
    ...mediatorsIn(here, part, input, next),
    ...answered(here, part, new Map(about.map((it) => [it.id, answer]))),
    ...(about.length > 0 ? [decision(here, part, next(), { about, names, because, court, by })] : []),
    ...tellAll(here, next, part, `${part.facts.in_name_of}：编号 ${code(here)} 的调解员换成${names}。`),
  ]
}

type Decided = { about: readonly MediatorRequest[]; names: string; because: string; court: string; by: string }
const decision = (
  here: Here,
  part: Mediation,
  id: string,
  { about, names, because, court, by }: Decided,
): Consequence =>
  askPaper(
    id,
    'F-14d',
    namesOf(here, part.facts.parties),
    toldBlocks(here, part, [
      ...about.map((it) => field('要求', `${namesOf(here, [it.party_id])}提出${REQUEST_KINDS[it.kind]}：${it.name}`)),
      field('决定', about.some((it) => it.kind === 'recusal') ? '回避，换人调解' : '换人调解'),
      field('以后的调解员', names),
      field('说明', because),
      ...(court ? [field('人民法院的意见', court)] : []),
      field('决定的人', by),
      paragraph('仍不接受的，可以再要求换人，也可以不同意继续调解，随时退出，不用说理由。'),
    ]),
    part.facts.parties,
  )
