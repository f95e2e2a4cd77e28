import type { StaffMediation } from '#contract/mediation.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { LongText } from '../kit/long-text.tsx'
import type { Taking } from './file-page.tsx'
import { PartButtons } from './part-buttons.tsx'

type Props = { mediation: StaffMediation; onTake: (taking: Taking) => void }

/** Whom the mediator asked and what came of it: advice alone, which no party reads. */
export function Guidance({ mediation, onTake }: Props) {
  const { guidance } = mediation
  if (guidance.length === 0) return null
  return (
    <div className="card-block apart">
      <h3>
        请教和指导意见 <span className="count">{guidance.length} 次，只供参考，不给任何一方看</span>
      </h3>
      <Questions mediation={mediation} onTake={onTake} />
    </div>
  )
}

/** The questions of a mediation, each with its opinion or what it waits for. */
export function Questions({ mediation, onTake }: Props) {
  return (
    <ol className="talks">
      {mediation.guidance.map((it) => (
        <li key={it.id}>
          <p className="talk-head">
            <strong>{sayInstant(it.at)}</strong>{' '}
            {it.mine
              ? `${it.asked_by}请您${it.kind_says}`
              : `请${it.name}（${it.role_says}，${it.unit_name}）${it.kind_says}`}
            <span className="answer" data-answer={it.open ? 'asked' : 'agreed'}>
              {it.open ? '等着意见' : it.answered_at ? '有意见了' : '不用答了'}
            </span>
          </p>
          {it.question === null ? (
            <p className="quiet">问题和意见只有本场的调解员和被请教的人能看。</p>
          ) : (
            <LongText text={it.question} />
          )}
          {it.opinion !== null && it.answered_at && (
            <>
              <p className="quiet">意见（{sayInstant(it.answered_at)}）</p>
              <LongText text={it.opinion} />
            </>
          )}
          {it.disclosed && <p className="mend">说明：{it.disclosed}</p>}
          {it.ended && <p className="quiet">{it.ended.because}</p>}
          {it.open && (
            <PartButtons
              steps={it.mine ? ['give_guidance', 'end_guidance'] : ['end_guidance']}
              can={mediation.can}
              about={{ part_id: mediation.id, guidance_id: it.id }}
              of={it.name}
              onTake={onTake}
            />
          )}
        </li>
      ))}
    </ol>
  )
}
