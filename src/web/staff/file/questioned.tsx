import type { StaffMediation } from '#contract/mediation.ts'
import { sayDay, sayInstant } from '#web/lib/dates.ts'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'

type Props = { mediation: StaffMediation; onTake: (taking: Taking) => void }

/** Who asked for another mediator, or that one stands back: what was asked, by when it is answered, and what was decided. */
export function Questioned({ mediation, onTake }: Props) {
  const { other_mediator } = mediation
  if (other_mediator.length === 0) return null
  return (
    <div className="card-block">
      <h3>要求换调解员、回避</h3>
      <ol className="talks">
        {other_mediator.map((it) => (
          <li key={it.id}>
            <p className="talk-head">
              <strong>{sayInstant(it.at)}</strong> {it.name}：{it.kind_says}（{it.mediator}）
              <span className="answer" data-answer={it.answered ? 'agreed' : 'asked'}>
                {it.answered ? it.answered.says : '等着答复'}
              </span>
            </p>
            {it.ground_says && <p>{it.ground_says}</p>}
            {it.note && <p className="verbatim">{it.note}</p>}
            {it.answered === null && it.due_on && (
              <p className="mend">
                最迟 {sayDay(it.due_on)} 由负责人答复（本县约定）；答复以前不开始调解，调解员不签名，协议不生效。
                {it.free && '这一方第一次要求换人，不用说理由，应当换。'}
                {mediation.from_court && '这一件是法院委托、委派来的，回避也可以由法院决定。'}
              </p>
            )}
            {it.answered && (
              <p className="quiet">
                {it.answered.by && `${it.answered.by}，${sayInstant(it.answered.at)}`}
                {it.answered.because && `：${it.answered.because}`}
                {it.answered.court && `。法院的意见：${it.answered.court}`}
              </p>
            )}
            {it.answered === null && (
              <PartButtons
                steps={['grant_other_mediator', 'keep_mediator', 'drop_other_mediator']}
                can={mediation.can}
                about={{ part_id: mediation.id, request_id: it.id }}
                of={it.name}
                onTake={onTake}
              />
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}
