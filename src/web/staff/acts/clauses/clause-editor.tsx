import { Button, Form } from 'antd'
import { useEffect, useState } from 'react'
import { type Clause, ClauseInput, NATURES } from '#domain/agreements/clauses.ts'
import { clauseInWords } from '#domain/agreements/words.ts'
import { nameOf, type Person } from '../about.ts'
import { type ClauseDraft, clausesOf, type DueKind, emptyClause, moved, nextKey, without } from './clause-draft.ts'
import { ClauseFields } from './clause-fields.tsx'
import { type Said, saysOf } from './clause-says.ts'

type Props = {
  parties: readonly Person[]
  sureties: readonly Person[]
  /** Who most likely owes whom: a new clause begins so. */
  sides: { debtors: string[]; creditors: string[] }
  /** How a new clause is most likely due. */
  firstDue?: DueKind
  value?: ClauseDraft[]
  onChange?: (value: ClauseDraft[]) => void
  id?: string
}

/** The sentence a villager will read, as far as it is written. */
function sentence(raw: unknown, draft: ClauseDraft, people: readonly Person[]): string {
  const checked = ClauseInput.safeParse(raw)
  const names = (ids: readonly string[]) => ids.map((id) => nameOf(people, id)).join('、')
  if (checked.success) return clauseInWords(checked.data satisfies Clause, names)
  const who = names(draft.debtors) || '（由谁）'
  const to = draft.creditors.length > 0 ? `对${names(draft.creditors)}` : ''
  return `${who}${to}【${NATURES[draft.nature].split('（')[0]}】${draft.what || '……'}`
}

/** The clauses of an agreement: one open to write in, the others as sentences; what is wrong or unclear stands beside each. */
export function ClauseEditor({ parties, sureties, sides, firstDue, value = [], onChange, id }: Props) {
  const [open, setOpen] = useState<number | null>(() => (value.length <= 1 ? (value[0]?.key ?? null) : null))
  const set = (drafts: ClauseDraft[]) => onChange?.(drafts)
  const raw = clausesOf(value)
  const said = saysOf(
    value,
    parties.map((it) => it.id),
    sureties.map((it) => it.id),
  )
  const asked = Form.Item.useStatus().errors.length > 0
  const { isLeft, leave } = useLeft(value, asked)
  const add = (draft: ClauseDraft) => {
    set([...value, draft])
    setOpen(draft.key)
  }
  return (
    <div className="clauses" {...(id ? { id } : {})}>
      <ol className="clause-list">
        {value.map((draft, at) => (
          <li
            className="clause-box"
            key={draft.key}
            data-open={open === draft.key}
            onBlur={({ currentTarget, relatedTarget }) => {
              if (!currentTarget.contains(relatedTarget)) leave(draft.key)
            }}
          >
            <div className="clause-top">
              <strong>第 {at + 1} 条</strong>
              <ClauseTools
                at={at}
                count={value.length}
                open={open === draft.key}
                onOpen={() => {
                  leave(draft.key)
                  setOpen(open === draft.key ? null : draft.key)
                }}
                onMove={(by) => set(moved(value, at, by))}
                onCopy={() => add({ ...draft, key: nextKey(value) })}
                onRemove={() => set(without(value, draft.key))}
              />
            </div>
            <p className="clause-sentence" aria-live={open === draft.key ? 'polite' : 'off'}>
              {sentence(raw[at], draft, parties)}
            </p>
            <Notes said={(said[at] ?? []).filter(({ weight }) => weight !== 'lack' || isLeft(draft.key))} />
            {open === draft.key && (
              <ClauseFields
                draft={draft}
                parties={parties}
                sureties={sureties}
                others={value.flatMap((it, place) =>
                  it.key === draft.key ? [] : [{ key: it.key, says: `第 ${place + 1} 条 ${it.what.slice(0, 16)}` }],
                )}
                firstKey={nextKey(value)}
                onChange={(to) => set(value.map((it) => (it.key === draft.key ? to : it)))}
                onSplit={(drafts) => {
                  set(value.flatMap((it) => (it.key === draft.key ? drafts : [it])))
                  setOpen(null)
                }}
              />
            )}
          </li>
        ))}
      </ol>
      <Button onClick={() => add(emptyClause(nextKey(value), sides, firstDue))}>加一条</Button>
    </div>
  )
}

/**
 * The clauses somebody has been in and left: what is missing is said of these, and of all once she wanted to send; of what
 * is only being written nobody says that it is not written yet.
 */
function useLeft(drafts: readonly ClauseDraft[], asked: boolean) {
  const [left, setLeft] = useState<readonly number[]>(() =>
    drafts.filter(({ what }) => what.trim() !== '').map(({ key }) => key),
  )
  const keys = drafts.map(({ key }) => key).join()
  useEffect(() => {
    if (asked) setLeft(keys.split(',').map(Number))
  }, [asked, keys])
  return {
    isLeft: (key: number): boolean => left.includes(key),
    leave: (key: number): void => setLeft((before) => (before.includes(key) ? before : [...before, key])),
  }
}

function Notes({ said }: { said: readonly Said[] }) {
  if (said.length === 0) return null
  return (
    <ul className="clause-notes">
      {said.map(({ weight, says, next, law }) => (
        <li key={says} data-weight={weight}>
          {says}
          {next}
          {law && <span className="quiet">（{law}）</span>}
        </li>
      ))}
    </ul>
  )
}

function ClauseTools(tools: {
  at: number
  count: number
  open: boolean
  onOpen: () => void
  onMove: (by: -1 | 1) => void
  onCopy: () => void
  onRemove: () => void
}) {
  const { at, count, open } = tools
  const named = `第 ${at + 1} 条`
  return (
    <span className="clause-tools">
      <button
        type="button"
        className="text-button"
        aria-label={`${named}上移`}
        disabled={at === 0}
        onClick={() => tools.onMove(-1)}
      >
        上移
      </button>
      <button
        type="button"
        className="text-button"
        aria-label={`${named}下移`}
        disabled={at === count - 1}
        onClick={() => tools.onMove(1)}
      >
        下移
      </button>
      <button type="button" className="text-button" aria-label={`复制${named}`} onClick={tools.onCopy}>
        复制
      </button>
      <button type="button" className="text-button" aria-label={`删去${named}`} onClick={tools.onRemove}>
        删去
      </button>
      <button
        type="button"
        className="text-button"
        aria-expanded={open}
        aria-label={`${open ? '收起' : '修改'}${named}`}
        onClick={tools.onOpen}
      >
        {open ? '收起' : '修改'}
      </button>
    </span>
  )
}
