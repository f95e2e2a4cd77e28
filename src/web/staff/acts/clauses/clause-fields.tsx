import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { NATURES, type Nature } from '#domain/agreements/clauses.ts'
import type { Person } from '../about.ts'
import { type ClauseDraft, hasMoney, withDebtors, withNature } from './clause-draft.ts'
import { DueFields } from './due-fields.tsx'
import { InstalmentsBox } from './instalments-box.tsx'
import { Mini } from './mini.tsx'
import { MoneyFields } from './money-fields.tsx'
import { PeopleSelect } from './people-select.tsx'

type Props = {
  draft: ClauseDraft
  /** Those the agreement binds, and those who may stand surety. */
  parties: readonly Person[]
  sureties: readonly Person[]
  others: readonly { key: number; says: string }[]
  firstKey: number
  onChange: (draft: ClauseDraft) => void
  /** One clause becomes several. */
  onSplit: (drafts: ClauseDraft[]) => void
}

const WHAT: Record<Nature, string> = {
  pay: '付什么钱',
  deliver: '交付什么',
  do: '做什么，做到什么程度',
  refrain: '不做什么',
  continue: '一直做什么',
  release: '确认或放弃什么',
}

/** The fields of one clause: only those its nature has. */
export function ClauseFields({ draft, parties, sureties, others, firstKey, onChange, onSplit }: Props) {
  const [more, setMore] = useState(draft.guarantors.length > 0 || draft.held_by !== '')
  const [parting, setParting] = useState(false)
  const { nature, debtors, creditors } = draft
  const bound = [...debtors, ...creditors]
  return (
    <div className="clause-fields">
      <div className="mini-row">
        <Mini label="哪一种">
          <Select
            aria-label="哪一种"
            value={nature}
            onChange={(value: Nature) => onChange(withNature(draft, value))}
            options={Object.entries(NATURES).map(([value, label]) => ({ value, label: label.split('（')[0] }))}
          />
        </Mini>
        <Mini label={nature === 'release' ? '谁确认或放弃' : '由谁'}>
          <PeopleSelect
            label="由谁"
            people={parties}
            value={debtors}
            onChange={(value) => onChange(withDebtors(draft, value))}
          />
        </Mini>
        <Mini label={nature === 'release' ? '对谁（双方互相的可不选）' : '对谁'}>
          <PeopleSelect
            label="对谁"
            people={parties}
            value={creditors}
            onChange={(value) => onChange({ ...draft, creditors: value })}
          />
        </Mini>
        <Button
          className="swap"
          onClick={() => onChange({ ...withDebtors(draft, creditors), creditors: debtors })}
          title="两边对换"
        >
          ⇄ 对换
        </Button>
      </div>
      <Mini label={WHAT[nature]} wide>
        <Input.TextArea
          className="grows"
          rows={3}
          maxLength={1000}
          value={draft.what}
          onChange={({ target }) => onChange({ ...draft, what: target.value })}
        />
      </Mini>
      {hasMoney(nature) && <MoneyFields draft={draft} people={parties} onChange={onChange} />}
      {nature !== 'release' && <DueFields draft={draft} others={others} onChange={onChange} />}
      {nature !== 'release' && (
        <div className="clause-more">
          {nature === 'pay' && !parting && draft.shares === null && (
            <button type="button" className="text-button" onClick={() => setParting(true)}>
              分几期付
            </button>
          )}
          {!more && (
            <button type="button" className="text-button" onClick={() => setMore(true)}>
              保证人、代管
            </button>
          )}
        </div>
      )}
      {parting && nature === 'pay' && (
        <InstalmentsBox
          draft={draft}
          firstKey={firstKey}
          onClose={() => setParting(false)}
          onDone={(drafts) => {
            setParting(false)
            onSplit(drafts)
          }}
        />
      )}
      {more && nature !== 'release' && (
        <div className="mini-row">
          <Mini label="保证人（要登记在本件里）">
            <PeopleSelect
              label="保证人"
              people={sureties.filter(({ id }) => !bound.includes(id))}
              value={draft.guarantors}
              onChange={(guarantors) => onChange({ ...draft, guarantors })}
            />
          </Mini>
          {(nature === 'pay' || nature === 'deliver') && (
            <Mini label="由谁代管（保证金、物品）">
              <Input
                value={draft.held_by}
                maxLength={100}
                onChange={({ target }) => onChange({ ...draft, held_by: target.value })}
              />
            </Mini>
          )}
        </div>
      )}
    </div>
  )
}
