import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { batches, checkBatch, fileBatch } from '#contract/batches.ts'
import { BATCH_CHANNELS } from '#domain/intake/batch-rows.ts'
import { CHANNELS } from '#domain/intake/channels.ts'
import { call } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { PlacePicker, useReceiver } from '../intake/place-picker.tsx'
import { Link } from '../kit/link.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { TroubleNote } from '../kit/trouble.tsx'
import { useSubmit } from '../kit/use-submit.ts'
import { asBase64 } from '../pages/base64.ts'
import { go } from '../router.ts'
import { useMe } from '../session/me.ts'
import { BatchFindings } from './batch-findings.tsx'

export type BatchRead = z.output<(typeof checkBatch)['reply']>
type Channel = (typeof BATCH_CHANNELS)[number]
type Chosen = { name: string; workbook: string }

const MOST_BYTES = 10_000_000
const DOORS = [...BATCH_CHANNELS]
  .sort((one, other) => Number(other === 'CH03') - Number(one === 'CH03'))
  .map((value) => ({ value, says: CHANNELS[value] }))

/** A whole sheet written down: read on trial until it is right, then line by line, each as a file of its own. */
export function BatchesPage() {
  const trial = useSubmit(checkBatch)
  const filing = useSubmit(fileBatch)
  const [channel, setChannel] = useState<Channel>('CH03')
  const [place, setPlace] = useState<number | undefined>()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [unread, setUnread] = useState<string | null>(null)
  const [read, setRead] = useState<BatchRead | null>(null)
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set())
  const [done, setDone] = useState<{ filed: number; total: number } | null>(null)
  const receiver = useReceiver(place)
  const busy = trial.busy || filing.busy

  const check = async (it: Chosen, at: number, by: Channel) => {
    setDone(null)
    setLeftOut(new Set())
    setRead(await trial.submit({ body: { workbook: it.workbook, channel: by, place_code: at } }))
  }
  const pick = async (file: File) => {
    setRead(null)
    setUnread(null)
    setChosen(null)
    if (place === undefined) return setUnread('请先选上面的地方，再选文件。')
    if (file.size > MOST_BYTES) return setUnread('文件太大了：最多 10 MB。请删掉图片和多余的表。')
    let it: Chosen
    try {
      it = { name: file.name, workbook: asBase64(new Uint8Array(await file.arrayBuffer())) }
    } catch {
      return setUnread('没有读出这个文件。如果它正在别的软件里打开，请先关闭，再重新选择。')
    }
    setChosen(it)
    await check(it, place, channel)
  }
  /** The sheet is sent until nothing of it is left; whatever comes between, what was written down stands. */
  const fileAll = async () => {
    if (!chosen || place === undefined) return
    const body = { workbook: chosen.workbook, channel, place_code: place, left_out: [...leftOut] }
    for (;;) {
      const answer = await filing.submit({ body })
      if (!answer) return
      setDone({ filed: answer.filed, total: answer.filed + answer.left })
      if (answer.left === 0) return go(`/staff/batches/${answer.batch_id}`)
    }
  }
  const todo = read ? read.lines.filter(({ line }) => !leftOut.has(line)).length : 0
  const ready = read !== null && read.faults.length === 0 && (read.begun?.mine ?? true) && todo > 0

  return (
    <>
      <div className="page-head">
        <h1>成批登记</h1>
      </div>
      <p className="quiet batch-lead">
        一家对许多人（金融借款、物业费），或者许多人对一家（欠薪）：填一张表，每一行登记成单独的一件，各有编号、期限和回执。
      </p>
      <ol className="setup-steps batch-steps">
        <li>
          <h2>下载模板，填好</h2>
          <p>第一行不要改；不要合并单元格，不要用公式。</p>
          <a className="plain-button" href="/api/batches/template.xlsx" download>
            下载模板
          </a>
        </li>
        <li>
          <h2>从哪里来，发生在哪里</h2>
          <div className="batch-around">
            <div>
              <label htmlFor="batch-door">渠道</label>
              <PlainSelect
                id="batch-door"
                options={DOORS}
                value={channel}
                disabled={busy}
                onChange={(value) => {
                  const by = DOORS.find((one) => one.value === value)?.value ?? 'CH03'
                  setChannel(by)
                  if (chosen && place !== undefined) check(chosen, place, by)
                }}
              />
            </div>
            <div>
              <label htmlFor="batch-place">地方（表里的地点写了本辖区的村、镇名的，以表里为准）</label>
              <PlacePicker
                id="batch-place"
                {...(place === undefined ? {} : { value: place })}
                onChange={(at) => {
                  setPlace(at)
                  setUnread(null)
                  if (chosen && at !== undefined) check(chosen, at, channel)
                }}
              />
            </div>
          </div>
          {receiver && <p className="quiet">由{receiver.name}接收。</p>}
        </li>
        <li>
          <h2>选择填好的表，先试读</h2>
          <p>
            <label className="pick-file" aria-disabled={busy}>
              <input
                type="file"
                accept=".xlsx"
                disabled={busy}
                onChange={({ target }) => {
                  const [file] = target.files ?? []
                  // The same file chosen again after mending must be read again.
                  if (file) pick(file).finally(() => (target.value = ''))
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
          <TroubleNote trouble={trial.trouble} />
          {read && <BatchFindings read={read} leftOut={leftOut} onLeaveOut={setLeftOut} />}
        </li>
        <li>
          <h2>登记</h2>
          <p>登记中断了不要紧：再选同一张表，从断的地方接着登记，不会重复。24 小时内、没有人办过的可以整批撤回。</p>
          {done && (
            <p role="status">
              已登记 {done.filed} 件，共 {done.total} 件。
              <progress className="batch-progress" value={done.filed} max={done.total} />
            </p>
          )}
          <TroubleNote
            trouble={filing.trouble}
            rest={
              filing.trouble && 'faults' in filing.trouble
                ? filing.trouble.faults.map(({ path, says }) => `${path}：${says}`)
                : []
            }
          />
          <Button type="primary" size="large" disabled={!ready} loading={filing.busy} onClick={fileAll}>
            {ready ? `登记 ${todo} 件` : '登记'}
          </Button>
        </li>
      </ol>
      <BatchList />
    </>
  )
}

function BatchList() {
  const me = useMe()
  const { data, error, refetch } = useQuery({ queryKey: ['batches', me.post.id], queryFn: () => call(batches) })
  if (error) return <NotFetched error={error} again={() => refetch()} />
  if (!data || data.batches.length === 0) return null
  return (
    <section className="card" aria-labelledby="batch-list">
      <h2 id="batch-list">本单位登记过的表</h2>
      <div className="batch-scroll">
        <table className="faults batch-stack">
          <thead>
            <tr>
              <th scope="col">批号</th>
              <th scope="col">登记的时间</th>
              <th scope="col">谁登记的</th>
              <th scope="col">件数</th>
              <th scope="col">情况</th>
            </tr>
          </thead>
          <tbody>
            {data.batches.map((it) => (
              <tr key={it.batch_id}>
                <td>
                  <Link to={`/staff/batches/${it.batch_id}`}>{it.number}</Link>
                </td>
                <td>{sayInstant(it.begun_at)}</td>
                <td>{it.filed_by}</td>
                <td>{it.filed}</td>
                <td>{stateOf(it)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Whether all of a sheet is written down. */
export const stateOf = (it: {
  undone: object | null
  filed: number
  total: number
  left_out: readonly number[]
  shape_says: string
}): string => {
  if (it.undone) return '已撤回'
  const left = it.total - it.filed - it.left_out.length
  return left > 0 ? `还有 ${left} 行没有登记，请再选同一张表` : it.shape_says
}
