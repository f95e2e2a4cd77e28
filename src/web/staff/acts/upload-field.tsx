import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Progress as Bar, Button, Upload } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { uploads } from '#contract/evidence.ts'
import { FILE_KINDS, KEPT_DAYS, shortHash, sizeSays, TAKEN_SAYS } from '#domain/evidence/words.ts'
import { call } from '#web/lib/call.ts'
import { freshKey } from '#web/lib/idempotency.ts'
import { DROP, type Progress, type Sending, sayProgress, sendFile } from '#web/lib/upload.ts'

const ACCEPT = Object.values(FILE_KINDS)
  .flatMap(({ ends }) => ends.map((end) => `.${end}`))
  .join(',')

/** The file of a form: sent while the rest is written; passes antd's value (the upload's id) and onChange through. */
export function UploadField({
  fileId,
  value,
  onChange,
}: {
  fileId: string
  value?: string
  onChange?: (id: string | undefined) => void
}) {
  const queries = useQueryClient()
  const key = ['uploads', fileId]
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => call(uploads, { params: { file_id: fileId } }),
    gcTime: 0,
  })
  const [progress, setProgress] = useState<Progress | null>(null)
  const sending = useRef<Sending | null>(null)
  useEffect(() => () => sending.current?.stop(), [])

  const send = (file: File) => {
    sending.current?.stop()
    onChange?.(undefined)
    const one = sendFile(file, { fileId }, setProgress)
    sending.current = one
    void one.done.then((done) => {
      void queries.invalidateQueries({ queryKey: key })
      if (done) onChange?.(done.id)
    })
  }
  const drop = async (id: string) => {
    if (value === id) onChange?.(undefined)
    await call(DROP, { params: { file_id: fileId, upload_id: id }, body: {}, key: freshKey() }).catch(() => undefined)
    void queries.invalidateQueries({ queryKey: key })
  }
  const waiting = (data?.uploads ?? []).filter(({ id, state }) => state !== 'refused' && id !== progress?.upload?.id)
  const going = progress && progress.state !== 'done' && progress.state !== 'failed'
  return (
    <div className="upload-field">
      <Upload.Dragger
        accept={ACCEPT}
        multiple={false}
        showUploadList={false}
        disabled={Boolean(going)}
        beforeUpload={(file) => {
          send(file)
          return false
        }}
      >
        <p>{going ? '正在传，传完再选下一个' : '把文件拖到这里，或者点这里选'}</p>
        <p className="quiet">{TAKEN_SAYS}；录音、视频最大 500 MB，其他最大 100 MB</p>
      </Upload.Dragger>
      {progress && (
        <div className="upload-now" role="status">
          <p>
            <strong>{progress.upload?.name ?? ''}</strong> {sizeSays(progress.size)}
          </p>
          <Bar
            percent={Math.floor((progress.sent / Math.max(progress.size, 1)) * 100)}
            size="small"
            aria-label="传了多少"
            showInfo={false}
            status={progress.state === 'failed' ? 'exception' : progress.state === 'done' ? 'success' : 'active'}
          />
          <p className={progress.state === 'failed' ? 'says-wrong' : ''}>{sayProgress(progress)}</p>
          {progress.state === 'done' && progress.upload?.sha256 && (
            <p className="quiet">
              指纹 {shortHash(progress.upload.sha256)}
              {progress.upload.no_preview && `。${progress.upload.no_preview}`}
            </p>
          )}
          {progress.state === 'sending' && (
            <Button size="small" onClick={() => sending.current?.pause()}>
              暂停
            </Button>
          )}
          {progress.state === 'paused' && (
            <Button size="small" onClick={() => sending.current?.resume()}>
              继续
            </Button>
          )}
        </div>
      )}
      {waiting.length > 0 && (
        <div className="upload-before">
          <p className="quiet">以前传的，还没有登记（放 {KEPT_DAYS} 天）：</p>
          <ul>
            {waiting.map(({ id, name, size, received, state, sha256 }) => (
              <li key={id}>
                {state === 'sound' ? (
                  <label>
                    <input
                      type="radio"
                      name={`upload-${fileId}`}
                      checked={value === id}
                      onChange={() => onChange?.(id)}
                    />{' '}
                    {name}（{sizeSays(size)}
                    {sha256 && `，指纹 ${shortHash(sha256)}`}）
                  </label>
                ) : (
                  <span>
                    {name}：传了 {Math.floor((received / size) * 100)}%，再选一次同一个文件，从这里继续
                  </span>
                )}{' '}
                <button type="button" className="text-button" onClick={() => void drop(id)}>
                  不要了
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
