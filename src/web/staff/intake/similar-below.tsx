import { useQuery } from '@tanstack/react-query'
import { similar } from '#contract/lists.ts'
import { SIMILAR_LEVELS } from '#domain/intake/similar.ts'
import { call } from '#web/lib/call.ts'
import { Link } from '../kit/link.tsx'

/** Files that may be about the same matter, asked for once and never by itself. */
export const useSimilar = (fileId: string, asked = true) =>
  useQuery({
    queryKey: ['similar', fileId],
    queryFn: () => call(similar, { params: { file_id: fileId } }),
    enabled: asked,
    staleTime: 60_000,
    refetchOnReconnect: false,
  })
export type SimilarFile = NonNullable<ReturnType<typeof useSimilar>['data']>['candidates'][number]

/** One of them: whose, why, and where it stands. */
export function SimilarLine({ found }: { found: SimilarFile }) {
  const { line, level, reasons } = found
  return (
    <>
      <p className="similar-head">
        <strong>{SIMILAR_LEVELS[level]}</strong>
        <Link to={`/staff/files/${line.file_id}`}>{line.short_code}</Link>
        <span className="similar-who">
          {line.applicant}
          <span className="versus" role="img" aria-label="与">
            ⟷
          </span>
          {line.other_side}
        </span>
        <span className="quiet">{line.stage_says}</span>
      </p>
      <p className="quiet">{reasons.map(({ says }) => says).join('；')}</p>
      <p className="excerpt">{line.excerpt}</p>
    </>
  )
}

/** Shown under the receipt: the person may still be at the window. */
export function SimilarBelow({ fileId }: { fileId: string }) {
  const { data } = useSimilar(fileId)
  if (!data || data.candidates.length === 0) return null
  return (
    <section className="card no-print" aria-labelledby="similar">
      <h2 id="similar">
        可能和这几件有关 <span className="count">{data.candidates.length}</span>
      </h2>
      <p className="form-note">只是提示，由人判断：请问问来人是不是同一件事；是的，受理的人打开这一件就能并案。</p>
      <ul className="similar">
        {data.candidates.map((found) => (
          <li key={found.line.file_id}>
            <SimilarLine found={found} />
          </li>
        ))}
      </ul>
    </section>
  )
}
