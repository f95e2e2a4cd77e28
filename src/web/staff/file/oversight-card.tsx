import type { ReactNode } from 'react'
import type { StaffDispute } from '#contract/disputes.ts'
import type { OversightView, PackageView, SupervisionView } from '#contract/oversight.ts'
import { unended } from '#domain/documents/in-one-line.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { dayWords, deadlineWords, urgencyOf } from '../wording.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'

type Props = { dispute: StaffDispute; onTake: (taking: Taking) => void }

const DISPUTE_STEPS = [
  'receive_report',
  'note_progress',
  'give_colour',
  'lower_colour',
  'report_major',
  'supervise',
  'open_package',
  'verify_result',
] as const

/** Colour, progress, reports upward, supervision, package, and what is missing before it is struck off: between offices alone. */
export function OversightCard({ dispute, onTake }: Props) {
  const { oversight } = dispute
  if (!oversight) return null
  const can = dispute.dispute.can.filter((step) => step !== 'supervise' || oversight.overdue.length > 0)
  return (
    <section className="card" aria-labelledby="oversight">
      <h2 id="oversight">
        督办、包案和台账{' '}
        <span className="stage" data-weight={oversight.ledger.state === 'struck_off' ? 'ended' : 'ours'}>
          {oversight.ledger.says}
        </span>
        {oversight.colour && <ColourMark colour={oversight.colour.colour} says={`${oversight.colour.says}色`} />}
      </h2>
      <dl className="facts oversight-facts">
        <Colour oversight={oversight} />
        <Progress oversight={oversight} />
        <Reports oversight={oversight} />
        <Fact of="结果核实">
          {oversight.verified &&
            `${dayWords(oversight.verified.on)} ${oversight.verified.by}${oversight.verified.how}核实（问了${oversight.verified.whom}）：${oversight.verified.found}`}
        </Fact>
        <Fact of="销号还差">{oversight.ledger.lacking.length > 0 && `${oversight.ledger.lacking.join('；')}。`}</Fact>
      </dl>
      <PartButtons steps={DISPUTE_STEPS} can={can} about={{}} of="这件事" onTake={onTake} />
      {oversight.supervisions.length + oversight.packages.length > 0 && (
        <ul className="tasks oversight-tasks">
          {oversight.supervisions.map((it) => (
            <Supervision key={it.id} it={it} dispute={dispute} onTake={onTake} />
          ))}
          {oversight.packages.map((it) => (
            <Package key={it.id} it={it} dispute={dispute} onTake={onTake} />
          ))}
        </ul>
      )}
      <p className="law">这一栏只有办公人员看得到；时限和谁来管都是本县约定，可以调整。</p>
    </section>
  )
}

/** The colour as a mark with its word: nobody has to tell colours apart. */
export const ColourMark = ({ colour, says }: { colour: string; says: string }) => (
  <span className="colour-mark" data-colour={colour}>
    {says}
  </span>
)

/** One line with its name before it; nothing where there is nothing to say. */
const Fact = ({ of, children }: { of: string; children: ReactNode }) =>
  children ? (
    <>
      <dt>{of}</dt>
      <dd>{children}</dd>
    </>
  ) : null

function Colour({ oversight: { colour, colours_before } }: { oversight: OversightView }) {
  const before = colours_before.at(-1)
  return (
    <>
      {colour && (
        <>
          <Fact of="根据">
            {colour.grounds.join('；')}
            {colour.words && `。${colour.words}`}
            <span className="fact-more">
              {dayWords(colour.on)} {colour.by}定
              {colour.reviewed_on !== colour.on && `，${dayWords(colour.reviewed_on)}再看过`}
            </span>
          </Fact>
          <Fact of="谁来管">
            {colour.owner}，{colour.conference}
            <span className="fact-more">{colour.lowered_by}可以降（本县约定）</span>
          </Fact>
        </>
      )}
      <Fact of="以前">
        {before &&
          `${before.says}色，${dayWords(before.on)}到${dayWords(before.until)}，${before.changed_by}：${before.because}`}
      </Fact>
    </>
  )
}

function Progress({ oversight: { progress } }: { oversight: OversightView }) {
  return (
    <Fact of="进展">
      {progress.length > 0 &&
        progress
          .slice(-3)
          .reverse()
          .map((it) => (
            <span className="fact-line" key={`${it.on}${it.text}`}>
              {dayWords(it.on)} {it.by}：{unended(it.text)}
              {it.next && <span className="quiet">；下一步：{it.next}</span>}
            </span>
          ))}
    </Fact>
  )
}

function Reports({ oversight: { reports } }: { oversight: OversightView }) {
  const last = reports.at(-1)
  return (
    <Fact of="报告">
      {last && (
        <>
          {last.by_unit}报告给{last.to}，
          {last.received
            ? `${last.received.by}已签收${last.received.note && `：${unended(last.received.note)}`}`
            : '还没有签收'}
          。<span className="fact-more">{sayInstant(last.at)}</span>
        </>
      )}
    </Fact>
  )
}

function Supervision({ it, dispute, onTake }: Props & { it: SupervisionView }) {
  const clock = dispute.clocks.find(({ id }) => id === it.clock)
  const live = it.ended === null
  return (
    <li>
      <p className="task-head">
        <strong>督办</strong>
        <span>
          {it.by_unit_name} → {it.unit_name}
        </span>
        <span className="stage" data-weight={live ? 'ours' : 'ended'}>
          {it.status_says}
        </span>
        <span className="quiet">
          {dayWords(it.on)}，{it.by}
        </span>
      </p>
      <dl className="facts oversight-facts">
        <Fact of="逾期的是">{it.duty && `${it.duty.says}，${dayWords(it.duty.due_on)}到期`}</Fact>
        <Fact of="原因">{it.reason}</Fact>
        <Fact of="要求">{it.ask}</Fact>
        {it.answers.map((one) => (
          <Fact of="答复" key={`${one.on}${one.done}`}>
            {unended(one.done)}。{one.next && `接下来：${one.next}`}
            <span className="fact-more">
              {dayWords(one.on)} {one.by}
            </span>
          </Fact>
        ))}
        {it.sent_back.map((one) => (
          <Fact of="退回" key={`${one.on}${one.because}`}>
            {one.because}
            <span className="fact-more">
              {dayWords(one.on)} {one.by}
            </span>
          </Fact>
        ))}
        <Fact of="了结">
          {it.ended && `${dayWords(it.ended.on)} ${it.ended.by}${it.ended.note && `：${it.ended.note}`}`}
        </Fact>
      </dl>
      {clock && (
        <p className="clock-line task-owes" data-urgency={urgencyOf(clock)}>
          {clock.says} <strong>{deadlineWords(clock)}</strong>
          <span className="quiet">
            {dayWords(clock.due_on)}到期，由{clock.owed_by}
          </span>
        </p>
      )}
      <PartButtons
        steps={['answer_supervision', 'accept_supervision', 'send_back_supervision', 'lift_supervision']}
        can={it.can}
        about={{ part_id: it.id }}
        of={it.unit_name}
        onTake={onTake}
      />
    </li>
  )
}

function Package({ it, onTake }: Props & { it: PackageView }) {
  return (
    <li>
      <p className="task-head">
        <strong>包案</strong>
        <span>
          {it.leader}（{it.leader_post}），牵头 {it.unit_name}
        </span>
        <span className="stage" data-weight={it.ended ? 'ended' : 'ours'}>
          {it.status_says}
        </span>
        <span className="quiet">
          {dayWords(it.on)}，{it.by_unit_name} {it.by}
        </span>
      </p>
      <dl className="facts oversight-facts">
        <Fact of="方案">
          <span className="verbatim">{it.plan}</span>
        </Fact>
        <Fact of="节点">
          {it.milestones.map((one) => (
            <span className="fact-line" key={one.id} data-late={one.late && !one.done ? 'yes' : undefined}>
              {one.done ? '✓ ' : ''}
              最迟 {dayWords(one.by)}：{one.what}
              {one.done ? `，${dayWords(one.done.on)}办完` : one.late ? '，已经过了' : ''}
            </span>
          ))}
        </Fact>
        <Fact of="解除条件">{unended(it.release_when)}。</Fact>
        <Fact of="参加">{it.members}</Fact>
        <Fact of="进展">
          {it.log.length > 0 &&
            it.log
              .slice(-3)
              .reverse()
              .map((one) => (
                <span className="fact-line" key={`${one.on}${one.text}`}>
                  {dayWords(one.on)} {one.by}：{one.text}
                </span>
              ))}
        </Fact>
        <Fact of="了结">{it.ended && `${dayWords(it.ended.on)} ${it.ended.by}：${it.ended.note}`}</Fact>
      </dl>
      <PartButtons
        steps={['log_package', 'revise_package', 'release_package']}
        can={it.can}
        about={{ part_id: it.id }}
        of={it.leader}
        onTake={onTake}
      />
    </li>
  )
}
