import { App, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { dossierArchive, dossierPdf } from '#contract/dossier.ts'
import { fetchFile, Refused, Unreachable } from '#web/lib/call.ts'
import { saveFile } from '#web/lib/save-file.ts'

/** A package of long recordings takes as long as its bytes do: half an hour. */
const PATIENCE_MS = 30 * 60_000

const KINDS = [
  {
    says: '下载整卷 PDF',
    busy: '正在装订……',
    endpoint: dossierPdf,
    holds: '封面、目录（带页号）、各份文书、证据图片、卷宗情况说明、封底，连着编页号。打印出来就能立卷。',
  },
  {
    says: '下载档案包',
    busy: '正在打包……',
    endpoint: dossierArchive,
    holds:
      '整卷 PDF、每份文书、盖章件、证据原件、每一步的记录、目录和指纹，带核对程序，不用本系统也能查有没有被改过。只供本单位归档。',
  },
] as const
type Kind = (typeof KINDS)[number]

type Props = { fileId: string; missing: readonly string[]; isOver: boolean }

/** The dossier as a whole, to take along. What is missing is said first and stops nothing; taking it is a look its parties can read. */
export function TakeDossier({ fileId, missing, isOver }: Props) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState<{ kind: Kind; seconds: number } | null>(null)
  const stop = useRef<AbortController | null>(null)
  const isBusy = busy !== null
  useEffect(() => {
    if (!isBusy) return
    const timer = setInterval(() => setBusy((it) => it && { ...it, seconds: it.seconds + 1 }), 1_000)
    return () => clearInterval(timer)
  }, [isBusy])
  useEffect(() => () => stop.current?.abort(), [])
  const take = async (kind: Kind) => {
    setBusy({ kind, seconds: 0 })
    const own = new AbortController()
    stop.current = own
    try {
      const params = { file_id: fileId }
      const { name, bytes } = await fetchFile(kind.endpoint, { params, patience: PATIENCE_MS, signal: own.signal })
      saveFile(name, bytes)
      message.success(`已下载：${name}`)
    } catch (error) {
      if (own.signal.aborted) return
      const known = error instanceof Refused || error instanceof Unreachable
      message.error(known ? `${error.title}${error.detail}` : '没有下载成：请再点一次。', 10)
    } finally {
      setBusy(null)
    }
  }
  return (
    <div className="take-dossier">
      {missing.length > 0 && (
        <p className="quiet">
          现在缺 {missing.length} 样：{missing.join('、')}。照样可以下载，“卷宗情况说明”里会写明缺什么。
        </p>
      )}
      {!isOver && <p className="quiet">这件事还没有办结，装订的是现在的情况，封面上写明；办结以后请重新下载。</p>}
      <ul>
        {KINDS.map((kind) => (
          <li key={kind.says}>
            <Button
              loading={busy?.kind === kind}
              disabled={busy !== null && busy.kind !== kind}
              onClick={() => void take(kind)}
            >
              {busy?.kind === kind ? kind.busy : kind.says}
            </Button>
            <span className="quiet">{kind.holds}</span>
          </li>
        ))}
      </ul>
      <p className="quiet" role="status">
        {busy && `${busy.kind.busy}已经 ${busy.seconds} 秒，图片和录音多的要久一些，请不要关闭页面。`}
      </p>
      <p className="quiet">
        只给调解员看的、密封的、单位之间的材料不在卷里（副卷留在系统里）。每次下载都记下来，当事人看得到。
      </p>
    </div>
  )
}
