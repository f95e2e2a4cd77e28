import type { StaffDispute } from '#contract/disputes.ts'
import type { ClockCard } from '#contract/shared.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { DangerMark } from '../kit/danger-mark.tsx'
import { StageTag } from '../kit/stage-tag.tsx'
import { dayWords, deadlineWords, urgencyOf } from '../wording.ts'

/** After every hour of its day. */
const NO_HOUR = '9999'

/**
 * The running clock that presses most: what an office owes, and what the parties promised each other. Limits that are the
 * parties' own to use come last.
 */
export function mostUrgent(clocks: readonly ClockCard[]): ClockCard | null {
  const running = clocks.filter(({ state }) => state === 'running')
  const duties = running.filter(({ owes, nature }) => owes !== 'party' || nature === 'agreed')
  // What the parties may no longer do presses nobody.
  const open = running.filter(({ days_left }) => days_left === null || days_left >= 0)
  const [first] = [...(duties.length > 0 ? duties : open)].sort(
    (one, other) =>
      one.due_on.localeCompare(other.due_on) || (one.due_at ?? NO_HOUR).localeCompare(other.due_at ?? NO_HOUR),
  )
  return first ?? null
}

/** Whether a danger was reported on the file, and whether it waits for its answer. */
const dangerOf = ({ dangers }: StaffDispute['dispute']): 'open' | 'answered' | null =>
  dangers.length === 0 ? null : dangers.some(({ told, declined }) => !told && !declined) ? 'open' : 'answered'

const NAMES_SHOWN = 3
const few = (names: readonly string[]): string =>
  names.length > NAMES_SHOWN ? `${names.slice(0, NAMES_SHOWN).join('、')}等 ${names.length} 位` : names.join('、')

export function FileHead({ dispute: { file, dispute, parties, clocks, mediations } }: { dispute: StaffDispute }) {
  const names = (test: (side: string) => boolean) =>
    parties.filter(({ side, status }) => test(side) && status === 'present').map(({ name }) => name)
  const applicants = names((side) => side === 'applicant')
  const others = names((side) => side === 'respondent')
  const clock = mostUrgent(clocks)
  const danger = dangerOf(dispute)
  const numbers = mediations.flatMap(({ docket_no }) => (docket_no ? [docket_no] : []))
  return (
    <div className="file-head">
      <div className="file-head-line">
        <span className="file-code">{file.short_code}</span>
        <StageTag stage={file.stage} says={file.stage_says} />
        {danger && (
          <a href="#danger">
            <DangerMark state={danger} />
          </a>
        )}
        {clock && (
          <p className="head-clock" data-urgency={urgencyOf(clock)}>
            <span>{clock.says}</span>
            <strong>{deadlineWords(clock)}</strong>
            <span>
              {clock.due_at ? sayInstant(clock.due_at) : dayWords(clock.due_on)}到期，由{clock.owed_by}
            </span>
          </p>
        )}
      </div>
      <h1>
        {applicants.length === 0 ? (
          '线索，还不知道是谁'
        ) : (
          <>
            {few(applicants)}
            <span className="versus" role="img" aria-label="与">
              ⟷
            </span>
            {others.length > 0 ? few(others) : dispute.other_side}
          </>
        )}
      </h1>
      <dl className="file-facts">
        <div>
          <dt>地点</dt>
          <dd>{file.place.join(' ')}</dd>
        </div>
        <div>
          <dt>承办</dt>
          <dd>
            {file.responsible.name}（{file.responsible.phone}）
          </dd>
        </div>
        {numbers.length > 0 && (
          <div>
            <dt>卷号</dt>
            <dd>{numbers.join('、')}</dd>
          </div>
        )}
        <div>
          <dt>收到</dt>
          <dd>{sayInstant(file.received_at)}</dd>
        </div>
        <div>
          <dt>一案一码</dt>
          <dd className="code">{file.code}</dd>
        </div>
      </dl>
      <p className="looked">您这次查看已经留痕，当事人可以看到。</p>
    </div>
  )
}

/** Where the page leads, when it is long: only what is there. */
export function JumpNav({ dispute }: { dispute: StaffDispute }) {
  const { mediations, agreements, obligations, visits, tasks, referrals, service, oversight, dispute: it } = dispute
  const overseen = oversight && (oversight.colour || oversight.supervisions.length + oversight.packages.length > 0)
  const places: [string, string, boolean, 'narrow'?][] = [
    ['danger', '激化风险', it.dangers.length > 0],
    ['said', '是什么事', true],
    ['triage', '分流研判', it.triage !== null],
    ['tasks', '谁在办', tasks.length > 0],
    [`mediation-${mediations.at(-1)?.id}`, '调解', mediations.length > 0],
    [`agreement-${agreements.at(-1)?.id}`, '协议', agreements.length > 0],
    ['referrals', '转介', referrals.length > 0],
    ['evidence', '证据', dispute.evidence.length > 0],
    ['sealed', '密封记录', it.sealed.count > 0],
    ['ledger', '履行', obligations.length > 0],
    ['visits', '回访', visits.length > 0],
    ['oversight', '督办、包案', Boolean(overseen)],
    ['dossier', '卷宗', dispute.dossier !== null],
    ['service', '送达', service.some(({ notices }) => notices.length > 0)],
    // On a wide screen these stand beside it.
    ['people', '当事人', true, 'narrow'],
    ['story', '经过', true, 'narrow'],
  ]
  const shown = places.filter(([, , there]) => there)
  if (shown.length < 5) return null
  return (
    <nav className="jump" aria-label="本页的部分">
      {shown.map(([id, says, , narrow]) => (
        <a key={id} href={`#${id}`} {...(narrow ? { className: 'only-narrow' } : {})}>
          {says}
        </a>
      ))}
    </nav>
  )
}
