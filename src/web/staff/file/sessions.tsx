import type { StaffMediation } from '#contract/mediation.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { LongText } from '../kit/long-text.tsx'

type Session = StaffMediation['sessions'][number]

/** What was said: together, and apart from it what was said with one side alone, which only its writer can read. */
export function Sessions({ mediation: { sessions } }: { mediation: StaffMediation }) {
  const together = sessions.filter(({ mode }) => mode !== 'back_to_back')
  const apart = sessions.filter(({ mode }) => mode === 'back_to_back')
  return (
    <>
      {together.length > 0 && (
        <div className="card-block">
          <h3>
            调解记录 <span className="count">{together.length} 次，双方都能看</span>
          </h3>
          <ol className="talks">
            {together.map((it) => (
              <li key={it.at}>
                <p className="talk-head">
                  <strong>{sayInstant(it.at)}</strong> {it.mode_says}，{it.place}
                  <span className="answer">{it.result_says}</span>
                </p>
                {it.present && (
                  <p className="quiet">
                    到场：{it.present}
                    {it.helpers && `；还有${it.helpers}`}
                  </p>
                )}
                <LongText text={it.text} />
              </li>
            ))}
          </ol>
        </div>
      )}
      {apart.length > 0 && (
        <div className="card-block apart">
          <h3>
            背靠背 <span className="count">{apart.length} 次，不给任何一方看</span>
          </h3>
          <ol className="talks">
            {apart.map((it) => (
              <li key={it.at}>
                <p className="talk-head">
                  <strong>{sayInstant(it.at)}</strong> 和{it.with}，{it.place}
                  <span className="answer">{it.result_says}</span>
                </p>
                <Private session={it} />
              </li>
            ))}
          </ol>
        </div>
      )}
    </>
  )
}

function Private({ session }: { session: Session }) {
  if (session.private_note !== null) return <LongText text={session.private_note} />
  return <p className="quiet">{session.has_private_note ? '有一份保密的记录，只有写的人能看。' : '没有记录内容。'}</p>
}
