import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { type TemplateView, template, templateStarter } from '#contract/templates.ts'
import { hasTemplates, type TemplateForm } from '#domain/documents/template-forms.ts'
import { call, fetchFile } from '#web/lib/call.ts'
import { DownloadButtons } from '../file/download-paper.tsx'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { NotFoundPage } from '../pages/not-found.tsx'
import { useMe } from '../session/me.ts'
import { DecideTemplate } from './decide-template.tsx'
import { PutTemplate } from './put-template.tsx'
import { RulesTabs } from './rules-tabs.tsx'
import { TemplateFields } from './template-fields.tsx'
import { VersionLines } from './template-version.tsx'

type Version = TemplateView['versions'][number]
const USED: readonly Version['state'][] = ['in_force', 'to_come']

/** One form's template: what may stand in it, its versions, and for the bureau the ways to change it. */
export function TemplatePage({ params }: { params: Readonly<Record<string, string>> }) {
  const form = params.form ?? ''
  return hasTemplates(form) ? <OneTemplate key={form} form={form} /> : <NotFoundPage />
}

function OneTemplate({ form }: { form: TemplateForm }) {
  const me = useMe()
  const [doing, setDoing] = useState<'put' | 'decide' | Version | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['template', me.post.id, form],
    queryFn: () => call(template, { params: { form } }),
  })
  if (error && !data) return <NotFetched error={error} again={() => refetch()} />
  if (!data) return <Waiting />
  const close = () => setDoing(null)
  return (
    <>
      <div className="page-head">
        <h1>本县模板：{data.title}</h1>
        <RulesTabs />
      </div>
      <p className="quiet docket-says">照本县模板下载的是可以改的工作稿；入卷、盖章、核验的，始终是本系统的 PDF。</p>
      <p className="template-back">
        <Link to="/staff/templates">回到各种文书</Link>
      </p>
      <section className="card" aria-labelledby="template-versions">
        <div className="rule-head">
          <h2 id="template-versions">模板</h2>
          {data.may_write && !data.waiting && <Button onClick={() => setDoing('put')}>交一份模板</Button>}
        </div>
        {data.waiting && (
          <p className="wording-waits">
            有一份等着发布
            {data.waiting.mine && '，是您交的，请另一位同事看过再发布'}。
            {data.may_write && (
              <Button size="small" onClick={() => setDoing('decide')}>
                {data.waiting.may_release ? '看一看，发布或退回' : '看一看，或者收回'}
              </Button>
            )}
          </p>
        )}
        {data.versions.length === 0 && <p className="quiet">还没有本县的模板，下载 Word 用本系统的样子。</p>}
        <ul className="plain-list editions">
          {data.versions.map((it) => (
            <li key={it.version}>
              <div>
                <VersionLines form={form} it={it} />
              </div>
              {data.may_write && USED.includes(it.state) && (
                <Button size="small" onClick={() => setDoing(it)}>
                  停用
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="card" aria-labelledby="template-start">
        <h2 id="template-start">怎样写模板</h2>
        <ol className="plain-list template-steps">
          <li>
            下载一份写好占位符的 Word，在它上面改字体、抬头、先后；也可以用县里原来的 Word，把下面的占位符复制进去。
            <span className="part-buttons">
              <DownloadButtons ways={[['下载起稿的 Word', () => fetchFile(templateStarter, { params: { form } })]]} />
            </span>
          </li>
          <li>
            大括号用英文的 {'{ }'}，一个占位符一口气写完；不写条件、公式，不带宏、外部链接、批注和没有接受的修订。
          </li>
          <li>交上来会逐项检查，用样例试填一遍；不对的地方会说明在第几段、第几格。</li>
        </ol>
      </section>
      <TemplateFields view={data} />
      {doing === 'put' && <PutTemplate view={data} onClose={close} />}
      {doing === 'decide' && data.waiting && (
        <DecideTemplate view={data} version={data.waiting.version} ending={false} onClose={close} />
      )}
      {doing !== null && typeof doing === 'object' && (
        <DecideTemplate view={data} version={doing.version} ending onClose={close} />
      )}
    </>
  )
}
