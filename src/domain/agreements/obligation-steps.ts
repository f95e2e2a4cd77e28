import { z } from 'zod'
import { dayIn, daysBetween } from '../clocks/calendar.ts'
import type { Consequence } from '../disputes/consequences.ts'
import { closingIfDone, notDoneAfterAll, waitingFor } from '../disputes/ending.ts'
import { lasts } from '../disputes/held-open.ts'
import { askPaper, cancelClocksOf, startAgreedClock, startClock, stopClocks, tell } from '../disputes/make.ts'
import { type ObligationFacts, type Part, partsOf } from '../disputes/parts.ts'
import { actorName, disputeOf, idsOf, namesOf, partiesAmong, responsibleUnit } from '../disputes/people.ts'
import { effectBlock, field, paragraph, routesBlock, whomToCall } from '../documents/forms.ts'
import { unended } from '../documents/in-one-line.ts'
import { notice } from '../documents/notice.ts'
import { dayWords } from '../documents/say-time.ts'
import { type Here, step } from '../step.ts'
import { sayYuan } from './amounts.ts'
import { FixAmountInput, MeetConditionInput, RemindInput, SendToEnforcementInput } from './desk-inputs.ts'
import { dueAfter } from './due.ts'
import { ClaimInput, ConfirmInput, DenyInput, WaiveInput } from './inputs.ts'
import { disputed } from './payment-dispute.ts'
import { answeredByAll, hasSpoken, restOf } from './payments.ts'
import { whatOwed } from './what-owed.ts'

type Obligation = Part<'obligation'>
const OPEN = ['due', 'claimed', 'breached'] as const

/** A change of what is known of an obligation. */
export const change = (part: Obligation, facts: Partial<ObligationFacts>): Consequence => ({
  kind: 'change_facts',
  part: 'obligation',
  id: part.id,
  facts,
})

/** What is owed, in one line: for messages and papers. */
export const owed = (here: Here, { facts }: Obligation): string => {
  const rest = facts.payments && restOf(facts)
  const left = rest && rest !== facts.amount ? `（还差 ${sayYuan(rest)}）` : ''
  const sum = facts.amount ? `，${sayYuan(facts.amount)}${left}` : ''
  return `${namesOf(here, facts.debtors)}：${unended(whatOwed(facts.nature, facts.what))}${sum}${facts.due_on ? `，${dayWords(facts.due_on)}以前` : ''}`
}

/** Who said it, by name: herself, or whose words an office wrote down. */
export const speaker = (here: Here, input: { said_by?: string | undefined }): string =>
  here.actor.kind === 'party' ? actorName(here) : namesOf(here, input.said_by ? [input.said_by] : [])

const speakerId = (here: Here, input: { said_by?: string | undefined }): string =>
  here.actor.kind === 'party' ? here.actor.party_id : (input.said_by ?? '')

/** Whoever says that hers is missing takes back what she confirmed; what others confirmed stands. */
const withoutHers = (here: Here, { facts }: Obligation, input: { said_by?: string | undefined }) =>
  Object.fromEntries(Object.entries(facts.received_by ?? {}).filter(([id]) => id !== speakerId(here, input)))

/** Waiting obligations that now fall due: their day counts from today, and its clock begins. */
function fallsDue(here: Here, next: () => string, part: Obligation): Consequence[] {
  const { waiting_for, debtors } = part.facts
  const due_on =
    waiting_for?.within_days == null
      ? dayIn(here.occurred_at)
      : dueAfter(dayIn(here.occurred_at), waiting_for.within_days, waiting_for.working, here.calendar)
  return [
    change(part, { due_on }),
    startAgreedClock(here, next(), part, { party: debtors[0] ?? '' }, 'confirm_performed', due_on),
  ]
}

/** Those that waited for this clause alone, once every share of it is performed (pay ↔ restore). */
export function freed(here: Here, next: () => string, part: Obligation): Consequence[] {
  const { agreement_id, clause } = part.facts
  const all = partsOf(here.parts, 'obligation').filter((it) => it.facts.agreement_id === agreement_id)
  const done = all
    .filter((it) => it.facts.clause === clause)
    .every((it) => it.id === part.id || it.status === 'performed' || it.status === 'waived')
  if (!done) return []
  return all
    .filter(
      (it) =>
        it.status === 'waiting' && it.facts.waiting_for?.after_clause === clause && !it.facts.waiting_for.condition,
    )
    .flatMap((it) => [
      { kind: 'move_part', part: 'obligation', id: it.id, status: 'due' } as const,
      ...fallsDue(here, next, it),
    ])
}

export const meet_condition = step({
  on: 'obligation',
  from: ['waiting'],
  to: 'due',
  by: ['handler'],
  needs: ['condition_free'],
  input: MeetConditionInput,
  then: (here, part) => {
    const next = idsOf(here)
    return [
      ...fallsDue(here, next, part),
      ...partiesAmong(here, part.facts.debtors)
        .slice(0, 5)
        .map((party) => tell(next(), party, `约定的条件已经成就，现在该履行了：${owed(here, part)}。`)),
    ]
  },
  law: ['民法典 第一百五十八条（附条件）', '人民调解法 第三十一条'],
  carries_out: { because: '附条件的义务，条件成就才到期（domain 2.2a：obligation waiting → due）' },
  says: '条件成就',
})

export const fix_amount = step({
  on: 'obligation',
  from: ['waiting', 'due', 'breached'],
  to: null,
  by: ['handler'],
  needs: ['amount_open'],
  input: FixAmountInput,
  // Fixed once: what was open is open no more. Both sides are told the sum and what it rests on.
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      change(part, { amount: input.amount, amount_later: null, amount_basis: input.basis }),
      ...partiesAmong(here, [...part.facts.debtors, ...part.facts.creditors])
        .slice(0, 8)
        .map((party) =>
          tell(
            next(),
            party,
            `${responsibleUnit(here).name}：“${unended(part.facts.what.slice(0, 40))}”的金额定为 ${sayYuan(input.amount)}，依据：${input.basis.slice(0, 60)}。不对请拨打 ${responsibleUnit(here).phone}。`,
          ),
        ),
    ]
  },
  law: ['民法典 第五百一十条'],
  carries_out: { because: '鉴定、理赔、认定之后才知道金额的，要能如实补上（issue: A dispute walks, On real input）' },
  says: '确定金额',
})

export const claim_performed = step({
  on: 'obligation',
  from: ['due', 'breached'],
  to: 'claimed',
  by: ['debtor', 'handler'],
  needs: ['debtor_speaks', 'amount_known', 'agent_may_give_evidence'],
  input: ClaimInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      change(part, { claimed: { by: speaker(here, input), at: here.occurred_at, note: input.note } }),
      // A lasting duty said to be over wants an answer first; no day of its own would ever ask for one.
      ...notDoneAfterAll(here),
      ...(lasts(part) && disputeOf(here).status === 'open'
        ? [startClock(here, next(), 'R-27', part, { unit: part.facts.unit_id }, 'confirm_performed')]
        : []),
      ...partiesAmong(here, part.facts.creditors)
        .slice(0, 5)
        .map((party) =>
          tell(next(), party, `${speaker(here, input)}说已经履行：${owed(here, part)}。收到了请确认，没有收到请说。`),
        ),
    ]
  },
  law: ['人民调解法 第三十一条'],
  carries_out: { rows: [27] },
  says: '说已经履行',
})

/** Who has said that she has hers, this speaker among them. */
export const receivedBy = (here: Here, { facts }: Obligation, input: { said_by?: string | undefined }) => ({
  ...facts.received_by,
  [speakerId(here, input)]: here.occurred_at,
})

export const confirm_share = step({
  on: 'obligation',
  from: [...OPEN],
  to: null,
  by: ['creditor', 'handler'],
  needs: [
    'creditor_speaks',
    'not_confirmed_yet',
    'others_unconfirmed',
    'no_kind_waiting',
    'amount_known',
    'amount_as_agreed',
    'agent_may_settle',
  ],
  input: ConfirmInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const { creditors, received_by: before } = part.facts
    const received_by = receivedBy(here, part, input)
    const awaited = creditors.filter((id) => !hasSpoken({ ...part.facts, received_by }, id))
    return [
      change(part, { ...(input.amount === null ? {} : { amount: input.amount }), received_by }),
      // Asked once, when the first of them has hers.
      ...partiesAmong(here, before === undefined ? awaited : [])
        .slice(0, 5)
        .map((party) =>
          tell(
            next(),
            party,
            `${speaker(here, input)}已经确认收到：${owed(here, part)}。您的一份收到了请确认，没有收到请说。`,
          ),
        ),
    ]
  },
  law: ['民法典 第五百一十七条（按份债权，各人只收自己的一份）', '人民调解法 第三十一条'],
  carries_out: { rows: [27] },
  says: '确认收到自己的一份',
})

export const confirm_performed = step({
  on: 'obligation',
  from: [...OPEN],
  to: 'performed',
  by: ['creditor', 'handler'],
  needs: [
    'creditor_speaks',
    'not_confirmed_yet',
    'others_confirmed',
    'no_kind_waiting',
    'amount_known',
    'amount_as_agreed',
    'agent_may_settle',
  ],
  input: ConfirmInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      change(part, {
        ...(input.amount === null ? {} : { amount: input.amount }),
        received_by: receivedBy(here, part, input),
        settled: {
          how: 'performed',
          by: namesOf(here, part.facts.creditors),
          at: here.occurred_at,
          note: input.note,
        },
        ...answeredByAll(part.facts, { by: speaker(here, input), at: here.occurred_at, note: input.note }),
      }),
      ...stopClocks(here, 'T-54', part),
      ...cancelClocksOf(here, 'R-54', part),
      ...stopClocks(here, 'R-27', part),
      ...freed(here, next, part),
      ...closingIfDone(here, next(), part.id),
    ]
  },
  ids: 200,
  law: ['人民调解法 第三十一条', '民法典 第五百一十七条（几个人收的，各人都确认了才算履行）'],
  carries_out: { rows: [27] },
  says: '确认已经履行',
})

export const deny_performed = step({
  on: 'obligation',
  from: ['claimed'],
  to: 'due',
  by: ['creditor', 'handler'],
  needs: ['creditor_speaks', 'agent_may_take_part'],
  input: DenyInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      change(part, {
        claimed: null,
        denials: (part.facts.denials ?? 0) + 1,
        received_by: withoutHers(here, part, input),
      }),
      ...disputed(here, next, part, (part.facts.denials ?? 0) + 1),
      ...stopClocks(here, 'R-27', part),
      ...closingIfDone(here, next(), ...(lasts(part) ? [part.id] : [])),
      ...partiesAmong(here, part.facts.debtors)
        .slice(0, 5)
        .map((party) => tell(next(), party, `对方说还没有履行到位：${input.note}`)),
    ]
  },
  law: ['人民调解法 第三十一条、第三十二条'],
  carries_out: { because: '说付了不等于付了：要收的人说了算（domain 2.2a：obligation claimed → due）' },
  says: '还没有收到',
})

export const waive_share = step({
  on: 'obligation',
  from: ['waiting', ...OPEN],
  to: null,
  by: ['creditor', 'handler'],
  needs: ['creditor_speaks', 'not_confirmed_yet', 'others_unconfirmed', 'agent_may_settle', 'guardian_with_her'],
  input: WaiveInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      change(part, { given_up: { ...part.facts.given_up, [speakerId(here, input)]: here.occurred_at } }),
      ...partiesAmong(here, part.facts.debtors)
        .slice(0, 5)
        .map((party) =>
          tell(next(), party, `${speaker(here, input)}不要自己的一份了（${owed(here, part)}）；别人的照样要履行。`),
        ),
    ]
  },
  law: ['民法典 第五百七十五条（免除部分债务）、第五百一十七条（各人只说自己的一份）'],
  carries_out: { because: '几个人收的，一个人只能不要自己的一份（domain 2.2a：a waived obligation）' },
  says: '不要自己的一份',
})

export const waive = step({
  on: 'obligation',
  from: ['waiting', ...OPEN],
  to: 'waived',
  by: ['creditor', 'handler'],
  needs: ['creditor_speaks', 'not_confirmed_yet', 'others_confirmed', 'agent_may_settle', 'guardian_with_her'],
  input: WaiveInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      change(part, {
        settled: { how: 'waived', by: speaker(here, input), at: here.occurred_at, note: input.note },
      }),
      ...cancelClocksOf(here, 'T-54', part),
      ...cancelClocksOf(here, 'R-54', part),
      ...cancelClocksOf(here, 'R-27', part),
      ...freed(here, next, part),
      ...closingIfDone(here, next(), part.id),
    ]
  },
  ids: 200,
  law: ['民法典 第五百七十五条（免除债务）'],
  carries_out: { because: '收的人可以不要了（domain 2.2a：a waived obligation）' },
  says: '不要了，免除',
})

export const remind = step({
  on: 'obligation',
  from: ['due', 'breached'],
  to: null,
  by: ['system'],
  needs: ['not_reminded_yet'],
  input: RemindInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    const when =
      part.facts.due_on === null
        ? ''
        : input.days < 0
          ? `还有 ${daysBetween(here.today, part.facts.due_on)} 天到期`
          : input.days === 0
            ? '今天到期'
            : `已经过期 ${daysBetween(part.facts.due_on, here.today)} 天`
    return [
      change(part, { reminded: [...(part.facts.reminded ?? []), input.days] }),
      ...partiesAmong(here, part.facts.debtors)
        .slice(0, 5)
        .map((party) => tell(next(), party, `提醒：${owed(here, part)}，${when}。履行后请对方确认。`)),
    ]
  },
  law: ['人民调解法 第三十一条', '本县约定：到期前 3 日、当日、过后 3 日提醒，可以调整'],
  carries_out: { rows: [26] },
  says: '履行提醒',
})

export const breach = step({
  on: 'obligation',
  from: ['due'],
  to: 'breached',
  by: ['system'],
  needs: ['obligation_overdue'],
  input: z.strictObject({}),
  then: (here, part) => {
    const next = idsOf(here)
    const parties = [...part.facts.debtors, ...part.facts.creditors]
    return [
      change(part, { late_on: [...(part.facts.late_on ?? []), here.today] }),
      // The clock runs on: it stays late until it is paid, and is late for ever after.
      askPaper(
        next(),
        'D-19n',
        namesOf(here, part.facts.debtors),
        notice(here, responsibleUnit(here).name, [
          field('编号', here.file?.short_code ?? ''),
          field('没有履行的', owed(here, part)),
          paragraph('约定的日子已经过了。请尽快按协议履行，履行后请对方确认。'),
          paragraph('有困难请告诉我们，可以请对方商量改期，要双方都同意。我们也会打电话或者上门来问。'),
          whomToCall(responsibleUnit(here)),
          effectBlock(),
          routesBlock(),
        ]),
        parties,
      ),
      ...partiesAmong(here, parties)
        .slice(0, 8)
        .map((party) =>
          tell(
            next(),
            party,
            `${responsibleUnit(here).name}：协议有一项到期没有履行（${owed(here, part)}）。电话 ${responsibleUnit(here).phone}。`,
          ),
        ),
    ]
  },
  law: ['人民调解法 第三十一条（督促履行）', '人民调解法 第三十二条'],
  carries_out: { rows: [28] },
  says: '到期没有履行，提醒',
})

/** What she may do now, said rightly: a confirmed agreement is enforced, one that is not is sued upon. */
function howToClaim(here: Here, part: Obligation, confirmed: boolean): string[] {
  if (confirmed)
    return [
      '这份协议经过司法确认：对方不履行，您可以向作出确认裁定的人民法院或者与它同级的被执行财产所在地人民法院申请强制执行（人民调解法 第三十三条；民事诉讼法 第二百零六条）。',
      '申请执行的期间是 2 年，从约定履行期限的最后一天起算；分期履行的，从最后一期届满之日起算（民事诉讼法 第二百五十条）。',
    ]
  const window = here.clocks.find(
    (clock) => clock.rule === 'T-33' && clock.part_id === part.facts.agreement_id && clock.state === 'running',
  )
  return [
    '这份协议没有经过司法确认，不能直接申请强制执行。您可以就这份协议向人民法院起诉（人民调解法 第三十二条）。',
    ...(part.facts.nature === 'pay' ? ['给付欠款的，也可以向人民法院申请支付令（民事诉讼法 第二百二十五条）。'] : []),
    ...(window && window.due_on >= here.today
      ? [`双方都愿意的，在${dayWords(window.due_on)}以前还可以一起申请司法确认（民事诉讼法 第二百零五条）。`]
      : []),
  ]
}

export const send_to_enforcement = step({
  on: 'obligation',
  from: ['due', 'breached'],
  to: 'sent_to_enforcement',
  by: ['handler'],
  needs: ['claimable', 'ladder_kept'],
  input: SendToEnforcementInput,
  then: (here, part, input) => {
    const next = idsOf(here)
    return [
      change(part, {
        settled: { how: 'sent_to_enforcement', by: actorName(here), at: here.occurred_at, note: input.note },
      }),
      ...cancelClocksOf(here, 'T-54', part),
      ...cancelClocksOf(here, 'R-54', part),
      askPaper(
        next(),
        'F-28',
        namesOf(here, part.facts.creditors),
        notice(here, responsibleUnit(here).name, [
          field('编号', here.file?.short_code ?? ''),
          field('没有履行的', owed(here, part)),
          ...(input.skipped_because ? [field('没有再督促的原因', input.skipped_because)] : []),
          ...howToClaim(here, part, input.confirmed_by_court).map(paragraph),
          whomToCall(responsibleUnit(here)),
          routesBlock(),
        ]),
        part.facts.creditors,
      ),
      ...partiesAmong(here, part.facts.creditors)
        .slice(0, 5)
        .map((party) =>
          tell(next(), party, `${responsibleUnit(here).name}：对方没有履行协议，您可以怎样主张，请打开链接查看。`),
        ),
      ...closingIfDone(here, next(), part.id, ...waitingFor(here, part)),
    ]
  },
  law: ['人民调解法 第三十二条、第三十三条', '民事诉讼法 第二百二十五条、第二百五十条'],
  carries_out: { rows: [28] },
  says: '告知依法主张',
})
