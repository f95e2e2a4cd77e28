import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { leadersPage } from '#contract/ledger.ts'
import { call } from '#web/lib/call.ts'
import { sayInstant } from '#web/lib/dates.ts'
import { Link } from '../kit/link.tsx'
import { NotFetched } from '../kit/query-state.tsx'
import { StageTag } from '../kit/stage-tag.tsx'
import { Waiting } from '../kit/waiting.tsx'
import { useMe } from '../session/me.ts'
import { dayWords } from '../wording.ts'

type Page = z.output<typeof leadersPage.reply>

/** What a leader asks: what may blow up, what is stuck, what keeps recurring. Each line opens its file. */
export function LeadersPage() {
  const me = useMe()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['leaders-page', me.post.id],
    queryFn: () => call(leadersPage),
  })
  if (error && !data) return <NotFetched error={error} again={() => refetch()} />
  if (isPending || !data) return <Waiting />
  return (
    <div className="leader-page">
      <div className="page-head">
        <h1>看三件事</h1>
        <span className="quiet">{sayInstant(data.at)}，本辖区</span>
      </div>
      <Question
        id="blow"
        title="哪些可能出事"
        few={data.may_blow_up}
        none="现在没有橙色、红色的，报告的激化风险公安机关都已接报。"
        more="/staff/ledger?colour=red"
        moreSays="到台账里看红色的"
      />
      <Question
        id="stuck"
        title="哪些卡住了"
        few={data.stuck}
        none="现在没有单位超期的。"
        more="/staff/ledger?overdue=1"
        moreSays="到台账里看超期的"
      />
      <Recurring again={data.recurring} />
      <p className="quiet">
        一件事有多急由人根据事实定；当事人信访、起诉、投诉、不愿意调解，不算在里面。这里不比哪个村多、哪个村少。
      </p>
    </div>
  )
}

function Question({
  id,
  title,
  few: { lines, count },
  none,
  more,
  moreSays,
}: {
  id: string
  title: string
  few: Page['stuck']
  none: string
  more: string
  moreSays: string
}) {
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>
        {title} {count > 0 && <span className="count">{count >= 1000 ? '一千件以上' : `${count} 件`}</span>}
      </h2>
      {lines.length === 0 && <p className="quiet">{none}</p>}
      <ul className="leader-lines leader-table">
        {lines.map((it) => (
          <li key={it.file_id}>
            <Link to={`/staff/files/${it.file_id}`}>{it.short_code}</Link>
            <span>
              <strong>{it.why}</strong>
              {[it.place.join(''), it.excerpt].filter(Boolean).join('，')}
            </span>
            <span className="quiet">
              {it.unit_name} <StageTag stage={it.stage} says={it.stage_says} />
            </span>
          </li>
        ))}
      </ul>
      {count > lines.length && (
        <p>
          <Link to={more}>{moreSays}</Link>
        </p>
      )}
    </section>
  )
}

function Recurring({ again }: { again: Page['recurring'] }) {
  return (
    <section className="card" aria-labelledby="again">
      <h2 id="again">哪些反复出现</h2>
      {again.length === 0 && <p className="quiet">近来没有同一个地方、同一类反复出现的。</p>}
      <ul className="leader-lines">
        {again.map((it) => (
          <li key={`${it.place_code}${it.type}`}>
            <strong>
              {it.place}：{it.says}
            </strong>
            <span className="leader-files">
              {it.files.map((file) => (
                <Link key={file.file_id} to={`/staff/files/${file.file_id}`}>
                  {file.short_code}（{dayWords(file.received_on)}，{file.stage_says}）
                </Link>
              ))}
            </span>
            <Link to={`/staff/ledger?place=${it.place_code}&type=${it.type}&from=${it.since}`}>到台账里看这一类</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
