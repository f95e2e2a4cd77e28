import { Button, Form, Input } from 'antd'
import { PARTY_KINDS, PARTY_SIDES } from '#domain/intake/desk-inputs.ts'
import { PlainSelect } from '../kit/plain-select.tsx'
import type { PartyRow, Side } from './entry.ts'

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, says]) => ({ value, says }))
const KINDS = optionsOf(PARTY_KINDS)

/** Both sides: a name and, where there is one, a phone. The rest has its usual value and is passed over by Enter. */
export function SpotParties() {
  const form = Form.useFormInstance()
  return (
    <Form.List name="parties">
      {(rows, { add, remove }) => (
        <div className="spot-parties">
          {rows.map(({ key, name }, at) => (
            <SpotParty
              key={key}
              name={name}
              at={at}
              {...(rows.length > 2
                ? {
                    onRemove: () => {
                      remove(name)
                      requestAnimationFrame(() => form.focusField(['parties', Math.max(0, at - 1), 'name']))
                    },
                  }
                : {})}
            />
          ))}
          <div className="party-more">
            {(['applicant', 'respondent'] as const).map((side) => (
              <Button
                key={side}
                size="small"
                onClick={() => {
                  add({ side, kind: 'person' } satisfies PartyRow)
                  requestAnimationFrame(() => form.focusField(['parties', rows.length, 'name']))
                }}
              >
                ＋ {PARTY_SIDES[side]}
              </Button>
            ))}
          </div>
        </div>
      )}
    </Form.List>
  )
}

function SpotParty({ name, at, onRemove }: { name: number; at: number; onRemove?: () => void }) {
  const form = Form.useFormInstance()
  const side = (Form.useWatch(['parties', name, 'side'], { form, preserve: true }) ?? 'respondent') as Side
  const says = PARTY_SIDES[side]
  return (
    <div className="spot-party">
      <Form.Item name={[name, 'name']} label={says}>
        <Input placeholder="姓名或名称" aria-label={`${says}的姓名或名称`} maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[name, 'reach']} label="电话（可不填）">
        <Input aria-label={`${says}的电话`} maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[name, 'kind']} label="类别">
        <PlainSelect aria-label={`${says}的类别`} options={KINDS} data-enter-skip />
      </Form.Item>
      {onRemove && (
        <button
          type="button"
          className="text-button party-remove"
          aria-label={`删去${says}（第${at + 1}位）`}
          onClick={onRemove}
        >
          删
        </button>
      )}
    </div>
  )
}
