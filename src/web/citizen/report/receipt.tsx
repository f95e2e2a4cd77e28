import './receipt.css'
import { useEffect, useState } from 'react'
import type { Receipt } from '#contract/intake.ts'
import { sayDayAndWeekday, sayInstant } from '#web/lib/dates.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { useCounty } from '../county.tsx'
import { ClockFrom } from '../kit/clock-from.tsx'
import { copyText } from '../kit/copy-text.ts'
import { KeepHere } from '../kit/keep-here.tsx'
import { Phone } from '../kit/phone.tsx'
import { useArrival } from '../kit/screen.tsx'
import { To } from '../navigate.tsx'
import { RoutesList } from '../routes/routes-list.tsx'
import { holdSecret, secretIn } from '../secrets.ts'

/** A QR code as the server draws it. */
export const asPicture = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`

/** The receipt (收件回执): proof, link and promise, to be photographed, printed or copied. */
export function ReceiptPage({ receipt, onShown }: { receipt: Receipt; onShown: () => void }) {
  const heading = useArrival('登记好了')
  const { county } = useCounty()
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  const secret = secretIn(receipt.link)
  const mine = secret ? `/my#${secret}` : '/my'
  const link = new URL(receipt.link, window.location.origin).href
  const { unit, next } = receipt

  // Only now that the receipt is on the screen may the draft go.
  useEffect(() => {
    onShown()
    if (secret) holdSecret(secret)
    window.scrollTo(0, 0)
  }, [onShown, secret])

  return (
    <>
      <div className="screen receipt no-print">
        <p className="receipt-done" role="status">
          已经收到您的事
        </p>
        <h1 ref={heading} tabIndex={-1}>
          登记好了
        </h1>
        <section className="receipt-slip" aria-label="回执">
          <p className="receipt-label">编号</p>
          <p className="receipt-code">{receipt.short_code}</p>
          <img
            className="receipt-qr"
            src={asPicture(receipt.link_qr_svg)}
            alt="二维码：扫一扫看办到哪了"
            width="200"
            height="200"
          />
          <p className="receipt-scan">扫码看办到哪了</p>
          <p className="receipt-keep">
            这是 {receipt.holder} 本人的链接，请不要给别人。
            <br />
            请拍照或截图保存。
          </p>
          <dl className="facts">
            <div>
              <dt>收到的时间（谁也不能改动）</dt>
              <dd>{sayInstant(receipt.received_at)}</dd>
            </div>
            <div>
              <dt>谁在管</dt>
              <dd>{unit.name}</dd>
            </div>
            <div>
              <dt>最晚哪天给您答复</dt>
              <dd>
                <strong className="receipt-day">{sayDayAndWeekday(next.due_on)}</strong>
                <ClockFrom clock={next} />
              </dd>
            </div>
          </dl>
        </section>
        <section className="section" aria-labelledby="next">
          <h2 id="next">接下来</h2>
          <ol className="receipt-next">
            <li>{unit.name}看您写的情况，可能打电话问您。</li>
            <li>在上面的日期之前告诉您：在这里办；还要补充什么；或者这里办不了，该去哪里。</li>
            <li>到时候没有答复，请打下面的电话催。</li>
          </ol>
        </section>
        <section className="card" aria-label="打电话">
          <div className="call">
            <span>{unit.name}</span>
            <Phone number={unit.phone} />
          </div>
          <p className="small">
            {unit.address}
            {unit.hours ? `，${unit.hours}` : ''}
          </p>
        </section>
        <div className="buttons">
          <To href={mine} className="button">
            看看办到哪了
          </To>
          <button type="button" className="button button-plain" onClick={() => window.print()}>
            保存回执（打印）
          </button>
          <button
            type="button"
            className="button button-plain"
            onClick={async () => setCopied((await copyText(link)) ? 'yes' : 'failed')}
          >
            复制链接
          </button>
        </div>
        <p className="receipt-copied" aria-live="polite">
          {copied === 'yes' ? '链接已复制。可以发给自己，或存进备忘录。' : null}
          {copied === 'failed' ? '这个浏览器不让复制，请截图保存二维码。' : null}
        </p>
        {secret ? <KeepHere secret={secret} shortCode={receipt.short_code} /> : null}
        {county ? (
          <details className="section">
            <summary>其他途径（不必先调解）</summary>
            <RoutesList routes={county.routes} />
          </details>
        ) : null}
      </div>
      <div className="print-only receipt-print">
        <div className="receipt-print-key">
          <img src={asPicture(receipt.link_qr_svg)} alt="" />
          <p>
            扫码看办到哪了。编号 <strong>{receipt.short_code}</strong>
            <br />
            最晚 {sayDayAndWeekday(next.due_on)} 前答复（{next.length_from}）
            <br />
            这是 <strong>{receipt.holder}</strong> 本人的链接，请不要给别人
            <br />
            <span className="receipt-print-link">{link}</span>
          </p>
        </div>
        <PaperView paper={receipt.paper} />
      </div>
    </>
  )
}
