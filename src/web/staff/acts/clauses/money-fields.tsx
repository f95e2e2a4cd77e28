import { Checkbox, Input } from 'antd'
import type { Person } from '../about.ts'
import { nameOf } from '../about.ts'
import { type ClauseDraft, withShares } from './clause-draft.ts'
import { Mini } from './mini.tsx'

type Props = { draft: ClauseDraft; people: readonly Person[]; onChange: (draft: ClauseDraft) => void }

/** How much: a total, or a share for each of several, or how it will be known. */
export function MoneyFields({ draft, people, onChange }: Props) {
  const { debtors, shares, amount, amount_later, nature } = draft
  const several = debtors.length > 1
  return (
    <>
      <div className="mini-row">
        <Mini label={nature === 'continue' ? '每次多少元（没有就空着）' : shares ? '合计（元）' : '多少元'}>
          <Input
            inputMode="decimal"
            className="digits"
            value={amount}
            readOnly={shares !== null}
            maxLength={16}
            onChange={({ target }) => onChange({ ...draft, amount: target.value.trim() })}
          />
        </Mini>
        {amount === '' && nature === 'pay' && (
          <Mini label="现在定不下来的，写以后怎样定" wide>
            <Input
              value={amount_later}
              maxLength={300}
              placeholder="例如：以司法鉴定意见为准"
              onChange={({ target }) => onChange({ ...draft, amount_later: target.value })}
            />
          </Mini>
        )}
        {several && (
          <span className="mini-ticks">
            <Checkbox
              checked={shares !== null}
              onChange={({ target }) =>
                onChange(withShares(draft, target.checked ? Object.fromEntries(debtors.map((id) => [id, ''])) : null))
              }
            >
              各付各的
            </Checkbox>
            <Checkbox
              checked={draft.joint}
              disabled={shares !== null}
              onChange={({ target }) => onChange({ ...draft, joint: target.checked })}
            >
              连带（每人都对全部负责）
            </Checkbox>
          </span>
        )}
      </div>
      {shares && (
        <div className="mini-row mini-shares">
          {debtors.map((id) => (
            <Mini key={id} label={`${nameOf(people, id)}付多少元`}>
              <Input
                inputMode="decimal"
                className="digits"
                value={shares[id] ?? ''}
                maxLength={16}
                onChange={({ target }) => onChange(withShares(draft, { ...shares, [id]: target.value.trim() }))}
              />
            </Mini>
          ))}
        </div>
      )}
    </>
  )
}
