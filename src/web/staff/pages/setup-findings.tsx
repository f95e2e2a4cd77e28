import type { SetupReply } from './setup.tsx'

const MOST_SHOWN = 200

/** What the trial reading found: every fault with its place in the workbook, or how much would be set up. */
export function SetupFindings({ reply: { faults, counts } }: { reply: SetupReply }) {
  if (faults.length === 0)
    return (
      <p role="status" className="says-right">
        没有错误：{counts.places} 个地方，{counts.units} 个单位，{counts.people} 个人。可以正式建立。
      </p>
    )
  return (
    <div role="alert">
      <p className="says-wrong">
        有 {faults.length} 处要改。请在 Excel 里改好、保存，再选一次文件。
        {faults.length > MOST_SHOWN && `下面先列出前 ${MOST_SHOWN} 处。`}
      </p>
      <table className="faults" aria-label="要改的地方">
        <thead>
          <tr>
            <th scope="col">工作表</th>
            <th scope="col">行</th>
            <th scope="col">列</th>
            <th scope="col">怎样改</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, MOST_SHOWN).map((fault) => (
            <tr key={`${fault.sheet} ${fault.row} ${fault.column} ${fault.says}`}>
              <td>{fault.sheet}</td>
              <td>{fault.row}</td>
              <td>{fault.column}</td>
              <td>{fault.says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
