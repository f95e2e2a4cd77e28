import type { StaffDispute } from '#contract/disputes.ts'
import { MISSING, REFUSAL_GROUNDS } from '#domain/intake/inputs.ts'

const wordOf = (words: object, code: string): string => (words as Record<string, string>)[code] ?? code

/** What the citizen wrote, word for word: line breaks kept, long text wrapped, nothing shortened. */
export function Said({ dispute: { dispute, tasks } }: { dispute: StaffDispute }) {
  const refused = dispute.refused_because
  const ground = refused ? (REFUSAL_GROUNDS as Record<string, { says: string; law: string }>)[refused] : undefined
  return (
    <section className="card" aria-labelledby="said">
      <h2 id="said">申请人说的</h2>
      <dl className="said">
        <dt>发生了什么</dt>
        <dd className="verbatim">{dispute.what_happened}</dd>
        <dt>希望怎样</dt>
        <dd className="verbatim">{dispute.wish}</dd>
        <dt>和谁</dt>
        <dd className="verbatim">{dispute.other_side}</dd>
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
        {refused && (
          <>
            <dt>不予受理</dt>
            <dd>{ground ? `${ground.says}（${ground.law}）` : refused}</dd>
          </>
        )}
        {tasks
          .filter((task) => task.outcome_says)
          .map((task) => (
            <div className="said-pair" key={task.id}>
              <dt>办理结果</dt>
              <dd className="verbatim">
                {task.unit_name}：{task.outcome_says}
                {task.outcome_note ? `\n${task.outcome_note}` : ''}
              </dd>
            </div>
          ))}
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
