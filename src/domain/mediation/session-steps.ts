import { dayIn } from '../clocks/calendar.ts'
import { askPaper, entitled, LIMITS, pauseClocks, resumeClocks } from '../disputes/make.ts'
import { actorName, idsOf, namesOf, ownUnit } from '../disputes/people.ts'
import { field, paragraph } from '../documents/forms.ts'
import { dayWords } from '../documents/say-time.ts'
import { step } from '../step.ts'
import {
  AssignInput,
  BeginInput,
  NotifyInput,
  OfferTimesInput,
  RecordSessionInput,
  ReplaceInput,
  ResumeInput,
  SUSPENSION_REASONS,
  SuspendInput,
} from './desk-inputs.ts'
import { TickTimesInput } from './inputs.ts'
import { bookedFor, withPosts } from './officials.ts'
import { meetingPaper, rightsToldPaper, sessionPaper, titleOf, toldBlocks } from './papers.ts'
import { mediatorsIn, replaced } from './replacing.ts'
import { change, code, speakerOf, tellAll } from './steps.ts'

export const assign_mediator = step({
  on: 'mediation',
  from: ['accepted'],
  to: 'assigned',
  by: ['handler'],
  needs: ['everybody_agreed', 'mediators_known', 'one_leads', 'party_in_file', 'mediators_free', 'agent_may_choose'],
  asks: ['people'],
  input: AssignInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const names = here.named.people.map((it) => it.name).join('、')
    return [
      ...mediatorsIn(here, part, input, next),
      ...tellAll(here, next, part, `${part.facts.in_name_of}：编号 ${code(here)} 的调解员是${names}。不接受可以换人。`),
    ]
  },
  ids: 24,
  law: ['人民调解法 第十九条', '特邀调解规定 第十五条（披露、回避）'],
  carries_out: { rows: [13] },
  says: '确定调解员',
})

export const replace_mediator = step({
  on: 'mediation',
  from: ['assigned', 'notified', 'in_session', 'suspended'],
  to: null,
  by: ['handler'],
  needs: [
    'not_questioned_herself',
    'taken_out_stay_out',
    'mediators_known',
    'one_leads',
    'party_in_file',
    'mediators_free',
    'agent_may_choose',
  ],
  asks: ['people'],
  input: ReplaceInput,
  then: (here, part, input) => replaced(here, part, input),
  ids: 24,
  law: ['人民调解法 第十九条', '特邀调解规定 第十五条'],
  carries_out: { rows: [14] },
  says: '更换调解员',
})

export const offer_times = step({
  on: 'mediation',
  from: ['accepted', 'assigned', 'notified', 'in_session'],
  to: null,
  by: ['handler', 'mediator', 'assisting_mediator'],
  needs: ['everybody_agreed', 'times_ahead'],
  input: OfferTimesInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      change(part, { slots: input.times.map((time) => ({ id: next(), ...time, ticked: [] })) }),
      ...tellAll(
        here,
        next,
        part,
        `${part.facts.in_name_of}：编号 ${code(here)} 有几个时间请您选，请打开链接勾选，或拨打 ${ownUnit(here).phone}。`,
      ),
    ]
  },
  ids: 24,
  law: ['人民调解法 第二十一条（及时）、第二十三条'],
  carries_out: { because: '约时间要双方都方便（issue: A dispute walks, 7；domain 2.4 第 15 行的前提）' },
  says: '给出几个时间',
})

export const tick_times = step({
  on: 'mediation',
  from: ['accepted', 'assigned', 'notified', 'in_session'],
  to: null,
  by: ['party', 'handler', 'mediator', 'assisting_mediator'],
  needs: ['speaker_named', 'time_offered', 'agent_may_take_part'],
  input: TickTimesInput,
  then: (here, part, input) => {
    const party = speakerOf(here, input)
    return [
      change(part, {
        slots: part.facts.slots.map((slot) => ({
          ...slot,
          ticked: [...slot.ticked.filter((id) => id !== party), ...(input.slots.includes(slot.id) ? [party] : [])],
        })),
      }),
    ]
  },
  law: ['人民调解法 第二十三条'],
  carries_out: { because: '约时间要双方都方便（issue: A dispute walks, 7；domain 2.4 第 15 行的前提）' },
  says: '选了方便的时间',
})

export const notify_session = step({
  on: 'mediation',
  from: ['assigned', 'notified', 'in_session'],
  to: 'notified',
  by: ['mediator', 'handler'],
  needs: [
    'everybody_agreed',
    'times_ahead',
    'joint_wished',
    'room_free',
    'notice_in_time',
    'guests_apart',
    'guests_in_office',
  ],
  asks: ['room', 'guests'],
  input: NotifyInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const { at, place, mode, minutes, bring } = input
    const guests = withPosts(input.guests, here.named.guests)
    const room = here.named.room && { id: here.named.room.id, name: here.named.room.name }
    const moved = part.status === 'notified' && part.facts.meeting
    const meeting = { at, place, mode, minutes, room, guests, bring, told_on: dayIn(here.occurred_at) }
    return [
      change(part, {
        meeting,
        ...bookedFor(here, part.facts, at, guests),
        slots: [],
        ...(part.facts.called_off ? { called_off: null } : {}),
      }),
      askPaper(
        next(),
        'D-18',
        namesOf(here, part.facts.parties),
        meetingPaper(here, part, meeting),
        part.facts.parties,
      ),
      ...tellAll(
        here,
        next,
        part,
        `${part.facts.in_name_of}：编号 ${code(here)} ${moved ? '见面的时间地点改了' : '约好了时间地点'}，请打开链接查看，或拨打 ${ownUnit(here).phone}。`,
      ),
    ]
  },
  ids: 20,
  law: [
    '人民调解法 第二十一条、第二十二条',
    '人民调解法 第二十条（请别人参加要当事人同意）',
    '本县约定：至少提前一个工作日通知，可以调整',
  ],
  carries_out: { rows: [15] },
  says: '通知时间地点',
})

export const begin_session = step({
  on: 'mediation',
  from: ['notified'],
  to: 'in_session',
  by: ['mediator'],
  needs: [
    'everybody_agreed',
    'party_in_file',
    'after_consents',
    'mediators_clear',
    'no_request_open',
    'meeting_wished',
    'agent_may_take_part',
    'guardians_there',
  ],
  input: BeginInput,
  then: (here, part, input) => [
    change(part, { rights_told: { by: actorName(here), at: here.occurred_at, present: input.present } }),
    entitled(
      askPaper(
        idsOf(here)(),
        'D-03',
        namesOf(here, part.facts.parties),
        rightsToldPaper(here, part, { by: actorName(here), at: here.occurred_at, ...input }),
        part.facts.parties,
      ),
      titleOf(part.facts, '当事人权利义务告知书'),
    ),
  ],
  law: ['人民调解工作若干规定 第三十条（先告知权利义务）', '人民调解法 第二十三条、第二十四条'],
  carries_out: { rows: [16] },
  says: '开始调解',
})

export const record_session = step({
  on: 'mediation',
  from: ['in_session'],
  to: null,
  by: ['mediator'],
  needs: [
    'everybody_agreed',
    'party_in_file',
    'after_consents',
    'mediators_clear',
    'no_request_open',
    'joint_wished',
    'agent_may_take_part',
  ],
  input: RecordSessionInput,
  secrets: { private_note: 'private_note' },
  then: (here, part, input) => {
    const apart = input.mode === 'back_to_back'
    return [
      change(part, {
        sessions: [
          ...part.facts.sessions,
          {
            at: here.occurred_at,
            place: input.place,
            mode: input.mode,
            present: input.present,
            with: input.with,
            text: input.text,
            ...(input.helpers ? { helpers: input.helpers } : {}),
            notes: input.private_note ?? null,
            result: input.result,
          },
        ],
      }),
      // What was said apart makes no paper that the other side could read (INV-4).
      ...(apart
        ? []
        : [
            entitled(
              askPaper(
                idsOf(here)(),
                'D-07',
                namesOf(here, part.facts.parties),
                sessionPaper(here, part, input, actorName(here)),
                part.facts.parties,
              ),
              titleOf(part.facts, '调解记录'),
            ),
          ]),
    ]
  },
  law: ['人民调解法 第二十条（请别人参加要当事人同意）、第二十二条', '人民调解法 第十五条第四项（保密）'],
  carries_out: { rows: [17] },
  says: '记录一次调解',
})

export const suspend_mediation = step({
  on: 'mediation',
  from: ['in_session'],
  to: 'suspended',
  by: ['mediator', 'handler'],
  needs: [],
  input: SuspendInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      change(part, { suspended_for: { reason: input.reason, resumes: input.resumes } }),
      ...LIMITS.flatMap((rule) => pauseClocks(here, rule, part)),
      askPaper(
        next(),
        'F-18',
        namesOf(here, part.facts.parties),
        toldBlocks(here, part, [
          // Who is suspected of a sham is not told so while it is looked into (INV-12).
          field('原因', input.reason === 'sham_suspected' ? '需要核实有关情况' : SUSPENSION_REASONS[input.reason]),
          ...(input.note && input.reason !== 'sham_suspected' ? [field('说明', input.note)] : []),
          ...(input.resumes ? [field('预计恢复', dayWords(input.resumes))] : []),
          paragraph('暂停期间不计入调解期限。您仍然可以随时退出，也可以走别的途径。'),
        ]),
        part.facts.parties,
      ),
      ...tellAll(here, next, part, `${part.facts.in_name_of}：编号 ${code(here)} 的调解先暂停，原因请打开链接查看。`),
    ]
  },
  ids: 20,
  law: ['在线调解规则 第二十六条（鉴定期间不计入，参照）', '特邀调解规定 第十八条'],
  carries_out: { rows: [18] },
  says: '暂停调解',
})

export const resume_mediation = step({
  on: 'mediation',
  from: ['suspended'],
  to: 'in_session',
  by: ['mediator', 'handler'],
  needs: ['everybody_agreed'],
  input: ResumeInput,
  then: (here, part) => {
    const next = idsOf(here)
    return [
      change(part, { suspended_for: null }),
      ...LIMITS.flatMap((rule) => resumeClocks(here, rule, part)),
      ...tellAll(here, next, part, `${part.facts.in_name_of}：编号 ${code(here)} 的调解继续进行。`),
    ]
  },
  ids: 20,
  law: ['人民调解法 第二十一条'],
  carries_out: { because: '暂停之后要能继续（domain 2.2a：suspended → in_session）' },
  says: '继续调解',
})
