import { Button } from 'antd'
import type { RegisterItem, RegisterLine } from '#contract/registers.ts'
import { REGISTER_ACTS, type RegisterAct } from '#domain/registers/words.ts'
import { sayDay } from '#web/lib/dates.ts'
import { Link } from '../kit/link.tsx'
import type { Entering } from './entry-forms.tsx'

type Enter = (entering: Entering) => void
/** Entries that stand open; the rest is a press away. */
const NEWEST = 3

const isAct = (word: string): word is RegisterAct => Object.hasOwn(REGISTER_ACTS, word)

/** What may be written here, as the server allows it. */
function Buttons({
  can,
  item,
  line,
  onEnter,
}: {
  can: readonly string[]
  item: RegisterItem
  line: RegisterLine | null
  onEnter: Enter
}) {
  const acts = can.filter(isAct)
  if (acts.length === 0) return null
  const of = line ? line.unit_name : item.title
  return (
    <span className="part-buttons">
      {acts.map((act) =>
        act === 'end' ? (
          <button key={act} type="button" className="text-button" onClick={() => onEnter({ act, item, line })}>
            结束这一条<span className="unseen">：{of}</span>
          </button>
        ) : (
          <Button key={act} size="small" onClick={() => onEnter({ act, item, line })}>
            {REGISTER_ACTS[act]}
            <span className="unseen">：{of}</span>
          </Button>
        ),
      )}
    </span>
  )
}

const Late = () => <strong className="register-late">过了日子</strong>

function Lines({ item, onEnter }: { item: RegisterItem; onEnter: Enter }) {
  // A paper has one line, and is it: its buttons stand with the card's own.
  if (item.lines.length === 0 || item.kind === 'paper') return null
  const promises = item.kind === 'reception'
  return (
    <ul className="register-lines" aria-label={promises ? '答应的事' : '各单位'}>
      {item.lines.map((line) => (
        <li key={line.nth}>
          <span className="register-who">
            {promises && <strong>{line.what}</strong>}
            <span>
              {line.unit_name}
              {item.kind === 'measure' && <span className="quiet">（{line.what}）</span>}
              {promises && line.due_on && <span className="quiet">，最晚 {sayDay(line.due_on)}</span>}
            </span>
          </span>
          <span className="stage" data-weight={line.state === 'confirmed' ? 'ended' : 'ours'}>
            {line.state_says}
          </span>
          {line.late && <Late />}
          <Buttons can={line.can} item={item} line={line} onEnter={onEnter} />
        </li>
      ))}
    </ul>
  )
}

function Entry({ entry }: { entry: RegisterItem['entries'][number] }) {
  const { on, by, unit_name, act_says, of, text } = entry
  return (
    <li>
      <span className="quiet">
        {sayDay(on)} {unit_name} {by}
        {act_says}
        {of && `（${of}）`}：
      </span>
      {text}
    </li>
  )
}

function Entries({ entries }: Pick<RegisterItem, 'entries'>) {
  const newest = [...entries].reverse()
  const older = newest.slice(NEWEST)
  if (newest.length === 0) return null
  return (
    <>
      <ul className="register-entries">
        {newest.slice(0, NEWEST).map((entry) => (
          <Entry key={entry.nth} entry={entry} />
        ))}
      </ul>
      {older.length > 0 && (
        <details className="rule-more">
          <summary>更早的 {older.length} 条</summary>
          <ul className="register-entries">
            {older.map((entry) => (
              <Entry key={entry.nth} entry={entry} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

/** One item: what it is and where it stands, who owes what of it, what was written since. */
export function ItemCard({ item, onEnter }: { item: RegisterItem; onEnter: Enter }) {
  const over = item.state === 'done' || item.state === 'ended'
  return (
    <li className="card register-item">
      <p className="task-head">
        <strong>{item.title}</strong>
        <span className="stage" data-weight={over ? 'ended' : 'ours'}>
          {item.state_says}
        </span>
        {item.late && item.lines.length === 0 && <Late />}
      </p>
      {item.text && <p className="verbatim">{item.text}</p>}
      <p className="register-facts">
        {item.facts.map(({ label, text }) => (
          <span key={label}>
            <span className="quiet">{label}</span> {text}
          </span>
        ))}
      </p>
      <Lines item={item} onEnter={onEnter} />
      {item.files.length > 0 && (
        <p>
          <span className="quiet">查看的案卷：</span>
          {item.files.map(({ file_id, short_code, stage_says }) => (
            <span key={file_id} className="register-file">
              <Link to={`/staff/files/${file_id}`}>{short_code}</Link> <span className="quiet">{stage_says}</span>
            </span>
          ))}
        </p>
      )}
      <Entries entries={item.entries} />
      <p className="register-foot">
        <span className="register-acts">
          {item.kind === 'paper' &&
            item.lines.map((line) => (
              <Buttons key={line.nth} can={line.can} item={item} line={line} onEnter={onEnter} />
            ))}
          <Buttons can={item.can} item={item} line={null} onEnter={onEnter} />
        </span>
        <span className="quiet">
          {sayDay(item.made.on)} {item.made.unit_name} {item.made.by}登记
        </span>
      </p>
    </li>
  )
}
