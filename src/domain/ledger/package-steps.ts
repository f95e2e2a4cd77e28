import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, cancelClocksOn, startAgreedClock, stopClocks } from '../disputes/make.ts'
import type { Part } from '../disputes/parts.ts'
import { actorName, idsOf, namedUnit, ownUnit } from '../disputes/people.ts'
import { field, paragraph } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { dayWords } from '../documents/say-time.ts'
import { type Here, step } from '../step.ts'
import { consult } from '../triage/asking.ts'
import { endLooking, MOST_KEPT } from './ending.ts'
import type { Milestone } from './facts.ts'
import { LogPackageInput, OpenPackageInput, ReleasePackageInput, RevisePackageInput } from './inputs.ts'

const LAW = [
  '信访工作条例 第十八条（领导包案化解）',
  '本县约定：包案写明负责人、方案、节点和解除条件，只凭核实过的结果解除，可以调整',
]
type Kept = { id: string }

/** The next milestone keeps a clock, and no other: a plan is behind where its next day has passed. */
function withNextClock(
  here: Here,
  next: () => string,
  kept: Kept,
  unit: number,
  milestones: readonly Milestone[],
): { milestones: Milestone[]; clocks: Consequence[] } {
  const [first] = milestones.filter((it) => it.done === null).sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
  if (!first) return { milestones: [...milestones], clocks: [] }
  const clock = next()
  return {
    milestones: milestones.map((it) => (it.id === first.id ? { ...it, clock } : it)),
    clocks: [
      startAgreedClock(here, clock, { part: 'package', id: kept.id }, { unit }, 'log_package', first.by, 'R-78'),
    ],
  }
}

const drawn = (next: () => string, asked: readonly { what: string; by: string }[]): Milestone[] =>
  asked.map(({ what, by }) => ({ id: next(), what, by, clock: null, done: null }))

export const open_package = step({
  on: 'dispute',
  from: ['open'],
  to: null,
  by: ['supervisor'],
  needs: ['no_package_live', 'unit_known', 'milestones_ahead'],
  asks: ['unit'],
  ids: 24,
  input: OpenPackageInput,
  then: (here, _, input) => {
    const next = idsOf(here)
    const [unit, own] = [namedUnit(here), ownUnit(here)]
    const [id, involvement] = [next(), next()]
    const { milestones, clocks } = withNextClock(here, next, { id }, unit.id, drawn(next, input.milestones))
    const { leader, leader_post, because, members, plan, release_when } = input
    return [
      {
        kind: 'open_part',
        part: 'package',
        id,
        status: 'going_on',
        facts: {
          ...{ unit_id: unit.id, unit_name: unit.name, involvement, by_unit: own.id, by_unit_name: own.name },
          ...{ leader, leader_post, members, because, plan, release_when, milestones },
          ...{ log: [], on: here.today, by: actorName(here) },
        },
      },
      consult({ unit_id: unit.id, name: unit.name, involvement }),
      ...clocks,
      askPaper(
        next(),
        'F-78',
        unit.name,
        notice(here, own.name, [
          field('编号', here.file?.short_code ?? ''),
          field('包案领导', `${leader}（${leader_post}）`),
          field('牵头单位', unit.name),
          ...(members ? [field('参加的单位和人员', members)] : []),
          field('为什么包案', because),
          field('方案', plan),
          ...input.milestones.map(({ what, by }) => field(`最迟${dayWords(by)}`, what)),
          field('解除条件', release_when),
          paragraph('包案是把力量用到这件事上，不改变当事人的任何权利：调不调解、走哪条途径，仍由他们自己决定。'),
        ]),
        [],
      ),
    ]
  },
  law: LAW,
  carries_out: { because: '难办的事由领导包案：负责人、方案、节点、解除条件都写明（S0-78；参考资料 9.5）' },
  says: '领导包案',
  told: 'office',
})

export const revise_package = step({
  on: 'package',
  from: ['going_on'],
  to: null,
  by: ['handler', 'supervising_office'],
  needs: ['milestones_ahead'],
  ids: 24,
  input: RevisePackageInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const done = part.facts.milestones.filter((it) => it.done !== null).slice(-MOST_KEPT)
    const asked = [...done, ...drawn(next, input.milestones)]
    const { milestones, clocks } = withNextClock(here, next, part, part.facts.unit_id, asked)
    const { members, plan, release_when, because } = input
    return [
      {
        kind: 'change_facts',
        part: 'package',
        id: part.id,
        facts: { members, plan, release_when, milestones, ...logged(here, part, `改方案：${because}`) },
      },
      ...cancelClocksOn(here, part.id),
      ...clocks,
    ]
  },
  law: LAW,
  carries_out: { because: '方案会变，变了要写明为什么；办完的节点留着' },
  says: '改包案方案',
  told: 'office',
})

const logged = (here: Here, { facts }: Part<'package'>, text: string) => ({
  log: [...facts.log, { on: here.today, by: actorName(here), text }].slice(-MOST_KEPT),
})

export const log_package = step({
  on: 'package',
  from: ['going_on'],
  to: null,
  by: ['handler', 'supervising_office'],
  needs: ['milestone_open'],
  input: LogPackageInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const done = part.facts.milestones.find((it) => it.id === input.milestone_id)
    const log = logged(here, part, done ? `${done.what}：${input.text}` : input.text)
    if (!done) return [{ kind: 'change_facts', part: 'package', id: part.id, facts: log }]
    const after = part.facts.milestones.map((it) =>
      it.id === done.id ? { ...it, done: { on: here.today, by: actorName(here) } } : it,
    )
    // Where another one was done than the next, the next is still due when it was.
    const wasNext = here.clocks.some((it) => it.id === done.clock && it.state === 'running')
    const { milestones, clocks } = wasNext
      ? withNextClock(here, next, part, part.facts.unit_id, after)
      : { milestones: after, clocks: [] }
    return [
      { kind: 'change_facts', part: 'package', id: part.id, facts: { ...log, milestones } },
      ...(wasNext ? stopClocks(here, 'R-78', part) : []),
      ...clocks,
    ]
  },
  law: LAW,
  carries_out: { because: '包案要有记录：做了什么，哪个节点办完了' },
  says: '登记包案进展',
  told: 'office',
})

export const release_package = step({
  on: 'package',
  from: ['going_on'],
  to: 'released',
  by: ['supervising_office'],
  needs: ['result_verified'],
  input: ReleasePackageInput,
  then: (here, part, input) => [
    {
      kind: 'change_facts',
      part: 'package',
      id: part.id,
      facts: { ended: { on: here.today, by: actorName(here), note: input.note } },
    },
    ...cancelClocksOn(here, part.id),
    ...endLooking(here, part),
  ],
  law: LAW,
  carries_out: { because: '包案只凭核实过的结果解除：履行了、回访过（S0-22、S0-78）' },
  says: '解除包案',
  told: 'office',
})
