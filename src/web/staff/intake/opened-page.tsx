import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { sayDayAndWeekday, sayInstant } from '#web/lib/dates.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { natureWords } from '../kit/clock-line.tsx'
import { Link } from '../kit/link.tsx'
import { SimilarBelow } from './similar-below.tsx'
import type { Opened } from './take-down-form.tsx'

/** A QR code as the server draws it. */
const asPicture = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`

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
  const { unit, next, paper, link_qr_svg, link } = opened
  return (
    <div className="opened">
      <div className="no-print">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p className="quiet">{says}</p>
        <section className="card opened-slip" aria-label="登记结果">
          {link_qr_svg && (
            <img src={asPicture(link_qr_svg)} alt="二维码：申请人扫一扫看办到哪了" width="168" height="168" />
          )}
          <div>
            <p className="opened-code">{opened.short_code}</p>
            <dl className="facts">
              <dt>收到</dt>
              <dd>{sayInstant(opened.received_at)}（谁也不能改动）</dd>
              <dt>谁在管</dt>
              <dd>
                {unit.name}（{unit.phone}）
              </dd>
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
            {paper && <p className="quiet">二维码就是申请人的钥匙，只在这里出现一次：请打印，或者让她现在扫。</p>}
          </div>
        </section>
        {showSimilar && <SimilarBelow fileId={opened.file_id} />}
      </div>
      {paper && link && link_qr_svg && (
        <div className="print-only opened-print">
          <div className="opened-print-key">
            <img src={asPicture(link_qr_svg)} alt="" />
            <p>
              扫码看办到哪了。编号 <strong>{opened.short_code}</strong>
              <br />
              最晚 {sayDayAndWeekday(next.due_on)} 前答复（{next.length_from}）
              <br />
              <span>{new URL(link, window.location.origin).href}</span>
            </p>
          </div>
          <PaperView paper={paper} />
        </div>
      )}
    </div>
  )
}
