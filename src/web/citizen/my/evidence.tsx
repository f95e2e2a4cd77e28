import { useEffect, useState } from 'react'
import type { MyEvidence } from '#contract/evidence.ts'
import type { MyDispute } from '#contract/intake.ts'
import { fetchFile } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { saveFile } from '#web/lib/save-file.ts'
import { evidenceOriginal, evidencePreview, withdrawEvidence } from '../addresses.ts'
import { CallFailed } from '../kit/notice.tsx'
import { type Acting, useAct } from './use-act.ts'

/** What she handed in, and what was shown to her; the way to hand in more. */
export function MyEvidenceList(of: { matter: MyDispute; acting: Acting; onShow: (view: string) => void }) {
  const { matter, acting, onShow } = of
  const may = matter.can.includes('provide_evidence')
  if (matter.evidence.length === 0 && !may) return null
  const mine = matter.evidence.filter((it) => it.mine)
  const theirs = matter.evidence.filter((it) => !it.mine)
  return (
    <section className="card" aria-labelledby="evidence">
      <h2 id="evidence">材料</h2>
      {mine.length > 0 ? (
        <>
          <p className="small">您交的</p>
          {mine.map((it) => (
            <One key={it.id} it={it} acting={acting} />
          ))}
        </>
      ) : (
        <p>借条、照片、录音、聊天记录，可以在这里交给调解员；也可以送到{matter.unit.name}。</p>
      )}
      {theirs.length > 0 ? (
        <>
          <p className="small">给您看过的</p>
          {theirs.map((it) => (
            <One key={it.id} it={it} acting={acting} />
          ))}
        </>
      ) : null}
      {may ? (
        <button
          type="button"
          className={mine.length > 0 ? 'button button-plain' : 'button'}
          onClick={() => onShow('evidence')}
        >
          {mine.length > 0 ? '再交一份' : '交材料'}
        </button>
      ) : null}
    </section>
  )
}

/** The day of an instant, as it was here. */
const dayOf = (at: string): string => sayInstant(at).split(' ')[0] ?? ''

/** What became of it, in sentences. */
function sayState({ mine, status, at, from_whom, shown, checked, returned, in_confidence }: MyEvidence): string[] {
  if (status === 'withdrawn') return ['您已经收回，谁也不再看。']
  if (status === 'void') return ['登记有误，已经作废。']
  const days = shown.map(({ at: when, to, how_says }) =>
    mine ? `${dayOf(when)}给${to.join('、')}看过（${how_says}）。` : `${dayOf(when)}给您看过（${how_says}）。`,
  )
  return [
    mine ? `${dayOf(at)}收到。` : `${from_whom}提供。`,
    ...(mine && shown.length === 0 ? [in_confidence ? '只给调解员看。' : '还没有给对方看。'] : []),
    ...days,
    ...(checked ? [`原件核对过：${checked.result_says}。`] : []),
    ...(returned ? [`原件${dayOf(returned.at)}退给了${returned.to}。`] : []),
  ]
}

function One({ it, acting }: { it: MyEvidence; acting: Acting }) {
  const act = useAct(acting, withdrawEvidence, it.id)
  const [asking, setAsking] = useState(false)
  const [open, setOpen] = useState(false)
  const send = async () => {
    if (await act.take({ because: '' })) await acting.onChanged('收回了，谁也不再看得到。')
  }
  return (
    <div className="beside-one">
      <p>
        <strong>{it.what || '已收回的材料'}</strong>
        {it.file ? <span className="small">　{it.file.kind_says}</span> : null}
      </p>
      {it.proves ? <p>{it.proves}</p> : null}
      <p className="small">{sayState(it).join('')}</p>
      {it.opens && it.file ? (
        <>
          {it.file.previews > 0 ? (
            <button type="button" className="button-link" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? '收起' : '看一看'}
            </button>
          ) : (
            <p className="small">{it.file.no_preview}</p>
          )}{' '}
          <Save it={it} acting={acting} />
          {open
            ? Array.from({ length: it.file.previews }, (_, at) => (
                <Picture
                  // biome-ignore lint/suspicious/noArrayIndexKey: pages are their numbers
                  key={at}
                  fileId={acting.fileId}
                  evidenceId={it.id}
                  nth={at + 1}
                  secret={acting.secret}
                  says={`${it.what} 第 ${at + 1} 页`}
                />
              ))
            : null}
        </>
      ) : null}
      {it.can.includes('withdraw_evidence') && !asking ? (
        <button type="button" className="button-link" onClick={() => setAsking(true)}>
          不交了，收回
        </button>
      ) : null}
      {asking ? (
        <>
          <p>收回以后谁也不再看得到，不用说理由。交来的原件，请打电话约时间取回。</p>
          {act.error ? <CallFailed error={act.error} /> : null}
          <div className="buttons">
            <button type="button" className="button button-grave" aria-disabled={act.sending} onClick={send}>
              {act.sending ? '正在提交……' : act.again ? '再点一次，确定收回' : '确定收回'}
            </button>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              再想想
            </button>
          </div>
        </>
      ) : null}
    </div>
  )
}

/** A recording comes slowly over a village's line. */
const PATIENCE_MS = 600_000
const asData = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })

/** A picture behind her secret link, which an address alone must not open: fetched with it, and shown. */
function Picture(of: { fileId: string; evidenceId: string; nth: number; secret: string; says: string }) {
  const { fileId, evidenceId, nth, secret, says } = of
  const [data, setData] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const params = { file_id: fileId, part_id: evidenceId, nth }
    fetchFile(evidencePreview, { params, link: secret, patience: PATIENCE_MS, signal: stop.signal })
      .then(({ bytes }) => asData(bytes))
      .then((text) => stop.signal.aborted || setData(text))
      .catch(() => stop.signal.aborted || setFailed(true))
    return () => stop.abort()
  }, [fileId, evidenceId, nth, secret])
  if (failed) return <p className="small">没有打开，请再点一次“看一看”。</p>
  return data ? <img className="evidence-picture" src={data} alt={says} /> : <p className="small">正在打开……</p>
}

/** The original, onto her own device. */
function Save({ it, acting }: { it: MyEvidence; acting: Acting }) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const save = async () => {
    setState('busy')
    try {
      const params = { file_id: acting.fileId, part_id: it.id }
      const { bytes } = await fetchFile(evidenceOriginal, { params, link: acting.secret, patience: PATIENCE_MS })
      saveFile(it.file?.name ?? '材料', bytes)
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  return (
    <button type="button" className="button-link" disabled={state === 'busy'} onClick={() => void save()}>
      {state === 'busy' ? '正在下载……' : state === 'failed' ? '没有下载成，再试一次' : '下载原件'}
    </button>
  )
}
