import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { batchReceipts } from '#contract/batches.ts'
import { call, Refused, Unreachable } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import type { Trouble } from '../kit/use-submit.ts'

type Receipt = z.output<(typeof batchReceipts)['reply']>['receipts'][number]

const asPicture = (svg: string): string => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`

/** All receipts of a sheet as one list to print: cut apart for many, handed over whole to one. */
export function BatchReceipts({ id, number }: { id: string; number: string }) {
  const [receipts, setReceipts] = useState<readonly Receipt[] | null>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const fetchAll = async () => {
    setBusy(true)
    setTrouble(null)
    try {
      const all: Receipt[] = []
      for (let after = 0; ; ) {
        const page = await call(batchReceipts, { params: { batch_id: id }, query: { after } })
        all.push(...page.receipts)
        after = page.receipts.at(-1)?.line ?? after
        if (!page.more) break
      }
      setReceipts(all)
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error
      setTrouble(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="card batch-receipts" aria-labelledby="batch-receipts">
      <h2 id="batch-receipts">
        回执清单<span className="print-only">　{number}</span>
      </h2>
      <p className="quiet no-print">
        每个二维码是那一位申请人的钥匙，只在登记后 24 小时内、由登记的人打印；请对着姓名给，不要给错。
      </p>
      <TroubleNote trouble={trouble} />
      {receipts === null ? (
        <Button loading={busy} onClick={fetchAll}>
          列出全部回执
        </Button>
      ) : (
        <>
          <p className="no-print">
            <Button type="primary" onClick={() => window.print()}>
              打印 {receipts.length} 份回执
            </Button>
          </p>
          <ul className="batch-slips">
            {receipts.map((it) => (
              <li key={it.line}>
                <img
                  src={asPicture(it.link_qr_svg)}
                  alt={`二维码：${it.holder}扫一扫看办到哪了`}
                  width="92"
                  height="92"
                />
                <div>
                  <strong>{it.short_code}</strong>
                  <div>
                    {it.holder} ⟷ {it.other_side}
                  </div>
                  <div>收到：{sayInstant(it.received_at)}</div>
                  <div>
                    {it.unit_name}（{it.unit_phone}）
                  </div>
                  <div className="quiet">
                    第 {it.line} 行 · 一案一码 {it.code}
                  </div>
                </div>
              </li>
            ))}
          </ul>
          <p>
            提出请求会使诉讼时效中断（最高人民法院关于诉讼时效的规定
            第十二条）。办理不收任何费用；任何时候都可以撤回，也可以走别的途径：仲裁、行政处理、向人民法院起诉等。
          </p>
        </>
      )}
    </section>
  )
}
