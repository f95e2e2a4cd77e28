import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { MyDispute } from '#contract/intake.ts'
import { ProvideEvidenceInput } from '#domain/evidence/inputs.ts'
import { FILE_KINDS, KEPT_DAYS, shortHash, sizeSays } from '#domain/evidence/words.ts'
import { call, mayRepeat, Refused } from '#web/lib/call.ts'
import { type KeyFor, keyFor } from '#web/lib/idempotency.ts'
import { type Progress, type Sending, sayProgress, sendFile } from '#web/lib/upload.ts'
import { provideEvidence } from '../addresses.ts'
import { Field } from '../kit/field.tsx'
import { CallFailed } from '../kit/notice.tsx'
import { SubPage } from './sub-page.tsx'
import type { Acting } from './use-act.ts'
import { useKeptText } from './use-kept-text.ts'

const ACCEPT = Object.values(FILE_KINDS)
  .flatMap(({ ends }) => ends.map((end) => `.${end}`))
  .join(',')
const FORMS = { copy: '拍的是纸上的东西，原件在我手里', electronic: '本来就在手机里（照片、录音、聊天记录）' } as const
type Form = keyof typeof FORMS
type Faults = Partial<Record<'what' | 'source' | 'proves' | 'form' | 'upload_id', string>>

/** 交材料: whom it goes to is said before anything is sent; the file goes on its way while the words are written. */
export function EvidencePage({ matter, acting, onBack }: { matter: MyDispute; acting: Acting; onBack: () => void }) {
  const shelf = `evidence.${matter.file_id}`
  const what = useKeptText(`${shelf}.what`)
  const source = useKeptText(`${shelf}.source`)
  const proves = useKeptText(`${shelf}.proves`)
  const [form, setForm] = useState<Form | null>(null)
  const [confidence, setConfidence] = useState(false)
  const [faults, setFaults] = useState<Faults>({})
  const [progress, setProgress] = useState<Progress | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [submitting, setSubmitting] = useState(false)
  const sending = useRef<Sending | null>(null)
  const submission = useRef<KeyFor | null>(null)
  const page = useRef<HTMLFormElement>(null)
  useEffect(() => () => sending.current?.stop(), [])

  const choose = (file: File | undefined) => {
    if (!file) return
    sending.current?.stop()
    setFaults({})
    sending.current = sendFile(file, { fileId: matter.file_id, link: acting.secret }, setProgress)
  }
  const upload = progress?.state === 'done' ? progress.upload : null

  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (submitting) return
    const body = {
      what: what.text,
      source: source.text,
      proves: proves.text,
      form: form ?? undefined,
      in_confidence: confidence,
      upload_id: upload?.id,
    }
    const found: Faults = {}
    for (const issue of ProvideEvidenceInput.safeParse(body).error?.issues ?? []) {
      const field = issue.path[0] as keyof Faults
      found[field] ??= issue.message
    }
    if (!upload) found.upload_id = progress ? '请等文件传完、检查好再提交。' : '请先拍照，或者选一个文件。'
    setFaults(found)
    if (Object.keys(found).length > 0 || !form || !upload) {
      requestAnimationFrame(() => page.current?.querySelector<HTMLElement>('[aria-invalid], [role=alert]')?.focus())
      return
    }
    setSubmitting(true)
    setError(null)
    const ready = { ...body, form, upload_id: upload.id }
    submission.current = keyFor(submission.current, ready)
    try {
      await call(provideEvidence, {
        params: { file_id: matter.file_id },
        body: ready,
        link: acting.secret,
        key: submission.current.key,
      })
      for (const text of [what, source, proves]) text.drop()
      await acting.onChanged('材料交好了，调解员看得到。')
      onBack()
    } catch (failure) {
      setError(failure)
      if (failure instanceof Refused && failure.status === 409) await acting.onChanged()
    } finally {
      setSubmitting(false)
    }
  }

  return (
    <SubPage matter={matter} title="交材料">
      <form ref={page} onSubmit={send} noValidate>
        <div className="notice notice-calm">
          <p className="notice-title">交了给谁看</p>
          <p>
            办这件事的人（{matter.unit.name}
            和调解员）看得到。对方不会自动看到；要给对方看，调解员会先和您说。谁下载过，您在“谁看过”里能看到。
          </p>
        </div>
        <div className="field">
          <p className="label">一、选材料</p>
          <div className="evidence-choose">
            <label className="button">
              拍照
              <input
                type="file"
                accept="image/*"
                capture="environment"
                className="visually-hidden"
                onChange={(event) => choose(event.target.files?.[0])}
              />
            </label>
            <label className="button button-plain">
              从手机里选
              <input
                type="file"
                accept={ACCEPT}
                className="visually-hidden"
                onChange={(event) => choose(event.target.files?.[0])}
              />
            </label>
          </div>
          <p className="small">照片、录音、视频、PDF、Word、Excel、文字都行。一次一份，可以交很多次。</p>
          {faults.upload_id ? (
            <p className="field-error" role="alert">
              {faults.upload_id}
            </p>
          ) : null}
          {progress ? <Sent progress={progress} sending={sending.current} /> : null}
        </div>
        <p className="label">二、说一说</p>
        <Field
          label="这是什么"
          value={what.text}
          onChange={what.write}
          hint="比如：借条、现场照片、和他的通话录音"
          error={faults.what ?? null}
        />
        <Field
          label="从哪里来的"
          value={source.text}
          onChange={source.write}
          hint="比如：我用手机拍的；他写给我的"
          error={faults.source ?? null}
        />
        <Field
          label="它能说明什么"
          value={proves.text}
          onChange={proves.write}
          hint="比如：证明他借了三千元，说好年底还"
          error={faults.proves ?? null}
          lines={2}
          most={500}
        />
        <fieldset className="choices">
          <legend className="label">交的是</legend>
          {faults.form ? (
            <p className="field-error" role="alert">
              请选一个。
            </p>
          ) : null}
          {(Object.keys(FORMS) as Form[]).map((one) => (
            <label key={one} className="tick">
              <input type="radio" name="form" checked={form === one} onChange={() => setForm(one)} />
              <span>{FORMS[one]}</span>
            </label>
          ))}
          <p className="small">原件、手机请留好，见面时带来给调解员核对。</p>
        </fieldset>
        <label className="tick">
          <input type="checkbox" checked={confidence} onChange={(event) => setConfidence(event.target.checked)} />
          <span>只给调解员和主办的人看，没有我同意不给对方看</span>
        </label>
        <p className="small">您请了代理人、让他替您交材料的，他也看得到。</p>
        {error ? (
          <CallFailed error={error}>{mayRepeat(error) ? <p>写好的内容已保存在本机，不会丢。</p> : null}</CallFailed>
        ) : null}
        <div className="buttons">
          <button type="submit" className="button" aria-disabled={submitting}>
            {submitting ? '正在提交……' : error && mayRepeat(error) ? '再提交一次' : '交给调解员'}
          </button>
          <button type="button" className="button button-plain" onClick={onBack}>
            返回，先不交
          </button>
        </div>
        <p className="small evidence-page-foot">
          传好了没有提交的，{KEPT_DAYS} 天后自动清掉。还没有给对方看过的，您随时可以收回。
        </p>
      </form>
    </SubPage>
  )
}

/** How far the file is, in words; a line that broke is waited for. */
function Sent({ progress, sending }: { progress: Progress; sending: Sending | null }) {
  const { state, sent, size, upload } = progress
  return (
    <div className="evidence-sent" role="status" data-state={state}>
      {upload ? (
        <p>
          <strong>{upload.name}</strong>（{sizeSays(size)}）
        </p>
      ) : null}
      <progress max={Math.max(size, 1)} value={sent} aria-label="传了多少" />
      <p>{sayProgress(progress)}</p>
      {state === 'done' && upload?.sha256 ? <p className="small">文件指纹：{shortHash(upload.sha256)}</p> : null}
      {state === 'sending' ? (
        <button type="button" className="button-link" onClick={() => sending?.pause()}>
          先停一下
        </button>
      ) : null}
      {state === 'paused' ? (
        <button type="button" className="button-link" onClick={() => sending?.resume()}>
          继续传
        </button>
      ) : null}
    </div>
  )
}
