import type { ReactNode } from 'react'
import type { FileNumber } from '#contract/successions.ts'
import { Link } from '../kit/link.tsx'
import { useAsked } from './use-asked.ts'

/** What there is to hand over, in numbers. */
export function Counts({ of }: { of: readonly { says: string; n: number }[] }) {
  return (
    <ul className="hand-counts">
      {of.map(({ says, n }) => (
        <li key={says} data-none={n === 0}>
          <strong>{n.toLocaleString('zh-CN')}</strong>
          {says}
        </li>
      ))}
    </ul>
  )
}

/** What does not go over by itself: by the number of the file and who has to see to it, never what it is about. */
export function ToChoose({ files, says }: { files: readonly FileNumber[]; says: string }) {
  if (files.length === 0) return null
  return (
    <section className="hand-choose" aria-label="要另选调解员的">
      <h3>{files.length} 件要另选调解员</h3>
      <p className="quiet small">{says}</p>
      <ul>
        {files.map((file) => (
          <li key={file.code}>
            <span className="digits">{file.short_code}</span> <span className="quiet">{file.unit_name}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What stands against it, in sentences. */
export function Faults({ says }: { says: readonly string[] }) {
  if (says.length === 0) return null
  return (
    <ul className="hand-faults">
      {says.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
}

/** One step of the form: its number, what to do, and where to do it. */
export function Step({ n, says, children }: { n: number; says: string; children: ReactNode }) {
  return (
    <section className="hand-step">
      <h2>
        <span className="hand-n">{n}</span>
        {says}
      </h2>
      <div className="hand-field">{children}</div>
    </section>
  )
}

export const KINDS_SAY = { person: '有人离开', unit: '单位合并、撤销', place: '换区划代码' } as const
export type KindOf = keyof typeof KINDS_SAY

/** Which of the three: each is a page of its own under the same head. */
export function KindTabs({ kind }: { kind: KindOf }) {
  const { to } = useAsked()
  const clear = { person: null, unit: null, place: null, successor: null, to: null, code: null, id: null }
  return (
    <nav className="chips" aria-label="办哪一种交接">
      {(Object.keys(KINDS_SAY) as KindOf[]).map((one) => (
        <Link key={one} to={to({ ...clear, kind: one })} {...(one === kind ? { 'aria-current': 'true' as const } : {})}>
          {KINDS_SAY[one]}
        </Link>
      ))}
    </nav>
  )
}
