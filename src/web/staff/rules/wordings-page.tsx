import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { type WordingPiece, wordings } from '#contract/wordings.ts'
import { linesOf } from '#domain/documents/wording-rules.ts'
import type { Wording } from '#domain/documents/wordings.ts'
import { call } from '#web/lib/call.ts'
import { sayDay, sayInstant } from '#web/lib/dates.ts'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useMe } from '../session/me.ts'
import { DecideWording } from './decide-wording.tsx'
import { DocketPatternCard } from './docket-pattern.tsx'
import { RulesTabs } from './rules-tabs.tsx'
import { WriteWording } from './write-wording.tsx'

/** A piece as it stands on paper: its heading and its lines. */
export function WordingText({ wording }: { wording: Wording }) {
  if (wording.kind === 'paragraph')
    return (
      <div className="wording-text">
        {linesOf(wording).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    )
  return (
    <div className="wording-text">
      <h4>{wording.label}</h4>
      <ul>
        {wording.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  )
}

const nameOf = ({ edition }: WordingPiece['versions'][number]): string =>
  edition === null ? '随软件带来的一版' : `本县第 ${edition} 版`

/** How a piece came to read so: every version, who wrote it, who released it, why. */
function Versions({ piece }: { piece: WordingPiece }) {
  return (
    <details>
      <summary>各版和理由（{piece.versions.length}）</summary>
      <ul className="plain-list editions">
        {piece.versions.map((it) => (
          <li key={it.version}>
            <p className="wording-version">
              <strong>{nameOf(it)}</strong>
              <span className="answer" data-answer={it.state === 'in_force' ? 'agreed' : 'asked'}>
                {it.state_says}
              </span>
              {it.effective_on && <span className="quiet">{sayDay(it.effective_on)} 起</span>}
            </p>
            {it.written_at && (
              <p className="quiet">
                {sayInstant(it.written_at)} {it.written_by}写：{it.because}
              </p>
            )}
            {it.decided_at && (
              <p className="quiet">
                {sayInstant(it.decided_at)} {it.decided_by}
                {it.state === 'dropped' ? `没有用：${it.decided_because}` : '发布'}
              </p>
            )}
            <details>
              <summary>看文字</summary>
              <WordingText wording={it.body} />
            </details>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** 文书用语: what is printed on many papers in the same words; read by all, written by the bureau, released by a second person. */
export function WordingsPage() {
  const me = useMe()
  const [writing, setWriting] = useState<WordingPiece | null>(null)
  const [deciding, setDeciding] = useState<WordingPiece | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['wordings', me.post.id],
    queryFn: () => call(wordings),
  })
  return (
    <>
      <div className="page-head">
        <h1>文书用语和卷号</h1>
        <RulesTabs />
      </div>
      <p className="quiet docket-says">
        这几段话印在许多文书上。司法局可以写新的一版，由另一位同事看过再发布；到了日子，新做的文书才用它，已经做出的文书一个字也不变。
      </p>
      {error && !data && <NotFetched error={error} again={() => refetch()} />}
      {!data && !error && <Waiting />}
      {data?.pieces.map((piece) => (
        <section className="card" key={piece.piece} aria-labelledby={`wording-${piece.piece}`}>
          <div className="rule-head">
            <h2 id={`wording-${piece.piece}`}>{piece.says}</h2>
            {data.may_write && piece.why_fixed === null && !piece.waiting && (
              <Button onClick={() => setWriting(piece)}>写新的一版</Button>
            )}
          </div>
          <p className="quiet">印在：{piece.stands_on}</p>
          {piece.why_fixed && <p className="quiet">{piece.why_fixed}</p>}
          {piece.waiting && (
            <p className="wording-waits">
              有一版等着发布
              {piece.waiting.mine && '，是您写的，请另一位同事看过再发布'}。
              {data.may_write && (
                <Button size="small" onClick={() => setDeciding(piece)}>
                  {piece.waiting.may_release ? '看一看，发布或退回' : '看一看，或者收回'}
                </Button>
              )}
            </p>
          )}
          {piece.behind && (
            <p className="wording-waits">
              软件带来了这一段的新文字（多半因为法律改了），本县用的还是照旧文字写的。请打开下面的各版比一比，写新的一版。
            </p>
          )}
          <WordingText wording={piece.now} />
          <Versions piece={piece} />
        </section>
      ))}
      {data && <DocketPatternCard />}
      {writing && <WriteWording key={writing.piece} piece={writing} onClose={() => setWriting(null)} />}
      {deciding?.waiting && <DecideWording key={deciding.piece} piece={deciding} onClose={() => setDeciding(null)} />}
    </>
  )
}
