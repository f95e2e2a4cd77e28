import type { MediationFacts } from '../disputes/parts.ts'
import { actorName, idsOf, ownUnit, responsibleUnit } from '../disputes/people.ts'
import { type Here, step } from '../step.ts'
import { CancelSessionInput, NoShowInput, RemindSessionInput } from './appointment-inputs.ts'
import { sayTime, whereTo } from './appointments.ts'
import { CannotComeInput } from './inputs.ts'
import { change, code, heardHow, type Mediation, speakerOf, tellAll } from './steps.ts'

const when = (part: Mediation): string => (part.facts.meeting ? sayTime(part.facts.meeting.at) : '')
/** The time is free again, and everybody's page says that it is off. */
const calledOff = (part: Mediation): Partial<MediationFacts> => ({
  meeting: null,
  ...(part.facts.meeting ? { called_off: part.facts.meeting.at } : {}),
})
const unitOf = (here: Here) => here.own_unit ?? responsibleUnit(here)

export const cannot_come = step({
  on: 'mediation',
  from: ['notified'],
  to: 'assigned',
  by: ['party', 'handler', 'mediator'],
  needs: ['speaker_named', 'agent_may_take_part'],
  input: CannotComeInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const party = speakerOf(here, input)
    return [
      change(part, {
        ...calledOff(part),
        could_not_come: [
          ...(part.facts.could_not_come ?? []),
          {
            party_id: party,
            meeting_at: part.facts.meeting?.at ?? '',
            how: heardHow(here, input.how),
            note: input.note,
            at: here.occurred_at,
          },
        ],
      }),
      // The others learn that the time is off, and nothing of whose reasons: those are for the office.
      ...tellAll(
        here,
        next,
        part,
        `${part.facts.in_name_of}：编号 ${code(here)} 约好的 ${when(part)} 见面取消了，会再和您约时间。电话 ${unitOf(here).phone}。`,
        party,
      ),
    ]
  },
  ids: 20,
  law: ['人民调解法 第二十三条', '本县约定：来不了随时可以改，不用说理由，可以调整'],
  carries_out: { because: '约好了来不了，一点就能改，对方马上知道（issue 4：Appointments；domain 2.4 第 15 行）' },
  says: '来不了，另约时间',
  told: 'office',
})

export const cancel_session = step({
  on: 'mediation',
  from: ['notified'],
  to: 'assigned',
  by: ['mediator', 'handler'],
  needs: [],
  input: CancelSessionInput,
  then: (here, part, input) => [
    change(part, calledOff(part)),
    ...tellAll(
      here,
      idsOf(here),
      part,
      `${part.facts.in_name_of}：编号 ${code(here)} 约好的 ${when(part)} 见面取消了（${input.because.slice(0, 60)}），会再和您约时间。电话 ${ownUnit(here).phone}。`,
    ),
  ],
  ids: 20,
  law: ['人民调解法 第二十一条（及时）', '本县约定：取消见面马上告诉双方，可以调整'],
  carries_out: { because: '约好的见面办不成了，要马上告诉双方（issue 4：Appointments；domain 2.4 第 15 行）' },
  says: '取消约好的见面',
})

export const record_no_show = step({
  on: 'mediation',
  from: ['notified'],
  to: 'assigned',
  by: ['mediator', 'handler'],
  needs: ['absent_in_mediation', 'meeting_begun'],
  input: NoShowInput,
  then: (here, part, input) => [
    // Written down, and nothing else: no clock moves, no right is lost, and the others are not told who it was (自愿).
    change(part, {
      ...calledOff(part),
      no_shows: [
        ...(part.facts.no_shows ?? []),
        {
          meeting_at: part.facts.meeting?.at ?? '',
          absent: input.absent,
          said: input.said,
          by: actorName(here),
          at: here.occurred_at,
        },
      ],
    }),
    ...tellAll(
      here,
      idsOf(here),
      part,
      `${part.facts.in_name_of}：编号 ${code(here)} ${when(part)} 的见面没有谈成，会再和您约时间。来不了请提前说，没有任何坏处。电话 ${ownUnit(here).phone}。`,
    ),
  ],
  ids: 20,
  law: ['人民调解法 第二十三条、第二十六条（自愿：不来不受任何处罚）'],
  carries_out: {
    because: '谁没有来要如实记下，只作记录，不影响任何权利和期限（issue 4：no-shows recorded, never punished）',
  },
  says: '登记：约好了没有来',
  told: 'office',
})

export const remind_session = step({
  on: 'mediation',
  from: ['notified'],
  to: null,
  by: ['system'],
  needs: ['session_reminder_due'],
  input: RemindSessionInput,
  then: (here, part) => {
    const { meeting } = part.facts
    if (!meeting) return []
    return [
      change(part, { meeting: { ...meeting, reminded_on: here.today } }),
      ...tellAll(
        here,
        idsOf(here),
        part,
        `提醒：编号 ${code(here)} 约好 ${sayTime(meeting.at)} 见面，在${whereTo(meeting)}。来不了请在您的页面上点“我来不了”，或拨打 ${responsibleUnit(here).phone}，没有坏处。`,
      ),
    ]
  },
  ids: 20,
  law: ['人民调解法 第二十一条', '本县约定：见面前一日提醒双方，可以调整'],
  carries_out: { rows: [15] },
  says: '见面前一日提醒',
})
