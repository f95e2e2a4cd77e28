import { useState } from 'react'
import type { StaffDispute } from '#contract/disputes.ts'
import { ENDED_DISPUTE } from '#domain/disputes/parts.ts'
import { formOf } from '../acts/forms.ts'
import { DrawnFormModal } from './drawn-form-modal.tsx'
import type { Taking } from './file-page.tsx'
import { PaperModal } from './papers.tsx'
import { ReturnModal } from './return-modal.tsx'
import { TakeDossier } from './take-dossier.tsx'

type Row = NonNullable<StaffDispute['dossier']>['rows'][number]
type Print = Row['prints'][number]
const STATES: Record<Row['state'], string> = {
  missing: '缺',
  there: '有',
  print: '可打印',
  later: '还没到',
  as_needed: '按需',
  not_needed: '不需要',
}
/** What is missing stands first; then what the matter will come to. */
const AT_ONCE: readonly Row['state'][] = ['missing', 'later']

/** 卷宗: what must lie in the dossier, what is missing and where it is entered, and the forms that can be printed now. */
export function DossierCard({ dispute, onTake }: { dispute: StaffDispute; onTake: (taking: Taking) => void }) {
  const [printing, setPrinting] = useState<Print | null>(null)
  const [reading, setReading] = useState<string | null>(null)
  const [returning, setReturning] = useState(false)
  const { dossier } = dispute
  if (!dossier) return null
  const lacking = dispute.signed_by_hand.find(
    ({ wanted, overtaken, of, missing }) => wanted && !overtaken && (of === 0 || missing.length > 0),
  )
  const paper = dispute.papers.find(({ id }) => id === reading)
  const line = (row: Row) => (
    <DossierLine
      key={row.code}
      {...{ row, dispute, onTake }}
      onPrint={setPrinting}
      onRead={setReading}
      onReturn={() => setReturning(true)}
    />
  )
  const rest = dossier.rows.filter(({ state }) => !AT_ONCE.includes(state))
  const missing = dossier.needed - dossier.there
  return (
    <section className="card dossier" aria-labelledby="dossier">
      <h2 id="dossier">
        卷宗{' '}
        <span className="count">
          要有的 {dossier.needed} 样，有了 {dossier.there} 样{missing > 0 && `，缺 ${missing} 样`}
        </span>
      </h2>
      <ul className="dossier-rows">
        {AT_ONCE.flatMap((state) => dossier.rows.filter((row) => row.state === state)).map(line)}
      </ul>
      <details>
        <summary>卷内的 {rest.length} 样，按归档的次序</summary>
        <ul className="dossier-rows">{rest.map(line)}</ul>
      </details>
      {dossier.can_take && (
        <>
          <h3>整卷</h3>
          <TakeDossier
            fileId={dispute.file.id}
            missing={dossier.rows.flatMap(({ state, name }) => (state === 'missing' ? [name] : []))}
            isOver={(ENDED_DISPUTE as readonly string[]).includes(dispute.dispute.status)}
          />
        </>
      )}
      {printing && <DrawnFormModal fileId={dispute.file.id} print={printing} onClose={() => setPrinting(null)} />}
      {returning && lacking && (
        <ReturnModal fileId={dispute.file.id} view={lacking} title="调解协议书" onClose={() => setReturning(false)} />
      )}
      {paper && <PaperModal paper={paper} fileId={dispute.file.id} onClose={() => setReading(null)} />}
    </section>
  )
}

type Line = {
  row: Row
  dispute: StaffDispute
  onTake: (taking: Taking) => void
  onPrint: (print: Print) => void
  onRead: (paper: string) => void
  onReturn: () => void
}

function DossierLine({ row, dispute, onTake, onPrint, onRead, onReturn }: Line) {
  const { enter } = row
  const form = enter && mayTake(dispute, enter.step) ? formOf(enter.step) : undefined
  const last = row.papers.at(-1)
  return (
    <li>
      <p className="dossier-head">
        <span className="answer" data-dossier={row.state}>
          {STATES[row.state]}
        </span>
        <strong>{row.name}</strong>
        <span className="part-buttons">
          {form && enter && (
            <button type="button" className="text-button" onClick={() => onTake({ form, ...whose(enter) })}>
              {form.title}
            </button>
          )}
          {enter?.step === 'return_signed_paper' && mayTake(dispute, enter.step) && (
            <button type="button" className="text-button" onClick={onReturn}>
              交回签好的扫描件
            </button>
          )}
          {last && (
            <button type="button" className="text-button" onClick={() => onRead(last)}>
              看<span className="unseen">{row.name}</span>
              {row.papers.length > 1 && `（共 ${row.papers.length} 份，看最近的）`}
            </button>
          )}
          {row.prints.map((print) => (
            <button
              key={`${print.form} ${print.of}`}
              type="button"
              className="text-button"
              onClick={() => onPrint(print)}
            >
              打印{print.says}
            </button>
          ))}
        </span>
      </p>
      <p className="quiet">
        {row.says}
        {row.state === 'missing' && <span className="dossier-law">依据：{row.asked_by}</span>}
      </p>
    </li>
  )
}

const whose = ({ part_id, party_id }: NonNullable<Row['enter']>) => ({
  ...(part_id ? { part_id } : {}),
  ...(party_id ? { party_id } : {}),
})

/** Whether a step is open to me on the file or on one of its parts. */
const mayTake = (
  { dispute, tasks, parties, mediations, agreements, obligations, visits }: StaffDispute,
  step: string,
) =>
  [dispute, ...tasks, ...parties, ...mediations, ...agreements, ...obligations, ...visits].some(({ can }) =>
    can.includes(step),
  )
