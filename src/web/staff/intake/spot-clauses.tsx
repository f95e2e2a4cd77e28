import { Button, Checkbox, Form, Input } from 'antd'
import { clauseInWords } from '#domain/agreements/words.ts'
import { PlainSelect } from '../kit/plain-select.tsx'
import type { PartyRow } from './entry.ts'
import { ALL, clausesOf, firstRow, isAct, SPOT_NATURES, type SpotRow, type SpotValues } from './spot.ts'

const NATURES = Object.entries(SPOT_NATURES).map(([value, says]) => ({ value, says }))
const WHAT: Record<string, string> = {
  pay: '什么钱，例如：赔菜地损失',
  do: '做什么，例如：把水沟挖通',
  refrain: '不再做什么，例如：不再往沟里倒垃圾',
  deliver: '交什么，例如：还回手扶拖拉机',
  release: '放弃或说清什么',
}
const MOST = 20

/** What they agreed: who to whom, what, how much, done now? Each line reads back as the sentence of the agreement. */
export function SpotClauses() {
  const form = Form.useFormInstance<SpotValues>()
  const values: SpotValues = Form.useWatch((all: SpotValues) => all, { form, preserve: true }) ?? {}
  const people = (values.parties ?? []).flatMap((row: PartyRow | undefined, at) =>
    row ? [{ value: String(at), says: row.name?.trim() || (row.side === 'applicant' ? '申请人' : '对方') }] : [],
  )
  const who = [...people, { value: ALL, says: people.length === 2 ? '双方' : '所有人' }]
  const { clauses, names } = clausesOf(values)
  return (
    <Form.List name="clauses">
      {(rows, { add, remove }) => (
        <div className="spot-clauses">
          <p className="spot-clauses-title">说好了</p>
          {rows.map(({ key, name }, at) => (
            <SpotClause
              key={key}
              name={name}
              at={at}
              who={who}
              row={values.clauses?.[name] ?? {}}
              {...(rows.length > 1 ? { onRemove: () => remove(name) } : {})}
            />
          ))}
          {rows.length < MOST && (
            <Button
              size="small"
              onClick={() => {
                add({ ...firstRow, nature: 'do' } satisfies SpotRow)
                requestAnimationFrame(() => form.focusField(['clauses', rows.length, 'from']))
              }}
            >
              ＋ 再加一条
            </Button>
          )}
          {clauses.length > 0 && (
            <ol className="spot-read" aria-live="polite">
              {clauses.map((clause, at) => (
                // Lines have no name of their own but their number.
                // biome-ignore lint/suspicious/noArrayIndexKey: the number is what a clause is called by
                <li key={at}>{clauseInWords(clause, names)}</li>
              ))}
            </ol>
          )}
        </div>
      )}
    </Form.List>
  )
}

type Props = {
  name: number
  at: number
  who: readonly { value: string; says: string }[]
  row: SpotRow
  onRemove?: () => void
}

function SpotClause({ name, at, who, row, onRemove }: Props) {
  const nature = row.nature ?? 'pay'
  const act = isAct(row)
  const nth = `第${at + 1}条`
  return (
    <div className="spot-clause">
      <Form.Item name={[name, 'from']}>
        <PlainSelect aria-label={`${nth}：谁`} options={who} />
      </Form.Item>
      <Form.Item name={[name, 'nature']}>
        <PlainSelect aria-label={`${nth}：做什么`} options={NATURES} />
      </Form.Item>
      <Form.Item name={[name, 'to']}>
        <PlainSelect aria-label={`${nth}：对谁`} options={who} />
      </Form.Item>
      {nature === 'pay' ? (
        <Form.Item name={[name, 'amount']}>
          <Input aria-label={`${nth}：多少元`} placeholder="多少" suffix="元" inputMode="decimal" autoComplete="off" />
        </Form.Item>
      ) : (
        <span />
      )}
      <Form.Item name={[name, 'what']}>
        <Input aria-label={`${nth}：具体内容`} placeholder={WHAT[nature]} maxLength={1000} autoComplete="off" />
      </Form.Item>
      {act ? (
        <Form.Item name={[name, 'done']} valuePropName="checked">
          <Checkbox>当场做完了</Checkbox>
        </Form.Item>
      ) : (
        <span />
      )}
      {act && !row.done ? (
        <Form.Item name={[name, 'by']}>
          <Input type="date" aria-label={`${nth}：最晚哪天`} />
        </Form.Item>
      ) : (
        <span />
      )}
      {onRemove ? (
        <button type="button" className="text-button party-remove" aria-label={`删去${nth}`} onClick={onRemove}>
          删
        </button>
      ) : (
        <span />
      )}
    </div>
  )
}
