import type { ReactNode } from 'react'
import { useCounty } from '../session/me.ts'
import { Mark } from './mark.tsx'

/** A page outside the shell: the county's name above, one thing to do below. */
export function LonePage({ title, wide, children }: { title: string; wide?: boolean; children: ReactNode }) {
  const county = useCounty().data
  return (
    <div className={wide ? 'lone-page lone-page-wide' : 'lone-page'}>
      <header className="lone-head">
        <Mark />
        <div>
          <strong>枫桥</strong>
          <span>{county ? `${county.name}矛盾纠纷多元化解平台` : '矛盾纠纷多元化解平台'}</span>
        </div>
      </header>
      <main className="lone-card">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}
