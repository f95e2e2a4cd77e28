import { Button } from 'antd'
import { Fragment, useEffect, useRef } from 'react'
import { PARTY_SIDES } from '#domain/intake/desk-inputs.ts'
import { sayDayAndWeekday, sayInstant } from '#web/lib/dates.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { natureWords } from '../kit/clock-line.tsx'
import { Link } from '../kit/link.tsx'
import { SimilarBelow } from './similar-below.tsx'
import type { Opened } from './take-down-form.tsx'

const isSide = (side: string): side is keyof typeof PARTY_SIDES => Object.hasOwn(PARTY_SIDES, side)

/** A QR code as the server draws it. */
const asPicture = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`

/** Whose door the picture is: said beside each, on the screen and on paper. */
const HersAlone = ({ holder }: { holder: string }) => (
  <>
    这是 <strong>{holder}</strong> 本人的链接，请不要给别人
  </>
)

type Props = {
  opened: Opened
  title: string
  says: string
  onNext: () => void
  nextSays: string
  showSimilar?: boolean
}

/** It is written down: the slip to hand over, whom it went to and by when, and what may be the same matter. */
export function OpenedPage({ opened, title, says, onNext, nextSays, showSimilar = true }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    window.scrollTo(0, 0)
  }, [])
  const { unit, next, paper, written, holder, link_qr_svg, link, others = [] } = opened
  // Several who asked together: each goes away with a receipt that opens the file as her.
  const keys = holder && link && link_qr_svg ? [{ holder, link, link_qr_svg }, ...others] : []
  return (
    <div className="opened">
      <div className="no-print">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p className="quiet">{says}</p>
        <section className="card opened-slip" aria-label="登记结果">
          {keys[0] && keys.length === 1 && <Key of={keys[0]} />}
          <div>
            <p className="opened-code">{opened.short_code}</p>
            <dl className="facts">
              <dt>收到</dt>
              <dd>{sayInstant(opened.received_at)}（谁也不能改动）</dd>
              <dt>谁在管</dt>
              <dd>
                {unit.name}（{unit.phone}）
              </dd>
              {written?.parties.map(({ side, name, reach }) => (
                <Fragment key={`${side} ${name}`}>
                  <dt>{isSide(side) ? PARTY_SIDES[side] : side}</dt>
                  <dd>
                    <strong>{name}</strong>
                    {reach && <span className="digits">　{reach}</span>}
                  </dd>
                </Fragment>
              ))}
              {written && (
                <>
                  <dt>什么事</dt>
                  <dd className="opened-what">{written.what_happened}</dd>
                </>
              )}
              <dt>接下来</dt>
              <dd>
                {next.says}，{sayDayAndWeekday(next.due_on)}以前（{next.owed_by}，{natureWords(next.nature)}）
              </dd>
            </dl>
            <div className="opened-buttons">
              {paper && (
                <Button type="primary" onClick={() => window.print()}>
                  打印回执
                </Button>
              )}
              <Link className="plain-button" to={`/staff/files/${opened.file_id}`}>
                打开这一件
              </Link>
              <Button onClick={onNext}>{nextSays}</Button>
            </div>
            {paper && <p className="quiet">二维码就是申请人的钥匙，只在这里出现一次：请打印，或者请本人现在扫。</p>}
          </div>
        </section>
        {keys.length > 1 && (
          <section className="card" aria-labelledby="opened-keys">
            <h2 id="opened-keys">{keys.length} 位申请人，各有各的链接</h2>
            <p className="quiet">打印出来一人一份回执；请对着姓名给，不要给错。</p>
            <ul className="opened-keys">
              {keys.map((it) => (
                <li key={it.link}>
                  <Key of={it} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {showSimilar && <SimilarBelow fileId={opened.file_id} />}
      </div>
      {paper &&
        keys.map((it) => (
          <div key={it.link} className="print-only opened-print">
            <div className="opened-print-key">
              <img src={asPicture(it.link_qr_svg)} alt="" />
              <p>
                扫码看办到哪了。编号 <strong>{opened.short_code}</strong>
                <br />
                <HersAlone holder={it.holder} />
                <br />
                最晚 {sayDayAndWeekday(next.due_on)} 前答复（{next.length_from}）
                <br />
                <span>{new URL(it.link, window.location.origin).href}</span>
              </p>
            </div>
            <PaperView paper={paper} />
          </div>
        ))}
    </div>
  )
}

function Key({ of }: { of: { holder: string; link_qr_svg: string } }) {
  return (
    <figure className="opened-key">
      <img src={asPicture(of.link_qr_svg)} alt={`二维码：${of.holder}扫一扫看办到哪了`} width="168" height="168" />
      <figcaption>
        <HersAlone holder={of.holder} />
      </figcaption>
    </figure>
  )
}
