import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { RulesTabs } from './rules-tabs.tsx'
import { useTemplates } from './use-templates.ts'

/** 本县模板: the forms a county may give a look of its own. */
export function TemplatesPage() {
  const { data, error, refetch } = useTemplates()
  return (
    <>
      <div className="page-head">
        <h1>本县模板</h1>
        <RulesTabs />
      </div>
      <p className="quiet docket-says">
        县里有统一样子的文书，司法局可以交一份自己的 Word
        模板，由另一位同事看过再发布。发布以后，这种文书旁边多一个“用本县模板下载
        Word”，下载的是可以改的工作稿；入卷、盖章、核验的，始终是本系统的 PDF。
      </p>
      {error && !data && <NotFetched error={error} again={() => refetch()} />}
      {!data && !error && <Waiting />}
      {data && (
        <section className="card" aria-label="各种文书">
          <ul className="rows template-forms">
            {data.forms.map(({ form, title, in_force, waits, says }) => (
              <li key={form}>
                <Link to={`/staff/templates/${form}`}>{title}</Link>
                <span className="quiet">{form}</span>
                <span className="answer" data-answer={in_force ? 'agreed' : 'asked'}>
                  {says}
                </span>
                {waits && <span className="wording-waits">有一份等着发布</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
