import '../report/receipt.css'
import type { ComplaintReceipt } from '#contract/complaints.ts'
import { sayDayAndWeekday, sayInstant } from '#web/lib/dates.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { ClockFrom } from '../kit/clock-from.tsx'
import { KeepHere } from '../kit/keep-here.tsx'
import { Phone } from '../kit/phone.tsx'
import { useArrival } from '../kit/screen.tsx'
import { To } from '../navigate.tsx'
import { secretIn } from '../secrets.ts'

/** The receipt of a complaint: its own code and its own link, to be photographed or printed. */
export function ComplaintSlip({ receipt, onBack }: { receipt: ComplaintReceipt; onBack: () => void }) {
  const heading = useArrival('意见收到了')
  const secret = secretIn(receipt.link)
  const { unit, next } = receipt
  const picture = `data:image/svg+xml;utf8,${encodeURIComponent(receipt.link_qr_svg)}`
  return (
    <>
      <div className="screen receipt no-print">
        <p className="receipt-done" role="status">
          已经收到您的意见
        </p>
        <h1 ref={heading} tabIndex={-1}>
          意见收到了
        </h1>
        <section className="receipt-slip" aria-label="意见回执">
          <p className="receipt-label">意见的编号</p>
          <p className="receipt-code">{receipt.short_code}</p>
          <img className="receipt-qr" src={picture} alt="二维码：扫一扫看查到哪了" width="200" height="200" />
          <p className="receipt-scan">扫码看查到哪了</p>
          <p className="receipt-keep">
            和那件事的链接不是同一个，只给 {receipt.holder} 本人。
            <br />
            请拍照或截图保存。
          </p>
          <dl className="facts">
            <div>
              <dt>收到的时间</dt>
              <dd>{sayInstant(receipt.received_at)}</dd>
            </div>
            <div>
              <dt>由谁查</dt>
              <dd>
                {unit.name}
                <span className="small">　{receipt.because}</span>
              </dd>
            </div>
            <div>
              <dt>最晚哪天答复</dt>
              <dd>
                <strong className="receipt-day">{sayDayAndWeekday(next.due_on)}</strong>
                <ClockFrom clock={next} />
              </dd>
            </div>
          </dl>
        </section>
        <section className="card" aria-label="打电话">
          <div className="call">
            <span>{unit.name}</span>
            <Phone number={unit.phone} />
          </div>
        </section>
        <div className="buttons">
          {secret ? (
            <To href={`/complaint#${secret}`} className="button">
              看看查到哪了
            </To>
          ) : null}
          <button type="button" className="button button-plain" onClick={() => window.print()}>
            保存回执（打印）
          </button>
          <button type="button" className="button button-plain" onClick={onBack}>
            回到那件事
          </button>
        </div>
        {secret ? <KeepHere secret={secret} shortCode={receipt.short_code} /> : null}
      </div>
      <div className="print-only receipt-print">
        <div className="receipt-print-key">
          <img src={picture} alt="" />
          <p>
            扫码看查到哪了。意见的编号 <strong>{receipt.short_code}</strong>
            <br />
            最晚 {sayDayAndWeekday(next.due_on)} 前答复（{next.length_from}）
          </p>
        </div>
        <PaperView paper={receipt.paper} />
      </div>
    </>
  )
}
