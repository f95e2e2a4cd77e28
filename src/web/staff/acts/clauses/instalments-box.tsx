import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { sayYuan } from '#domain/agreements/amounts.ts'
import { type ClauseDraft, equalParts, instalments, monthsLater } from './clause-draft.ts'
import { Mini } from './mini.tsx'

const EVERY: readonly { value: number; label: string }[] = [
  { value: 1, label: '每月' },
  { value: 2, label: '每两个月' },
  { value: 3, label: '每季度' },
  { value: 6, label: '每半年' },
  { value: 12, label: '每年' },
]

/** A total over several dates, as so many clauses: shown before it is put in. */
export function InstalmentsBox({
  draft,
  firstKey,
  onDone,
  onClose,
}: {
  draft: ClauseDraft
  firstKey: number
  onDone: (drafts: ClauseDraft[]) => void
  onClose: () => void
}) {
  const [total, setTotal] = useState(draft.amount)
  const [count, setCount] = useState('3')
  const [first, setFirst] = useState(draft.due.day)
  const [every, setEvery] = useState(1)
  const parts = Number(count)
  const amounts = parts <= 60 ? equalParts(total, parts) : null
  const days = amounts && first ? amounts.map((_, at) => monthsLater(first, at * every)) : null
  return (
    <fieldset className="instalments">
      <legend>分期：总数 ÷ 期数，每期一条</legend>
      <div className="mini-row">
        <Mini label="总数（元）">
          <Input
            inputMode="decimal"
            className="digits"
            value={total}
            onChange={({ target }) => setTotal(target.value.trim())}
          />
        </Mini>
        <Mini label="分几期">
          <Input type="number" min={2} max={60} value={count} onChange={({ target }) => setCount(target.value)} />
        </Mini>
        <Mini label="第一期最晚哪天">
          <Input type="date" value={first} onChange={({ target }) => setFirst(target.value)} />
        </Mini>
        <Mini label="隔多久">
          <Select aria-label="隔多久" value={every} onChange={setEvery} options={[...EVERY]} />
        </Mini>
      </div>
      <p className="quiet" aria-live="polite">
        {amounts && days
          ? `${days[0]} 付 ${sayYuan(amounts[0] ?? '0')} …… ${days.at(-1)} 付 ${sayYuan(amounts.at(-1) ?? '0')}，共 ${days.length} 条`
          : '填好总数、期数和第一期的日期，这里会先给您看。'}
      </p>
      <div className="mini-buttons">
        <Button onClick={onClose}>不分了</Button>
        <Button
          type="primary"
          disabled={!amounts || !days}
          onClick={() => amounts && days && onDone(instalments(draft, days, amounts, firstKey))}
        >
          换成 {days?.length ?? ''} 条
        </Button>
      </div>
    </fieldset>
  )
}
