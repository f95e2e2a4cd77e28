import type { StaffDispute } from '#contract/disputes.ts'
import { MISSING, REFUSAL_GROUNDS } from '#domain/intake/inputs.ts'
import { sayDay } from '#web/lib/dates.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'
import { ProtectedReporter } from './protected-reporter.tsx'

const wordOf = (words: object, code: string): string => (words as Record<string, string>)[code] ?? code

/** What the citizen wrote, word for word: line breaks kept, long text wrapped, nothing shortened. */
export function Said({
  dispute: { dispute, file, parties },
  onTake,
}: {
  dispute: StaffDispute
  onTake: (taking: Taking) => void
}) {
  // Once she is named she stands among the people: plainly to who handles the file, masked to all others.
  const unnamed = parties.every(({ side }) => side === 'applicant')
  const refused = dispute.refused_because
  const ground = refused ? (REFUSAL_GROUNDS as Record<string, { says: string; law: string }>)[refused] : undefined
  return (
    <section className="card" aria-labelledby="said">
      <h2 id="said">
        是什么事{dispute.dispute_type_says && <span className="count">{dispute.dispute_type_says}</span>}
      </h2>
      <dl className="said">
        <dt>怎样来的</dt>
        <dd>
          {dispute.channel_says}
          {dispute.hand_over &&
            `：${dispute.hand_over.from_unit}，${dispute.hand_over.paper}${dispute.hand_over.number ? ` ${dispute.hand_over.number}` : ''}，${sayDay(dispute.hand_over.on)}`}
          {dispute.reporter_protected && <ProtectedReporter fileId={file.id} may={dispute.may_see_reporter} />}
          {dispute.reported_by && `：${dispute.reported_by}说的`}
        </dd>
        {dispute.from_court && (
          <>
            <dt>法院联系人</dt>
            <dd>
              {dispute.court_person ? (
                `${dispute.court_person.name}，办公电话 ${dispute.court_person.phone}`
              ) : (
                <span className="mend">还没有指定</span>
              )}{' '}
              <PartButtons
                steps={['name_court_person', 'change_court_person']}
                can={dispute.can}
                about={{}}
                of="法院联系人"
                onTake={onTake}
              />
              {dispute.court_person?.before.map((it) => (
                <span className="reason" key={`${it.name}${it.on}${it.because}`}>
                  {sayDay(it.until)}以前是{it.name}（{it.phone}）；换人：{it.because}
                </span>
              ))}
            </dd>
          </>
        )}
        <dt>发生了什么</dt>
        <dd className="verbatim">{dispute.what_happened}</dd>
        <dt>希望怎样</dt>
        <dd className="verbatim">{dispute.wish}</dd>
        {unnamed && (
          <>
            <dt>和谁</dt>
            <dd className="verbatim">{dispute.other_side}</dd>
          </>
        )}
        {dispute.where_text && (
          <>
            <dt>具体地点</dt>
            <dd className="verbatim">{dispute.where_text}</dd>
          </>
        )}
        {dispute.missing.length > 0 && (
          <>
            <dt>等待补充</dt>
            <dd>
              <ul className="plain-list">
                {dispute.missing.map((code) => (
                  <li key={code}>{wordOf(MISSING, code)}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {dispute.rebounds.length > 0 && (
          <>
            <dt>又起来了</dt>
            <dd>{dispute.rebounds.map(sayDay).join('、')}，在原来的编号下接着办</dd>
          </>
        )}
        {dispute.false_proposed && dispute.status !== 'false_report' && (
          <>
            <dt>等负责人决定</dt>
            <dd className="verbatim">
              {dispute.false_proposed.name}
              {sayDay(dispute.false_proposed.on)}提出核实无此纠纷：{dispute.false_proposed.checked}
              {'\n'}
              {dispute.false_proposed.because}
            </dd>
          </>
        )}
        {dispute.false_because && (
          <>
            <dt>核实</dt>
            <dd className="verbatim">{dispute.false_because}</dd>
          </>
        )}
        {refused && (
          <>
            <dt>不予受理</dt>
            <dd>{ground ? `${ground.says}（${ground.law}）` : refused}</dd>
          </>
        )}
        {dispute.closing_note && (
          <>
            <dt>结案说明</dt>
            <dd className="verbatim">{dispute.closing_note}</dd>
          </>
        )}
      </dl>
    </section>
  )
}
