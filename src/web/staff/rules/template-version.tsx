import { type TemplateView, templateFile, templateSample } from '#contract/templates.ts'
import type { TemplateForm } from '#domain/documents/template-forms.ts'
import { fetchFile } from '#web/lib/call.ts'
import { sayDay, sayInstant } from '#web/lib/dates.ts'
import { DownloadButtons } from '../file/download-paper.tsx'

type Version = TemplateView['versions'][number]

/** One version: its file, who put it forward, who released it, why; and what it looks like filled. */
export function VersionLines({ form, it }: { form: TemplateForm; it: Version }) {
  const params = { form, version: it.version }
  return (
    <>
      <p className="wording-version">
        <strong>第 {it.version} 版</strong>
        <span className="answer" data-answer={it.state === 'in_force' ? 'agreed' : 'asked'}>
          {it.state_says}
        </span>
        <span className="quiet">{sayDay(it.effective_on)} 起</span>
      </p>
      <p className="quiet">
        {it.name}（{Math.max(1, Math.round(it.size / 1024))} KB）　{sayInstant(it.written_at)} {it.written_by}交：
        {it.because}
      </p>
      {it.lacks.length > 0 && (
        <p className="mend">
          没有用到：{it.lacks.join('、')}。用这份模板下载的 Word 上就没有这些内容，请想一想要不要加上。
        </p>
      )}
      {it.decided_at && (
        <p className="quiet">
          {sayInstant(it.decided_at)} {it.decided_by}
          {it.state === 'dropped' ? `没有用：${it.decided_because}` : '发布'}
        </p>
      )}
      {it.ended_at && (
        <p className="quiet">
          {sayInstant(it.ended_at)} {it.ended_by}停用：{it.ended_because}
        </p>
      )}
      <span className="part-buttons template-files">
        <DownloadButtons
          ways={[
            ['下载试填的样子', () => fetchFile(templateSample, { params })],
            ['下载模板', () => fetchFile(templateFile, { params })],
          ]}
        />
      </span>
    </>
  )
}
