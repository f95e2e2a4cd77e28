import { Button } from 'antd'
import { useState } from 'react'
import { dayHeads } from '#contract/administration.ts'
import { sayDay } from '#web/lib/dates.ts'
import { PaperView } from '#web/lib/paper-view.tsx'
import { PrintModal } from '../file/print-modal.tsx'
import { asking, Empty, ListState, useList } from './list-state.tsx'

/** The signed days, each to be printed and kept apart from the machines. */
export function DayHeadsPage() {
  const [day, setDay] = useState<string | null>(null)
  const list = useList(dayHeads, asking({ day: day ?? undefined }))
  return (
    <>
      <div className="page-head">
        <h1>每日总指纹</h1>
        <p className="page-sum">
          每天的记录算成一个总指纹并签名。打印一份和服务器分开保管，以后谁改过那一天的记录，一比就知道。里面没有案件的内容。
        </p>
      </div>
      <ListState list={list}>
        {({ days, shown }) =>
          days.length > 0 ? (
            <>
              <table className="admin-table" aria-label="每日总指纹">
                <thead>
                  <tr>
                    <th scope="col" className="col-14">
                      日期
                    </th>
                    <th scope="col">有变动的案卷</th>
                    <th scope="col">查看记录</th>
                    <th scope="col">打印</th>
                  </tr>
                </thead>
                <tbody>
                  {days.map((it) => (
                    <tr key={it.day}>
                      <td className="digits">{sayDay(it.day)}</td>
                      <td>{it.files} 件</td>
                      <td>{it.looks} 条</td>
                      <td>
                        <Button size="small" onClick={() => setDay(it.day)}>
                          看、打印
                          <span className="unseen">：{sayDay(it.day)}</span>
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {day && shown?.day === day && (
                <PrintModal title={`${sayDay(day)}的总指纹`} onClose={() => setDay(null)}>
                  <PaperView paper={shown.sheet} />
                  <img
                    className="check-qr"
                    alt="这一天总指纹的二维码"
                    src={`data:image/svg+xml;utf8,${encodeURIComponent(shown.qr_svg)}`}
                  />
                </PrintModal>
              )}
            </>
          ) : (
            <Empty title="还没有签过名的日子" says="每天的记录在第二天零点过后签名；明天再来看。" />
          )
        }
      </ListState>
    </>
  )
}
