import { Button, Checkbox, Form, Input } from 'antd'
import { PARTY_KINDS, PARTY_SIDES } from '#domain/intake/desk-inputs.ts'
import { PlainSelect } from '../kit/plain-select.tsx'
import { type PartyRow, type Side, usualGiver } from './entry.ts'

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, says]) => ({ value, says }))
const SIDES = optionsOf(PARTY_SIDES)
const KINDS = optionsOf(PARTY_KINDS)
export const GIVERS = optionsOf({ self: '本人给的', staff: '我们查到的', other_side: '另一方给的' })
const MOST = 60

/** Those whose dispute it is, a line each: sixty fit, and Enter leads from field to field. */
export function PartyList() {
  const form = Form.useFormInstance()
  return (
    <Form.List name="parties">
      {(rows, { add, remove }) => (
        <div className="party-list">
          <div className="party-row party-heads" aria-hidden="true">
            <span>哪一方</span>
            <span>类别</span>
            <span>姓名或名称</span>
            <span>电话或怎样联系</span>
            <span>谁给的</span>
            <span>谁代表、多少人</span>
          </div>
          {rows.map(({ key, name }, at) => (
            <Party
              key={key}
              name={name}
              at={at}
              {...(rows.length > 1
                ? {
                    onRemove: () => {
                      remove(name)
                      // Where the button was is nothing now: the focus goes to the line before.
                      requestAnimationFrame(() => form.focusField(['parties', Math.max(0, at - 1), 'name']))
                    },
                  }
                : {})}
            />
          ))}
          <Form.Item noStyle shouldUpdate>
            {() => {
              const { errors } = { errors: form.getFieldError('parties') }
              return errors.length > 0 ? (
                <p className="says-wrong" role="alert">
                  {errors.join('')}
                </p>
              ) : null
            }}
          </Form.Item>
          {rows.length < MOST && (
            <div className="party-more">
              {(['respondent', 'applicant', 'third'] as const).map((side) => (
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
              <span className="quiet">{rows.length > 4 && `已写 ${rows.length} 位，最多 ${MOST} 位`}</span>
            </div>
          )}
        </div>
      )}
    </Form.List>
  )
}

function Party({ name, at, onRemove }: { name: number; at: number; onRemove?: () => void }) {
  const form = Form.useFormInstance()
  const kind = Form.useWatch(['parties', name, 'kind'], form) ?? 'person'
  const side = (Form.useWatch(['parties', name, 'side'], form) ?? 'respondent') as Side
  const reach = String(Form.useWatch(['parties', name, 'reach'], form) ?? '')
  const who = `第${at + 1}位`
  return (
    <div className="party-row">
      <Form.Item name={[name, 'side']}>
        <PlainSelect aria-label={`${who}是哪一方`} options={SIDES} />
      </Form.Item>
      <Form.Item name={[name, 'kind']} initialValue="person">
        <PlainSelect aria-label={`${who}的类别`} options={KINDS} />
      </Form.Item>
      <Form.Item name={[name, 'name']}>
        <Input placeholder="姓名" aria-label={`${who}的姓名或名称`} maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[name, 'reach']}>
        <Input placeholder="可不填" aria-label={`${who}的电话，或者怎样联系`} maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[name, 'reach_from']} getValueProps={(value) => ({ value: value ?? usualGiver(side) })}>
        <PlainSelect aria-label={`${who}的电话是谁给的`} options={GIVERS} disabled={reach.trim() === ''} />
      </Form.Item>
      {kind === 'person' ? (
        <span />
      ) : (
        <div className="party-group">
          <Form.Item name={[name, 'speaks']}>
            <Input aria-label={`谁代表第${at + 1}位说话`} placeholder="谁代表" maxLength={60} autoComplete="off" />
          </Form.Item>
          {kind === 'organisation' && (
            <Form.Item name={[name, 'is_enterprise']} valuePropName="checked">
              <Checkbox aria-label={`第${at + 1}位是企业`}>企业</Checkbox>
            </Form.Item>
          )}
          {kind === 'group' && (
            <Form.Item name={[name, 'members']}>
              <Input
                aria-label={`第${at + 1}位有多少人`}
                placeholder="人数"
                inputMode="numeric"
                maxLength={6}
                autoComplete="off"
              />
            </Form.Item>
          )}
        </div>
      )}
      {onRemove ? (
        <button type="button" className="text-button party-remove" aria-label={`删去${who}`} onClick={onRemove}>
          删
        </button>
      ) : (
        <span />
      )}
    </div>
  )
}
