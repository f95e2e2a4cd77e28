import { Checkbox, Input, Select } from 'antd'
import type { ClauseDraft, DueKind } from './clause-draft.ts'
import { duesFor } from './clause-draft.ts'
import { Mini } from './mini.tsx'

const WORDS: Record<DueKind, string> = {
  at_signing: '签订时当场',
  on: '到某一天以前',
  within: '签订后几天内',
  when: '等一个条件',
  ongoing: '一直做下去',
  not_said: '没有约定',
}

type Props = {
  draft: ClauseDraft
  /** The other clauses one may wait for. */
  others: readonly { key: number; says: string }[]
  onChange: (draft: ClauseDraft) => void
}

/** When it is to be done: only the fields of the kind that is chosen. */
export function DueFields({ draft, others, onChange }: Props) {
  const { due } = draft
  const set = (to: Partial<ClauseDraft['due']>) => onChange({ ...draft, due: { ...due, ...to } })
  const text = (name: 'day' | 'days' | 'condition' | 'from' | 'until' | 'rhythm', type: string, label: string) => (
    <Mini label={label} wide={name === 'condition'}>
      <Input
        type={type}
        value={due[name]}
        maxLength={name === 'condition' ? 300 : 100}
        {...(type === 'number' ? { min: 1 } : {})}
        onChange={({ target }) => set({ [name]: target.value })}
      />
    </Mini>
  )
  const working = (
    <Checkbox checked={due.working} onChange={({ target }) => set({ working: target.checked })}>
      按工作日算
    </Checkbox>
  )
  return (
    <div className="mini-row">
      <Mini label="什么时候">
        <Select
          aria-label="什么时候"
          value={due.kind}
          onChange={(kind: DueKind) => set({ kind })}
          options={duesFor(draft.nature).map((value) => ({ value, label: WORDS[value] }))}
        />
      </Mini>
      {due.kind === 'on' && text('day', 'date', '最晚哪一天')}
      {due.kind === 'within' && (
        <>
          {text('days', 'number', '几天内')}
          {working}
        </>
      )}
      {due.kind === 'when' && (
        <>
          <Mini label="等第几条履行以后">
            <Select
              aria-label="等第几条履行以后"
              value={due.after}
              allowClear
              placeholder="不等别的条款"
              onChange={(after: number | null | undefined) => set({ after: after ?? null })}
              options={others.map(({ key, says }) => ({ value: key, label: says }))}
            />
          </Mini>
          {text('condition', 'text', '等什么条件（可只选条款）')}
          {text('days', 'number', '此后几天内（可不填）')}
          {working}
        </>
      )}
      {due.kind === 'ongoing' && (
        <>
          {text('from', 'date', '从哪天起（可不填）')}
          {text('until', 'date', '到哪天止（可不填）')}
          {text('rhythm', 'text', '多久一次')}
        </>
      )}
    </div>
  )
}
