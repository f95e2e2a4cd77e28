import type { Consequence } from '../disputes/consequences.ts'
import { askPaper, startClock, stopClocks } from '../disputes/make.ts'
import { ENDED_DISPUTE, type Part, STATUSES, type StatusOf } from '../disputes/parts.ts'
import { actorName, idsOf, namesOf, responsibleUnit } from '../disputes/people.ts'
import { field, paragraph } from '../documents/forms.ts'
import { notice } from '../documents/notice.ts'
import { momentWords } from '../documents/say-time.ts'
import { type Here, step } from '../step.ts'
import { DANGERS, DangerInput, NoReportInput, PoliceToldInput, TOLD_HOWS } from './inputs.ts'
import { openDangers, ownDangers } from './violence.ts'

type Dispute = Part<'dispute'>
const EVERY = Object.keys(STATUSES.dispute) as StatusOf<'dispute'>[]
const NOT_OVER = EVERY.filter((status) => !ENDED_DISPUTE.includes(status))
/** A danger outlives the file it was seen in, however that ended; what ends it by the office's own word waits for its answer. */
const WAITED_FOR: readonly string[] = ['closed', 'archived', 'false_report']
const WHILE_OPEN = EVERY.filter((status) => !WAITED_FOR.includes(status))

const change = (part: Dispute, dangers: NonNullable<Dispute['facts']['dangers']>): Consequence => ({
  kind: 'change_facts',
  part: 'dispute',
  id: part.id,
  facts: { dangers },
})

export const report_danger = step({
  on: 'dispute',
  from: NOT_OVER,
  to: null,
  by: ['mediator', 'assisting_mediator', 'handler', 'clerk', 'grid_worker'],
  needs: ['party_in_file', 'seen_before'],
  asks: ['candidates'],
  input: DangerInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const unit = responsibleUnit(here)
    const { says, law, must } = DANGERS[input.kind]
    const station = here.named.candidates.find((it) => it.kind === 'police_station') ?? null
    const code = here.file?.short_code ?? ''
    const whom = [namesOf(here, input.endangered), input.who].filter(Boolean).join('、')
    return [
      change(part, [
        ...ownDangers(here),
        { id: next(), ...input, at: here.now, by: actorName(here), told: null, declined: null },
      ]),
      // One clock for all that is not told yet: the earliest of them is due first.
      ...(here.clocks.some((clock) => clock.rule === 'T-52' && clock.state === 'running')
        ? []
        : [startClock(here, next(), 'T-52', part, { unit: unit.id }, 'police_told')]),
      askPaper(
        next(),
        'F-25',
        station?.name ?? '当地公安机关',
        notice(here, unit.name, [
          field('编号', code),
          field('情况', says),
          field('什么时候', momentWords(input.seen_at)),
          field('看到、听到了什么', input.what),
          ...(whom ? [field('谁有危险', whom)] : []),
          field('报告人', `${unit.name} ${actorName(here)}，电话 ${unit.phone}`),
          field('依据', law.join('；')),
          paragraph(
            `请在接报后告诉报告人接报的姓名和时间。报告人的身份请保密${must ? '（反家庭暴力法 第十四条）' : ''}。`,
          ),
        ]),
        [],
      ),
      {
        kind: 'send_effect',
        id: next(),
        effect: 'police_report',
        to_unit: station?.id ?? null,
        wording: `${unit.name}报告（编号 ${code}）：${says}。${input.what.slice(0, 200)} 发现时间 ${input.seen_at}。联系 ${actorName(here)}，电话 ${unit.phone}。`,
      },
    ]
  },
  law: ['人民调解法 第二十五条', '反家庭暴力法 第十四条', '未成年人保护法 第十一条'],
  carries_out: { rows: [25] },
  says: '报告激化风险',
  told: 'office',
})

/** What is open gets its answer, all at once: one call to the police tells them all of it. */
const answered = (
  here: Here,
  part: Dispute,
  answer: Partial<Pick<NonNullable<Dispute['facts']['dangers']>[number], 'told' | 'declined'>>,
): Consequence => {
  const open = openDangers(here)
  return change(
    part,
    ownDangers(here).map((it) => (open.includes(it) ? { ...it, ...answer } : it)),
  )
}

export const police_told = step({
  on: 'dispute',
  from: WHILE_OPEN,
  to: null,
  by: ['mediator', 'assisting_mediator', 'handler', 'clerk', 'grid_worker'],
  needs: ['danger_open'],
  input: PoliceToldInput,
  then: (here, part, input) => [
    answered(here, part, {
      told: {
        received_by: input.received_by,
        how: TOLD_HOWS[input.how],
        by: actorName(here),
        at: here.occurred_at,
      },
    }),
    ...stopClocks(here, 'T-52'),
  ],
  law: ['人民调解法 第二十五条', '反家庭暴力法 第十四条', '未成年人保护法 第十一条'],
  carries_out: { rows: [25] },
  says: '登记公安机关接报',
  told: 'office',
})

export const no_report_because = step({
  on: 'dispute',
  from: WHILE_OPEN,
  to: null,
  by: ['director'],
  needs: ['danger_open', 'report_may_be_declined'],
  input: NoReportInput,
  then: (here, part, input) => [
    answered(here, part, { declined: { because: input.because, by: actorName(here), at: here.occurred_at } }),
    ...here.clocks
      .filter((clock) => clock.rule === 'T-52' && clock.state === 'running')
      .map((clock): Consequence => ({ kind: 'stop_clock', id: clock.id, as: 'cancelled' })),
  ],
  law: ['人民调解法 第二十五条', '本县约定：不报告的由负责人决定、写明理由并留痕，可以调整'],
  carries_out: { because: '不报告也要有人负责：负责人写明理由（threats I38；涉未成年人、无行为能力人的不得不报）' },
  says: '决定不向公安机关报告',
  told: 'office',
})
