import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { setupCounty, setupState } from '#contract/organisations.ts'
import { LonePage } from '../kit/lone-page.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { type Trouble, useSubmit } from '../kit/use-submit.ts'
import { asBase64 } from './base64.ts'
import { SetupFindings } from './setup-findings.tsx'
import { SetupSlips } from './setup-slips.tsx'

export type SetupReply = z.output<(typeof setupCounty)['reply']>
type Chosen = { name: string; workbook: string }

const MOST_BYTES = 10_000_000

/** First start of a real county: one filled workbook, read on trial until it is right, then everything in one act. */
export function SetupPage() {
  const [code] = useState(() => window.location.hash.slice(1))
  const state = useSubmit(setupState)
  const trial = useSubmit(setupCounty)
  const found = useSubmit(setupCounty)
  const [ready, setReady] = useState(false)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [unread, setUnread] = useState<string | null>(null)
  const [reply, setReply] = useState<SetupReply | null>(null)
  const { submit: askState } = state

  useEffect(() => {
    askState({ body: { code } }).then((answer) => setReady(answer !== null))
  }, [code, askState])

  const read = async (file: File) => {
    setReply(null)
    setUnread(null)
    setChosen(null)
    if (file.size > MOST_BYTES) return setUnread('文件太大了：最多 10 MB。请只保留要填的几张表。')
    let workbook: string
    try {
      workbook = asBase64(new Uint8Array(await file.arrayBuffer()))
    } catch {
      return setUnread('没有读出这个文件。如果它正在别的软件里打开，请先关闭，再重新选择。')
    }
    setChosen({ name: file.name, workbook })
    setReply(await trial.submit({ body: { code, dry_run: true, workbook } }))
  }

  if (reply?.done) return <SetupSlips slips={reply.slips} counts={reply.counts} />
  if (!ready)
    return (
      <LonePage title="建立本县">
        {state.busy && <p role="status">正在核对设置地址……</p>}
        <TroubleNote trouble={state.trouble} />
      </LonePage>
    )
  const busy = trial.busy || found.busy
  const trouble: Trouble | null = found.trouble ?? trial.trouble
  return (
    <LonePage title="建立本县" wide>
      <p className="lead">三步：下载模板，填好地区、单位和人员，上传试读，没有错误再正式建立。试读不保存任何内容。</p>
      <ol className="setup-steps">
        <li>
          <h2>下载模板</h2>
          <p>一个 Excel 文件，里面写明每一列怎样填。系统管理员、安全审计员、个人信息保护负责人必须是三个不同的人。</p>
          <a className="plain-button" href="/api/setup/template.xlsx" download>
            下载模板
          </a>
        </li>
        <li>
          <h2>填好后选择文件，先试读</h2>
          <p>
            <label className="pick-file" aria-disabled={busy}>
              <input
                type="file"
                accept=".xlsx"
                disabled={busy}
                onChange={({ target }) => {
                  const [file] = target.files ?? []
                  // The same file chosen again after mending must be read again.
                  if (file) read(file).finally(() => (target.value = ''))
                }}
              />
              <span>{chosen ? '换一个文件，或改好后再选一次' : '选择填好的文件'}</span>
            </label>
            {chosen && <span className="picked">{chosen.name}</span>}
          </p>
          {trial.busy && <p role="status">正在试读……</p>}
          {unread && (
            <p role="alert" className="says-wrong">
              {unread}
            </p>
          )}
          <TroubleNote trouble={trouble} />
          {reply && <SetupFindings reply={reply} />}
        </li>
        <li>
          <h2>正式建立</h2>
          <p>建立后会给出每个人的开通码，只显示一次，请准备好打印。这个设置地址随后作废。</p>
          <Button
            type="primary"
            size="large"
            disabled={!reply || reply.faults.length > 0}
            loading={found.busy}
            onClick={async () => {
              if (!chosen) return
              const answer = await found.submit({ body: { code, dry_run: false, workbook: chosen.workbook } })
              if (answer) setReply(answer)
            }}
          >
            正式建立
          </Button>
        </li>
      </ol>
    </LonePage>
  )
}
