import { Link } from '../kit/link.tsx'
import type { BatchRead } from './batches-page.tsx'

const MOST_FAULTS = 200
const MOST_LINES = 200

/** What the trial reading found: every fault with its line, or every line as it would be written down. */
export function BatchFindings({
  read,
  leftOut,
  onLeaveOut,
}: {
  read: BatchRead
  leftOut: ReadonlySet<number>
  onLeaveOut: (lines: ReadonlySet<number>) => void
}) {
  const { faults, lines, total, begun } = read
  if (faults.length > 0) return <Faults faults={faults} total={total} />
  const doubtful = lines.filter(({ twice, known }) => twice.length + known.length > 0)
  // What needs a decision stands first; of the rest some are enough to see that the columns are right.
  const shown = [...doubtful, ...lines.filter((it) => !doubtful.includes(it))].slice(0, MOST_LINES)
  const leave = (line: number, out: boolean): void => {
    const next = new Set(leftOut)
    if (out) next.add(line)
    else next.delete(line)
    onLeaveOut(next)
  }
  return (
    <div role="status">
      <p className="says-right">
        没有错误：{total} 行，{read.shape_says}。还没有写入任何内容。
      </p>
      {begun && (
        <p className={begun.mine ? 'says-right' : 'says-wrong'}>
          {begun.mine
            ? `这张表登记过（批号 ${begun.number}），已有 ${begun.filed} 件；再点登记只登记剩下的，不会重复。`
            : `这张表${begun.by}已经登记过（批号 ${begun.number}，${begun.filed} 件），请不要再登记。`}
        </p>
      )}
      {doubtful.length > 0 && (
        <p>有 {doubtful.length} 行可能重复，排在前面。是不是同一件由您定：不该登记的，勾上“不登记”。</p>
      )}
      <div className="batch-scroll">
        <table className="faults batch-lines" aria-label="要登记的各行">
          <thead>
            <tr>
              <th scope="col">行</th>
              <th scope="col">申请人</th>
              <th scope="col">对方</th>
              <th scope="col">什么事</th>
              <th scope="col">金额（元）</th>
              <th scope="col">地方</th>
              <th scope="col">可能重复</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((it) => (
              <tr key={it.line} data-left-out={leftOut.has(it.line)}>
                <td>{it.line}</td>
                <td>{it.applicant}</td>
                <td>{it.other_side}</td>
                <td className="batch-what">{it.what}</td>
                <td className="digits">{it.amount ?? ''}</td>
                <td>{it.place}</td>
                <td className="batch-what">
                  {it.twice.map((says) => (
                    <div key={says}>{says}</div>
                  ))}
                  {it.known.map((file) => (
                    <div key={file.file_id}>
                      <Link to={`/staff/files/${file.file_id}`}>{file.short_code}</Link>：{file.says.join('；')}
                    </div>
                  ))}
                  {it.twice.length + it.known.length > 0 && (
                    <label className="batch-leave">
                      <input
                        type="checkbox"
                        checked={leftOut.has(it.line)}
                        onChange={({ target }) => leave(it.line, target.checked)}
                      />
                      不登记这一行
                    </label>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > shown.length && (
        <p className="quiet">
          共 {lines.length} 行，这里先列出 {shown.length} 行。
        </p>
      )}
    </div>
  )
}

function Faults({ faults, total }: Pick<BatchRead, 'faults' | 'total'>) {
  return (
    <div role="alert">
      <p className="says-wrong">
        {total > 0 && `一共 ${total} 行，`}有 {faults.length} 处要改。请在表格里改好、保存，再选一次文件。
        {faults.length > MOST_FAULTS && `下面先列出前 ${MOST_FAULTS} 处。`}
      </p>
      <div className="batch-scroll">
        <table className="faults batch-faults" aria-label="要改的地方">
          <thead>
            <tr>
              <th scope="col">行</th>
              <th scope="col">列</th>
              <th scope="col">怎样改</th>
            </tr>
          </thead>
          <tbody>
            {faults.slice(0, MOST_FAULTS).map((fault) => (
              <tr key={`${fault.line} ${fault.column} ${fault.says}`}>
                <td>{fault.line}</td>
                <td>{fault.column || '整张表'}</td>
                <td>{fault.says}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
